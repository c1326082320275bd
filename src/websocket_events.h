/*
 * What the two halves of a wire share: websocket_wire.c, which connects,
 * writes and closes, and websocket_events.c, which hears what libwebsockets
 * tells.
 */
#ifndef WEBSOCKET_EVENTS_H
#define WEBSOCKET_EVENTS_H

#include "websocket_shared.h"
#include "websocket_wire.h"

#include <libwebsockets.h>

enum { WIRE_REASON_BYTES = 124 }; /* a close frame holds 123 */

/* How far a connection has come, which tells what its end means. */
typedef enum wire_stage {
    WIRE_TCP,
    WIRE_TLS,
    WIRE_UPGRADE,
    WIRE_OPEN,
} wire_stage;

struct wire {
    struct lws *lws; /* NULL: not yet, or gone */
    wire_options options;
    wire_stage stage;
    int depth;        /* of callbacks of libwebsockets on this connection */
    bool is_starting; /* in wire_connect, whose result tells of a failure */
    bool is_ended;    /* on_end was called or is not wanted */
    bool is_released; /* by its owner: it goes when libwebsockets lets go */
    /* Where the library's own buffer has the cookie; wiped once it is sent. */
    unsigned char *cookie;
    size_t cookie_bytes;
    long verify_error;
    int close_code; /* the peer's; 0: none came */
    char reason[WIRE_REASON_BYTES];
    websocket_shared *shared;
    wire *next; /* of shared->connecting */
};

/* The protocol whose callback turns what libwebsockets tells into calls of a
 * wire's handlers. */
extern const struct lws_protocols wire_protocols[];

/* Watches for a failure to connect, until there is TCP or the end. */
void wire_watch_connecting(wire *w);

/* libwebsockets forgets about the connection; it may take a round of the loop
 * to say so. */
void wire_kill(wire *w);

#endif
