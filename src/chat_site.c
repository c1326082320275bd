/* A chat's dealings with the site: before it connects, and of its own. */
#include "chat_internal.h"

#include <string.h>

/* A session ends after five hours without a request; the web page asks as often
 * as this (destinygg/website, public/index.php). */
enum { KEEP_ALIVE_MS = 10 * 60 * 1000 };

static void take_step(dgg_chat *chat);

static void tell_failure(dgg_chat *chat, const char *request,
                         const dgg_api_status *status) {
    dgg_event event = chat_event(chat, DGG_EVENT_SITE_ERROR);
    event.text = status->reason[0] != '\0' ? status->reason
                                           : dgg_strerror(status->error);
    event.as.site = (dgg_site_error){
        .error = status->error,
        .http_status = status->http_status,
        .request = request,
    };
    chat_emit(chat, &event);
}

static void tell_error(dgg_chat *chat, const char *request, dgg_error error) {
    const dgg_api_status status = {.error = error, .reason = ""};
    tell_failure(chat, request, &status);
}

/* Of a connection that was left meanwhile nobody wants to know. */
static bool is_same_run(const dgg_chat *chat) {
    return !chat->is_freed && chat->site.serial == chat->link.serial &&
           chat->link.state == CHAT_PREPARING;
}

static void on_first_profile(void *user, const dgg_api_answer *answer) {
    dgg_chat *chat = user;
    chat->site.is_asking = false;
    chat_enter(chat);
    chat_profile_learn(chat, answer);
    if (answer->status.error != DGG_OK) {
        tell_failure(chat, "profile", &answer->status);
    }
    if (is_same_run(chat)) {
        take_step(chat);
    }
    chat_leave(chat);
}

/* Asked for by ourselves, in place of the ME that the server does not send. */
static void on_missing_profile(void *user, const dgg_api_answer *answer) {
    dgg_chat *chat = user;
    chat_enter(chat);
    chat_profile_learn(chat, answer);
    if (answer->status.error != DGG_OK) {
        tell_failure(chat, "profile", &answer->status);
    }
    chat_leave(chat);
}

/* --- before the first connection ----------------------------------------- */

/* Told in any case: the site has marked them as read. */
static void on_first_whispers(void *user, const dgg_whispers *whispers) {
    dgg_chat *chat = user;
    chat->site.is_asking = false;
    chat_enter(chat);
    for (size_t i = 0; i < whispers->count && !chat->is_freed; i++) {
        const dgg_private_message *message = &whispers->list[i];
        dgg_event event = chat_event(chat, DGG_EVENT_WHISPER);
        event.is_replay = true;
        event.user.nick = message->from;
        event.text = message->text;
        event.as.message_id = message->id;
        if (message->timestamp_ms > 0) {
            event.timestamp_ms = message->timestamp_ms;
        }
        chat_emit(chat, &event);
    }
    if (!chat->is_freed && whispers->status.error != DGG_OK) {
        tell_failure(chat, "unread whispers", &whispers->status);
    }
    if (is_same_run(chat)) {
        take_step(chat);
    }
    chat_leave(chat);
}

static void tell_history(dgg_chat *chat, const dgg_frames *frames) {
    bool is_of_this_run = chat->site.step == CHAT_STEPS;
    for (size_t i = 0; i < frames->count && is_of_this_run && is_same_run(chat);
         i++) {
        const char *text = frames->list[i];
        dgg_event entry;
        if (frame_history_entry(&chat->history, text, strlen(text),
                                dgg_loop_wall_ms(chat->loop), &entry)) {
            chat_emit(chat, &entry);
        }
    }
}

static void on_first_history(void *user, const dgg_api_answer *answer) {
    dgg_chat *chat = user;
    chat->site.is_asking = false;
    chat_enter(chat);
    if (answer->status.error == DGG_OK) {
        tell_history(chat, &answer->as.frames);
    } else {
        tell_failure(chat, "history", &answer->status);
    }
    if (is_same_run(chat)) {
        take_step(chat);
    }
    chat_leave(chat);
}

static dgg_error start_step(dgg_chat *chat, chat_step step) {
    switch (step) {
    case CHAT_STEP_PROFILE:
        return chat_profile_ask(chat, on_first_profile, chat);
    case CHAT_STEP_WHISPERS:
        return chat_unread_ask(chat, NULL, on_first_whispers, chat);
    case CHAT_STEP_HISTORY:
        return dgg_api_chat_history(chat->site.api, on_first_history, chat);
    case CHAT_STEPS: break;
    }
    return DGG_OK;
}

static const char *name_of(chat_step step) {
    static const char *const names[] = {
        [CHAT_STEP_PROFILE] = "profile",
        [CHAT_STEP_WHISPERS] = "unread whispers",
        [CHAT_STEP_HISTORY] = "history",
    };
    return names[step];
}

/* Starts the next step that is wanted. One that cannot even begin is told of
 * and left out; after the last one the chat connects. */
static void take_step(dgg_chat *chat) {
    chat_site *site = &chat->site;
    while (is_same_run(chat) && site->step < CHAT_STEPS) {
        chat_step step = site->step++;
        if (!site->is_wanted[step]) {
            continue;
        }
        dgg_error error = start_step(chat, step);
        if (error == DGG_OK) {
            site->is_asking = true;
            return;
        }
        tell_error(chat, name_of(step), error);
    }
    if (is_same_run(chat)) {
        chat_link_start(chat);
    }
}

