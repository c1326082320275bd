/*
 * One accepted TCP connection: bytes in, bytes out, and its ends. It knows
 * neither HTTP nor websocket.
 */
#ifndef SERVER_CONNECTION_H
#define SERVER_CONNECTION_H

#include "buffer.h"
#include "loop.h"

enum {
    /* Sends that a slow reader may leave waiting behind the one under way;
     * further ones are dropped silently (destinygg/chat, hub.go). */
    SERVER_QUEUE_SENDS = 16,
    SERVER_INPUT_BYTES = 512 * 1024,
    /* How long a reader may take nothing at all of what waits for it. */
    SERVER_WRITE_MS = 10 * 1000,
    /* How long a finished connection waits for the peer's own end. */
    SERVER_LINGER_MS = 1000,
};

typedef struct server_connection server_connection;

/* Both run inside dgg_loop_service. */
typedef struct server_connection_events {
    /* `input` holds everything not yet consumed. */
    void (*on_bytes)(void *user, buffer *input);
    /* Nothing waits any more. */
    void (*on_drained)(void *user);
    /* The last call, always and exactly once, and never from inside another
     * function of this header. */
    void (*on_closed)(void *user);
    void *user;
} server_connection_events;

/* Accepts what waits on the listener; NULL when that fails, and then on_closed
 * never comes. The connection frees itself after on_closed. */
server_connection *
server_connection_accept(dgg_loop *loop, uv_stream_t *listener,
                         const server_connection_events *events);

/* Sends both runs of bytes, one after the other; either all or nothing. False:
 * the peer reads too slowly, or the connection is ending. */
bool server_connection_send(server_connection *c, const void *head,
                            size_t head_bytes, const void *body,
                            size_t body_bytes);

/* Something waits that the peer has not taken. */
bool server_connection_is_waiting(const server_connection *c);

/* Sends what waits, then a FIN; on_bytes comes no more. */
void server_connection_finish(server_connection *c);

/* Ends it at once. */
void server_connection_abort(server_connection *c);

/* The same with a RST; what was sent and not waiting is still received. */
void server_connection_reset(server_connection *c);

#endif
