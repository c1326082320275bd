/*
 * The clock of a demo that runs faster or slower than real time. All of it
 * runs so, the library's waits as well: otherwise a connection that lives as
 * long as the script wants would be too young to be healthy, and the reader
 * would back off.
 */
#ifndef DEMO_CLOCK_H
#define DEMO_CLOCK_H

#include "dgg_loop.h"

enum {
    /* What is beyond it only the script runs: time limits of the network
     * would be shorter than a busy machine's pauses. */
    DEMO_CLOCK_MAX_SPEED = 20,
};

typedef struct demo_clock {
    double speed;
    int64_t real_ms; /* when it was started, by the monotonic clock */
    int64_t wall_ms; /* and by the wall's */
} demo_clock;

/* Starts it now, at `speed` or the nearest one it can run at. */
void demo_clock_start(demo_clock *clock, double speed);

/* How long it has run, by itself, when the monotonic clock shows real_ms. */
int64_t demo_clock_run_ms(const demo_clock *clock, int64_t real_ms);

/* For the demo's loop; the clock must outlive it. */
dgg_environment demo_clock_environment(demo_clock *clock);

#endif
