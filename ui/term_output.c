#define _GNU_SOURCE /* memfd_create */
#include "term_output.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

enum { CHUNK_BYTES = 16384, NAME_BYTES = 256 };

/* Curses tries again and again when a write would block, and a pipe may be too
 * small for a screen: it needs something that takes everything. */
static FILE *open_memory(void) {
#ifdef MFD_CLOEXEC
    int fd = memfd_create("screen", MFD_CLOEXEC);
    FILE *stream = fd < 0 ? NULL : fdopen(fd, "w+");
    if (stream == NULL && fd >= 0) {
        close(fd);
    }
    return stream;
#else
    return tmpfile();
#endif
}

/* O_NONBLOCK belongs to what is shared with every program that has this
 * terminal from the same shell, so it needs an opening of its own. The device
 * may be another user's; then only /dev/tty can be opened. */
static int open_again(int fd) {
    const int flags = O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC;
    char name[NAME_BYTES] = "";
    int again = -1;
    if (isatty(fd) && ttyname_r(fd, name, sizeof name) == 0) {
        again = open(name, flags);
    }
    if (again < 0 && isatty(fd) && tcgetsid(fd) == getsid(0)) {
        again = open("/dev/tty", flags);
    }
    if (again < 0) {
        again = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    }
    return again;
}

bool term_output_open(term_output *o, int fd) {
    *o = (term_output){.memory = open_memory(), .fd = open_again(fd)};
    return o->memory != NULL && o->fd >= 0;
}

void term_output_close(term_output *o) {
    if (o->memory != NULL) {
        fclose(o->memory);
    }
    if (o->fd > 0) {
        close(o->fd);
    }
    *o = (term_output){0};
}

void term_output_add(const term_output *o, const char *bytes) {
    ssize_t written = write(fileno(o->memory), bytes, strlen(bytes));
    (void)written;
}

/* Sends a piece of what is in memory; what write returns. */
static ssize_t send_some(const term_output *o, off_t end) {
    char bytes[CHUNK_BYTES];
    off_t left = end - o->sent;
    size_t wanted = left < CHUNK_BYTES ? (size_t)left : CHUNK_BYTES;
    ssize_t count = pread(fileno(o->memory), bytes, wanted, o->sent);
    return count > 0 ? write(o->fd, bytes, (size_t)count) : count;
}

bool term_output_send(term_output *o) {
    off_t end = lseek(fileno(o->memory), 0, SEEK_CUR);
    while (o->sent < end) {
        ssize_t count = send_some(o, end);
        if (count > 0) {
            o->sent += count;
        } else if (count < 0 && errno == EAGAIN) {
            o->is_busy = true;
            return false;
        } else if (count == 0 || errno != EINTR) {
            break;
        }
    }
    term_output_drop(o);
    return true;
}

void term_output_drop(term_output *o) {
    lseek(fileno(o->memory), 0, SEEK_SET);
    o->sent = 0;
    o->is_busy = false;
}
