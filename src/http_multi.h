/*
 * curl's multi interface on the loop: sockets and timeouts for all requests,
 * made when the first one starts.
 */
#ifndef HTTP_MULTI_H
#define HTTP_MULTI_H

#include "loop.h"

#include <curl/curl.h>
#include <stdbool.h>

typedef struct http_multi http_multi;

/* A transfer on its way through; must not move until it is over. */
typedef struct http_multi_entry {
    CURL *transfer;
    void *user;
    bool has_piece; /* something came that on_piece is to be told of */
    struct http_multi_entry *next; /* the multi's own */
} http_multi_entry;

/* The transfer is over and already taken out; `user` is its entry's. When
 * curl runs out of memory all transfers end so. */
typedef void (*http_multi_done)(void *user, CURLcode result);

/* Both are called outside of curl, so that they may use it as they like. */
typedef struct http_multi_handlers {
    void (*on_piece)(void *user); /* has_piece was set, and is not any more */
    http_multi_done on_done;
} http_multi_handlers;

/* Lives as long as the loop. NULL: no memory. */
http_multi *http_multi_get(dgg_loop *loop, const http_multi_handlers *handlers);

/* Starts a transfer; on_done follows unless it is removed before. */
bool http_multi_add(http_multi *multi, http_multi_entry *entry);
void http_multi_remove(http_multi *multi, http_multi_entry *entry);

#endif
