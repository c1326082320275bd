/*
 * dgg tail: events on standard output, one per line, until interrupted.
 */
#ifndef COMMAND_TAIL_H
#define COMMAND_TAIL_H

#include "network.h"

/* Returns the program's exit code. */
int command_tail(network *n, const options *o);

#endif
