#include "record_file.h"

#include "buffer.h"
#include "script.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WORDS_BYTES = 128, PENDING_BYTES = 128 << 20 };

struct record_file {
    int fd; /* -1: it failed */
    char *path;
    record_file_writer write;
    void (*on_failure)(void *user, const char *problem);
    void *user;
    buffer pending; /* whole lines */
    size_t written; /* bytes of whole lines in the file */
    size_t lines;
    loop_timer timer;        /* to the next writing, or to telling a failure */
    char words[WORDS_BYTES]; /* of a failure; "" once it was told */
};

/* The words of the C library for an errno. */
static void describe(char words[WORDS_BYTES], int error) {
    if (strerror_r(error, words, WORDS_BYTES) != 0) {
        snprintf(words, WORDS_BYTES, "error %d", error);
    }
}

/* Leaves whole lines only: the disk may have taken a part of the last one. */
static void stop(record_file *file, const char *why) {
    if (file->fd < 0) {
        return;
    }
    int cut = ftruncate(file->fd, (off_t)file->written);
    (void)cut; /* a part of a line is then the least of the problems */
    close(file->fd);
    file->fd = -1;
    snprintf(file->words, sizeof file->words, "%s", why);
    buffer_free(&file->pending);
    loop_timer_start(&file->timer, 0);
}

static void tell_failure(record_file *file) {
    if (file->words[0] == '\0') {
        return;
    }
    char problem[DGG_RECORD_PROBLEM_BYTES];
    snprintf(problem, sizeof problem,
             "The recording in %.256s has stopped: %s. It can be played up to "
             "there.",
             file->path, file->words);
    file->words[0] = '\0';
    if (file->on_failure != NULL) {
        file->on_failure(file->user, problem);
    }
}

/* How many of the first `bytes` bytes are whole lines. */
static size_t whole_lines(const char *text, size_t bytes) {
    while (bytes > 0 && text[bytes - 1] != '\n') {
        bytes--;
    }
    return bytes;
}

static void write_pending(record_file *file) {
    const buffer *pending = &file->pending;
    size_t done = 0;
    while (file->fd >= 0 && done < pending->used) {
        ssize_t count =
            file->write(file->fd, pending->bytes + done, pending->used - done);
        if (count > 0) {
            done += (size_t)count;
        } else if (count == 0 || errno != EINTR) {
            char words[WORDS_BYTES];
            describe(words, count == 0 ? ENOSPC : errno);
            file->written += whole_lines(pending->bytes, done);
            stop(file, words);
            return;
        }
    }
    file->written += done;
    buffer_reset(&file->pending, RECORD_FILE_FLUSH_BYTES);
}

/* Whoever is told of a failure may close the file. */
static void on_timer(void *user) {
    record_file *file = user;
    write_pending(file);
    if (file->fd < 0) {
        loop_timer_stop(&file->timer);
        tell_failure(file);
    }
}

/* Neither waits for a pipe's reader nor writes to what is no file. */
static int open_fd(const char *path, char words[WORDS_BYTES]) {
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK,
                  S_IRUSR | S_IWUSR);
    struct stat status;
    bool is_open = fd >= 0 && fstat(fd, &status) == 0;
    if (is_open && !S_ISREG(status.st_mode)) {
        snprintf(words, WORDS_BYTES, "it is not a regular file");
    } else if (is_open && status.st_size > 0) {
        snprintf(words, WORDS_BYTES, "it is not empty");
    } else if (is_open && fchmod(fd, S_IRUSR | S_IWUSR) == 0) {
        return fd;
    } else {
        describe(words, errno);
    }
    if (fd >= 0) {
        close(fd);
    }
    return -1;
}

dgg_error record_file_open(record_file **out,
                           const record_file_options *options,
                           char problem[DGG_RECORD_PROBLEM_BYTES]) {
    *out = NULL;
    char words[WORDS_BYTES];
    record_file *file = calloc(1, sizeof *file);
    char *path = strdup(options->path);
    if (file == NULL || path == NULL) {
        free(file);
        free(path);
        return DGG_ERROR_MEMORY;
    }
    *file = (record_file){
        .fd = open_fd(path, words),
        .path = path,
        .write = options->write != NULL ? options->write : write,
        .on_failure = options->on_failure,
        .user = options->user,
    };
    buffer_init(&file->pending, PENDING_BYTES);
    loop_timer_init(&file->timer, options->loop, on_timer, file);
    if (file->fd < 0) {
        snprintf(problem, DGG_RECORD_PROBLEM_BYTES,
                 "Cannot record to %.256s: %s. Name a file that is not there "
                 "yet.",
                 path, words);
        record_file_close(file);
        return DGG_ERROR_SYSTEM;
    }
    *out = file;
    return DGG_OK;
}

bool record_file_is_open(const record_file *file) {
    return file->fd >= 0;
}

void record_file_append(record_file *file, const char *line, size_t bytes) {
    if (file->fd < 0) {
        return;
    }
    size_t total = file->written + file->pending.used + bytes;
    if (total > SCRIPT_BYTES || file->lines == SCRIPT_LINES) {
        record_file_fail(file, "it has become as long as can be played");
        return;
    }
    if (!buffer_append(&file->pending, line, bytes)) {
        record_file_fail(file, dgg_strerror(DGG_ERROR_MEMORY));
        return;
    }
    file->lines++;
    if (file->pending.used >= RECORD_FILE_FLUSH_BYTES) {
        write_pending(file);
    } else if (!file->timer.is_armed) {
        loop_timer_start(&file->timer, RECORD_FILE_FLUSH_MS);
    }
}

void record_file_fail(record_file *file, const char *why) {
    write_pending(file);
    stop(file, why);
}

void record_file_close(record_file *file) {
    if (file == NULL) {
        return;
    }
    write_pending(file);
    loop_timer_stop(&file->timer);
    tell_failure(file);
    if (file->fd >= 0) {
        close(file->fd);
    }
    buffer_free(&file->pending);
    free(file->path);
    free(file);
}
