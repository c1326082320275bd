/*
 * What a crashing program needs to give the terminal back, prepared while all
 * is well. term_emergency_restore, in term.h, uses it.
 */
#ifndef TERM_EMERGENCY_H
#define TERM_EMERGENCY_H

#include <stddef.h>
#include <termios.h>

enum { EMERGENCY_BYTES = 256 };

/* `bytes` leave every mode the program entered; `modes` may be NULL. */
void term_emergency_arm(int fd, const struct termios *modes, const char *bytes,
                        size_t count);
void term_emergency_disarm(void);

#endif
