#undef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700 /* posix_openpt */
#include "pty.h"

#include "test.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vterm.h>

enum { RECENT_BYTES = 8192, ROW_BYTES = 2048, SETTLE_MS = 100 };

struct pty {
    pid_t child;
    int master;
    int slave; /* kept open, so that settings can be read at the end */
    int exit_code;
    bool has_ended;
    VTerm *terminal;
    VTermScreen *screen;
    int rows;
    int columns;
    bool is_on_other_screen;
    bool has_cursor;
    char recent[RECENT_BYTES]; /* the last bytes written */
    size_t recent_bytes;
};

/* Nobody's folders: what a test leaves would stay in them. */
static void set_environment(const char *const *environment) {
    setenv("TERM", "xterm-256color", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("TZ", "UTC", 1);
    unsetenv("NO_COLOR");
    unsetenv("HOME");
    unsetenv("XDG_CACHE_HOME");
    for (; environment != NULL && *environment != NULL; environment++) {
        char name[256];
        snprintf(name, sizeof name, "%s", *environment);
        char *equals = strchr(name, '=');
        if (equals == NULL) {
            unsetenv(name);
        } else {
            *equals = '\0';
            setenv(name, strchr(*environment, '=') + 1, 1);
        }
    }
}

static void become_program(const pty *p, const char *const *arguments,
                           const char *const *environment) {
    const char *argv[32] = {PROGRAM};
    for (size_t i = 0; arguments[i] != NULL && i < 30; i++) {
        argv[i + 1] = arguments[i];
    }
    setsid();
    ioctl(p->slave, TIOCSCTTY, 0);
    dup2(p->slave, STDIN_FILENO);
    dup2(p->slave, STDOUT_FILENO);
    dup2(p->slave, STDERR_FILENO);
    close(p->slave);
    close(p->master);
    set_environment(environment);
    /* execv promises not to change the strings. */
    execv(PROGRAM, (char *const *)(uintptr_t)argv);
    _exit(127);
}

static int on_property(VTermProp property, VTermValue *value, void *user) {
    pty *p = user;
    if (property == VTERM_PROP_ALTSCREEN) {
        p->is_on_other_screen = value->boolean != 0;
    } else if (property == VTERM_PROP_CURSORVISIBLE) {
        p->has_cursor = value->boolean != 0;
    }
    return 1;
}

static void open_terminal(pty *p, int columns, int rows) {
    p->terminal = vterm_new(rows, columns);
    ck_assert_ptr_nonnull(p->terminal);
    vterm_set_utf8(p->terminal, 1);
    p->screen = vterm_obtain_screen(p->terminal);
    vterm_screen_enable_altscreen(p->screen, 1);
    static const VTermScreenCallbacks callbacks = {.settermprop = on_property};
    vterm_screen_set_callbacks(p->screen, &callbacks, p);
    vterm_screen_reset(p->screen, 1);
    p->rows = rows;
    p->columns = columns;
}

static void set_size(const pty *p) {
    struct winsize size = {
        .ws_row = (unsigned short)p->rows,
        .ws_col = (unsigned short)p->columns,
    };
    ck_assert_int_eq(ioctl(p->master, TIOCSWINSZ, &size), 0);
}

pty *pty_start(int columns, int rows, const char *const *arguments,
               const char *const *environment) {
    pty *p = calloc(1, sizeof *p);
    ck_assert_ptr_nonnull(p);
    p->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    ck_assert_int_ge(p->master, 0);
    ck_assert_int_eq(grantpt(p->master), 0);
    ck_assert_int_eq(unlockpt(p->master), 0);
    p->slave = open(ptsname(p->master), O_RDWR | O_NOCTTY);
    ck_assert_int_ge(p->slave, 0);
    open_terminal(p, columns, rows);
    set_size(p);
    p->child = fork();
    ck_assert_int_ge(p->child, 0);
    if (p->child == 0) {
        become_program(p, arguments, environment);
    }
    return p;
}

void pty_free(pty *p) {
    if (!p->has_ended) {
        kill(p->child, SIGKILL);
        waitpid(p->child, NULL, 0);
    }
    close(p->master);
    close(p->slave);
    vterm_free(p->terminal);
    free(p);
}

static void remember(pty *p, const char *bytes, size_t count) {
    if (count > RECENT_BYTES / 2) {
        bytes += count - RECENT_BYTES / 2;
        count = RECENT_BYTES / 2;
    }
    if (p->recent_bytes + count > RECENT_BYTES) {
        size_t kept = RECENT_BYTES / 2;
        memmove(p->recent, p->recent + p->recent_bytes - kept, kept);
        p->recent_bytes = kept;
    }
    memcpy(p->recent + p->recent_bytes, bytes, count);
    p->recent_bytes += count;
}

/* Reads once if there is something within the time. False: nothing came. */
static bool read_some(pty *p, int wait_ms) {
    struct pollfd fd = {.fd = p->master, .events = POLLIN};
    if (poll(&fd, 1, wait_ms) <= 0 || (fd.revents & POLLIN) == 0) {
        return false;
    }
    char bytes[16384];
    ssize_t count = read(p->master, bytes, sizeof bytes);
    if (count <= 0) {
        return false;
    }
    vterm_input_write(p->terminal, bytes, (size_t)count);
    remember(p, bytes, (size_t)count);
    return true;
}

static bool notice_end_with(pty *p, int flags) {
    int status;
    if (!p->has_ended && waitpid(p->child, &status, flags) == p->child) {
        p->has_ended = true;
        p->exit_code =
            WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        while (read_some(p, 0)) {
        }
    }
    return p->has_ended;
}

static bool notice_end(pty *p) {
    return notice_end_with(p, WNOHANG);
}

static bool wait_until(pty *p, const char *text, bool is_wanted) {
    while (pty_shows(p, text) != is_wanted) {
        if (!read_some(p, SETTLE_MS) && notice_end(p)) {
            return pty_shows(p, text) == is_wanted;
        }
    }
    return true;
}

bool pty_wait_for(pty *p, const char *text) {
    return wait_until(p, text, true);
}

bool pty_wait_gone(pty *p, const char *text) {
    return wait_until(p, text, false);
}

void pty_settle(pty *p) {
    while (read_some(p, SETTLE_MS)) {
    }
}

void pty_read(pty *p) {
    while (read_some(p, 0)) {
    }
}

bool pty_is_full(const pty *p) {
    struct pollfd ready = {.fd = p->slave, .events = POLLOUT};
    return poll(&ready, 1, 0) == 0;
}

const char *pty_row(const pty *p, int row) {
    static char text[ROW_BYTES];
    VTermRect rect = {row, row + 1, 0, p->columns};
    size_t bytes =
        vterm_screen_get_text(p->screen, text, sizeof text - 1, rect);
    while (bytes > 0 && text[bytes - 1] == ' ') {
        bytes--;
    }
    text[bytes] = '\0';
    return text;
}

bool pty_shows(const pty *p, const char *text) {
    for (int row = 0; row < p->rows; row++) {
        if (strstr(pty_row(p, row), text) != NULL) {
            return true;
        }
    }
    return false;
}

void pty_type(pty *p, const char *keys) {
    size_t bytes = strlen(keys);
    while (bytes > 0) {
        ssize_t count = write(p->master, keys, bytes);
        ck_assert_int_gt(count, 0);
        keys += count;
        bytes -= (size_t)count;
    }
}

void pty_resize(pty *p, int columns, int rows) {
    p->columns = columns;
    p->rows = rows;
    vterm_set_size(p->terminal, rows, columns);
    set_size(p);
}

void pty_signal(pty *p, int signal_number) {
    kill(p->child, signal_number);
}

int pty_wait_exit(pty *p) {
    while (!notice_end(p)) {
        read_some(p, SETTLE_MS);
    }
    return p->exit_code;
}

int pty_wait_exit_unread(pty *p) {
    notice_end_with(p, 0);
    pty_settle(p);
    return p->exit_code;
}

pid_t pty_process(const pty *p) {
    return p->child;
}

bool pty_wrote(const pty *p, const char *bytes) {
    size_t count = strlen(bytes);
    for (size_t i = 0; i + count <= p->recent_bytes; i++) {
        if (memcmp(p->recent + i, bytes, count) == 0) {
            return true;
        }
    }
    return false;
}

bool pty_is_on_other_screen(const pty *p) {
    return p->is_on_other_screen;
}

bool pty_has_cursor(const pty *p) {
    return p->has_cursor;
}

void pty_settings(const pty *p, struct termios *settings) {
    ck_assert_int_eq(tcgetattr(p->slave, settings), 0);
}
