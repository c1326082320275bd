/*
 * What all websockets of a loop share, made when the first one connects: the
 * contexts of libwebsockets and TLS trust.
 */
#ifndef WEBSOCKET_SHARED_H
#define WEBSOCKET_SHARED_H

#include "loop.h"

#include <openssl/ssl.h>

struct lws_context;
struct lws_protocols;
struct wire;

enum { WEBSOCKET_SHARED_MAX_SOCKETS = 64 };

typedef struct websocket_shared {
    dgg_loop *loop;
    /* By "is secure": trust anchors cost time, so TLS has its own. */
    struct lws_context *contexts[2];
    SSL_CTX *tls;
    uv_prepare_t before_poll; /* started and used by the wires */
    struct wire *connecting;
} websocket_shared;

/* Lives as long as the loop. NULL: no memory. */
websocket_shared *websocket_shared_get(dgg_loop *loop);

/* Makes contexts[is_secure] if there is none; `protocols` must be static.
 * Errors: SYSTEM, TLS (the trust anchors cannot be loaded). */
dgg_error websocket_shared_need(websocket_shared *shared, bool is_secure,
                                const struct lws_protocols *protocols);

#endif
