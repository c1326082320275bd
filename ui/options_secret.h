/*
 * Credentials from a private file or the environment, never the command line.
 */
#ifndef OPTIONS_SECRET_H
#define OPTIONS_SECRET_H

#include "options.h"

/* The longest credential, with a terminator. */
enum { OPTIONS_SECRET_BYTES = 512 };

/* "token" or "session": in sentences and as the name of a stored file. */
const char *options_secret_name(credential_kind kind);

/* The first word of a file that only its owner may read, in memory that no core
 * holds; give it to options_secret_free. NULL: `problem` says why. */
char *options_secret_from_file(const char *path, credential_kind kind,
                               char problem[OPTIONS_PROBLEM_BYTES]);

/* The first word of the text, kept like that; NULL: there is none. The text is
 * wiped. */
char *options_secret_from_text(char text[OPTIONS_SECRET_BYTES]);

/* The variable's value, kept like that, which is then overwritten and unset, so
 * that no child process inherits it; NULL when it is unset or empty. */
char *options_secret_from_environment(const char *name);

/* Overwrites memory in a way the compiler may not leave out. */
void options_secret_wipe(void *memory, size_t bytes);

/* Wipes it first; NULL is fine. */
void options_secret_free(char *text);

#endif
