/*
 * dgg whispers: who has written, or with --with NICK what was written.
 */
#ifndef COMMAND_WHISPERS_H
#define COMMAND_WHISPERS_H

#include "options.h"

/* Further back than this a conversation is not read. */
enum { COMMAND_WHISPERS_MAX = 1000 };

/* The list marks nothing as read; a conversation is marked as read by the site
 * when it is asked for. Returns the program's exit code. */
int command_whispers(const options *o);

#endif
