/*
 * UTF-8, decoded strictly: no overlong forms, no surrogates, nothing above
 * U+10FFFF.
 */
#ifndef UTF8_H
#define UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UTF8_REPLACEMENT = 0xFFFD, UTF8_MAX_BYTES = 4 };

/* Decodes the first character of a non-empty run. Returns the bytes it takes;
 * for an invalid byte 1 and UTF8_REPLACEMENT in `code`, with `*is_valid`
 * (may be NULL) false. */
size_t utf8_decode(const char *text, size_t bytes, uint32_t *code,
                   bool *is_valid);

/* Writes 1 to 4 bytes, no terminator; what is no character is written as
 * U+FFFD. */
size_t utf8_encode(uint32_t code, char out[UTF8_MAX_BYTES]);

bool utf8_is_valid(const char *text, size_t bytes);

/* Copies a run that may hold anything, with U+FFFD for NULs and invalid bytes.
 * Writes at most max_bytes, never a part of a character and no terminator;
 * returns how many. */
size_t utf8_repair(char *out, size_t max_bytes, const char *text, size_t bytes);

/* Characters in the run, an invalid byte counting as one. */
size_t utf8_length(const char *text, size_t bytes);

/* The largest length <= max_bytes that does not cut a character. */
size_t utf8_cut(const char *text, size_t bytes, size_t max_bytes);

#endif
