#include "reader_network.h"

#include "reader_consent.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { NOTICE_BYTES = 704 };

struct reader_inbox {
    reader_link *link;
    reader_inbox *next;
    char nick[];
};

static int64_t person_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

model_time reader_link_now(const reader_link *l) {
    return (model_time){
        .monotonic_ms = dgg_loop_monotonic_ms(l->network.loop),
        .wall_ms = dgg_loop_wall_ms(l->network.loop),
        .person_ms = person_ms(),
    };
}

static int on_event(dgg_chat *chat, const dgg_event *event, void *user) {
    reader_link *l = user;
    (void)chat;
    model_apply(l->model, event, reader_link_now(l));
    return 0;
}

/* A recording need not have them: then that was so. */
static bool is_missing(const reader_link *l, const dgg_api_status *answer) {
    const dgg_cdn *cdn = l->network.cdn;
    bool has_all = dgg_cdn_emotes(cdn) != NULL && dgg_cdn_flairs(cdn) != NULL;
    return !has_all && answer->error != DGG_ERROR_REPLAY &&
           (answer->error != DGG_OK || l->network.replay == NULL);
}

static void tell_missing(reader_link *l, const dgg_api_status *answer) {
    char words[NOTICE_BYTES];
    const char *what = dgg_cdn_flairs(l->network.cdn) != NULL ? "Emotes"
                       : dgg_cdn_emotes(l->network.cdn) != NULL
                           ? "Name colours"
                           : "Emotes and name colours";
    snprintf(words, sizeof words, "%s could not be loaded: %s.", what,
             answer->reason[0] != '\0' ? answer->reason
                                       : dgg_strerror(answer->error));
    model_notice(l->model, words, true, reader_link_now(l));
}

static void tell_cache(reader_link *l) {
    const dgg_api_status *answer = dgg_cdn_cache_status(l->network.cdn);
    if (answer->error == DGG_OK) {
        return;
    }
    char words[NOTICE_BYTES];
    snprintf(words, sizeof words, "Emotes on disk: %s.", answer->reason);
    model_notice(l->model, words, true, reader_link_now(l));
}

static void on_tables(void *user, const dgg_cdn_answer *answer) {
    reader_link *l = user;
    if (is_missing(l, &answer->status)) {
        tell_missing(l, &answer->status);
    }
    tell_cache(l);
    model_set_tables(l->model, dgg_cdn_emotes(l->network.cdn),
                     dgg_cdn_flairs(l->network.cdn));
}

static void on_unread(void *user, const dgg_api_answer *answer) {
    reader_link *l = user;
    model_unread_loaded(l->model, &answer->status, answer->as.unread.list,
                        answer->as.unread.count, reader_link_now(l));
}

static void forget_inbox(reader_inbox *asked) {
    reader_inbox **at = &asked->link->asked;
    while (*at != asked) {
        at = &(*at)->next;
    }
    *at = asked->next;
    free(asked);
}

static void on_inbox(void *user, const dgg_api_answer *answer) {
    reader_inbox *asked = user;
    model_inbox_loaded(asked->link->model, asked->nick, &answer->status,
                       answer->as.messages.list, answer->as.messages.count,
                       reader_link_now(asked->link));
    forget_inbox(asked);
}

static void load_inbox(reader_link *l, const effect *wanted) {
    size_t bytes = strlen(wanted->nick) + 1;
    reader_inbox *asked = malloc(sizeof *asked + bytes);
    dgg_error error = DGG_ERROR_MEMORY;
    if (asked != NULL) {
        memcpy(asked->nick, wanted->nick, bytes);
        asked->link = l;
        asked->next = l->asked;
        l->asked = asked;
        error = dgg_api_messages_inbox(l->network.api, wanted->nick,
                                       wanted->offset, on_inbox, asked);
    }
    if (error != DGG_OK) {
        dgg_api_status answer = {.error = error, .reason = ""};
        model_inbox_loaded(l->model, wanted->nick, &answer, NULL, 0,
                           reader_link_now(l));
        if (asked != NULL) {
            forget_inbox(asked);
        }
    }
}

static dgg_error start_sending(dgg_chat *chat, const effect *wanted,
                               uint64_t *id) {
    if (wanted->kind == EFFECT_VOTE) {
        return dgg_chat_vote(chat, (int)strtol(wanted->text, NULL, 10), id);
    }
    return wanted->kind == EFFECT_SEND_WHISPER
               ? dgg_chat_send_whisper(chat, wanted->nick, wanted->text, id)
               : dgg_chat_send_message(chat, wanted->text, id);
}

