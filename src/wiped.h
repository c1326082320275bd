/*
 * Memory that is overwritten before it is given back, for libraries that make
 * copies of credentials: the heap of the process then holds none for longer
 * than it is in use.
 */
#ifndef WIPED_H
#define WIPED_H

#include <stddef.h>

/* As malloc, calloc, realloc, strdup and free; only to be used together. */
void *wiped_alloc(size_t bytes);
void *wiped_calloc(size_t count, size_t bytes);
void *wiped_realloc(void *memory, size_t bytes);
char *wiped_strdup(const char *text);
void wiped_free(void *memory);

#endif
