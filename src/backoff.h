/*
 * When to try again: the reconnect rule of chat-gui's source.js (late 2026).
 *
 * A connection is healthy once it stayed open for 5 s; only that resets the
 * count of tries. The delay is 500 ms plus a random part of a window that
 * doubles from 3 s to 60 s. An end that is routine, such as close code 1001, is
 * retried within a second if the connection was healthy.
 */
#ifndef BACKOFF_H
#define BACKOFF_H

#include <stdbool.h>
#include <stdint.h>

enum {
    BACKOFF_HEALTHY_MS = 5000,
    BACKOFF_MINIMUM_MS = 500,
    BACKOFF_FIRST_WINDOW_MS = 3000,
    BACKOFF_LARGEST_WINDOW_MS = 60000,
    BACKOFF_ROUTINE_MS = 1000,
};

typedef struct backoff {
    uint32_t attempts; /* tries since the last healthy connection */
} backoff;

/* A connection ended that had been open for open_ms (-1: it never opened).
 * `random` is 64 random bits. Returns the delay before the next try, in
 * milliseconds. */
int64_t backoff_next(backoff *b, int64_t open_ms, bool is_routine,
                     uint64_t random);

#endif
