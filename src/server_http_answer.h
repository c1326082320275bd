/*
 * HTTP answers into bytes, right ones and wrong ones. Pure.
 */
#ifndef SERVER_HTTP_ANSWER_H
#define SERVER_HTTP_ANSWER_H

#include "buffer.h"

#include <stdint.h>

typedef struct server_answer {
    int status;
    const char *type; /* of the body, e.g. "application/json" */
    const char *body;
    size_t bytes;
    bool closes;         /* says that this connection ends with it */
    const char *headers; /* further lines, each with its end; NULL: none */
    /* How it is delivered, if not as one piece of the length that is told. */
    int64_t length_error;  /* what is told in excess of the truth */
    size_t chunk_bytes;    /* in chunks of so many bytes, without a length */
    uint64_t filler_bytes; /* what the caller sends behind it */
} server_answer;

/* Appends the answer, the filler and what comes after that excepted; false when
 * there is no room. */
bool server_http_write(buffer *out, const server_answer *answer);

/* Appends a part of a chunked body; none at all ends it. */
bool server_http_write_chunk(buffer *out, const char *bytes, size_t count);

/* The words that stand beside a status. */
const char *server_http_reason(int status);

#endif
