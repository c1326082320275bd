#include "server_paid.h"

#include "server_json.h"

#include <stdlib.h>
#include <string.h>

enum { UUID_BYTES = 64 };

static void drop(server_paid *p, size_t place) {
    free(p->events[place].frame);
    free(p->events[place].uuid);
    p->count--;
    memmove(p->events + place, p->events + place + 1,
            (p->count - place) * sizeof *p->events);
}

void server_paid_add(server_paid *p, const char *frame, json_value payload) {
    server_paid_event event = {0};
    arena strings = {0};
    const char *uuid =
        json_string(json_get(payload, "uuid"), &strings, UUID_BYTES, NULL);
    if (json_int(json_get(payload, "expirationTimestamp"), &event.expires_ms)) {
        event.frame = strdup(frame);
        event.uuid = strdup(uuid == NULL ? "" : uuid);
    }
    arena_free(&strings);
    if (event.frame == NULL || event.uuid == NULL) {
        free(event.frame);
        free(event.uuid);
        return;
    }
    if (p->count == SERVER_PAID_EVENTS) {
        drop(p, 0);
    }
    p->events[p->count++] = event;
}

bool server_paid_remove(server_paid *p, const char *uuid) {
    for (size_t i = 0; i < p->count; i++) {
        if (*uuid != '\0' && strcmp(p->events[i].uuid, uuid) == 0) {
            drop(p, i);
            return true;
        }
    }
    return false;
}

bool server_paid_write(const server_paid *p, int64_t now_ms, buffer *out) {
    bool is_good = server_json_print(out, "PAIDEVENTS [");
    bool is_first = true;
    for (size_t i = 0; i < p->count && is_good; i++) {
        const server_paid_event *event = &p->events[i];
        if (event->expires_ms >= now_ms) {
            is_good =
                (is_first || buffer_append(out, ",", 1)) &&
                server_json_quote(out, event->frame, strlen(event->frame));
            is_first = false;
        }
    }
    return is_good && buffer_append(out, "]", 1);
}

void server_paid_free(server_paid *p) {
    while (p->count > 0) {
        drop(p, p->count - 1);
    }
}
