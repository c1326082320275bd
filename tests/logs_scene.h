/*
 * The log services and who reads them, for the tests of dgg_logs. The clock
 * stands still but for the waits of the library, which it jumps over.
 */
#ifndef LOGS_SCENE_H
#define LOGS_SCENE_H

#include "fake_site.h"
#include "logs_internal.h"
#include "server.h"

enum { SCENE_TOLD_BYTES = 1 << 16, SCENE_REQUESTS = 16 };

/* 2026-09-05 04:40:00 UTC when the clock says 0. */
#define SCENE_EPOCH_MS INT64_C(1788583200000)

typedef struct logs_scene {
    dgg_loop *loop;
    dgg_logs *logs;
    server *server; /* one of the two */
    fake_site site;
    int64_t now_ms;
    int64_t waited_ms[SCENE_REQUESTS]; /* before each request but the first */
    size_t waits;
    /* What the reader was told. */
    char told[SCENE_TOLD_BYTES]; /* "nick:text ", as much as fits */
    size_t told_bytes;
    size_t lines;
    size_t progresses;
    int64_t announced_ms; /* the waits that it was told of, added up */
    size_t ends;
    dgg_log_report end;
    char words[API_WORDS_BYTES];
    /* What it does at its line number `at`, counted from 1. */
    size_t at;
    int result;
    bool cancels;
    bool frees;
} logs_scene;

static inline int64_t scene_monotonic_ms(void *user) {
    return ((logs_scene *)user)->now_ms;
}

static inline int64_t scene_wall_ms(void *user) {
    return SCENE_EPOCH_MS + ((logs_scene *)user)->now_ms;
}

static inline int scene_on_line(void *user, const dgg_line *line) {
    logs_scene *s = user;
    test_require(s->ends == 0);
    if (s->told_bytes < sizeof s->told) {
        s->told_bytes += (size_t)snprintf(s->told + s->told_bytes,
                                          sizeof s->told - s->told_bytes,
                                          "%s:%s ", line->nick, line->text);
    }
    if (++s->lines != s->at) {
        return 0;
    }
    if (s->cancels) {
        dgg_logs_cancel(s->logs);
    }
    if (s->frees) {
        dgg_logs_free(s->logs);
        s->logs = NULL;
    }
    return s->result;
}

static inline void scene_on_progress(void *user, const dgg_log_report *report) {
    logs_scene *s = user;
    s->progresses++;
    s->announced_ms += report->wait_ms;
    ck_assert_uint_eq(report->lines, s->lines);
    ck_assert_int_eq(report->status.error == DGG_ERROR_THROTTLED,
                     report->wait_ms > 0);
}

static inline void scene_on_end(void *user, const dgg_log_report *report) {
    logs_scene *s = user;
    s->ends++;
    s->end = *report;
    snprintf(s->words, sizeof s->words, "%s", report->status.reason);
    ck_assert_uint_eq(report->lines, s->lines);
    ck_assert_int_eq(report->wait_ms, 0);
}

static inline dgg_log_reader scene_reader(logs_scene *s) {
    s->told[0] = '\0';
    s->told_bytes = 0;
    s->lines = 0;
    s->ends = 0;
    s->end = (dgg_log_report){0};
    return (dgg_log_reader){scene_on_line, scene_on_progress, scene_on_end, s};
}

static inline void scene_open_loop(logs_scene *s) {
    *s = (logs_scene){.site.listener = -1};
    const dgg_loop_options options = {
        .environment = {.monotonic_ms = scene_monotonic_ms,
                        .wall_ms = scene_wall_ms,
                        .user = s}};
    ck_assert_int_eq(dgg_loop_new(&s->loop, &options), DGG_OK);
}

static inline void scene_open_logs(logs_scene *s, const char *url) {
    const dgg_endpoints endpoints = {.logs_url = url,
                                     .archive_url = url,
                                     .site_url = url,
                                     .is_trusted = true};
    const dgg_credentials credentials = {.session_id = SERVER_DEMO_SESSION};
    ck_assert_int_eq(dgg_logs_new(&s->logs, s->loop, &endpoints, &credentials),
                     DGG_OK);
}

/* With the demo server, whose logs are empty. */
static inline void scene_open(logs_scene *s) {
    scene_open_loop(s);
    ck_assert_int_eq(server_new(&s->server, s->loop,
                                &(server_options){.has_no_script = true}, NULL),
                     DGG_OK);
    scene_open_logs(s, server_logs_url(s->server));
}

/* With answers that the test gives byte for byte. */
static inline void scene_open_by_hand(logs_scene *s) {
    scene_open_loop(s);
    fake_site_open(&s->site);
    scene_open_logs(s, s->site.url);
}

static inline void scene_close(logs_scene *s) {
    dgg_logs_free(s->logs);
    server_free(s->server);
    if (s->server == NULL) {
        fake_site_close(&s->site);
    }
    dgg_loop_free(s->loop);
}

static inline void scene_turn(logs_scene *s) {
    const dgg_logs *logs = s->logs;
    if (logs != NULL && logs->reading.is_active && logs->timer.is_armed &&
        logs->timer.due_ms > s->now_ms) {
        ck_assert_uint_lt(s->waits, SCENE_REQUESTS);
        s->waited_ms[s->waits++] = logs->timer.due_ms - s->now_ms;
        s->now_ms = logs->timer.due_ms;
    }
    if (s->site.listener >= 0) {
        fake_site_turn(&s->site, s->loop);
    } else {
        dgg_loop_wait(s->loop, -1);
    }
}

/* To the end of what was begun with `error`, which must have begun. */
static inline void scene_read(logs_scene *s, dgg_error error) {
    ck_assert_msg(error == DGG_OK, "%s", dgg_strerror(error));
    while (s->ends == 0 && s->logs != NULL) {
        scene_turn(s);
    }
    ck_assert_uint_eq(s->ends, s->logs != NULL ? 1 : 0);
}

static inline void scene_expect(const logs_scene *s, dgg_error error,
                                const char *told) {
    ck_assert_msg(s->end.status.error == error, "%s: %s",
                  dgg_strerror(s->end.status.error), s->words);
    ck_assert_str_eq(s->told, told);
}

#endif
