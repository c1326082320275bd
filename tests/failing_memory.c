#include "failing_memory.h"

#include "test.h"

#include <stdlib.h>
#include <string.h>

enum { POINTS_MAX = 5000 };

typedef struct plan {
    size_t number;
    size_t seen;
    bool is_lasting;
    bool is_counting;
} plan;

/* The linker knows no other way to reach it. */
static _Thread_local plan present;

void *__real_malloc(size_t bytes);
void *__real_calloc(size_t count, size_t bytes);
void *__real_realloc(void *memory, size_t bytes);
void *__wrap_malloc(size_t bytes);
void *__wrap_calloc(size_t count, size_t bytes);
void *__wrap_realloc(void *memory, size_t bytes);
char *__wrap_strdup(const char *text);
char *__wrap_strndup(const char *text, size_t bytes);

static bool fails(void) {
    if (!present.is_counting) {
        return false;
    }
    present.seen++;
    return present.seen == present.number ||
           (present.is_lasting && present.seen > present.number);
}

void *__wrap_malloc(size_t bytes) {
    return fails() ? NULL : __real_malloc(bytes);
}

void *__wrap_calloc(size_t count, size_t bytes) {
    return fails() ? NULL : __real_calloc(count, bytes);
}

void *__wrap_realloc(void *memory, size_t bytes) {
    return fails() ? NULL : __real_realloc(memory, bytes);
}

char *__wrap_strndup(const char *text, size_t bytes) {
    size_t length = strnlen(text, bytes);
    char *copy = fails() ? NULL : __real_malloc(length + 1);
    if (copy != NULL) {
        memcpy(copy, text, length);
        copy[length] = '\0';
    }
    return copy;
}

char *__wrap_strdup(const char *text) {
    return __wrap_strndup(text, strlen(text));
}

void failing_memory_plan(size_t number, bool is_lasting) {
    present = (plan){.number = number, .is_lasting = is_lasting};
}

void failing_memory_begin(void) {
    present.is_counting = true;
}

void failing_memory_end(void) {
    present.is_counting = false;
}

bool failing_memory_has_failed(void) {
    return present.seen >= present.number;
}

size_t failing_memory_at_every_point(void (*run)(void)) {
    size_t number = 0;
    for (int lasting = 0; lasting < 2; lasting++) {
        bool has_failed = true;
        number = 0;
        while (has_failed) {
            ck_assert_uint_lt(++number, POINTS_MAX);
            failing_memory_plan(number, lasting != 0);
            run();
            failing_memory_end();
            has_failed = failing_memory_has_failed();
        }
    }
    return number - 1;
}
