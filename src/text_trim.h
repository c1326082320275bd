/*
 * What the server does to a text before it looks at it: Go's
 * strings.TrimSpace (destinygg/chat, connection.go).
 */
#ifndef TEXT_TRIM_H
#define TEXT_TRIM_H

#include <stddef.h>

/* Where the text begins without the white space at both ends; `bytes` gets the
 * length of what is left. */
const char *text_trim(const char *text, size_t *bytes);

#endif
