/*
 * Fetching unread whispers: first who has written, then one conversation after
 * the other, page by page.
 */
#include "chat_internal.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 32 };

struct chat_unread {
    dgg_chat *chat;
    char *wanted; /* whose, or NULL: everybody's */
    arena memory; /* of all strings */
    dgg_unread *people;
    size_t people_count;
    size_t person; /* the one whose pages are fetched */
    size_t offset; /* of his next page */
    size_t first;  /* of his messages in the list */
    dgg_private_message *list;
    size_t capacity;
    dgg_whispers result;
    dgg_whispers_callback callback; /* NULL: somebody waits */
    void *user;
    chat_unread *next;
};

static void fetch(chat_unread *q);

static void unlink_question(chat_unread *q) {
    chat_unread **link = &q->chat->site.unread;
    while (*link != q) {
        link = &(*link)->next;
    }
    *link = q->next;
}

/* The callback may free the chat, and with it all other questions. Those who
 * wait find the answer in the site. */
static void finish(chat_unread *q, const dgg_api_status *status) {
    q->result.status = *status;
    q->result.list = q->list;
    unlink_question(q);
    if (q->callback != NULL) {
        q->callback(q->user, &q->result);
        chat_unread_free(q);
        return;
    }
    char *reason =
        arena_copy(&q->memory, status->reason, strlen(status->reason));
    q->result.status.reason = reason != NULL ? reason : "";
    chat_unread_free(q->chat->site.last);
    q->chat->site.last = q;
}

static void fail(chat_unread *q, dgg_error error) {
    const dgg_api_status status = {.error = error,
                                   .reason = dgg_strerror(error)};
    finish(q, &status);
}

static const char *copy_of(chat_unread *q, const char *text) {
    return arena_copy(&q->memory, text, strlen(text));
}

static bool reserve(chat_unread *q) {
    if (q->result.count < q->capacity) {
        return true;
    }
    size_t capacity = q->capacity == 0 ? FIRST_CAPACITY : q->capacity * 2;
    dgg_private_message *list = realloc(q->list, capacity * sizeof *list);
    if (list == NULL) {
        return false;
    }
    q->list = list;
    q->capacity = capacity;
    return true;
}

static bool append(chat_unread *q, const dgg_private_message *message) {
    dgg_private_message copy = *message;
    copy.from = copy_of(q, message->from);
    copy.to = copy_of(q, message->to);
    copy.text = copy_of(q, message->text);
    if (copy.from == NULL || copy.to == NULL || copy.text == NULL ||
        !reserve(q)) {
        return false;
    }
    q->list[q->result.count++] = copy;
    return true;
}

/* The first page shows which messages were unread until it was asked for; on
 * those that follow all are read by then, so there the number has to do. */
static bool is_wanted(const chat_unread *q, const dgg_unread *person,
                      const dgg_private_message *message) {
    return person->count > 0 &&
           dgg_nick_compare(message->from, person->nick) == 0 &&
           (q->offset > 0 || !message->is_read);
}

/* Newest come first: behind one that was read there is nothing unread, even if
 * fewer were found than were counted a moment before. */
static bool ends_unread(const chat_unread *q, const dgg_unread *person,
                        const dgg_private_message *message) {
    return q->offset == 0 && message->is_read &&
           dgg_nick_compare(message->from, person->nick) == 0;
}

static bool take_page(chat_unread *q, const dgg_private_messages *page) {
    dgg_unread *person = &q->people[q->person];
    for (size_t i = 0; i < page->count; i++) {
        if (ends_unread(q, person, &page->list[i])) {
            person->count = 0;
        }
        if (!is_wanted(q, person, &page->list[i])) {
            continue;
        }
        if (!append(q, &page->list[i])) {
            return false;
        }
        person->count--;
    }
    q->offset += page->rows;
    return true;
}

/* Pages come newest first. */
static void end_person(chat_unread *q) {
    for (size_t a = q->first, b = q->result.count; a + 1 < b; a++) {
        dgg_private_message newer = q->list[a];
        q->list[a] = q->list[--b];
        q->list[b] = newer;
    }
    q->first = q->result.count;
    q->offset = 0;
    q->person++;
}

static void go_on(chat_unread *q, const dgg_private_messages *page) {
    if (page->rows == 0 || q->people[q->person].count == 0) {
        end_person(q);
    }
    if (q->person < q->people_count) {
        fetch(q);
    } else {
        const dgg_api_status good = {.http_status = 200, .reason = ""};
        finish(q, &good);
    }
}

