/*
 * curl's multi interface on the loop: sockets and timeouts for all requests,
 * made when the first one starts.
 */
#ifndef HTTP_MULTI_H
#define HTTP_MULTI_H

#include "loop.h"

#include <curl/curl.h>

typedef struct http_multi http_multi;

/* The transfer is over and already taken out; `private_data` is what was
 * given to http_multi_add. */
typedef void (*http_multi_done)(void *private_data, CURLcode result);

/* Lives as long as the loop. NULL: no memory. */
http_multi *http_multi_get(dgg_loop *loop, http_multi_done on_done);

/* Starts a transfer; on_done follows unless it is removed before. */
bool http_multi_add(http_multi *multi, CURL *transfer, void *private_data);
void http_multi_remove(http_multi *multi, CURL *transfer);

#endif
