/*
 * The event bar: what was paid for and has not yet expired, for PAIDEVENTS.
 * Pure.
 */
#ifndef SERVER_PAID_H
#define SERVER_PAID_H

#include "buffer.h"
#include "json.h"

enum { SERVER_PAID_EVENTS = 100 };

typedef struct server_paid_event {
    char *frame;
    char *uuid;
    int64_t expires_ms;
} server_paid_event;

/* {0} is a valid empty one. */
typedef struct server_paid {
    server_paid_event events[SERVER_PAID_EVENTS]; /* oldest first */
    size_t count;
} server_paid;

void server_paid_free(server_paid *p);

/* Keeps a copy of a frame whose payload says when it expires; the oldest makes
 * room. */
void server_paid_add(server_paid *p, const char *frame, json_value payload);

/* False: there is none of that uuid. */
bool server_paid_remove(server_paid *p, const char *uuid);

/* Appends the PAIDEVENTS frame. */
bool server_paid_write(const server_paid *p, int64_t now_ms, buffer *out);

#endif
