#include "wiped.h"

#include "secret.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* What stands before each piece, as malloc does not tell its size. */
typedef union head {
    size_t bytes;
    max_align_t alignment;
} head;

static head *head_of(void *memory) {
    return (head *)memory - 1;
}

void *wiped_alloc(size_t bytes) {
    if (bytes > SIZE_MAX - sizeof(head)) {
        return NULL;
    }
    head *made = malloc(sizeof *made + bytes);
    if (made == NULL) {
        return NULL;
    }
    made->bytes = bytes;
    return made + 1;
}

void *wiped_calloc(size_t count, size_t bytes) {
    if (bytes > 0 && count > SIZE_MAX / bytes) {
        return NULL;
    }
    void *memory = wiped_alloc(count * bytes);
    return memory != NULL ? memset(memory, 0, count * bytes) : NULL;
}

/* Always another piece: realloc would leave the old one as it is. */
void *wiped_realloc(void *memory, size_t bytes) {
    void *moved = wiped_alloc(bytes);
    if (moved != NULL && memory != NULL) {
        size_t kept = head_of(memory)->bytes;
        memcpy(moved, memory, kept < bytes ? kept : bytes);
        wiped_free(memory);
    }
    return moved;
}

char *wiped_strdup(const char *text) {
    size_t bytes = strlen(text) + 1;
    char *copy = wiped_alloc(bytes);
    return copy != NULL ? memcpy(copy, text, bytes) : NULL;
}

void wiped_free(void *memory) {
    if (memory != NULL) {
        head *whole = head_of(memory);
        secret_wipe(whole, sizeof *whole + whole->bytes);
        free(whole);
    }
}
