#include "options_store.h"

#include "model_words.h"
#include "options_secret.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail(char *problem, const char *path, const char *what) {
    words_format(problem, OPTIONS_PROBLEM_BYTES, "%s cannot be %s: %s.", path,
                 what, strerror(errno));
    return false;
}

static bool find(char *path, credential_kind kind, char *problem) {
    bool is_known = options_path(path, options_secret_name(kind));
    if (!is_known) {
        words_format(problem, OPTIONS_PROBLEM_BYTES,
                     "There is no directory to keep it in: HOME is not set.");
    }
    return is_known;
}

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

/* A directory that was there already is closed to others as well. */
static bool make_directory(char *problem) {
    char path[OPTIONS_PATH_BYTES];
    options_path(path, NULL);
    bool is_there =
        make_parents(path) && (mkdir(path, 0700) == 0 || errno == EEXIST);
    return (is_there && chmod(path, 0700) == 0) || fail(problem, path, "made");
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

/* The new name lasts once the directory is on the disk, too; where that cannot
 * be asked for it is still there. */
static void sync_directory(void) {
    char path[OPTIONS_PATH_BYTES];
    options_path(path, NULL);
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
}

static bool write_new(int fd, const char *secret) {
    bool is_good = fchmod(fd, 0600) == 0 && write_all(fd, secret) &&
                   write_all(fd, "\n") && fsync(fd) == 0;
    int saved = errno;
    bool is_closed = close(fd) == 0;
    errno = is_good ? errno : saved;
    return is_good && is_closed;
}

static bool replace(const char *path, const char *secret) {
    char fresh[OPTIONS_PATH_BYTES + 8];
    snprintf(fresh, sizeof fresh, "%s.XXXXXX", path);
    int fd = mkstemp(fresh);
    if (fd < 0) {
        return false;
    }
    if (write_new(fd, secret) && rename(fresh, path) == 0) {
        sync_directory();
        return true;
    }
    int saved = errno;
    unlink(fresh);
    errno = saved;
    return false;
}

bool options_path(char path[OPTIONS_PATH_BYTES], const char *name) {
    const char *base = getenv("XDG_CONFIG_HOME");
    const char *below = "";
    if (base == NULL || base[0] != '/') {
        base = getenv("HOME");
        below = "/.config";
    }
    if (base == NULL || base[0] != '/') {
        path[0] = '\0';
        return false;
    }
    int bytes = snprintf(path, OPTIONS_PATH_BYTES, "%s%s/dgg%s%s", base, below,
                         name != NULL ? "/" : "", name != NULL ? name : "");
    return bytes > 0 && bytes < OPTIONS_PATH_BYTES;
}

bool options_store_read(credential_kind kind, char **secret,
                        char problem[OPTIONS_PROBLEM_BYTES]) {
    char path[OPTIONS_PATH_BYTES];
    *secret = NULL;
    if (!options_path(path, options_secret_name(kind)) ||
        (access(path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR))) {
        return true;
    }
    *secret = options_secret_from_file(path, kind, problem);
    return *secret != NULL;
}

bool options_store_save(credential_kind kind, const char *secret,
                        char problem[OPTIONS_PROBLEM_BYTES]) {
    char path[OPTIONS_PATH_BYTES];
    if (!find(path, kind, problem) || !make_directory(problem)) {
        return false;
    }
    return replace(path, secret) || fail(problem, path, "written");
}

store_deletion options_store_delete(credential_kind kind,
                                    char problem[OPTIONS_PROBLEM_BYTES]) {
    char path[OPTIONS_PATH_BYTES];
    if (!find(path, kind, problem)) {
        return STORE_FAILED;
    }
    if (unlink(path) == 0) {
        sync_directory();
        return STORE_DELETED;
    }
    if (errno == ENOENT || errno == ENOTDIR) {
        return STORE_NOTHING;
    }
    fail(problem, path, "deleted");
    return STORE_FAILED;
}
