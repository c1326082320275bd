/*
 * People at the demo server who give commands and look at the answers.
 */
#ifndef SERVER_COMMANDER_H
#define SERVER_COMMANDER_H

#include "server_peer.h"

#define COMMANDER_COOKIE(token) "Cookie: authtoken=" token "\r\n"

/* A bare server with a viewer, a moderator and somebody without a name. */
typedef struct company {
    scene s;
    peer viewer;
    peer moderator;
    peer nobody;
} company;

/* In the chat with this login key, everything up to the own JOIN taken. */
static inline void peer_join(peer *p, scene *s, const char *cookie) {
    peer_upgrade(p, s, cookie);
    peer_skip_greeting(p);
    free(peer_find_frame(p, "JOIN "));
}

static inline void company_open(company *c) {
    scene_open_bare(&c->s);
    peer_enter(&c->nobody, &c->s);
    peer_join(&c->viewer, &c->s, COMMANDER_COOKIE(SERVER_DEMO_TOKEN));
    peer_join(&c->moderator, &c->s, COMMANDER_COOKIE(SERVER_MODERATOR_TOKEN));
    free(peer_find_frame(&c->viewer, "JOIN "));
    free(peer_find_frame(&c->nobody, "JOIN "));
    free(peer_find_frame(&c->nobody, "JOIN "));
}

static inline void company_close(company *c) {
    peer_close(&c->viewer);
    peer_close(&c->moderator);
    peer_close(&c->nobody);
    scene_close(&c->s);
}

/* The next frame that is no ping. */
static inline char *peer_take_text(peer *p) {
    for (;;) {
        int opcode = 0;
        char *frame = peer_take_frame(p, &opcode);
        if (opcode == 1) {
            return frame;
        }
        ck_assert_int_eq(opcode, 9);
        free(frame);
    }
}

static inline void peer_expect_text(peer *p, const char *expected) {
    char *frame = peer_take_text(p);
    ck_assert_str_eq(frame, expected);
    free(frame);
}

/* The command is answered with exactly this frame. */
static inline void expect_answer(peer *p, const char *command,
                                 const char *frame) {
    peer_say(p, command);
    peer_expect_text(p, frame);
}

static inline void expect_refusal(peer *p, const char *command,
                                  const char *description) {
    char expected[128];
    snprintf(expected, sizeof expected, "ERR {\"description\":\"%s\"}",
             description);
    expect_answer(p, command, expected);
}

/* The next frame begins so and ends so, whatever stands between. */
static inline void expect_shape(peer *p, const char *start, const char *end) {
    char *frame = peer_take_text(p);
    size_t bytes = strlen(frame);
    ck_assert_msg(strncmp(frame, start, strlen(start)) == 0 &&
                      bytes >= strlen(end) &&
                      strcmp(frame + bytes - strlen(end), end) == 0,
                  "%s", frame);
    free(frame);
}

/* Nothing more has come before the answer to a PING. */
static inline void expect_silence(peer *p) {
    expect_answer(p, "PING 1", "PONG \"MQ==\"");
}

/* The command is obeyed, and everybody gets this frame. */
static inline void expect_all_get(company *c, const char *command,
                                  const char *frame) {
    peer_say(&c->moderator, command);
    peer_expect_text(&c->moderator, frame);
    peer_expect_text(&c->viewer, frame);
    peer_expect_text(&c->nobody, frame);
}

static inline void peer_stay(peer *p) {
    if (!p->has_ended) {
        peer_send_frame(p, 10, "", 0);
        peer_say(p, "PING 1");
        free(peer_find_frame(p, "PONG "));
    }
}

/* Time passes for people who answer pings; what was told them before is
 * dropped. */
static inline void company_wait(company *c, int64_t ms) {
    enum { STEP_MS = 20 * 1000 };
    while (ms > 0) {
        peer_stay(&c->viewer);
        peer_stay(&c->moderator);
        peer_stay(&c->nobody);
        scene_advance(&c->s, ms < STEP_MS ? ms : STEP_MS);
        ms -= STEP_MS;
    }
}

#define MODERATOR_FIELDS                                               \
    "{\"id\":424244,\"nick\":\"demo_moderator\","                      \
    "\"roles\":[\"USER\",\"MODERATOR\"],\"features\":[\"moderator\"]," \
    "\"createdDate\":\"2018-01-31T08:00:00Z\",\"watching\":null,"      \
    "\"subscription\":null,\"timestamp\":1700000001000"

#endif
