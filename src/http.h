/*
 * HTTP requests on the loop. The only file pair that knows curl.
 */
#ifndef HTTP_H
#define HTTP_H

#include "http_answer.h"
#include "loop.h"

#include <stdbool.h>

enum {
    HTTP_TIMEOUT_MS = 20000,
    HTTP_MAX_BYTES = 8 << 20,
};

typedef struct http_request http_request;

typedef enum http_method { HTTP_GET, HTTP_POST, HTTP_DELETE } http_method;

typedef void (*http_callback)(void *user, const http_answer *answer);

/* A piece of the body of an answer with status 200. */
typedef struct http_piece {
    char *bytes; /* may be written to */
    size_t count;
    const char *content_type; /* or "" */
    uint64_t total_bytes;     /* of the whole body, 0 when it is not said */
} http_piece;

/* False: no more is wanted. Then the callback follows, with what is known of
 * the answer. It may do all but cancel its own request. */
typedef bool (*http_piece_handler)(void *user, const http_piece *piece);

/* Strings may hold credentials: no copy outlives the request unwiped. */
typedef struct http_options {
    http_method method;
    const char *url;    /* http:// or https:// */
    const char *cookie; /* value of the Cookie header, or NULL */
    const char *user_agent;
    const char *header; /* one more, "Name: value", or NULL */
    const char *body;   /* of a POST; NULL: an empty one */
    const char *type;   /* of the body */
    /* NULL: the body is kept for the callback, HTTP_MAX_BYTES at most. Else it
     * is told of as it comes, however long it is, and HTTP_TIMEOUT_MS is the
     * time from piece to piece. */
    http_piece_handler on_piece;
    http_callback callback; /* called once, from dgg_loop_service */
    void *user;
} http_options;

/* Starts a request. Redirects are not followed: a 3xx is an answer. Errors:
 * URL, MEMORY, SYSTEM; then the callback never comes. The request frees itself
 * after its callback. */
dgg_error http_send(http_request **request, dgg_loop *loop,
                    const http_options *options);

/*
 * Somebody who watches or answers all requests of a loop: a recorder, a
 * replay. `path` is the address after the host, without its query.
 */
typedef struct http_tap {
    /* An answer came from the network, whatever its status, and is about to be
     * passed on. NULL: not wanted. */
    void (*on_answer)(void *user, const char *path, const http_answer *answer);
    /* Answers instead of the network: fills in `answer`, whose strings stay
     * valid as long as the tap, and returns when it is to arrive, by the
     * loop's monotonic clock. NULL: requests go out. */
    int64_t (*answer)(void *user, const char *path, http_answer *answer);
    void *user;
} http_tap;

/* Sets the loop's tap, which is not copied; NULL takes it away. One at a
 * time. */
void http_set_tap(dgg_loop *loop, const http_tap *tap);
const http_tap *http_get_tap(const dgg_loop *loop);

/* The callback will not come. */
void http_cancel(http_request *request);

#endif
