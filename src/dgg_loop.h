/*
 * The event loop under libdgg, made to be driven by a foreign one.
 *
 * A dgg_loop is one file descriptor, one timeout and one service call:
 *
 *     struct pollfd fds[] = {{dgg_loop_fd(loop), POLLIN, 0}, ...};
 *     poll(fds, n, dgg_loop_timeout_ms(loop));
 *     dgg_loop_service(loop);
 *
 * Ask for the timeout again before every wait: any call on an object of the
 * loop may have shortened it. All handlers and callbacks of the library run
 * inside dgg_loop_service, on the thread that called it, but for what
 * dgg_chat_disconnect tells at once.
 */
#ifndef DGG_LOOP_H
#define DGG_LOOP_H

#include "dgg_error.h"

#include <stddef.h>
#include <stdint.h>

DGG_BEGIN_DECLS

typedef struct dgg_loop dgg_loop;

enum { DGG_ADDRESS_BYTES = 64 };

/*
 * Where the library gets time, chance and names from. Every member may be
 * NULL, which means the system's own. Tests replace them instead of sleeping.
 */
typedef struct dgg_environment {
    /* Milliseconds that never go back; the origin does not matter. */
    int64_t (*monotonic_ms)(void *user);
    /* Milliseconds since 1970-01-01 UTC. */
    int64_t (*wall_ms)(void *user);
    /* 64 unpredictable bits. */
    uint64_t (*random)(void *user);
    /* Writes the numeric address of `host`; returns 0, or -1 if there is
     * none. Called on a helper thread and allowed to block; a call that hangs
     * is not waited for and may outlive the loop, so `user` has to as well. */
    int (*resolve)(void *user, const char *host,
                   char address[DGG_ADDRESS_BYTES]);
    /* How fast monotonic_ms runs against real time; 0 means 1. Waits are
     * shortened by it. */
    double clock_speed;
    void *user;
} dgg_environment;

typedef struct dgg_loop_options {
    dgg_environment environment;
    /* A PEM file with trust anchors to accept beside the system's, or NULL. */
    const char *ca_file;
} dgg_loop_options;

/* `options` may be NULL. Errors: MEMORY, SYSTEM, ARGUMENT (ca_file cannot be
 * read). */
dgg_error dgg_loop_new(dgg_loop **loop, const dgg_loop_options *options);

/* Every object that was made on the loop must have been freed before. */
void dgg_loop_free(dgg_loop *loop);

/* The present moment by the loop's clocks, see dgg_environment. */
int64_t dgg_loop_monotonic_ms(const dgg_loop *loop);
int64_t dgg_loop_wall_ms(const dgg_loop *loop);

/* The descriptor to poll for POLLIN; valid and unchanged until the free. */
int dgg_loop_fd(const dgg_loop *loop);

/* How long a wait may last, in milliseconds; -1 is for ever, 0 is "service
 * now". */
int dgg_loop_timeout_ms(const dgg_loop *loop);

/* Does what is due and returns without waiting. One call reads a bounded
 * amount from each connection, so a burst takes several calls. */
void dgg_loop_service(dgg_loop *loop);

/* Waits at most max_ms (-1 is no limit) for something to be due, then does
 * it: poll and service in one call, for programs with no loop of their own. A
 * signal that is handled meanwhile ends the wait, but not one that came just
 * before: who must not miss it polls dgg_loop_fd together with a pipe, or waits
 * with pselect. */
void dgg_loop_wait(dgg_loop *loop, int max_ms);

DGG_END_DECLS

#endif
