#include "term.h"

#include "term_emergency.h"
#include "term_keys.h"
#include "term_output.h"
#include "term_paint.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { ESCAPE_MS = 25 };

static const char fallback_type[] = "xterm-256color";
static const char paste_on[] = "\033[?2004h";
static const char paste_off[] = "\033[?2004l";

/* Keys are read and decoded here, not by curses: its getch would block the
 * loop after an ESC, and drop what a paste brings. Curses only draws, and not
 * on the terminal itself, so that its modes and size are up to us as well. */
struct term {
    SCREEN *screen;
    FILE *input;
    term_output output;
    struct termios modes; /* as they were */
    bool has_modes;
    bool is_lost;
    bool wants_bell;
    paint *paint;
    term_keys keys;
    bool has_more;   /* keys may be left in it */
    int64_t read_ms; /* when the last bytes came */
};

static int64_t clock_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Appends what a terminal is told by a capability, without the delays that
 * stand in it as $<ms>. */
static void append_capability(char *bytes, size_t *count, const char *name) {
    const char *text = tigetstr(name);
    if (text == NULL || text == (const char *)-1) {
        return;
    }
    while (*text != '\0' && *count < EMERGENCY_BYTES) {
        const char *end =
            strncmp(text, "$<", 2) == 0 ? strchr(text, '>') : NULL;
        if (end != NULL) {
            text = end + 1;
        } else {
            bytes[(*count)++] = *text++;
        }
    }
}

static void arm_emergency(const term *t) {
    char bytes[EMERGENCY_BYTES];
    size_t count = sizeof paste_off - 1;
    memcpy(bytes, paste_off, count);
    static const char *const names[] = {"sgr0", "op", "cnorm", "rmcup"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        append_capability(bytes, &count, names[i]);
    }
    term_emergency_arm(t->output.fd, t->has_modes ? &t->modes : NULL, bytes,
                       count);
}

/* Every byte as it is typed, and as it is drawn. */
static void set_modes(const term *t) {
    struct termios modes = t->modes;
    if (!t->has_modes) {
        return;
    }
    modes.c_iflag &=
        ~(tcflag_t)(BRKINT | PARMRK | INLCR | IGNCR | ICRNL | IXON);
    modes.c_oflag &= ~(tcflag_t)OPOST;
    modes.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
    modes.c_cc[VMIN] = 1;
    modes.c_cc[VTIME] = 0;
    tcsetattr(t->output.fd, TCSANOW, &modes);
}

/* Curses wants a FILE, and closing it must not close the process's. */
static FILE *open_input(int fd) {
    int copy = dup(fd);
    FILE *stream = copy < 0 ? NULL : fdopen(copy, "r");
    if (stream == NULL && copy >= 0) {
        close(copy);
    }
    return stream;
}

static bool open_streams(term *t, const term_options *options,
                         char notice[TERM_NOTICE_BYTES]) {
    bool is_process = options->input_fd == 0 && options->output_fd == 0;
    int output_fd = is_process ? STDOUT_FILENO : options->output_fd;
    if (is_process && (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))) {
        snprintf(notice, TERM_NOTICE_BYTES,
                 "the reader needs a terminal; `dgg tail` prints chat "
                 "without one");
        return false;
    }
    t->has_modes = tcgetattr(output_fd, &t->modes) == 0;
    t->input = open_input(options->input_fd);
    if (t->input == NULL || !term_output_open(&t->output, output_fd)) {
        snprintf(notice, TERM_NOTICE_BYTES, "cannot open the terminal: %s",
                 strerror(errno));
        return false;
    }
    return true;
}

static bool open_screen(term *t, const char *type,
                        char notice[TERM_NOTICE_BYTES]) {
    t->screen = newterm(type, t->output.memory, t->input);
    if (t->screen == NULL) {
        snprintf(notice, TERM_NOTICE_BYTES,
                 "terminal type %s is not known here; treating it as %s",
                 type[0] != '\0' ? type : "(none)", fallback_type);
        t->screen = newterm(fallback_type, t->output.memory, t->input);
    }
    if (t->screen == NULL) {
        snprintf(notice, TERM_NOTICE_BYTES,
                 "neither terminal type %s nor %s is known here; set TERM or "
                 "install ncurses-base",
                 type, fallback_type);
        return false;
    }
    const char *move = tigetstr("cup");
    if (move == NULL || move == (const char *)-1) {
        snprintf(notice, TERM_NOTICE_BYTES,
                 "a terminal of type %s cannot place its cursor; set TERM, "
                 "for example to %s",
                 type, fallback_type);
        return false;
    }
    return true;
}

