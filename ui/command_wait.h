/*
 * How the commands without a screen wait: for the library, for a signal, and
 * for a reader of their output that goes away.
 */
#ifndef COMMAND_WAIT_H
#define COMMAND_WAIT_H

#include "dgg_loop.h"

typedef enum command_wake {
    WAKE_SERVICED,    /* the library did what was due */
    WAKE_INPUT,       /* the same, and there is input to read, or its end */
    WAKE_INTERRUPTED, /* by a signal that ends programs */
    WAKE_UNREAD,      /* nobody reads standard output any more */
} command_wake;

/* Descriptors; -1: none. */
typedef struct command_watch {
    int signals; /* what signals_open gave */
    int output;  /* whose reader may go away */
    int input;   /* what is read from */
} command_watch;

/* Waits until something happens. */
command_wake command_wait(dgg_loop *loop, const command_watch *watch);

#endif
