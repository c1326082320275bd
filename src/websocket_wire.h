/*
 * The wire under a websocket: TCP, TLS, the upgrade and frames, as
 * libwebsockets does them. With websocket_events and websocket_shared all that
 * knows that library.
 *
 * It reports what happens and decides nothing; what a message may be and how
 * long silence may last is decided in websocket.c.
 */
#ifndef WEBSOCKET_WIRE_H
#define WEBSOCKET_WIRE_H

#include "loop.h"
#include "url.h"
#include "websocket.h"

/* What libwebsockets has room for, and the writable bytes that it needs before
 * a payload. */
enum {
    WIRE_HEADROOM = 32,
    WIRE_MAX_HOST_BYTES = 120, /* with the port */
    WIRE_MAX_PATH_BYTES = 1900,
};

/* What a close frame of ours says. */
enum {
    WIRE_CLOSE_NORMAL = 1000,
    WIRE_CLOSE_UNSUPPORTED = 1003,
    WIRE_CLOSE_TOO_LARGE = 1009,
};

typedef struct wire wire;

/* A run of bytes out of a message, in order. */
typedef struct wire_piece {
    const char *bytes; /* NUL-terminated, valid until the handler returns */
    size_t count;
    size_t announced; /* bytes of the same frame still to come */
    bool is_last;     /* of the message */
    bool is_binary;
} wire_piece;

/* Called from dgg_loop_service only; wire_close may be called in all. After
 * on_end only wire_close may be called. The reason given to on_end is what
 * the peer sent, uncleaned. */
typedef struct wire_handlers {
    void (*on_open)(void *user);
    void (*on_piece)(void *user, const wire_piece *piece);
    void (*on_pong)(void *user);
    void (*on_writable)(void *user); /* once after each wire_want_write */
    void (*on_end)(void *user, const websocket_end *end);
    void *user;
} wire_handlers;

/* The strings and the URL have to stay valid until on_open or wire_close. */
typedef struct wire_options {
    const url *url;
    const char *address; /* numeric, of url->host; copied */
    const char *host;    /* the Host header; copied */
    const char *cookie;  /* these three may be NULL */
    const char *origin;
    const char *user_agent;
    wire_handlers handlers;
} wire_options;

/* Errors: MEMORY, SYSTEM, TLS (the trust anchors cannot be loaded). */
dgg_error wire_connect(wire **out, dgg_loop *loop, const wire_options *options);

void wire_want_write(wire *w);

/* Sends a text; WIRE_HEADROOM bytes before it and the text itself are
 * scribbled on. Only in on_writable, once. */
void wire_write_text(wire *w, unsigned char *text, size_t bytes);
/* The same for a ping. */
void wire_write_ping(wire *w);

/* Lets go at once: no handler is called any more. An open connection gets a
 * close frame and a few seconds to answer it behind the scenes. NULL is
 * fine. */
void wire_close(wire *w, int code);

#endif
