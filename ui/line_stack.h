/*
 * Lines that come in one order and go out in the other, close together in one
 * run of memory with a maximum. Pure.
 */
#ifndef LINE_STACK_H
#define LINE_STACK_H

#include "buffer.h"

typedef struct line_stack {
    buffer bytes; /* the lines, each with its NUL */
    size_t count;
} line_stack;

void line_stack_init(line_stack *s, size_t maximum);
void line_stack_free(line_stack *s);

/* Adds a copy. False, and nothing added: it would exceed the maximum, or there
 * is no memory. */
bool line_stack_push(line_stack *s, const char *line);

/* Takes out the newest line, which is valid until the next push; NULL: there
 * is none. */
const char *line_stack_pop(line_stack *s);

#endif
