/*
 * The services that may always be told whom a person looks up: the file
 * `log-hosts` in $XDG_STATE_HOME/dgg, a host in each line.
 */
#ifndef READER_CONSENT_H
#define READER_CONSENT_H

#include <stdbool.h>

bool consent_has(const char *host);

/* Remembers it. False: `problem` says why not. */
enum { CONSENT_PROBLEM_BYTES = 512 };
bool consent_add(const char *host, char problem[CONSENT_PROBLEM_BYTES]);

#endif
