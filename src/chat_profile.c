/* The account we are logged in with, as the site tells it. */
#include "chat_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct chat_question {
    dgg_chat *chat;
    dgg_api_callback callback;
    void *user;
    chat_question *next;
};

static bool copy_text(arena *memory, const char **text) {
    *text = arena_copy(memory, *text, strlen(*text));
    return *text != NULL;
}

static bool copy_words(arena *memory, const char *const **words, size_t count) {
    const char **copies = arena_alloc(memory, (count + 1) * sizeof *copies);
    if (copies == NULL) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        copies[i] = (*words)[i];
        if (!copy_text(memory, &copies[i])) {
            return false;
        }
    }
    *words = copies;
    return true;
}

static bool copy_user(arena *memory, dgg_user *user) {
    return copy_text(memory, &user->nick) &&
           copy_words(memory, &user->features, user->feature_count) &&
           copy_words(memory, &user->roles, user->role_count) &&
           copy_text(memory, &user->watching.platform) &&
           copy_text(memory, &user->watching.id) &&
           copy_text(memory, &user->subscription.source);
}

static bool copy_settings(arena *memory, dgg_settings *settings) {
    dgg_setting *copies =
        arena_alloc(memory, (settings->count + 1) * sizeof *copies);
    if (copies == NULL) {
        return false;
    }
    for (size_t i = 0; i < settings->count; i++) {
        copies[i] = settings->list[i];
        if (!copy_text(memory, &copies[i].name) ||
            !copy_text(memory, &copies[i].json)) {
            return false;
        }
    }
    settings->list = copies;
    return true;
}

static bool copy_account(arena *memory, dgg_account *account) {
    return copy_user(memory, &account->user) &&
           copy_text(memory, &account->username) &&
           copy_text(memory, &account->status) &&
           copy_text(memory, &account->country) &&
           copy_text(memory, &account->provider) &&
           copy_text(memory, &account->subscription_type) &&
           copy_settings(memory, &account->settings);
}

/* Without memory what was known stays. */
static bool keep(chat_profile *p, const dgg_account *from) {
    arena memory = {0};
    dgg_account account = *from;
    if (!copy_account(&memory, &account)) {
        arena_free(&memory);
        return false;
    }
    arena_free(&p->memory);
    p->memory = memory;
    p->account = account;
    p->is_known = true;
    return true;
}

static void unlink_question(chat_question *done) {
    chat_question **link = &done->chat->site.profile.questions;
    while (*link != done) {
        link = &(*link)->next;
    }
    *link = done->next;
}

static void on_profile(void *user, const dgg_api_answer *answer) {
    chat_question *done = user;
    const chat_question asked = *done;
    unlink_question(done);
    free(done);
    chat_enter(asked.chat);
    chat_profile_learn(asked.chat, answer);
    asked.callback(asked.user, answer);
    chat_leave(asked.chat);
}

static dgg_error ask_and_tell(dgg_chat *chat, dgg_api_callback callback,
                              void *user) {
    chat_profile *p = &chat->site.profile;
    chat_question *question = malloc(sizeof *question);
    if (question == NULL) {
        return DGG_ERROR_MEMORY;
    }
    *question = (chat_question){chat, callback, user, p->questions};
    dgg_error error = chat_profile_ask(chat, on_profile, question);
    if (error != DGG_OK) {
        free(question);
        return error;
    }
    p->questions = question;
    return DGG_OK;
}

void chat_profile_learn(dgg_chat *chat, const dgg_api_answer *answer) {
    const dgg_account *account = &answer->as.account;
    chat_identity *identity = &chat->identity;
    if (answer->status.error != DGG_OK || !keep(&chat->site.profile, account)) {
        return;
    }
    if (identity->nick[0] == '\0') {
        snprintf(identity->nick, sizeof identity->nick, "%s",
                 account->user.nick);
    }
}

dgg_error chat_profile_ask(dgg_chat *chat, dgg_api_callback callback,
                           void *user) {
    dgg_api *api = chat->site.api;
    dgg_error error = dgg_api_chat_me(api, callback, user);
    return error == DGG_ERROR_ANONYMOUS ? dgg_api_user_info(api, callback, user)
                                        : error;
}

void chat_profile_forget_questions(chat_profile *p) {
    while (p->questions != NULL) {
        chat_question *forgotten = p->questions;
        p->questions = forgotten->next;
        free(forgotten);
    }
}

void chat_profile_free(chat_profile *p) {
    chat_profile_forget_questions(p);
    arena_free(&p->memory);
}

const dgg_account *dgg_chat_profile(const dgg_chat *chat) {
    const chat_profile *p = &chat->site.profile;
    return p->is_known ? &p->account : NULL;
}

dgg_error dgg_chat_update_profile(dgg_chat *chat, dgg_api_callback callback,
                                  void *user) {
    if (callback != NULL) {
        return ask_and_tell(chat, callback, user);
    }
    chat_enter(chat);
    dgg_error error = chat_profile_ask(chat, NULL, NULL);
    if (error == DGG_OK && !chat->is_freed) {
        chat_profile_learn(chat, dgg_api_last(chat->site.api));
    }
    chat_leave(chat);
    return error;
}
