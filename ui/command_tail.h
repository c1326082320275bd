/*
 * dgg tail: events on standard output, one per line, until interrupted or,
 * with --replay, until the recording ends.
 */
#ifndef COMMAND_TAIL_H
#define COMMAND_TAIL_H

#include "options.h"

/* Returns the program's exit code. */
int command_tail(const options *o);

#endif
