#include "buffer.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 256 };

/* `capacity` does not count the byte of the terminator. */
static bool set_capacity(buffer *b, size_t capacity) {
    char *bytes = realloc(b->bytes, capacity + 1);
    if (bytes == NULL) {
        return false;
    }
    b->bytes = bytes;
    b->capacity = capacity;
    return true;
}

static bool grow(buffer *b, size_t needed) {
    size_t capacity = b->capacity > 0 ? b->capacity : FIRST_CAPACITY;
    while (capacity < needed) {
        capacity = capacity > b->maximum / 2 ? b->maximum : capacity * 2;
    }
    return set_capacity(b, capacity);
}

void buffer_init(buffer *b, size_t maximum) {
    *b = (buffer){.maximum = maximum};
}

bool buffer_append(buffer *b, const void *bytes, size_t count) {
    if (count > b->maximum - b->used) {
        return false;
    }
    size_t needed = b->used + count;
    if ((b->bytes == NULL || needed > b->capacity) && !grow(b, needed)) {
        return false;
    }
    if (count > 0) {
        memcpy(b->bytes + b->used, bytes, count);
    }
    b->used = needed;
    b->bytes[b->used] = '\0';
    return true;
}

void buffer_consume(buffer *b, size_t count) {
    if (count == 0 || b->bytes == NULL) {
        return;
    }
    count = count < b->used ? count : b->used;
    b->used -= count;
    memmove(b->bytes, b->bytes + count, b->used + 1);
}

void buffer_reset(buffer *b, size_t keep) {
    b->used = 0;
    if (b->capacity > keep) {
        /* A shrink that fails leaves the larger run, which is as good. */
        (void)set_capacity(b, keep);
    }
    if (b->bytes != NULL) {
        b->bytes[0] = '\0';
    }
}

void buffer_free(buffer *b) {
    free(b->bytes);
    *b = (buffer){.maximum = b->maximum};
}
