#include "replay_clock.h"

void replay_clock_start(replay_clock *clock) {
    double passed_ms = (double)clock->now_ms / clock->speed;
    clock->began_ms = clock->real_ms(clock->user) - (int64_t)passed_ms;
    clock->is_running = true;
}

void replay_clock_stop(replay_clock *clock) {
    clock->is_running = false;
}

int64_t replay_clock_read(replay_clock *clock, int64_t until_ms) {
    if (!clock->is_running || clock->now_ms >= until_ms) {
        return clock->now_ms;
    }
    int64_t real_ms = clock->real_ms(clock->user) - clock->began_ms;
    double ms = (double)real_ms * clock->speed;
    int64_t now_ms = ms < (double)until_ms ? (int64_t)ms : until_ms;
    if (now_ms > clock->now_ms) {
        clock->now_ms = now_ms;
    }
    return clock->now_ms;
}
