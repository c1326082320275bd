#define _XOPEN_SOURCE 700 /* posix_openpt */
#include "terminal.h"

#include "measure.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

enum { READ_BYTES = 1 << 16 };

static void become(const char *name, char *const *argv) {
    setsid();
    int fd = open(name, O_RDWR);
    if (fd < 0 || ioctl(fd, TIOCSCTTY, 0) != 0) {
        _exit(127);
    }
    for (int target = 0; target <= 2; target++) {
        dup2(fd, target);
    }
    setenv("TERM", "xterm-256color", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    execv(argv[0], argv);
    _exit(127);
}

bool terminal_start(terminal *t, int columns, int rows, char *const *argv) {
    *t = (terminal){.master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)};
    struct winsize size = {.ws_row = (unsigned short)rows,
                           .ws_col = (unsigned short)columns};
    if (t->master < 0 || grantpt(t->master) != 0 || unlockpt(t->master) != 0 ||
        ioctl(t->master, TIOCSWINSZ, &size) != 0) {
        return false;
    }
    const char *name = ptsname(t->master);
    t->child = fork();
    if (t->child == 0) {
        become(name, argv);
    }
    return t->child > 0;
}

void terminal_stop(terminal *t) {
    kill(t->child, SIGKILL);
    waitpid(t->child, NULL, 0);
    close(t->master);
}

void terminal_type(terminal *t, const char *keys) {
    if (write(t->master, keys, strlen(keys)) < 0) {
        t->kept_bytes = 0;
    }
}

static bool contains(const char *bytes, size_t count, const char *text) {
    size_t length = strlen(text);
    for (size_t i = 0; i + length <= count; i++) {
        const char *first = memchr(bytes + i, text[0], count - i);
        if (first == NULL) {
            return false;
        }
        i = (size_t)(first - bytes);
        if (i + length <= count && memcmp(first, text, length) == 0) {
            return true;
        }
    }
    return false;
}

/* Text that two reads cut is found in the end of the one with the next. */
static bool take(terminal *t, char *bytes, size_t count, const char *text) {
    memcpy(bytes - t->kept_bytes, t->kept, t->kept_bytes);
    bytes -= t->kept_bytes;
    size_t all = t->kept_bytes + count;
    bool is_found = text != NULL && contains(bytes, all, text);
    size_t kept = text != NULL && !is_found ? strlen(text) - 1 : 0;
    t->kept_bytes = kept < all ? kept : all;
    memcpy(t->kept, bytes + all - t->kept_bytes, t->kept_bytes);
    t->bytes += count;
    return is_found;
}

bool terminal_read(terminal *t, const char *text, double until) {
    char bytes[TERMINAL_KEPT_BYTES + READ_BYTES];
    struct pollfd fd = {.fd = t->master, .events = POLLIN};
    double left;
    while ((left = until - measure_wall()) > 0) {
        if (poll(&fd, 1, (int)(left * 1000) + 1) <= 0) {
            continue;
        }
        ssize_t count =
            read(t->master, bytes + TERMINAL_KEPT_BYTES, READ_BYTES);
        if (count <= 0) {
            return false;
        }
        if (take(t, bytes + TERMINAL_KEPT_BYTES, (size_t)count, text)) {
            return true;
        }
    }
    return false;
}
