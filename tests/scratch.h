/*
 * A directory of a test's own, removed with all that is in it.
 */
#ifndef SCRATCH_H
#define SCRATCH_H

#include "test.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct scratch {
    char path[64];
} scratch;

static inline void scratch_open(scratch *s) {
    snprintf(s->path, sizeof s->path, "/tmp/dgg_test_XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(s->path));
}

static inline void scratch_join(char path[1024], const char *directory,
                                const char *name) {
    ck_assert_int_lt(snprintf(path, 1024, "%s/%s", directory, name), 1024);
}

/* Calls `visit` for each name in the directory; returns how many. */
static inline size_t scratch_each(const char *directory,
                                  void (*visit)(const char *path)) {
    DIR *opened = opendir(directory);
    size_t count = 0;
    struct dirent *entry;
    while (opened != NULL && (entry = readdir(opened)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 ||
            strcmp(entry->d_name, "..") == 0) {
            continue;
        }
        char path[1024];
        scratch_join(path, directory, entry->d_name);
        count++;
        if (visit != NULL) {
            visit(path);
        }
    }
    if (opened != NULL) {
        closedir(opened);
    }
    return count;
}

static inline void scratch_remove(const char *path) {
    struct stat found;
    if (lstat(path, &found) == 0 && S_ISDIR(found.st_mode)) {
        scratch_each(path, scratch_remove);
        rmdir(path);
    } else {
        unlink(path);
    }
}

static inline void scratch_close(scratch *s) {
    scratch_remove(s->path);
}

/* The only file in a directory. */
static inline void scratch_only(char path[1024], const char *directory) {
    DIR *opened = opendir(directory);
    ck_assert_ptr_nonnull(opened);
    size_t count = 0;
    struct dirent *entry;
    while ((entry = readdir(opened)) != NULL) {
        if (entry->d_name[0] != '.') {
            scratch_join(path, directory, entry->d_name);
            count++;
        }
    }
    closedir(opened);
    ck_assert_uint_eq(count, 1);
}

/* All of a file, malloc'd. */
static inline char *scratch_read(const char *path, size_t *bytes) {
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    fseek(file, 0, SEEK_END);
    *bytes = (size_t)ftell(file);
    rewind(file);
    char *text = malloc(*bytes + 1);
    ck_assert_ptr_nonnull(text);
    ck_assert_uint_eq(fread(text, 1, *bytes, file), *bytes);
    text[*bytes] = '\0';
    fclose(file);
    return text;
}

static inline void scratch_write(const char *path, const void *bytes,
                                 size_t count) {
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, count, file), count);
    ck_assert_int_eq(fclose(file), 0);
}

#endif
