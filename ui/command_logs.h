/*
 * dgg logs NICK: what somebody said, oldest first.
 */
#ifndef COMMAND_LOGS_H
#define COMMAND_LOGS_H

#include "options.h"

/* What is found newest first is kept until its end is there, up to so many
 * bytes as it will be printed. */
enum { COMMAND_LOGS_KEPT_BYTES = 16 << 20 };

/* The services are sent no credential. Returns the program's exit code. */
int command_logs(const options *o);

#endif
