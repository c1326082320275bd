/*
 * What curses writes, on its way to the terminal: kept in memory and sent as
 * far as it is taken, so that a terminal that stops reading stops nobody.
 */
#ifndef TERM_OUTPUT_H
#define TERM_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

typedef struct term_output {
    FILE *memory; /* for curses to write to */
    int fd;       /* the terminal */
    off_t sent;   /* of what is in memory */
    bool is_busy; /* not everything has been taken */
} term_output;

/* Opens the terminal `fd` is open on once more, without blocking. What is no
 * terminal, or cannot be opened again, is written to as it is. False: the
 * operating system refused something, see errno. */
bool term_output_open(term_output *o, int fd);

/* An output whose members are all zero is fine. */
void term_output_close(term_output *o);

/* Adds to what curses wrote. */
void term_output_add(const term_output *o, const char *bytes);

/* Sends as much as the terminal takes now; true: that was everything. What a
 * terminal that is gone does not take counts as taken. */
bool term_output_send(term_output *o);

/* Drops what has not been taken. */
void term_output_drop(term_output *o);

#endif
