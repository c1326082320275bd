/*
 * A server with a few lines in its logs, and what its log services answer.
 */
#ifndef SERVER_LOG_SCENE_H
#define SERVER_LOG_SCENE_H

#include "server_visitor.h"

/* 2020-07-09 18:03:55.123 UTC */
static const int64_t log_scene_ms = 1594317835123;

static inline void log_scene_say(scene *s, const char *nick, int64_t after_ms,
                                 const char *text) {
    ck_assert(server_add_log(s->server, nick, log_scene_ms + after_ms, text));
}

/* Two people in July of 2020, one of them in August too. */
static inline void log_scene_open(scene *s) {
    enum { MONTH_MS = 2147483647 };
    scene_open_bare(s);
    log_scene_say(s, "Bird", 0, "hello there");
    log_scene_say(s, "owl", 1000, "Hello, Bird OwlBlink");
    log_scene_say(s, "owl", 2000, "bird good\nnight");
    log_scene_say(s, "Bird", MONTH_MS, "late again");
}

#endif
