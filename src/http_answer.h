/*
 * How an HTTP request ended, as a value.
 */
#ifndef HTTP_ANSWER_H
#define HTTP_ANSWER_H

#include "dgg_error.h"

#include <stddef.h>
#include <stdint.h>

/* Where a redirect leads to, seen from what was asked for. */
typedef enum http_redirect {
    HTTP_STAYS,              /* no redirect, or one that says no address */
    HTTP_REDIRECT_TO_ITSELF, /* the same address */
    HTTP_REDIRECT_ON_HOST,   /* another one of the same host and port */
    HTTP_REDIRECT_ELSEWHERE, /* another host, or without encryption */
} http_redirect;

typedef struct http_answer {
    dgg_error error;  /* OK: an answer came, whatever its status */
    int status;       /* HTTP status, 0 without an answer */
    const char *body; /* NUL-terminated, "" when there is none */
    size_t bytes;
    const char *content_type; /* or "" */
    const char *reason;       /* words for an error, never a credential */
    http_redirect redirect;
    int64_t retry_after_ms; /* what Retry-After asks for; 0: nothing */
} http_answer;

#endif
