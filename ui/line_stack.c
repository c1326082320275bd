#include "line_stack.h"

#include <string.h>

void line_stack_init(line_stack *s, size_t maximum) {
    *s = (line_stack){.count = 0};
    buffer_init(&s->bytes, maximum);
}

void line_stack_free(line_stack *s) {
    buffer_free(&s->bytes);
    s->count = 0;
}

bool line_stack_push(line_stack *s, const char *line) {
    if (!buffer_append(&s->bytes, line, strlen(line) + 1)) {
        return false;
    }
    s->count++;
    return true;
}

const char *line_stack_pop(line_stack *s) {
    if (s->count == 0) {
        return NULL;
    }
    size_t start = s->bytes.used - 1;
    while (start > 0 && s->bytes.bytes[start - 1] != '\0') {
        start--;
    }
    s->bytes.used = start;
    s->count--;
    return s->bytes.bytes + start;
}