term *term_open(const term_options *options, char notice[TERM_NOTICE_BYTES]) {
    notice[0] = '\0';
    term *t = calloc(1, sizeof *t);
    if (t == NULL) {
        snprintf(notice, TERM_NOTICE_BYTES, "out of memory");
        return NULL;
    }
    const char *type = options->type != NULL ? options->type : getenv("TERM");
    if (!open_streams(t, options, notice) ||
        !open_screen(t, type != NULL ? type : "", notice)) {
        term_close(t);
        return NULL;
    }
    t->paint = paint_new(options->has_no_color);
    if (t->paint == NULL) {
        snprintf(notice, TERM_NOTICE_BYTES, "out of memory");
        term_close(t);
        return NULL;
    }
    nonl();
    typeahead(-1);
    idlok(stdscr, TRUE);
    term_return(t);
    return t;
}

void term_close(term *t) {
    if (t == NULL) {
        return;
    }
    if (t->screen != NULL) {
        term_leave(t);
        delscreen(t->screen);
    }
    if (t->input != NULL) {
        fclose(t->input);
    }
    term_output_close(&t->output);
    paint_free(t->paint);
    free(t);
}

void term_size(const term *t, size_t *columns, size_t *rows) {
    (void)t;
    *columns = (size_t)COLS;
    *rows = (size_t)LINES;
}

void term_resize(term *t) {
    struct winsize size;
    if (ioctl(t->output.fd, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 &&
        size.ws_col > 0) {
        resize_term(size.ws_row, size.ws_col);
    }
    term_repaint(t);
}

void term_repaint(term *t) {
    paint_forget(t->paint);
}

void term_blit(term *t, const grid *g) {
    if (!t->output.is_busy) {
        paint_grid(t->paint, g);
        term_send(t);
    }
}

int term_output_fd(const term *t) {
    return t->output.fd;
}

bool term_is_busy(const term *t) {
    return t->output.is_busy;
}

void term_send(term *t) {
    if (term_output_send(&t->output) && t->wants_bell) {
        t->wants_bell = false;
        beep();
        term_output_send(&t->output);
    }
}

int term_fd(const term *t) {
    return fileno(t->input);
}

/* Reads what is there. */
static void read_keys(term *t) {
    struct pollfd ready = {.fd = fileno(t->input), .events = POLLIN};
    if (t->is_lost || poll(&ready, 1, 0) <= 0) {
        return;
    }
    size_t room;
    char *to = term_keys_room(&t->keys, &room);
    ssize_t count = read(ready.fd, to, room);
    if (count > 0) {
        int64_t now_ms = clock_ms();
        term_keys_added(&t->keys, (size_t)count, now_ms - t->read_ms);
        t->read_ms = now_ms;
    } else if (count == 0 || (errno != EINTR && errno != EAGAIN)) {
        t->is_lost = true;
    }
}

bool term_key(term *t, input_key *key) {
    t->has_more = true;
    if (term_keys_next(&t->keys, key, false)) {
        return true;
    }
    read_keys(t);
    bool is_late = clock_ms() - t->read_ms >= ESCAPE_MS;
    t->has_more = term_keys_next(&t->keys, key, is_late);
    return t->has_more;
}

int term_wait_ms(const term *t) {
    if (t->has_more) {
        return 0;
    }
    if (!term_keys_is_waiting(&t->keys)) {
        return -1;
    }
    int64_t left = t->read_ms + ESCAPE_MS - clock_ms();
    return left > 0 ? (int)left : 0;
}

bool term_is_lost(const term *t) {
    return t->is_lost;
}

void term_bell(term *t) {
    t->wants_bell = true;
    term_send(t);
}

/* Nobody is kept waiting by a terminal that does not read: what it has not
 * taken gives way to what restores it. */
void term_leave(term *t) {
    if (isendwin()) {
        return;
    }
    bool is_taken = term_output_send(&t->output);
    term_output_drop(&t->output);
    if (t->paint != NULL) {
        term_output_add(&t->output, paste_off);
    }
    endwin();
    if (!is_taken || !term_output_send(&t->output)) {
        term_output_drop(&t->output);
        term_emergency_restore();
    }
    term_emergency_disarm();
    if (t->has_modes) {
        tcsetattr(t->output.fd, TCSANOW, &t->modes);
    }
}

void term_return(term *t) {
    arm_emergency(t);
    set_modes(t);
    term_resize(t);
    wrefresh(stdscr);
    term_output_add(&t->output, paste_on);
    term_send(t);
}
