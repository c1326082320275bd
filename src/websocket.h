/*
 * One websocket client connection: whole texts in, texts out.
 */
#ifndef WEBSOCKET_H
#define WEBSOCKET_H

#include "loop.h"

enum {
    WEBSOCKET_MAX_BYTES = 8 << 20, /* one reassembled text */
    WEBSOCKET_PING_MS = 20000,     /* silence after which we ping */
    WEBSOCKET_DEAD_MS = 65000,     /* silence after which the line is dead */
    WEBSOCKET_CONNECT_MS = 20000,  /* for the TCP, TLS and HTTP handshakes */
};

typedef struct websocket websocket;

/* Why and how a connection or a try ended. */
typedef struct websocket_end {
    dgg_error error;
    int code;           /* the peer's close code; 1005 when its close frame has
                         * none, 1006 when no close frame came. 1012 to 1014
                         * are told as 1002: the library below does so. */
    int http_status;    /* of a refused upgrade, else 0 */
    const char *reason; /* words without control characters, or ""; valid
                         * until websocket_free */
} websocket_end;

/* Called from dgg_loop_service only. After on_end the websocket is dead and
 * only websocket_free may be called; it may be called inside any callback. */
typedef struct websocket_handlers {
    void (*on_open)(void *user);
    void (*on_text)(void *user, const char *text, size_t bytes);
    void (*on_end)(void *user, const websocket_end *end);
    void *user;
} websocket_handlers;

typedef struct websocket_options {
    const char *url;    /* ws:// or wss:// */
    const char *cookie; /* value of the Cookie header, or NULL */
    const char *origin; /* value of the Origin header, or NULL */
    const char *user_agent;
    websocket_handlers handlers;
} websocket_options;

/* Whether websocket_open would take this address. */
bool websocket_can_open(const char *address);

/* Starts connecting: resolve, TCP, TLS, upgrade. Binary messages, texts over
 * WEBSOCKET_MAX_BYTES and connections that stay silent end it. Errors: URL,
 * ARGUMENT (a header's value with control characters), MEMORY. */
dgg_error websocket_open(websocket **ws, dgg_loop *loop,
                         const websocket_options *options);

/* Queues a text; all queued ones go out in order. Errors: STATE (not open),
 * MEMORY, QUEUE_FULL (64 are waiting). */
dgg_error websocket_send(websocket *ws, const char *text, size_t bytes);

/* Says goodbye with 1000 if it can and ends without on_end. */
void websocket_free(websocket *ws);

#endif
