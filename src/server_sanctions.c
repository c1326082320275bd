#include "server_sanctions.h"

#include "text_fold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t place_of(const server_sanctions *list, const char *nick) {
    size_t i = 0;
    while (i < list->count && text_compare(list->list[i].nick, nick) != 0) {
        i++;
    }
    return i;
}

static void drop(server_sanctions *list, size_t place) {
    list->count--;
    memmove(list->list + place, list->list + place + 1,
            (list->count - place) * sizeof *list->list);
}

static bool make_room(server_sanctions *list) {
    if (list->count == SERVER_SANCTIONS) {
        drop(list, 0);
    }
    if (list->count < list->capacity) {
        return true;
    }
    size_t capacity = list->capacity == 0 ? 8 : list->capacity * 2;
    server_sanction *grown = realloc(list->list, capacity * sizeof *grown);
    if (grown == NULL) {
        return false;
    }
    list->list = grown;
    list->capacity = capacity;
    return true;
}

void server_sanctions_set(server_sanctions *list, const char *nick,
                          int64_t until_ms) {
    server_sanctions_lift(list, nick);
    if (make_room(list)) {
        server_sanction *entry = &list->list[list->count++];
        *entry = (server_sanction){.until_ms = until_ms, .id = ++list->last_id};
        snprintf(entry->nick, sizeof entry->nick, "%s", nick);
    }
}

void server_sanctions_lift(server_sanctions *list, const char *nick) {
    size_t place = place_of(list, nick);
    if (place < list->count) {
        drop(list, place);
    }
}

void server_sanctions_explain(server_sanctions *list, const char *nick,
                              const server_sanction *why) {
    size_t place = place_of(list, nick);
    if (place < list->count) {
        server_sanction *entry = &list->list[place];
        snprintf(entry->by, sizeof entry->by, "%s", why->by);
        snprintf(entry->reason, sizeof entry->reason, "%s", why->reason);
        entry->start_ms = why->start_ms;
        entry->is_of_address = why->is_of_address;
    }
}

const server_sanction *server_sanctions_find(const server_sanctions *list,
                                             const char *nick, int64_t now_ms) {
    size_t place = place_of(list, nick);
    if (place < list->count && list->list[place].until_ms > now_ms) {
        return &list->list[place];
    }
    for (size_t i = 0; i < list->count; i++) {
        if (list->list[i].is_of_address && list->list[i].until_ms > now_ms) {
            return &list->list[i];
        }
    }
    return NULL;
}

int64_t server_sanctions_left_ms(const server_sanctions *list, const char *nick,
                                 int64_t now_ms) {
    size_t place = place_of(list, nick);
    if (place == list->count || list->list[place].until_ms <= now_ms) {
        return 0;
    }
    return list->list[place].until_ms - now_ms;
}

void server_sanctions_free(server_sanctions *list) {
    free(list->list);
    *list = (server_sanctions){0};
}
