/*
 * A chat and the demo server on one loop, on the test's own thread, whose
 * clock stands still until the test moves it. What happens is kept as a log,
 * one event a line.
 */
#ifndef CHAT_SCENE_H
#define CHAT_SCENE_H

#include "buffer.h"
#include "dgg.h"
#include "server.h"
#include "test.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHAT_SCENE_LOG_BYTES = 1 << 20, CHAT_SCENE_REASON_BYTES = 128 };

typedef struct chat_scene {
    dgg_loop *loop;
    server *server;
    dgg_chat *chat;
    int64_t now_ms;
    uint64_t chance; /* what every throw of the dice gives */
    buffer log;
    size_t seen[DGG_EVENT_KINDS];
    dgg_close close; /* the newest, but for its reason */
    char reason[CHAT_SCENE_REASON_BYTES];
} chat_scene;

static inline int64_t chat_scene_monotonic_ms(void *user) {
    return ((chat_scene *)user)->now_ms;
}

static inline int64_t chat_scene_wall_ms(void *user) {
    return 1700000000000 + ((chat_scene *)user)->now_ms;
}

static inline uint64_t chat_scene_random(void *user) {
    return ((chat_scene *)user)->chance;
}

static inline void chat_scene_note(chat_scene *s, const char *line) {
    ck_assert(buffer_append(&s->log, line, strlen(line)));
    ck_assert(buffer_append(&s->log, "\n", 1));
}

static inline void chat_scene_note_result(chat_scene *s,
                                          const dgg_send_result *result) {
    static const char *const outcomes[] = {"confirmed", "refused",
                                           "unconfirmed", "dropped"};
    char line[1024];
    snprintf(line, sizeof line, "send %" PRIu64 " %s", result->id,
             outcomes[result->outcome]);
    if (result->outcome == DGG_SEND_REFUSED) {
        snprintf(line + strlen(line), sizeof line - strlen(line), ": %s",
                 result->reason);
    }
    chat_scene_note(s, line);
}

/* A handler of every event; `user` is the scene. */
static inline int chat_scene_watch(dgg_chat *chat, const dgg_event *event,
                                   void *user) {
    chat_scene *s = user;
    char line[1024];
    (void)chat;
    s->seen[event->kind]++;
    if (event->kind == DGG_EVENT_SEND_RESULT) {
        chat_scene_note_result(s, &event->as.send);
    } else if (event->kind == DGG_EVENT_CLOSE) {
        s->close = event->as.close;
        snprintf(s->reason, sizeof s->reason, "%s", event->as.close.reason);
        s->close.reason = s->reason;
        chat_scene_note(s, "close");
    } else if (event->kind == DGG_EVENT_CONNECTING) {
        chat_scene_note(s, "connecting");
    } else if (event->kind == DGG_EVENT_OPEN) {
        chat_scene_note(s, "open");
    } else {
        snprintf(line, sizeof line, "%s%s %s: %s",
                 event->is_replay ? "replay " : "", event->name,
                 event->user.nick, event->text);
        chat_scene_note(s, line);
    }
    return 0;
}

/* A handler that notes a line and returns a code. */
typedef struct chat_scene_remark {
    const char *line;
    int code;
    chat_scene *scene;
} chat_scene_remark;

static inline int chat_scene_on_remark(dgg_chat *chat, const dgg_event *event,
                                       void *user) {
    const chat_scene_remark *remark = user;
    (void)chat;
    (void)event;
    chat_scene_note(remark->scene, remark->line);
    return remark->code;
}

static inline void chat_scene_remark_on(chat_scene *s, dgg_on kind,
                                        chat_scene_remark *remark) {
    remark->scene = s;
    ck_assert_int_eq(dgg_chat_on(s->chat, kind, chat_scene_on_remark, remark),
                     DGG_OK);
}

