/*
 * The lines of one window: a ring with sequence numbers that only grow, so
 * that a place in it stays the same place whatever arrives or is trimmed.
 */
#ifndef MODEL_HISTORY_H
#define MODEL_HISTORY_H

#include "text_line.h"

typedef struct history {
    line **ring; /* capacity is a power of two; seq & mask is the slot */
    size_t capacity;
    uint64_t first; /* sequence number of the oldest line kept */
    uint64_t next;  /* of the line that comes next; first == next: empty */
} history;

void history_init(history *h);
void history_free(history *h);

/* Takes over the line (NULL is ignored); without memory the line is freed and
 * dropped. Lines above `limit` are trimmed, oldest first; a large surplus goes
 * bit by bit. */
void history_append(history *h, line *l, size_t limit);

/* Puts a line that was loaded later where its time belongs; the lines before
 * it move one place down. False when the ring holds `limit` lines already; the
 * line is then freed. */
bool history_insert(history *h, line *l, size_t limit);

size_t history_count(const history *h);

/* NULL when it is not kept. */
const line *history_get(const history *h, uint64_t sequence);
line *history_edit(history *h, uint64_t sequence);

#endif
