#include "options_config.h"

#include "model_words.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void on_warning(void *user, unsigned line, const char *sentence) {
    const options_config *c = user;
    fprintf(stderr, "dgg: %s, line %u: %s\n", c->path, line, sentence);
}

static bool is_private(const struct stat *file) {
    bool is_ours = file->st_uid == geteuid() || file->st_uid == 0;
    return is_ours && (file->st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

/* The whole file, which may be a pipe. False: it is too long or no text. */
static bool read_text(options_config *c, int fd) {
    c->text = malloc(OPTIONS_CONFIG_BYTES);
    size_t used = 0;
    ssize_t count = c->text != NULL ? 1 : -1;
    while (count > 0 && used < OPTIONS_CONFIG_BYTES) {
        count = read(fd, c->text + used, OPTIONS_CONFIG_BYTES - used);
        used += count > 0 ? (size_t)count : 0;
    }
    if (count != 0) {
        errno = count < 0 ? errno : EFBIG;
        return false;
    }
    c->text[used] = '\0';
    errno = EILSEQ;
    return strlen(c->text) == used;
}

static bool open_path(options_config *c, char *problem) {
    int fd = open(c->path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    struct stat found;
    bool is_good = fd >= 0 && fstat(fd, &found) == 0 && read_text(c, fd);
    if (is_good) {
        c->is_private = is_private(&found);
        config_read(&c->values, c->text, on_warning, c);
    } else {
        words_format(problem, OPTIONS_PROBLEM_BYTES, "%s cannot be read: %s.",
                     c->path, strerror(errno));
    }
    if (fd >= 0) {
        close(fd);
    }
    return is_good;
}

bool options_config_open(options_config *c, const char *path,
                         char problem[OPTIONS_PROBLEM_BYTES]) {
    *c = (options_config){0};
    if (path == NULL) {
        if (!options_path(c->path, "config") || access(c->path, F_OK) != 0) {
            return true;
        }
    } else {
        snprintf(c->path, sizeof c->path, "%s", path);
    }
    if (!open_path(c, problem)) {
        options_config_free(c);
        return false;
    }
    return true;
}

void options_config_free(options_config *c) {
    free(c->text);
    *c = (options_config){0};
}

bool options_config_is_private(const options_config *c,
                               char problem[OPTIONS_PROBLEM_BYTES]) {
    if (!c->is_private) {
        words_format(
            problem, OPTIONS_PROBLEM_BYTES,
            "%s can be written by others, so its commands are not run: "
            "run chmod go-w on it.",
            c->path);
    }
    return c->is_private;
}
