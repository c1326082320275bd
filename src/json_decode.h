/*
 * The inside of a JSON string, decoded.
 *
 * `text` is what stands between the quotes of a string that json_parse has
 * accepted.
 */
#ifndef JSON_DECODE_H
#define JSON_DECODE_H

#include <stdbool.h>
#include <stddef.h>

/* Writes at most `max_bytes`, never a part of a character and no terminator;
 * returns how many. */
size_t json_decode(char *out, size_t max_bytes, const char *text, size_t bytes);

/* True if it decodes to exactly `plain`. */
bool json_decodes_to(const char *text, size_t bytes, const char *plain,
                     size_t plain_bytes);

#endif
