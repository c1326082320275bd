#include "private_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* All directories on the way, private as the XDG specification wants it. */
static bool make_parents(char *path) {
    for (char *slash = strchr(path + 1, '/'); slash != NULL;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        bool is_there = mkdir(path, 0700) == 0 || errno == EEXIST;
        *slash = '/';
        if (!is_there) {
            return false;
        }
    }
    return true;
}

static bool write_all(int fd, const char *text) {
    size_t bytes = strlen(text);
    while (bytes > 0) {
        ssize_t count = write(fd, text, bytes);
        if (count < 0 && errno != EINTR) {
            return false;
        }
        text += count > 0 ? count : 0;
        bytes -= count > 0 ? (size_t)count : 0;
    }
    return true;
}

static bool write_new(int fd, const char *text) {
    bool is_good = fchmod(fd, 0600) == 0 && write_all(fd, text) &&
                   write_all(fd, "\n") && fsync(fd) == 0;
    int saved = errno;
    bool is_closed = close(fd) == 0;
    errno = is_good ? errno : saved;
    return is_good && is_closed;
}

static void sync_parent(const char *path) {
    char directory[PRIVATE_PATH_BYTES];
    size_t bytes = (size_t)(strrchr(path, '/') - path);
    memcpy(directory, path, bytes);
    directory[bytes] = '\0';
    private_directory_sync(directory);
}

bool private_path(char path[PRIVATE_PATH_BYTES], const private_place *place,
                  const char *name) {
    const char *base = getenv(place->variable);
    const char *below = "";
    path[0] = '\0';
    if (base == NULL || base[0] != '/') {
        base = getenv("HOME");
        below = place->below;
    }
    if (base == NULL || base[0] != '/') {
        return false;
    }
    int bytes = snprintf(path, PRIVATE_PATH_BYTES, "%s%s/dgg%s%s", base, below,
                         name != NULL ? "/" : "", name != NULL ? name : "");
    bool is_whole = bytes > 0 && bytes < PRIVATE_PATH_BYTES;
    path[0] = is_whole ? path[0] : '\0';
    return is_whole;
}

bool private_directory_make(const char *directory) {
    char path[PRIVATE_PATH_BYTES];
    int bytes = snprintf(path, sizeof path, "%s", directory);
    if (bytes < 0 || bytes >= (int)sizeof path) {
        errno = ENAMETOOLONG;
        return false;
    }
    bool is_there =
        make_parents(path) && (mkdir(path, 0700) == 0 || errno == EEXIST);
    return is_there && chmod(path, 0700) == 0;
}

bool private_file_write(const char *path, const char *text) {
    char fresh[PRIVATE_PATH_BYTES + 8];
    snprintf(fresh, sizeof fresh, "%s.XXXXXX", path);
    int fd = mkstemp(fresh);
    if (fd < 0) {
        return false;
    }
    if (write_new(fd, text) && rename(fresh, path) == 0) {
        sync_parent(path);
        return true;
    }
    int saved = errno;
    unlink(fresh);
    errno = saved;
    return false;
}

void private_directory_sync(const char *directory) {
    int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
}
