/*
 * The real program in a real terminal emulator: a child on a pseudo terminal
 * whose output libvterm turns into a screen.
 */
#ifndef PTY_H
#define PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <termios.h>

typedef struct pty pty;

/* Starts the program under test with these arguments (NULL-terminated, without
 * the program's name) and additional environment ("NAME=value", or "NAME" to
 * unset; NULL-terminated, may be NULL). Fails the test when it cannot. */
pty *pty_start(int columns, int rows, const char *const *arguments,
               const char *const *environment);

/* Kills what still runs. */
void pty_free(pty *p);

/* Reads until the screen shows the text somewhere in a row. False: the program
 * ended first. There is no time limit; ctest guards against hangs. */
bool pty_wait_for(pty *p, const char *text);

/* Reads until the screen no longer shows it. */
bool pty_wait_gone(pty *p, const char *text);

/* Reads what is there without waiting longer than a moment. */
void pty_settle(pty *p);

/* Reads what is there without waiting at all. */
void pty_read(pty *p);

/* Holds the terminal so much that was not read that it takes no more? */
bool pty_is_full(const pty *p);

bool pty_shows(const pty *p, const char *text);

/* One row as UTF-8, without trailing blanks; owned by the pty, until the next
 * call. */
const char *pty_row(const pty *p, int row);

void pty_type(pty *p, const char *keys);
void pty_resize(pty *p, int columns, int rows);

/* Sends a signal to the program. */
void pty_signal(pty *p, int signal_number);

/* Reads until the program has ended; its exit code, or 128 + the signal. */
int pty_wait_exit(pty *p);

/* The same, but reads only after that, as a terminal that was stopped. */
int pty_wait_exit_unread(pty *p);

pid_t pty_process(const pty *p);

/* True if the bytes were among the last ones the program wrote. */
bool pty_wrote(const pty *p, const char *bytes);

/* How the program left the terminal. */
bool pty_is_on_other_screen(const pty *p);
bool pty_has_cursor(const pty *p);

/* The line settings of the terminal as they are now. */
void pty_settings(const pty *p, struct termios *settings);

#endif
