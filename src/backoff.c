#include "backoff.h"

static int64_t window_ms(uint32_t attempts) {
    int64_t window = BACKOFF_FIRST_WINDOW_MS;
    for (; attempts > 0 && window < BACKOFF_LARGEST_WINDOW_MS; attempts--) {
        window *= 2;
    }
    return window < BACKOFF_LARGEST_WINDOW_MS ? window
                                              : BACKOFF_LARGEST_WINDOW_MS;
}

int64_t backoff_next(backoff *b, int64_t open_ms, bool is_routine,
                     uint64_t random) {
    bool was_healthy = open_ms >= BACKOFF_HEALTHY_MS;
    if (was_healthy) {
        b->attempts = 0;
    }
    int64_t span = window_ms(b->attempts) - BACKOFF_MINIMUM_MS;
    if (b->attempts < UINT32_MAX) {
        b->attempts++;
    }
    if (was_healthy && is_routine) {
        return (int64_t)(random % BACKOFF_ROUTINE_MS);
    }
    return BACKOFF_MINIMUM_MS + (int64_t)(random % (uint64_t)(span + 1));
}
