/*
 * A directory of files that are whole or not there.
 *
 * A file is written beside its place, with its digest (SHA-256) after it, and
 * then takes the place at once: no reader sees a half, whenever a process or
 * the machine ends and however many write. Files have names of
 * CACHE_NAME_BYTES hex digits; others are left alone.
 */
#ifndef CACHE_FILES_H
#define CACHE_FILES_H

#include "buffer.h"

#include <sys/types.h>

enum {
    CACHE_DIGEST_BYTES = 32,
    CACHE_NAME_BYTES = 2 * CACHE_DIGEST_BYTES,
};

/* What the name of a file begins with until it is whole. */
#define CACHE_FILES_NEW "new-"

/* What may go wrong on a disk; tests make it. Each as POSIX has it. */
typedef struct cache_system {
    int (*create)(const char *path); /* opens a new file to write */
    ssize_t (*write)(int fd, const void *bytes, size_t count);
    int (*sync)(int fd);
    int (*rename)(const char *from, const char *to);
} cache_system;

/* The real one. */
extern const cache_system cache_files_system;

/* A name made of two texts: the same for the same, another for others. False:
 * no memory. */
bool cache_files_name(char name[CACHE_NAME_BYTES + 1], const char *first,
                      const char *second);

/* Appends the file's content to `out`. 0, or an errno: ENOENT when it is not
 * there, EINVAL when it is not what was written, or no file at all. */
int cache_files_read(const char *directory, const char *name, buffer *out);

/* Writes all of `content`, and makes the directory with mode 0700 if need be.
 * 0, or an errno; then the file is what it was. */
int cache_files_write(const cache_system *system, const char *directory,
                      const char *name, const buffer *content);

#endif
