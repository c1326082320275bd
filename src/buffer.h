/*
 * A growable run of bytes with a mandatory maximum.
 */
#ifndef BUFFER_H
#define BUFFER_H

#include <stdbool.h>
#include <stddef.h>

typedef struct buffer {
    char *bytes; /* NUL-terminated whenever it is not NULL */
    size_t used;
    size_t capacity;
    size_t maximum;
} buffer;

void buffer_init(buffer *b, size_t maximum);

/* False, and nothing added: the maximum would be exceeded, or no memory. */
bool buffer_append(buffer *b, const void *bytes, size_t count);

/* Drops the first `count` bytes. */
void buffer_consume(buffer *b, size_t count);

/* Empties it; capacity above `keep` bytes is given back. */
void buffer_reset(buffer *b, size_t keep);
void buffer_free(buffer *b);

#endif
