/*
 * Host names to numeric addresses on a detached helper thread, so that
 * neither a key press nor quitting ever waits for a name server.
 */
#ifndef RESOLVER_H
#define RESOLVER_H

#include "loop.h"

typedef struct resolver_query resolver_query;

/* `address` is numeric, or NULL when the name has none or the helper could
 * not be started. */
typedef void (*resolver_callback)(void *user, const char *address);

/* Starts a look-up; a numeric host is answered in the next service call,
 * without a thread. NULL: no memory. The query frees itself after its
 * callback. */
resolver_query *resolver_start(dgg_loop *loop, const char *host,
                               resolver_callback callback, void *user);

/* The callback will not come. Does not wait for the thread. */
void resolver_cancel(resolver_query *query);

/* Whether this machine has a network to a numeric address. Sends nothing. */
bool resolver_has_route(const char *address);

#endif