static inline void chat_scene_open(chat_scene *s) {
    *s = (chat_scene){.now_ms = 1000};
    buffer_init(&s->log, CHAT_SCENE_LOG_BYTES);
    const dgg_loop_options options = {
        .environment = {.monotonic_ms = chat_scene_monotonic_ms,
                        .wall_ms = chat_scene_wall_ms,
                        .random = chat_scene_random,
                        .user = s}};
    ck_assert_int_eq(dgg_loop_new(&s->loop, &options), DGG_OK);
    ck_assert_int_eq(server_new(&s->server, s->loop,
                                &(server_options){.has_no_script = true}, NULL),
                     DGG_OK);
}

/* Makes the chat; the members of `options` about loop and place are filled
 * in. */
static inline void chat_scene_add_chat_at(chat_scene *s, dgg_options options,
                                          const char *url) {
    options.loop = s->loop;
    options.endpoints.chat_url = url;
    ck_assert_int_eq(dgg_chat_new(&s->chat, &options), DGG_OK);
    ck_assert_int_eq(
        dgg_chat_on(s->chat, DGG_ON_EVERY_EVENT, chat_scene_watch, s), DGG_OK);
}

static inline void chat_scene_add_chat(chat_scene *s, dgg_options options) {
    chat_scene_add_chat_at(s, options, server_chat_url(s->server));
}

/* The account of the demo, with the right to whisper to anybody. */
static inline dgg_options chat_scene_login(void) {
    return (dgg_options){.endpoints.is_trusted = true,
                         .credentials.auth_token = SERVER_DEMO_TOKEN,
                         .send_policy = DGG_SEND_TO_ANYBODY};
}

static inline void chat_scene_close(chat_scene *s) {
    dgg_chat_free(s->chat);
    server_free(s->server);
    dgg_loop_free(s->loop);
    buffer_free(&s->log);
}

/* Services the loop until so many events of the kind were seen. */
static inline void chat_scene_wait(chat_scene *s, dgg_event_kind kind,
                                   size_t count) {
    while (s->seen[kind] < count) {
        dgg_loop_wait(s->loop, -1);
    }
}

static inline void chat_scene_advance(chat_scene *s, int64_t ms) {
    s->now_ms += ms;
    dgg_loop_service(s->loop);
}

/* Connects and waits until the server has said all it says at first. */
static inline void chat_scene_connect(chat_scene *s) {
    size_t count = s->seen[DGG_EVENT_HISTORY];
    ck_assert_int_eq(dgg_chat_connect(s->chat), DGG_OK);
    chat_scene_wait(s, DGG_EVENT_HISTORY, count + 1);
}

/* Everything the server has sent so far has arrived: it sends one frame more
 * and that is waited for. */
static inline void chat_scene_settle(chat_scene *s) {
    size_t count = s->seen[DGG_EVENT_UNKNOWN];
    server_broadcast(s->server, "SETTLED {}");
    chat_scene_wait(s, DGG_EVENT_UNKNOWN, count + 1);
}

/* Waits until the server has received something new; the texts, one a line,
 * are to be freed. */
static inline char *chat_scene_take_received(chat_scene *s) {
    char *texts = server_take_received(s->server);
    while (texts != NULL && texts[0] == '\0') {
        free(texts);
        dgg_loop_wait(s->loop, -1);
        texts = server_take_received(s->server);
    }
    ck_assert_ptr_nonnull(texts);
    return texts;
}

static inline void chat_scene_expect_received(chat_scene *s,
                                              const char *texts) {
    char *received = chat_scene_take_received(s);
    ck_assert_str_eq(received, texts);
    free(received);
}

static inline void chat_scene_clear(chat_scene *s) {
    buffer_reset(&s->log, CHAT_SCENE_LOG_BYTES);
}

/* The log since the last clear, without what only the scene itself sent. */
static inline const char *chat_scene_log(const chat_scene *s) {
    return s->log.used > 0 ? s->log.bytes : "";
}

#endif
