/*
 * A recording played through library and model to cells, as the reader does
 * it, without a terminal.
 */
#ifndef REPLAY_CASE_H
#define REPLAY_CASE_H

#include "draw_case.h"
#include "reader_network.h"

#include <stdio.h>

typedef struct replay_case {
    model_case c;
    reader_link link;
} replay_case;

/* The path of a file below tests/fixtures. */
static inline const char *replay_path(const char *name) {
    static char path[1024];
    snprintf(path, sizeof path, "%s/fixtures/%s", TEST_DIRECTORY, name);
    return path;
}

/* Opens it; not a line is played yet. */
static inline void replay_open(replay_case *r, const char *path, double speed) {
    char problem[NETWORK_PROBLEM_BYTES];
    const options wanted = {.tape.replay = path, .speed = speed};
    case_begin(&r->c);
    ck_assert_msg(reader_link_open(&r->link, &r->c.m, &wanted, problem) ==
                      DGG_OK,
                  "%s", problem);
}

static inline void replay_close(replay_case *r) {
    reader_link_close(&r->link);
    case_end(&r->c);
}

static inline bool replay_has_ended(const replay_case *r) {
    return r->c.m.status.tape == TAPE_ENDED;
}

/* What the program would show now; the caller frees the grid. */
static inline grid replay_shown(replay_case *r, size_t columns, size_t rows) {
    r->c.now = reader_link_now(&r->link);
    return shown_at(&r->c, columns, rows);
}

static inline void replay_perform(replay_case *r) {
    effect wanted;
    while (effects_take(&r->c.m.effects, &wanted)) {
        reader_link_perform(&r->link, &wanted);
        effect_free(&wanted);
    }
}

/* What is due now happens. */
static inline void replay_turn(replay_case *r) {
    dgg_loop_service(r->link.network.loop);
    replay_perform(r);
}

/* Plays what is left, as fast as the recording's clock goes. */
static inline void replay_finish(replay_case *r) {
    while (!replay_has_ended(r)) {
        dgg_loop_wait(r->link.network.loop, -1);
        replay_perform(r);
    }
}

#endif
