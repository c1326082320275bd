/*
 * When the server will take the next text: its throttle, mirrored.
 *
 * Source: destinygg/chat, connection.go. 300 ms times a scale must pass since
 * the last accepted text; a text within 300 ms doubles the scale, a duplicate
 * adds one, five quiet minutes reset it. It belongs to the account: a new
 * connection does not reset it.
 */
#ifndef PACING_H
#define PACING_H

#include <stdbool.h>
#include <stdint.h>

enum {
    PACING_DELAY_MS = 300,
    PACING_MARGIN_MS = 80, /* the network's jitter between two of our texts */
    PACING_RESET_MS = 5 * 60 * 1000,
    /* 19 s, which six refusals come to. The server's own scale goes on, but
     * `throttled` may also be the site's word for too many whispers. */
    PACING_MAX_SCALE = 64,
};

typedef struct pacing {
    int scale; /* 0 in a fresh one, which counts as 1 */
    bool has_last;
    int64_t last_ms;    /* when the last text went out, or was refused */
    int64_t penalty_ms; /* after `throttled`: the wait in force, else 0 */
} pacing;

/* Milliseconds to wait at `now_ms` before the next text; 0: send. */
int64_t pacing_wait_ms(const pacing *p, int64_t now_ms);

/* A text went out. */
void pacing_sent(pacing *p, int64_t now_ms);

/* The server accepted it. */
void pacing_accepted(pacing *p);

/* The server answered `throttled` or `duplicate`. */
void pacing_throttled(pacing *p, int64_t now_ms);
void pacing_duplicate(pacing *p);

#endif
