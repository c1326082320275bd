/*
 * How the commands without a screen wait: for the library, for a signal, and
 * for a reader of their output that goes away.
 */
#ifndef COMMAND_WAIT_H
#define COMMAND_WAIT_H

#include "dgg_loop.h"

typedef enum command_wake {
    WAKE_SERVICED,    /* the library did what was due */
    WAKE_INTERRUPTED, /* by SIGINT, SIGTERM or SIGHUP */
    WAKE_UNREAD,      /* nobody reads standard output any more */
} command_wake;

/* Waits until something happens; `signals` is what signals_open gave. */
command_wake command_wait(dgg_loop *loop, int signals);

#endif
