/*
 * Writing to a connection that is gone raises SIGPIPE, which ends a program
 * that did not prepare for it. A library must neither let that happen nor
 * change what the program decided about its signals, so the signal is blocked
 * on this thread while the library writes, and what the writes raised is
 * taken back.
 */
#ifndef SIGPIPE_H
#define SIGPIPE_H

#include <signal.h>
#include <stdbool.h>

typedef struct sigpipe_guard {
    sigset_t mask;     /* of the thread, before */
    bool has_to_clear; /* none was pending before, so a pending one is ours */
} sigpipe_guard;

void sigpipe_block(sigpipe_guard *guard);
void sigpipe_restore(const sigpipe_guard *guard);

#endif
