/*
 * Memory that is given out piece by piece and taken back all at once: the
 * strings and arrays of one event or one answer.
 */
#ifndef ARENA_H
#define ARENA_H

#include <stddef.h>

struct arena_block;

/* {0} is a valid empty arena. */
typedef struct arena {
    struct arena_block *blocks; /* newest first */
    size_t used;                /* bytes of the newest block */
} arena;

/* Aligned for any type, not zeroed, valid until the reset. NULL: no memory. */
void *arena_alloc(arena *a, size_t bytes);

/* A NUL-terminated copy. */
char *arena_copy(arena *a, const char *text, size_t bytes);

/* Takes back all but the first `bytes` bytes of what was given out last. */
void arena_trim(arena *a, void *newest, size_t bytes);

/* Forgets everything given out and keeps one block of ordinary size, so that
 * a large event does not stay in memory for ever. */
void arena_reset(arena *a);
void arena_free(arena *a);

#endif
