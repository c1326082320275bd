/*
 * A terminal on a pseudo-terminal, for what only a tty has: modes and a size.
 */
#ifndef FAKE_TTY_H
#define FAKE_TTY_H

#include "term.h"
#include "test.h"

#include <fcntl.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

typedef struct tty {
    int master;
    int slave;
    struct termios modes;
} tty;

static inline tty tty_open(void) {
    tty p = {.master = posix_openpt(O_RDWR | O_NOCTTY)};
    ck_assert_int_ge(p.master, 0);
    ck_assert_int_eq(grantpt(p.master), 0);
    ck_assert_int_eq(unlockpt(p.master), 0);
    p.slave = open(ptsname(p.master), O_RDWR | O_NOCTTY);
    ck_assert_int_ge(p.slave, 0);
    ck_assert_int_eq(tcgetattr(p.slave, &p.modes), 0);
    return p;
}

static inline void tty_close(tty *p) {
    close(p->slave);
    close(p->master);
}

static inline term *open_on(const tty *p) {
    char notice[TERM_NOTICE_BYTES];
    term *t = term_open(
        &(term_options){false, p->slave, p->slave, "xterm-256color"}, notice);
    ck_assert_ptr_nonnull(t);
    return t;
}

static inline bool has_its_modes(const tty *p) {
    struct termios now;
    ck_assert_int_eq(tcgetattr(p->slave, &now), 0);
    return now.c_lflag == p->modes.c_lflag && now.c_iflag == p->modes.c_iflag &&
           now.c_oflag == p->modes.c_oflag;
}

#endif
