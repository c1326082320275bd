/*
 * A recording's clock: real time, faster or slower, that waits at whatever is
 * to happen next until that has happened.
 */
#ifndef REPLAY_CLOCK_H
#define REPLAY_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

typedef struct replay_clock {
    /* Milliseconds of real time that never go back. */
    int64_t (*real_ms)(void *user);
    void *user;
    double speed;
    int64_t now_ms;   /* since the recording began */
    int64_t began_ms; /* by real time; it stands still until it was started */
    bool is_running;
} replay_clock;

/* Lets it go on from where it stands. */
void replay_clock_start(replay_clock *clock);
void replay_clock_stop(replay_clock *clock);

/* The time, at most until_ms; it never goes back. */
int64_t replay_clock_read(replay_clock *clock, int64_t until_ms);

#endif
