/*
 * A credential from a program, e.g. a password manager.
 */
#ifndef OPTIONS_COMMAND_H
#define OPTIONS_COMMAND_H

#include "options.h"

/* How long it may take: somebody may have to unlock something first. */
enum { OPTIONS_COMMAND_MS = 60 * 1000 };

/* Runs the command without a shell and without standard input; the first word
 * of its first line of output is the credential, malloc'd. The program is
 * killed after `limit_ms`. `key` names the command in sentences. NULL:
 * `problem` says why. */
char *options_secret_from_command(const char *key, const char *command,
                                  int limit_ms,
                                  char problem[OPTIONS_PROBLEM_BYTES]);

#endif
