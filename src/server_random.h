/*
 * Chance that can be repeated. Pure.
 */
#ifndef SERVER_RANDOM_H
#define SERVER_RANDOM_H

#include <stdint.h>

/* The next number of the sequence that begins with `*state`. */
uint64_t server_random(uint64_t *state);

/* The same, below `limit`. */
uint64_t server_random_below(uint64_t *state, uint64_t limit);

#endif
