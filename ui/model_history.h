/*
 * The lines of one window: a ring with sequence numbers that only grow, so
 * that a place in it stays the same place whatever arrives or is trimmed.
 */
#ifndef MODEL_HISTORY_H
#define MODEL_HISTORY_H

#include "text_line.h"

typedef struct history {
    line **ring; /* capacity is a power of two; seq & mask is the slot */
    /* Beside each line the hash of whose speech it is; 0: nobody's, or it was
     * removed. A look for somebody's lines reads nothing else. */
    uint32_t *authors;
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

/* Room for so many lines before the first: a history that is still empty may
 * grow into the past as well. */
void history_begin_at(history *h, uint64_t sequence);

/* Takes over a line that is older than all others. False: there is no memory
 * or no number before the first; it is then freed. NULL is ignored. */
bool history_prepend(history *h, line *l);

/* Take the oldest or the newest line out, for free(); NULL when there is none.
 */
line *history_take_first(history *h);
line *history_take_last(history *h);

/* Puts a line that was missed where its time belongs, and tells the place; the
 * lines after it move one place up. Lines that are not dated by the same clock
 * say nothing about their neighbours, so the place is found by the others.
 * False: without memory, or when it is older than all of `limit` lines; it is
 * then freed. */
bool history_insert(history *h, uint64_t *place, line *l, size_t limit);

/* Marks what somebody, compared without case, said up to a time as removed. */
void history_remove(history *h, const char *nick, int64_t until_ms);

size_t history_count(const history *h);

/* NULL when it is not kept. */
const line *history_get(const history *h, uint64_t sequence);
line *history_edit(history *h, uint64_t sequence);

#endif
