#include "replay_file.h"

#include "buffer.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { CHUNK_BYTES = 64 * 1024, WORDS_BYTES = 128 };

static dgg_error too_large(char *problem, size_t size, const char *path) {
    snprintf(problem, size, "the script %.150s is larger than %d MiB", path,
             SCRIPT_BYTES >> 20);
    return DGG_ERROR_ARGUMENT;
}

static bool is_too_large(FILE *file) {
    struct stat status;
    return fstat(fileno(file), &status) == 0 && S_ISREG(status.st_mode) &&
           status.st_size > SCRIPT_BYTES;
}

/* What is no regular file does not say how large it is, so it is read as far
 * as it may be and a little more. */
static dgg_error read_all(FILE *file, buffer *text) {
    char *chunk = malloc(CHUNK_BYTES);
    size_t count = 1;
    bool is_good = chunk != NULL;
    while (is_good && count > 0 && text->used <= SCRIPT_BYTES) {
        count = fread(chunk, 1, CHUNK_BYTES, file);
        is_good = buffer_append(text, chunk, count);
    }
    free(chunk);
    if (!is_good) {
        return DGG_ERROR_MEMORY;
    }
    return ferror(file) == 0 ? DGG_OK : DGG_ERROR_SYSTEM;
}

/* For the reason that errno tells. */
static dgg_error cannot_read(char *problem, size_t size, const char *path) {
    char words[WORDS_BYTES];
    if (strerror_r(errno, words, sizeof words) != 0) {
        snprintf(words, sizeof words, "something went wrong");
    }
    snprintf(problem, size, "cannot read the script %.150s: %s", path, words);
    return DGG_ERROR_ARGUMENT;
}

static dgg_error read_file(const char *path, buffer *text, char *problem,
                           size_t size) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return cannot_read(problem, size, path);
    }
    dgg_error error = DGG_OK;
    if (is_too_large(file)) {
        error = too_large(problem, size, path);
    } else {
        error = read_all(file, text);
    }
    if (error == DGG_ERROR_SYSTEM) {
        error = cannot_read(problem, size, path);
    } else if (text->used > SCRIPT_BYTES) {
        error = too_large(problem, size, path);
    }
    fclose(file);
    return error;
}

dgg_error replay_file_load(chat_script *script, const char *path, char *problem,
                           size_t size) {
    *script = (chat_script){0};
    buffer text;
    char words[WORDS_BYTES] = "";
    buffer_init(&text, SCRIPT_BYTES + CHUNK_BYTES);
    dgg_error error = read_file(path, &text, problem, size);
    if (error == DGG_OK) {
        error =
            script_parse(script, text.bytes, text.used, words, sizeof words);
        if (error == DGG_ERROR_ARGUMENT) {
            snprintf(problem, size, "%.100s, %s", path, words);
        }
    }
    buffer_free(&text);
    return error;
}
