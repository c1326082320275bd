#include "term_emergency.h"

#include "term.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

/* A signal handler reaches nothing but file scope. */
static struct {
    volatile sig_atomic_t is_armed;
    int fd;
    bool has_modes;
    struct termios modes;
    char bytes[EMERGENCY_BYTES];
    size_t count;
} emergency;

void term_emergency_arm(int fd, const struct termios *modes, const char *bytes,
                        size_t count) {
    emergency.is_armed = 0;
    emergency.fd = fd;
    emergency.has_modes = modes != NULL;
    if (modes != NULL) {
        emergency.modes = *modes;
    }
    emergency.count = count < EMERGENCY_BYTES ? count : EMERGENCY_BYTES;
    memcpy(emergency.bytes, bytes, emergency.count);
    emergency.is_armed = 1;
}

void term_emergency_disarm(void) {
    emergency.is_armed = 0;
}

/* Bytes for which there is no room take the place of those that a terminal has
 * not read. */
static void push_bytes(void) {
    ssize_t written = write(emergency.fd, emergency.bytes, emergency.count);
    if (written != (ssize_t)emergency.count) {
        tcflush(emergency.fd, TCOFLUSH);
        written = write(emergency.fd, emergency.bytes, emergency.count);
    }
    (void)written;
}

void term_emergency_restore(void) {
    if (!emergency.is_armed) {
        return;
    }
    emergency.is_armed = 0;
    push_bytes();
    if (emergency.has_modes) {
        tcsetattr(emergency.fd, TCSANOW, &emergency.modes);
    }
}
