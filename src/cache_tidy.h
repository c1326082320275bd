/*
 * What has to leave a directory of cache_files.
 */
#ifndef CACHE_TIDY_H
#define CACHE_TIDY_H

#include <stddef.h>

/* Removes the oldest files until the rest have at most `bytes` together, and
 * what writers left that ended more than an hour ago. */
void cache_tidy(const char *directory, size_t bytes);

#endif