/* The answer to a run that ended takes the first step of this one. */
static void on_time_to_step(void *user) {
    dgg_chat *chat = user;
    chat_enter(chat);
    if (is_same_run(chat) && !chat->site.is_asking) {
        take_step(chat);
    }
    chat_leave(chat);
}

bool chat_site_has_steps(const chat_site *site) {
    for (size_t i = 0; i < CHAT_STEPS; i++) {
        if (site->is_wanted[i]) {
            return true;
        }
    }
    return false;
}

void chat_site_begin(dgg_chat *chat) {
    chat->link.state = CHAT_PREPARING;
    chat->site.serial = chat->link.serial;
    chat->site.step = 0;
    loop_timer_start(&chat->site.timer, 0);
}

/* --- afterwards ---------------------------------------------------------- */

static void on_opened(void *user, const dgg_api_answer *answer) {
    dgg_chat *chat = user;
    if (answer->status.error == DGG_OK) {
        return;
    }
    chat_enter(chat);
    tell_failure(chat, "mark as read", &answer->status);
    chat_leave(chat);
}

static void mark_as_read(dgg_chat *chat, int64_t message_id) {
    dgg_error error =
        dgg_api_open_message(chat->site.api, message_id, on_opened, chat);
    if (error != DGG_OK) {
        tell_error(chat, "mark as read", error);
    }
}

/* The server of 2022 does not say who we are, and echoes can only be told by
 * the nick. */
static void ask_for_missing_profile(dgg_chat *chat) {
    bool is_known = chat->identity.nick[0] != '\0';
    if (!is_known && !chat->identity.is_anonymous) {
        chat_profile_ask(chat, on_missing_profile, chat);
    }
}

/* Whether it helped the next request will show. */
static void on_kept(void *user, const dgg_api_answer *answer) {
    (void)user;
    (void)answer;
}

static void on_time_to_ping(void *user) {
    dgg_chat *chat = user;
    if (chat->link.state != CHAT_IDLE &&
        dgg_api_ping(chat->site.api, on_kept, NULL) != DGG_ERROR_ANONYMOUS) {
        loop_timer_start(&chat->site.keep_alive, KEEP_ALIVE_MS);
    }
}

static void keep_session(dgg_chat *chat) {
    if (!chat->site.keep_alive.is_armed) {
        loop_timer_start(&chat->site.keep_alive, KEEP_ALIVE_MS);
    }
}

void chat_site_observe(dgg_chat *chat, const dgg_event *event) {
    if (chat->player != NULL) {
        return;
    }
    if (event->kind == DGG_EVENT_NAMES) {
        keep_session(chat);
        ask_for_missing_profile(chat);
    } else if (event->kind == DGG_EVENT_WHISPER && chat->site.marks_as_read &&
               event->as.message_id > 0) {
        mark_as_read(chat, event->as.message_id);
    }
}

/* --- the object ---------------------------------------------------------- */

static bool is_given(const char *credential) {
    return credential != NULL && credential[0] != '\0';
}

/* What is wanted cannot be had without a credential. */
static bool lacks_credential(const dgg_options *o) {
    bool has_session = is_given(o->credentials.session_id);
    bool has_any = has_session || is_given(o->credentials.auth_token);
    return (o->loads_profile && !has_any) ||
           ((o->handles_unread_whispers || o->marks_as_read) && !has_session);
}

dgg_error chat_site_init(dgg_chat *chat, const dgg_options *options) {
    chat_site *site = &chat->site;
    if (lacks_credential(options)) {
        return DGG_ERROR_ANONYMOUS;
    }
    site->is_wanted[CHAT_STEP_PROFILE] = options->loads_profile;
    site->is_wanted[CHAT_STEP_WHISPERS] = options->handles_unread_whispers;
    site->is_wanted[CHAT_STEP_HISTORY] = options->handles_history;
    site->marks_as_read = options->marks_as_read;
    loop_timer_init(&site->timer, chat->loop, on_time_to_step, chat);
    loop_timer_init(&site->keep_alive, chat->loop, on_time_to_ping, chat);
    return dgg_api_new(&site->api, chat->loop, &options->endpoints,
                       &options->credentials);
}

void chat_site_close(dgg_chat *chat) {
    loop_timer_stop(&chat->site.timer);
    loop_timer_stop(&chat->site.keep_alive);
    dgg_api_free(chat->site.api);
    chat->site.api = NULL;
    chat_unread_free_all(&chat->site);
    chat_profile_forget_questions(&chat->site.profile);
}

void chat_site_free(chat_site *site) {
    dgg_api_free(site->api);
    chat_unread_free_all(site);
    chat_profile_free(&site->profile);
}

dgg_api *dgg_chat_api(dgg_chat *chat) {
    return chat->site.api;
}

dgg_error dgg_chat_mark_all_as_read(dgg_chat *chat, const char *nick,
                                    dgg_api_callback callback, void *user) {
    dgg_api *api = chat->site.api;
    return nick == NULL ? dgg_api_open_all_messages(api, callback, user)
                        : dgg_api_messages_inbox(api, nick, 0, callback, user);
}
