#include "model_history.h"

#include "dgg_event.h"
#include "model_nick.h"

#include <stdlib.h>

enum {
    HISTORY_START = 64,
    /* Lines trimmed by one append at most: after a long pause the surplus goes
     * bit by bit, so that no single append stalls a key. */
    HISTORY_TRIM = 64,
    /* A missed line belongs among the newest; a stranger's dates must not make
     * us search all of them. */
    HISTORY_SEARCH = 5000,
};

static size_t slot(const history *h, uint64_t sequence) {
    return (size_t)(sequence & (h->capacity - 1));
}

static line *line_of(const history *h, uint64_t sequence) {
    return h->ring[slot(h, sequence)];
}

static void put(history *h, uint64_t sequence, line *l, uint32_t author) {
    h->ring[slot(h, sequence)] = l;
    h->authors[slot(h, sequence)] = author;
}

static uint32_t hash_of(const char *nick) {
    uint32_t hash = model_nick_hash(nick);
    return hash != 0 ? hash : 1;
}

/* Only what was said in public can be removed. */
static uint32_t author_of(const line *l) {
    bool is_speech = l->kind == LINE_MESSAGE || l->kind == LINE_ACTION;
    return is_speech && l->nick_bytes > 0 ? hash_of(line_nick(l)) : 0;
}

static bool is_kept(const history *h, uint64_t sequence) {
    return sequence >= h->first && sequence < h->next;
}

static bool make_room(history *h) {
    if (history_count(h) < h->capacity) {
        return true;
    }
    history grown = *h;
    grown.capacity = h->capacity == 0 ? HISTORY_START : 2 * h->capacity;
    grown.ring = malloc(grown.capacity * sizeof *grown.ring);
    grown.authors = malloc(grown.capacity * sizeof *grown.authors);
    if (grown.ring == NULL || grown.authors == NULL) {
        free(grown.ring);
        free(grown.authors);
        return false;
    }
    for (uint64_t i = h->first; i < h->next; i++) {
        put(&grown, i, line_of(h, i), h->authors[slot(h, i)]);
    }
    free(h->ring);
    free(h->authors);
    *h = grown;
    return true;
}

static void trim(history *h, size_t limit) {
    for (size_t n = 0; n < HISTORY_TRIM && history_count(h) >= limit; n++) {
        if (h->first == h->next) {
            return;
        }
        free(line_of(h, h->first));
        h->first++;
    }
}

/* Before the lines that are later, back to the first of its clock that is not.
 */
static uint64_t place_of(const history *h, const line *l) {
    uint64_t place = h->next;
    uint64_t i = h->next;
    while (i > h->first && h->next - i < HISTORY_SEARCH) {
        i--;
        const line *other = line_of(h, i);
        if (other->time_ms > l->time_ms) {
            place = i;
        } else if (other->is_dated == l->is_dated) {
            break;
        }
    }
    return place;
}

void history_init(history *h) {
    *h = (history){0};
}

void history_free(history *h) {
    for (uint64_t i = h->first; i < h->next; i++) {
        free(line_of(h, i));
    }
    free(h->ring);
    free(h->authors);
    history_init(h);
}

void history_append(history *h, line *l, size_t limit) {
    if (l == NULL) {
        return;
    }
    trim(h, limit);
    if (!make_room(h)) {
        free(l);
        return;
    }
    put(h, h->next, l, author_of(l));
    h->next++;
}

void history_begin_at(history *h, uint64_t sequence) {
    h->first = sequence;
    h->next = sequence;
}

bool history_prepend(history *h, line *l) {
    if (l == NULL || h->first == 0 || !make_room(h)) {
        free(l);
        return false;
    }
    h->first--;
    put(h, h->first, l, author_of(l));
    return true;
}

line *history_take_first(history *h) {
    if (h->first == h->next) {
        return NULL;
    }
    return line_of(h, h->first++);
}

line *history_take_last(history *h) {
    if (h->first == h->next) {
        return NULL;
    }
    return line_of(h, --h->next);
}

bool history_insert(history *h, uint64_t *place, line *l, size_t limit) {
    if (l == NULL) {
        return false;
    }
    bool is_full = history_count(h) >= limit;
    trim(h, limit);
    *place = place_of(h, l);
    if ((is_full && *place == h->first) || !make_room(h)) {
        free(l);
        return false;
    }
    for (uint64_t i = h->next; i > *place; i--) {
        put(h, i, line_of(h, i - 1), h->authors[slot(h, i - 1)]);
    }
    put(h, *place, l, author_of(l));
    h->next++;
    return true;
}

void history_remove(history *h, const char *nick, int64_t until_ms) {
    uint32_t author = hash_of(nick);
    for (uint64_t i = h->first; i < h->next; i++) {
        if (h->authors[slot(h, i)] != author) {
            continue;
        }
        line *l = line_of(h, i);
        if (l->time_ms <= until_ms &&
            dgg_nick_compare(line_nick(l), nick) == 0) {
            l->is_removed = true;
            h->authors[slot(h, i)] = 0;
        }
    }
}

size_t history_count(const history *h) {
    return (size_t)(h->next - h->first);
}

const line *history_get(const history *h, uint64_t sequence) {
    return is_kept(h, sequence) ? line_of(h, sequence) : NULL;
}

line *history_edit(history *h, uint64_t sequence) {
    return is_kept(h, sequence) ? line_of(h, sequence) : NULL;
}
