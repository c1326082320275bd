#include "demo_clock.h"

#include <time.h>

static int64_t now_ms(clockid_t id) {
    struct timespec now;
    clock_gettime(id, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int64_t monotonic_ms(void *user) {
    const demo_clock *clock = user;
    return clock->real_ms + demo_clock_run_ms(clock, now_ms(CLOCK_MONOTONIC));
}

static int64_t wall_ms(void *user) {
    const demo_clock *clock = user;
    return clock->wall_ms + demo_clock_run_ms(clock, now_ms(CLOCK_MONOTONIC));
}

void demo_clock_start(demo_clock *clock, double speed) {
    *clock = (demo_clock){
        .speed = speed < DEMO_CLOCK_MAX_SPEED ? speed : DEMO_CLOCK_MAX_SPEED,
        .real_ms = now_ms(CLOCK_MONOTONIC),
        .wall_ms = now_ms(CLOCK_REALTIME),
    };
}

int64_t demo_clock_run_ms(const demo_clock *clock, int64_t real_ms) {
    return (int64_t)((double)(real_ms - clock->real_ms) * clock->speed);
}

dgg_environment demo_clock_environment(demo_clock *clock) {
    return (dgg_environment){
        .monotonic_ms = monotonic_ms,
        .wall_ms = wall_ms,
        .clock_speed = clock->speed,
        .user = clock,
    };
}
