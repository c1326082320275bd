/*
 * A program on a pseudo terminal whose output is read at once and searched,
 * but not interpreted: for measuring.
 */
#ifndef TERMINAL_H
#define TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { TERMINAL_KEPT_BYTES = 64 };

typedef struct terminal {
    pid_t child;
    int master;
    size_t bytes;                   /* written by the program so far */
    char kept[TERMINAL_KEPT_BYTES]; /* the end of what was read */
    size_t kept_bytes;
} terminal;

/* Starts argv[0]. False: the operating system refused something. */
bool terminal_start(terminal *t, int columns, int rows, char *const *argv);

/* Ends the program. */
void terminal_stop(terminal *t);

void terminal_type(terminal *t, const char *keys);

/* Reads until the program has written `text` (NULL: nothing is looked for), or
 * until the clock of measure_wall shows `until`. True if it came. */
bool terminal_read(terminal *t, const char *text, double until);

#endif
