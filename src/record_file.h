/*
 * The file of a recording: whole lines go in and are on the disk soon after.
 * It ends with a whole line whatever happens to it.
 */
#ifndef RECORD_FILE_H
#define RECORD_FILE_H

#include "dgg_record.h"
#include "loop.h"

#include <sys/types.h>

enum {
    RECORD_FILE_FLUSH_MS = 250,        /* how long a line waits for others */
    RECORD_FILE_FLUSH_BYTES = 1 << 16, /* or until there are so many */
};

typedef struct record_file record_file;

/* Like write(2); tests have others. */
typedef ssize_t (*record_file_writer)(int fd, const void *bytes, size_t count);

typedef struct record_file_options {
    dgg_loop *loop;
    const char *path;
    record_file_writer write; /* NULL: write(2) */
    /* Called once, from dgg_loop_service or record_file_close, with a
     * sentence; nothing more is written then. May be NULL. */
    void (*on_failure)(void *user, const char *problem);
    void *user;
} record_file_options;

/* Makes the file with mode 0600; one that exists must be regular and empty.
 * Errors: MEMORY, SYSTEM, then `problem` says what to do. */
dgg_error record_file_open(record_file **file,
                           const record_file_options *options,
                           char problem[DGG_RECORD_PROBLEM_BYTES]);

/* False after a failure. */
bool record_file_is_open(const record_file *file);

/* Takes one whole line; after a failure it does nothing. */
void record_file_append(record_file *file, const char *line, size_t bytes);

/* Stops the recording: something other than the disk went wrong. */
void record_file_fail(record_file *file, const char *why);

/* Writes what is left. */
void record_file_close(record_file *file);

#endif
