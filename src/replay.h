/*
 * Playing against a clock that a test moves.
 */
#ifndef REPLAY_H
#define REPLAY_H

#include "dgg_replay.h"

typedef struct replay_options {
    const char *path;
    double speed;
    /* Milliseconds of real time that never go back; NULL: the system's. */
    int64_t (*real_ms)(void *user);
    void *user;
} replay_options;

/* dgg_replay_open. */
dgg_error replay_open(dgg_replay **replay, const replay_options *options,
                      char problem[DGG_REPLAY_PROBLEM_BYTES]);

#endif
