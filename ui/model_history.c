#include "model_history.h"

#include <stdlib.h>

enum {
    HISTORY_START = 64,
    /* Lines trimmed by one append at most: after a long pause the surplus goes
     * bit by bit, so that no single append stalls a key. */
    HISTORY_TRIM = 64,
};

/* Leaves room below for older lines that are loaded later. */
static const uint64_t history_origin = UINT64_C(1) << 32;

static line **slot(const history *h, uint64_t sequence) {
    return &h->ring[sequence & (h->capacity - 1)];
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
    if (grown.ring == NULL) {
        return false;
    }
    for (uint64_t i = h->first; i < h->next; i++) {
        *slot(&grown, i) = *slot(h, i);
    }
    free(h->ring);
    *h = grown;
    return true;
}

static void trim(history *h, size_t limit) {
    for (size_t n = 0; n < HISTORY_TRIM && history_count(h) >= limit; n++) {
        if (h->first == h->next) {
            return;
        }
        free(*slot(h, h->first));
        h->first++;
    }
}

void history_init(history *h) {
    *h = (history){.first = history_origin, .next = history_origin};
}

void history_free(history *h) {
    for (uint64_t i = h->first; i < h->next; i++) {
        free(*slot(h, i));
    }
    free(h->ring);
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
    *slot(h, h->next) = l;
    h->next++;
}

bool history_insert(history *h, line *l, size_t limit) {
    if (l == NULL || history_count(h) >= limit || h->first == 0 ||
        !make_room(h)) {
        free(l);
        return false;
    }
    h->first--;
    uint64_t place = h->first;
    while (place + 1 < h->next &&
           (*slot(h, place + 1))->time_ms <= l->time_ms) {
        *slot(h, place) = *slot(h, place + 1);
        place++;
    }
    *slot(h, place) = l;
    return true;
}

size_t history_count(const history *h) {
    return (size_t)(h->next - h->first);
}

const line *history_get(const history *h, uint64_t sequence) {
    return is_kept(h, sequence) ? *slot(h, sequence) : NULL;
}

line *history_edit(history *h, uint64_t sequence) {
    return is_kept(h, sequence) ? *slot(h, sequence) : NULL;
}
