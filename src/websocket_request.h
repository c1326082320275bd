/*
 * What a websocket needs to be opened: checked, copied, and forgotten as soon
 * as it is open.
 */
#ifndef WEBSOCKET_REQUEST_H
#define WEBSOCKET_REQUEST_H

#include "secret.h"
#include "url.h"
#include "websocket.h"

typedef struct websocket_request {
    url target;
    char host[URL_HOST_BYTES + sizeof "[]:65535"]; /* the Host header */
    char *origin;                                  /* NULL: none */
    char *user_agent;                              /* NULL: none */
    secret *cookie;                                /* NULL: none */
} websocket_request;

/* Errors: URL, ARGUMENT (a value with control characters), MEMORY. */
dgg_error websocket_request_new(websocket_request **out,
                                const websocket_options *options);

/* Wipes the cookie; NULL is fine. */
void websocket_request_free(websocket_request *r);

#endif