static void on_page(void *user, const dgg_api_answer *answer) {
    chat_unread *q = user;
    dgg_chat *chat = q->chat;
    chat_enter(chat);
    if (answer->status.error != DGG_OK) {
        end_person(q);
        finish(q, &answer->status);
    } else if (!take_page(q, &answer->as.messages)) {
        end_person(q);
        fail(q, DGG_ERROR_MEMORY);
    } else {
        go_on(q, &answer->as.messages);
    }
    chat_leave(chat);
}

static void fetch(chat_unread *q) {
    dgg_error error = dgg_api_messages_inbox(
        q->chat->site.api, q->people[q->person].nick, q->offset, on_page, q);
    if (error != DGG_OK) {
        fail(q, error);
    }
}

/* Who has no proper nick cannot be asked for. */
static bool is_asked_for(const chat_unread *q, const dgg_unread *person) {
    return dgg_nick_is_valid(person->nick) &&
           (q->wanted == NULL ||
            dgg_nick_compare(q->wanted, person->nick) == 0);
}

static bool take_people(chat_unread *q, const dgg_unread_list *unread) {
    q->people = calloc(unread->count + 1, sizeof *q->people);
    for (size_t i = 0; i < unread->count && q->people != NULL; i++) {
        dgg_unread person = unread->list[i];
        if (!is_asked_for(q, &person)) {
            continue;
        }
        chat_gate_remember(&q->chat->gate, person.nick);
        person.nick = copy_of(q, person.nick);
        if (person.nick == NULL) {
            return false;
        }
        if (person.count > DGG_UNREAD_WHISPERS_MAX) {
            person.count = DGG_UNREAD_WHISPERS_MAX;
        }
        q->people[q->people_count++] = person;
    }
    return q->people != NULL;
}

static void on_people(void *user, const dgg_api_answer *answer) {
    chat_unread *q = user;
    dgg_chat *chat = q->chat;
    chat_enter(chat);
    bool is_good = answer->status.error == DGG_OK;
    if (is_good && !take_people(q, &answer->as.unread)) {
        fail(q, DGG_ERROR_MEMORY);
    } else if (is_good && q->people_count > 0) {
        fetch(q);
    } else {
        finish(q, &answer->status);
    }
    chat_leave(chat);
}

dgg_error chat_unread_ask(dgg_chat *chat, const char *nick,
                          dgg_whispers_callback callback, void *user) {
    chat_unread *q = calloc(1, sizeof *q);
    if (q == NULL) {
        return DGG_ERROR_MEMORY;
    }
    q->chat = chat;
    q->callback = callback;
    q->user = user;
    q->wanted = nick != NULL ? strdup(nick) : NULL;
    dgg_error error =
        nick != NULL && q->wanted == NULL
            ? DGG_ERROR_MEMORY
            : dgg_api_messages_unread(chat->site.api, on_people, q);
    if (error != DGG_OK) {
        chat_unread_free(q);
        return error;
    }
    q->next = chat->site.unread;
    chat->site.unread = q;
    return DGG_OK;
}

void chat_unread_free(chat_unread *q) {
    if (q == NULL) {
        return;
    }
    arena_free(&q->memory);
    free(q->people);
    free(q->list);
    free(q->wanted);
    free(q);
}

void chat_unread_free_all(chat_site *site) {
    while (site->unread != NULL) {
        chat_unread *q = site->unread;
        site->unread = q->next;
        chat_unread_free(q);
    }
    chat_unread_free(site->last);
    site->last = NULL;
}

const dgg_whispers *dgg_chat_last_whispers(const dgg_chat *chat) {
    static const dgg_whispers none = {
        .status = {.error = DGG_ERROR_STATE, .reason = ""}};
    const chat_unread *last = chat->site.last;
    return last != NULL ? &last->result : &none;
}

dgg_error dgg_chat_unread_whispers(dgg_chat *chat, const char *nick,
                                   dgg_whispers_callback callback, void *user) {
    if (nick != NULL && !dgg_nick_is_valid(nick)) {
        return DGG_ERROR_NICK;
    }
    if (callback != NULL) {
        return chat_unread_ask(chat, nick, callback, user);
    }
    if (chat->depth > 0 || loop_is_servicing(chat->loop)) {
        return DGG_ERROR_STATE;
    }
    chat_unread_free(chat->site.last);
    chat->site.last = NULL;
    dgg_error error = chat_unread_ask(chat, nick, NULL, NULL);
    if (error != DGG_OK) {
        return error;
    }
    chat_enter(chat);
    while (chat->site.last == NULL && !chat->is_freed) {
        dgg_loop_wait(chat->loop, -1);
    }
    error =
        chat->is_freed ? DGG_ERROR_STATE : chat->site.last->result.status.error;
    chat_leave(chat);
    return error;
}
