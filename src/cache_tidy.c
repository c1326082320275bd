#include "cache_tidy.h"

#include "cache_files.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { LEFTOVER_SECONDS = 60 * 60 };

typedef struct kept_file {
    char name[CACHE_NAME_BYTES + 1];
    struct timespec written;
    size_t bytes;
} kept_file;

typedef struct listing {
    kept_file *files;
    size_t count;
    size_t capacity;
    size_t bytes; /* of all together */
} listing;

static bool is_kept(const char *name) {
    return strlen(name) == CACHE_NAME_BYTES &&
           strspn(name, "0123456789abcdef") == CACHE_NAME_BYTES;
}

static bool is_leftover(const char *name, const struct stat *status) {
    return strncmp(name, CACHE_FILES_NEW, sizeof CACHE_FILES_NEW - 1) == 0 &&
           time(NULL) - status->st_mtim.tv_sec > LEFTOVER_SECONDS;
}

/* Without memory the rest is left for the next time. */
static void add(listing *list, const char *name, const struct stat *status) {
    if (list->count == list->capacity) {
        size_t capacity = 2 * list->capacity + 16;
        kept_file *files = realloc(list->files, capacity * sizeof *files);
        if (files == NULL) {
            return;
        }
        list->files = files;
        list->capacity = capacity;
    }
    kept_file *file = &list->files[list->count++];
    memcpy(file->name, name, CACHE_NAME_BYTES + 1);
    file->written = status->st_mtim;
    file->bytes = (size_t)status->st_size;
    list->bytes += file->bytes;
}

static void visit(listing *list, int fd, const char *name) {
    struct stat status;
    if (fstatat(fd, name, &status, AT_SYMLINK_NOFOLLOW) != 0 ||
        !S_ISREG(status.st_mode)) {
        return;
    }
    if (is_kept(name)) {
        add(list, name, &status);
    } else if (is_leftover(name, &status)) {
        unlinkat(fd, name, 0);
    }
}

static int compare_ages(const void *left, const void *right) {
    const kept_file *a = left;
    const kept_file *b = right;
    if (a->written.tv_sec != b->written.tv_sec) {
        return a->written.tv_sec < b->written.tv_sec ? -1 : 1;
    }
    return (a->written.tv_nsec > b->written.tv_nsec) -
           (a->written.tv_nsec < b->written.tv_nsec);
}

void cache_tidy(const char *directory, size_t bytes) {
    DIR *open_directory = opendir(directory);
    if (open_directory == NULL) {
        return;
    }
    listing list = {0};
    int fd = dirfd(open_directory);
    struct dirent *entry;
    /* Nobody else has the stream, so the plain call is safe. */
    /* cppcheck-suppress readdirCalled */
    while ((entry = readdir(open_directory)) != NULL) {
        visit(&list, fd, entry->d_name);
    }
    if (list.count > 0) {
        qsort(list.files, list.count, sizeof *list.files, compare_ages);
    }
    for (size_t i = 0; i < list.count && list.bytes > bytes; i++) {
        unlinkat(fd, list.files[i].name, 0);
        list.bytes -= list.files[i].bytes;
    }
    free(list.files);
    closedir(open_directory);
}
