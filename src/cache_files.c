#include "cache_files.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    PATH_BYTES = 4096,
    CHUNK_BYTES = 1 << 16,
    TRIES = 64, /* names for a new file; crashed writers may have some */
};

static int create(const char *path) {
    return open(path,
                O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY,
                S_IRUSR | S_IWUSR);
}

const cache_system cache_files_system = {
    .create = create, .write = write, .sync = fsync, .rename = rename};

static bool join(char path[PATH_BYTES], const char *directory,
                 const char *name) {
    int length = snprintf(path, PATH_BYTES, "%s/%s", directory, name);
    return length > 0 && length < PATH_BYTES;
}

static bool digest(unsigned char out[CACHE_DIGEST_BYTES], const void *bytes,
                   size_t count) {
    return EVP_Digest(bytes, count, out, NULL, EVP_sha256(), NULL) == 1;
}

bool cache_files_name(char name[CACHE_NAME_BYTES + 1], const char *first,
                      const char *second) {
    unsigned char digests[2][CACHE_DIGEST_BYTES];
    unsigned char both[CACHE_DIGEST_BYTES];
    if (!digest(digests[0], first, strlen(first)) ||
        !digest(digests[1], second, strlen(second)) ||
        !digest(both, digests, sizeof digests)) {
        return false;
    }
    for (size_t i = 0; i < CACHE_DIGEST_BYTES; i++) {
        snprintf(name + 2 * i, 3, "%02x", both[i]);
    }
    return true;
}

/* --- reading ------------------------------------------------------------- */

/* Neither follows a link nor waits for the writer of a pipe. */
static int open_to_read(const char *path, int *fd) {
    struct stat status;
    *fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (*fd < 0) {
        return errno == ELOOP ? EINVAL : errno;
    }
    if (fstat(*fd, &status) != 0) {
        return errno;
    }
    return S_ISREG(status.st_mode) ? 0 : EINVAL;
}

/* The buffer's maximum bounds it, whatever the file grows to meanwhile. */
static int read_all(int fd, buffer *out) {
    char chunk[CHUNK_BYTES];
    for (;;) {
        ssize_t count = read(fd, chunk, sizeof chunk);
        if (count == 0) {
            return 0;
        }
        if (count < 0 && errno != EINTR) {
            return errno;
        }
        if (count > 0 && !buffer_append(out, chunk, (size_t)count)) {
            return out->used + (size_t)count > out->maximum ? EINVAL : ENOMEM;
        }
    }
}

/* Takes the digest off. */
static int check(buffer *out) {
    unsigned char expected[CACHE_DIGEST_BYTES];
    if (out->used < CACHE_DIGEST_BYTES) {
        return EINVAL;
    }
    size_t bytes = out->used - CACHE_DIGEST_BYTES;
    if (!digest(expected, out->bytes, bytes)) {
        return ENOMEM;
    }
    if (memcmp(expected, out->bytes + bytes, CACHE_DIGEST_BYTES) != 0) {
        return EINVAL;
    }
    out->used = bytes;
    out->bytes[bytes] = '\0';
    return 0;
}

int cache_files_read(const char *directory, const char *name, buffer *out) {
    char path[PATH_BYTES];
    int fd = -1;
    int error =
        join(path, directory, name) ? open_to_read(path, &fd) : ENAMETOOLONG;
    if (error == 0) {
        error = read_all(fd, out);
    }
    if (fd >= 0) {
        close(fd);
    }
    if (error == ENOTDIR) {
        error = ENOENT;
    }
    return error == 0 ? check(out) : error;
}

/* --- writing ------------------------------------------------------------- */

static int make_directory(const char *directory) {
    char path[PATH_BYTES];
    if (snprintf(path, sizeof path, "%s", directory) >= PATH_BYTES) {
        return ENAMETOOLONG;
    }
    for (char *c = path + 1;; c++) {
        char kept = *c;
        if (kept != '/' && kept != '\0') {
            continue;
        }
        *c = '\0';
        if (mkdir(path, S_IRWXU) != 0 && errno != EEXIST) {
            return errno;
        }
        if (kept == '\0') {
            return 0;
        }
        *c = kept;
    }
}

/* A name that no other writer has, neither in this process nor in one of the
 * same number elsewhere. */
static int create_new(const cache_system *system, const char *directory,
                      char path[PATH_BYTES], int *fd) {
    for (int i = 0; i < TRIES; i++) {
        char name[CACHE_NAME_BYTES];
        snprintf(name, sizeof name, CACHE_FILES_NEW "%ld-%d", (long)getpid(),
                 i);
        if (!join(path, directory, name)) {
            return ENAMETOOLONG;
        }
        *fd = system->create(path);
        if (*fd >= 0) {
            return 0;
        }
        if (errno != EEXIST) {
            return errno;
        }
    }
    return EEXIST;
}

static int write_all(const cache_system *system, int fd, const void *bytes,
                     size_t count) {
    const char *at = bytes;
    while (count > 0) {
        ssize_t written = system->write(fd, at, count);
        if (written > 0) {
            at += written;
            count -= (size_t)written;
        } else if (written == 0) {
            return ENOSPC;
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

static int fill(const cache_system *system, int fd, const buffer *content) {
    unsigned char end[CACHE_DIGEST_BYTES];
    if (!digest(end, content->bytes, content->used)) {
        return ENOMEM;
    }
    int error = write_all(system, fd, content->bytes, content->used);
    if (error == 0) {
        error = write_all(system, fd, end, sizeof end);
    }
    if (error == 0 && system->sync(fd) != 0) {
        error = errno;
    }
    return error;
}

int cache_files_write(const cache_system *system, const char *directory,
                      const char *name, const buffer *content) {
    char path[PATH_BYTES];
    char place[PATH_BYTES];
    int fd = -1;
    int error =
        join(place, directory, name) ? make_directory(directory) : ENAMETOOLONG;
    if (error == 0) {
        error = create_new(system, directory, path, &fd);
    }
    if (error != 0) {
        return error;
    }
    error = fill(system, fd, content);
    if (close(fd) != 0 && error == 0) {
        error = errno;
    }
    if (error == 0 && system->rename(path, place) != 0) {
        error = errno;
    }
    if (error != 0) {
        unlink(path);
    }
    return error;
}
