#include "pacing.h"

enum { FIRST_PENALTY_MS = 5000 };

static int scale_of(const pacing *p) {
    return p->scale > 0 ? p->scale : 1;
}

static int capped(int scale) {
    return scale < PACING_MAX_SCALE ? scale : PACING_MAX_SCALE;
}

/* The distance that must lie between the last text and the next. */
static int64_t distance_ms(const pacing *p) {
    if (p->penalty_ms > 0) {
        return p->penalty_ms;
    }
    return (int64_t)scale_of(p) * PACING_DELAY_MS + PACING_MARGIN_MS;
}

int64_t pacing_wait_ms(const pacing *p, int64_t now_ms) {
    if (!p->has_last) {
        return 0;
    }
    int64_t wait = p->last_ms + distance_ms(p) - now_ms;
    return wait > 0 ? wait : 0;
}

void pacing_sent(pacing *p, int64_t now_ms) {
    if (p->has_last && now_ms - p->last_ms > PACING_RESET_MS) {
        p->scale = 1;
        p->penalty_ms = 0;
    }
    p->has_last = true;
    p->last_ms = now_ms;
}

void pacing_accepted(pacing *p) {
    p->penalty_ms = 0;
}

void pacing_throttled(pacing *p, int64_t now_ms) {
    /* The server counts all connections of the account; that it refused means
     * its scale is above ours. Each refusal doubles the wait. */
    int64_t penalty = 2 * distance_ms(p);
    penalty = penalty > FIRST_PENALTY_MS ? penalty : FIRST_PENALTY_MS;
    p->penalty_ms = penalty < PACING_RESET_MS ? penalty : PACING_RESET_MS;
    p->scale = capped(scale_of(p) * 2);
    p->has_last = true;
    p->last_ms = now_ms;
}

void pacing_duplicate(pacing *p) {
    p->scale = capped(scale_of(p) + 1);
    p->penalty_ms = 0;
}
