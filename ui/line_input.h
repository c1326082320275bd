/*
 * Lines from a descriptor, as many bytes at a time as one line may have.
 */
#ifndef LINE_INPUT_H
#define LINE_INPUT_H

#include <stdbool.h>
#include <stddef.h>

enum { LINE_INPUT_BYTES = 4096 };

/* {0} is a valid one that has read nothing. */
typedef struct line_input {
    char bytes[LINE_INPUT_BYTES];
    size_t start; /* of what was not taken yet */
    size_t end;
    bool is_ended;
} line_input;

typedef enum line_state {
    LINE_WHOLE,
    LINE_MORE, /* read, then ask again */
    LINE_LONG, /* it does not fit; the rest cannot be had either */
    LINE_END,  /* there is no further one */
} line_state;

/* The next line with a NUL in the place of its line break, valid until the
 * next read; `bytes` is its length, as it may hold NULs. The last line needs no
 * line break. */
line_state line_input_next(line_input *in, char **line, size_t *bytes);

/* Reads once, after LINE_MORE; waits if there is nothing. False: errno says
 * why. */
bool line_input_read(line_input *in, int fd);

#endif
