/*
 * Credentials from where they may come from: a private file or the
 * environment, never the command line.
 */
#ifndef OPTIONS_SECRET_H
#define OPTIONS_SECRET_H

#include "options.h"

/* The first line of a file that only its owner may read, malloc'd; give it to
 * options_secret_free. NULL: `problem` says why. */
char *options_secret_from_file(const char *path,
                               char problem[OPTIONS_PROBLEM_BYTES]);

/* The variable's value, malloc'd, which is then overwritten and unset, so that
 * no child process inherits it; NULL when it is unset or empty. */
char *options_secret_from_environment(const char *name);

/* Wipes it first; NULL is fine. */
void options_secret_free(char *text);

#endif
