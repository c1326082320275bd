/*
 * dgg whisper NICK: each line of standard input as one whisper.
 */
#ifndef COMMAND_WHISPER_H
#define COMMAND_WHISPER_H

#include "options.h"

/* Sends until the input ends, each line after the one before was confirmed;
 * empty lines are left out. The first line that the server refuses, that is
 * not confirmed or that no server would take ends it: what follows is not sent.
 * A connection that is lost is made again, a try that fails ends the command.
 * Returns the program's exit code. */
int command_whisper(const options *o);

#endif
