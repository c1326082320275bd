#include "options_secret.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static int open_private(const char *path, credential_kind kind, char *problem) {
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
                 "%s file is readable by others - run chmod 600 %s",
                 options_secret_name(kind), path);
        goto fail;
    }
    return fd;
fail:
    if (fd >= 0) {
        close(fd);
    }
    return -1;
}

const char *options_secret_name(credential_kind kind) {
    return kind == CREDENTIAL_TOKEN ? "token" : "session";
}

/* A copy in a page of its own, which no core holds; what is longer than any
 * credential is cut, and refused later. NULL: no memory. */
static char *keep(const char *text) {
    char *page = mmap(NULL, OPTIONS_SECRET_BYTES, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED) {
        return NULL;
    }
#ifdef MADV_DONTDUMP
    (void)madvise(page, OPTIONS_SECRET_BYTES, MADV_DONTDUMP);
#endif
    memcpy(page, text, strnlen(text, OPTIONS_SECRET_BYTES - 1));
    return page;
}

char *options_secret_from_file(const char *path, credential_kind kind,
                               char problem[OPTIONS_PROBLEM_BYTES]) {
    int fd = open_private(path, kind, problem);
    if (fd < 0) {
        return NULL;
    }
    char text[OPTIONS_SECRET_BYTES];
    ssize_t count = read(fd, text, sizeof text - 1);
    close(fd);
    text[count > 0 ? count : 0] = '\0';
    char *copy = options_secret_from_text(text);
    if (copy == NULL) {
        snprintf(problem, OPTIONS_PROBLEM_BYTES, "%s holds no credential.",
                 path);
    }
    return copy;
}

char *options_secret_from_text(char text[OPTIONS_SECRET_BYTES]) {
    text[strcspn(text, " \t\r\n")] = '\0';
    char *copy = text[0] != '\0' ? keep(text) : NULL;
    options_secret_wipe(text, OPTIONS_SECRET_BYTES);
    return copy;
}

char *options_secret_from_environment(const char *name) {
    char *value = getenv(name);
    if (value == NULL || value[0] == '\0') {
        return NULL;
    }
    char *copy = keep(value);
    options_secret_wipe(value, strlen(value));
    unsetenv(name);
    return copy;
}

/* A volatile pointer, so that the compiler keeps writes nobody reads. */
void options_secret_wipe(void *memory, size_t bytes) {
    volatile char *p = memory;
    while (bytes-- > 0) {
        *p++ = '\0';
    }
}

void options_secret_free(char *text) {
    if (text != NULL) {
        options_secret_wipe(text, OPTIONS_SECRET_BYTES);
        munmap(text, OPTIONS_SECRET_BYTES);
    }
}
