/*
 * The terminal: cells out, keys in. term.c is the only file that knows curses.
 */
#ifndef TERM_H
#define TERM_H

#include "draw_grid.h"
#include "input_key.h"

typedef struct term term;

enum { TERM_NOTICE_BYTES = 256 };

typedef struct term_options {
    bool has_no_color; /* NO_COLOR was set */
    /* Descriptors and type for tests; 0, 0, NULL: the process's terminal. */
    int input_fd;
    int output_fd;
    const char *type;
} term_options;

/* Opens the terminal and takes it over. NULL: there is none; `notice` then
 * says why. Otherwise `notice` may hold a sentence for the person, e.g. that
 * an unknown TERM is treated as xterm-256color. */
term *term_open(const term_options *options, char notice[TERM_NOTICE_BYTES]);

/* Gives the terminal back as it was, even if it is busy. */
void term_close(term *t);

/* Gives it back from a signal handler of a crashing program: async-signal-safe
 * and without curses. */
void term_emergency_restore(void);

void term_size(const term *t, size_t *columns, size_t *rows);

/* Asks the terminal for its size again, after SIGWINCH. */
void term_resize(term *t);

/* Shows the grid: sends what changed, unless the terminal is busy. */
void term_blit(term *t, const grid *g);

/* A terminal that is busy has not yet taken all that it was sent, and may never
 * do so: nothing is drawn until then. The loop waits until term_output_fd is
 * writable, and calls term_send. */
bool term_is_busy(const term *t);
int term_output_fd(const term *t);
void term_send(term *t);

/* Forgets what is on the screen: the next blit sends everything. */
void term_repaint(term *t);

/* The next key that is there, without waiting; false: none. */
bool term_key(term *t, input_key *key);

/* The descriptor that becomes readable when a key comes. */
int term_fd(const term *t);

/* When to call term_key although nothing became readable, in milliseconds: 0
 * while keys are buffered; at most 25 while a lone ESC may be the start of a
 * sequence; -1: no need. The loop's poll must not wait longer. */
int term_wait_ms(const term *t);

/* True when the terminal is gone: no key will ever come. */
bool term_is_lost(const term *t);

/* Rings, once what is shown has been taken. */
void term_bell(term *t);

/* Gives the terminal back and takes it again, around a suspend. */
void term_leave(term *t);
void term_return(term *t);

#endif
