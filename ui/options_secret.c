#include "options_secret.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SECRET_BYTES = 512 };

/* A volatile pointer, so that the compiler keeps writes nobody reads. */
static void wipe(char *text, size_t bytes) {
    volatile char *p = text;
    while (bytes-- > 0) {
        *p++ = '\0';
    }
}

static int open_private(const char *path, char *problem) {
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    struct stat status;
    if (fd < 0 || fstat(fd, &status) != 0) {
        snprintf(problem, OPTIONS_PROBLEM_BYTES, "%s cannot be read: %s.", path,
                 strerror(errno));
        goto fail;
    }
    if (!S_ISREG(status.st_mode)) {
        snprintf(problem, OPTIONS_PROBLEM_BYTES, "%s is not an ordinary file.",
                 path);
        goto fail;
    }
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        snprintf(problem, OPTIONS_PROBLEM_BYTES,
                 "%s can be read by others: run chmod 600 on it.", path);
        goto fail;
    }
    return fd;
fail:
    if (fd >= 0) {
        close(fd);
    }
    return -1;
}

char *options_secret_from_file(const char *path,
                               char problem[OPTIONS_PROBLEM_BYTES]) {
    int fd = open_private(path, problem);
    if (fd < 0) {
        return NULL;
    }
    char text[SECRET_BYTES];
    ssize_t count = read(fd, text, sizeof text - 1);
    close(fd);
    text[count > 0 ? count : 0] = '\0';
    text[strcspn(text, " \t\r\n")] = '\0';
    char *copy = text[0] != '\0' ? strdup(text) : NULL;
    if (copy == NULL) {
        snprintf(problem, OPTIONS_PROBLEM_BYTES, "%s holds no credential.",
                 path);
    }
    wipe(text, sizeof text);
    return copy;
}

char *options_secret_from_environment(const char *name) {
    char *value = getenv(name);
    if (value == NULL || value[0] == '\0') {
        return NULL;
    }
    char *copy = strdup(value);
    wipe(value, strlen(value));
    unsetenv(name);
    return copy;
}

void options_secret_free(char *text) {
    if (text != NULL) {
        wipe(text, strlen(text));
        free(text);
    }
}
