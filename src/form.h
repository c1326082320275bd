/*
 * Names and values as forms and queries carry them: "a=1&b=x%20y".
 */
#ifndef FORM_H
#define FORM_H

#include "buffer.h"

enum { FORM_BYTES = 64 * 1024 };

/* Appends a pair, percent-encoded, with an ampersand if there is one before.
 * `name` is taken as it stands. False: no room or no memory. */
bool form_add(buffer *form, const char *name, const char *value);

#endif
