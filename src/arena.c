#include "arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { ORDINARY_BYTES = 16 << 10, ALIGNMENT = alignof(max_align_t) };

struct arena_block {
    struct arena_block *next;
    size_t capacity;
    alignas(max_align_t) char bytes[];
};

static struct arena_block *add_block(arena *a, size_t bytes) {
    size_t capacity = bytes > ORDINARY_BYTES ? bytes : ORDINARY_BYTES;
    if (capacity > SIZE_MAX - sizeof(struct arena_block)) {
        return NULL;
    }
    struct arena_block *block = malloc(sizeof *block + capacity);
    if (block == NULL) {
        return NULL;
    }
    block->next = a->blocks;
    block->capacity = capacity;
    a->blocks = block;
    a->used = 0;
    return block;
}

/* At most SIZE_MAX - ALIGNMENT bytes. */
static size_t align(size_t bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

void *arena_alloc(arena *a, size_t bytes) {
    if (bytes > SIZE_MAX - ALIGNMENT) {
        return NULL;
    }
    bytes = align(bytes);
    struct arena_block *block = a->blocks;
    if (block == NULL || bytes > block->capacity - a->used) {
        block = add_block(a, bytes);
        if (block == NULL) {
            return NULL;
        }
    }
    void *memory = block->bytes + a->used;
    a->used += bytes;
    return memory;
}

char *arena_copy(arena *a, const char *text, size_t bytes) {
    char *copy = bytes < SIZE_MAX ? arena_alloc(a, bytes + 1) : NULL;
    if (copy == NULL) {
        return NULL;
    }
    if (bytes > 0) {
        memcpy(copy, text, bytes);
    }
    copy[bytes] = '\0';
    return copy;
}

void arena_trim(arena *a, void *newest, size_t bytes) {
    a->used = (size_t)((char *)newest - a->blocks->bytes) + align(bytes);
}

void arena_reset(arena *a) {
    struct arena_block *kept = NULL;
    struct arena_block *next;
    for (struct arena_block *block = a->blocks; block != NULL; block = next) {
        next = block->next;
        if (kept == NULL && block->capacity == ORDINARY_BYTES) {
            kept = block;
            kept->next = NULL;
        } else {
            free(block);
        }
    }
    a->blocks = kept;
    a->used = 0;
}

void arena_free(arena *a) {
    struct arena_block *next;
    for (struct arena_block *block = a->blocks; block != NULL; block = next) {
        next = block->next;
        free(block);
    }
    *a = (arena){0};
}
