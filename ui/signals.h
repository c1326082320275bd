/*
 * Signals as something a poll loop can wait for, and a crash that still gives
 * the terminal back.
 */
#ifndef SIGNALS_H
#define SIGNALS_H

#include <stdbool.h>

/* Catches SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH, SIGCONT and SIGTSTP,
 * ignores SIGPIPE, and makes crashing signals restore the terminal first. Call
 * it before term_open, so that curses installs no handlers of its own. Returns
 * a descriptor that becomes readable when a signal came; -1 on failure, see
 * errno. */
int signals_open(void);

/* Puts the default handlers back. */
void signals_close(void);

/* A signal that came since it was last asked for; 0: none. The same signal
 * coming twice may be reported once. */
int signals_next(void);

/* Does this one ask the program to end? */
bool signals_is_ending(int number);

/* Stops the process group as C-z does; returns when it is continued. */
void signals_suspend(void);

#endif
