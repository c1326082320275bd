/*
 * HTTP/1.1 as far as the demo server needs it: a request out of bytes, an
 * answer into bytes. Pure.
 */
#ifndef SERVER_HTTP_H
#define SERVER_HTTP_H

#include "buffer.h"

enum {
    SERVER_HTTP_HEAD_BYTES = 16 * 1024,
    SERVER_HTTP_BODY_BYTES = 64 * 1024,
    SERVER_HTTP_HEADERS = 64,
};

typedef struct server_header {
    const char *name;
    const char *value;
} server_header;

/* All strings lie in the parsed bytes. */
typedef struct server_request {
    const char *method;
    const char *path;
    const char *query; /* after the question mark; "" when there is none */
    server_header headers[SERVER_HTTP_HEADERS];
    size_t header_count;
    size_t body_bytes; /* how many bytes of body follow the head */
    bool wants_close;  /* no further request comes on this connection */
} server_request;

typedef enum server_http_result {
    SERVER_HTTP_PARTIAL,
    SERVER_HTTP_WHOLE,
    SERVER_HTTP_BAD,
} server_http_result;

/* Takes apart the head of a request. WHOLE: `head_bytes` is its length, and
 * the bytes were cut into strings in place. PARTIAL changes nothing. */
server_http_result server_http_parse(char *bytes, size_t count,
                                     server_request *request,
                                     size_t *head_bytes);

/* NULL when there is none. */
const char *server_http_header(const server_request *request, const char *name);

/* The value of a cookie, or of a query parameter, percent-decoded. False when
 * it is absent or does not fit. */
bool server_http_cookie(const server_request *request, const char *name,
                        char *value, size_t size);
bool server_http_parameter(const server_request *request, const char *name,
                           char *value, size_t size);

typedef struct server_answer {
    int status;
    const char *type; /* of the body, e.g. "application/json" */
    const char *body;
    size_t bytes;
    bool closes; /* says that this connection ends with it */
} server_answer;

/* Appends the answer; false when there is no room. */
bool server_http_write(buffer *out, const server_answer *answer);

/* The words that stand beside a status. */
const char *server_http_reason(int status);

#endif
