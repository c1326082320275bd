/*
 * HTTP/1.1 as far as the demo server needs it: a request out of bytes. Pure.
 */
#ifndef SERVER_HTTP_H
#define SERVER_HTTP_H

#include "buffer.h"

enum {
    SERVER_HTTP_HEAD_BYTES = 16 * 1024,
    /* As many characters as the site stores, of four bytes each. */
    SERVER_HTTP_BODY_BYTES = 4 * 65536,
    SERVER_HTTP_HEADERS = 64,
};

typedef struct server_header {
    const char *name;
    const char *value;
} server_header;

/* Strings lie in `head`, which is why it is not to be copied. */
typedef struct server_request {
    char head[SERVER_HTTP_HEAD_BYTES + 1];
    const char *method;
    const char *path;
    const char *query; /* after the question mark; "" when there is none */
    server_header headers[SERVER_HTTP_HEADERS];
    size_t header_count;
    const char *body; /* in the parsed bytes, without a NUL behind it */
    size_t body_bytes;
    bool wants_close; /* no further request comes on this connection */
} server_request;

typedef enum server_http_result {
    SERVER_HTTP_PARTIAL,
    SERVER_HTTP_WHOLE,
    SERVER_HTTP_BAD,
    SERVER_HTTP_TOO_LARGE, /* the body */
} server_http_result;

/* Takes a request apart. WHOLE: it ended after `used` bytes. PARTIAL: its head
 * or its body goes on. */
server_http_result server_http_parse(const char *bytes, size_t count,
                                     server_request *request, size_t *used);

/* NULL when there is none. */
const char *server_http_header(const server_request *request, const char *name);

#endif