static void send_text(reader_link *l, const effect *wanted) {
    uint64_t id = 0;
    dgg_error error = start_sending(l->network.chat, wanted, &id);
    model_send_started(l->model, wanted->tag, error, id, reader_link_now(l));
}

/* A demo keeps nothing. */
static void allow(reader_link *l, const char *host) {
    char problem[CONSENT_PROBLEM_BYTES];
    if (l->network.demo == NULL && !consent_add(host, problem)) {
        model_notice(l->model, problem, true, reader_link_now(l));
    }
}

static void open_log(reader_link *l) {
    const network_logs *logs = &l->network.logs;
    reader_log_open(&l->log, logs->logs, l->model);
    if (logs->logs != NULL) {
        log_service service = {.is_archive = logs->is_archive};
        snprintf(service.host, sizeof service.host, "%s", logs->host);
        service.is_allowed =
            l->network.demo == NULL && consent_has(service.host);
        model_set_log_service(l->model, &service);
    }
}

bool reader_link_perform(reader_link *l, const effect *wanted) {
    switch (wanted->kind) {
    case EFFECT_SEND_MESSAGE:
    case EFFECT_SEND_WHISPER:
    case EFFECT_VOTE: send_text(l, wanted); return true;
    case EFFECT_LOAD_INBOX: load_inbox(l, wanted); return true;
    case EFFECT_CONNECT: dgg_chat_connect(l->network.chat); return true;
    case EFFECT_DISCONNECT: dgg_chat_disconnect(l->network.chat); return true;
    case EFFECT_LOG_PAGE:
    case EFFECT_LOG_MONTH:
    case EFFECT_LOG_CANCEL: reader_log_perform(&l->log, wanted); return true;
    case EFFECT_LOG_ALLOW: allow(l, wanted->text); return true;
    case EFFECT_BELL:
    case EFFECT_REPAINT:
    case EFFECT_SUSPEND:
    case EFFECT_QUIT: break;
    }
    return false;
}

static void on_record_failure(void *user, const char *problem) {
    reader_link *l = user;
    snprintf(l->tape_problem, sizeof l->tape_problem, "%s", problem);
    model_stop_recording(l->model, problem, reader_link_now(l));
}

static void on_replay_end(void *user) {
    reader_link *l = user;
    model_end_replay(l->model, reader_link_now(l));
    if (dgg_replay_is_cut(l->network.replay)) {
        model_notice(l->model,
                     "Its last line is not whole and was left out: something "
                     "may be missing.",
                     true, reader_link_now(l));
    }
}

dgg_error reader_link_open(reader_link *l, model *m, const options *o,
                           char problem[NETWORK_PROBLEM_BYTES]) {
    *l = (reader_link){
        .model = m,
        .has_session = o->demo.is_wanted || o->tape.replay != NULL ||
                       o->credentials.session_id != NULL,
    };
    const network_handlers handlers = {
        .on_record_failure = on_record_failure,
        .on_replay_end = on_replay_end,
        .user = l,
    };
    dgg_error error = network_open(&l->network, o, &handlers, problem);
    if (error != DGG_OK) {
        return error;
    }
    open_log(l);
    if (o->demo.is_wanted) {
        model_set_clock_speed(m, l->network.demo_clock.speed);
    }
    if (o->tape.replay != NULL) {
        model_begin_replay(m, o->speed);
    } else if (o->tape.record != NULL) {
        model_begin_recording(m);
    }
    return DGG_OK;
}

/* A session that may not go to this site is as good as none. */
static dgg_error ask_for_unread(reader_link *l) {
    dgg_error error = dgg_api_messages_unread(l->network.api, on_unread, l);
    return error == DGG_ERROR_ANONYMOUS ? DGG_OK : error;
}

dgg_error reader_link_start(reader_link *l) {
    network *n = &l->network;
    dgg_error error = dgg_chat_on(n->chat, DGG_ON_EVERY_EVENT, on_event, l);
    if (error == DGG_OK) {
        error = network_start(n);
    }
    if (error == DGG_OK) {
        error = dgg_cdn_load(n->cdn, on_tables, l);
    }
    if (error == DGG_OK && l->has_session) {
        error = ask_for_unread(l);
    }
    return error;
}

void reader_link_close(reader_link *l) {
    model_set_tables(l->model, NULL, NULL);
    network_close(&l->network);
    reader_log_close(&l->log);
    while (l->asked != NULL) {
        forget_inbox(l->asked);
    }
}
