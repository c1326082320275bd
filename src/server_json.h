/*
 * Composing JSON into a buffer, escaped as the live server's encoder does it
 * (Go's: <, > and & as \u003c, \u003e and \u0026).
 */
#ifndef SERVER_JSON_H
#define SERVER_JSON_H

#include "buffer.h"

/* Appends formatted text; false when there is no room. */
bool server_json_print(buffer *out, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Appends a quoted string. */
bool server_json_quote(buffer *out, const char *text, size_t bytes);

#endif
