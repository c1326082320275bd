/*
 * How often an account may write, and that it may not repeat itself
 * (destinygg/chat, connection.go). Pure.
 */
#ifndef SERVER_THROTTLE_H
#define SERVER_THROTTLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SERVER_THROTTLE_DELAY_MS = 300,
    SERVER_THROTTLE_RESET_MS = 5 * 60 * 1000,
};

typedef struct server_throttle {
    uint8_t scale; /* doubles past 128 to 0, as the live server's does */
    bool has_last;
    int64_t last_ms; /* of the last accepted text */
    uint64_t last_hash;
} server_throttle;

void server_throttle_init(server_throttle *t);

/* May a text be taken now? One that may counts as taken. */
bool server_throttle_take(server_throttle *t, int64_t now_ms);

/* Is it what was said last, apart from a "/me "? Either way it is remembered
 * as that. */
bool server_throttle_repeats(server_throttle *t, const char *text,
                             size_t bytes);

#endif
