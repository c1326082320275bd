/*
 * One copy on disk as bytes: pure, no I/O.
 *
 * Lines of printable ASCII, then the body and nothing after it:
 *
 *     dgg copy 1
 *     SOURCE
 *     BASE
 *     PATH
 *     KEY
 *     CONTENT TYPE
 *     STORED_MS BYTES
 *
 * There is one way to write an entry: what differs from it by a byte is either
 * another entry or none. Whether it is what was written says the digest that
 * cache_files puts after it.
 */
#ifndef CACHE_ENTRY_H
#define CACHE_ENTRY_H

#include "buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    CACHE_LINE_BYTES = 2048, /* the longest text of an entry */
    CACHE_BODY_BYTES = 8 << 20,
    CACHE_ENTRY_BYTES = CACHE_BODY_BYTES + 6 * CACHE_LINE_BYTES,
};

typedef struct cache_entry {
    const char *source; /* the site or CDN that was given to the library */
    const char *base;   /* of the CDN that it came from */
    const char *path;
    const char *key;          /* the cache key it came with, or "" */
    const char *content_type; /* or "" */
    int64_t stored_ms;        /* by the wall clock, not before 1970 */
    const char *body;
    size_t bytes;
} cache_entry;

/* False, and `out` is of no use: a text is too long or not printable, the body
 * is too large, or there is no memory. */
bool cache_entry_encode(buffer *out, const cache_entry *entry);

/* Ends the lines in `text` with NULs; the entry points into it. False: it is
 * none. */
bool cache_entry_decode(cache_entry *out, char *text, size_t bytes);

#endif
