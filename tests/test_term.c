#include "fake_term.h"
#include "fake_tty.h"

#include <poll.h>
#include <sys/ioctl.h>

static void type(const fake *f, const char *bytes) {
    ck_assert_int_eq(write(f->keys[1], bytes, strlen(bytes)),
                     (ssize_t)strlen(bytes));
}

static const text_style plain = {ROLE_TEXT, 0};

START_TEST(repaints_when_asked) {
    fake f = opened("xterm-256color", false);
    put(&f, 0, 3, "hello", plain);
    term_blit(f.t, &f.g);
    free(sent(&f));
    term_repaint(f.t);
    term_blit(f.t, &f.g);
    expect_sent(&f, "hello");
    done(&f);
}
END_TEST

START_TEST(treats_an_unknown_type_as_xterm) {
    fake f = opened("no-such-terminal", false);
    ck_assert_ptr_nonnull(f.t);
    ck_assert_ptr_nonnull(strstr(f.notice, "no-such-terminal"));
    ck_assert_ptr_nonnull(strstr(f.notice, "xterm-256color"));
    done(&f);
}
END_TEST

START_TEST(refuses_what_cannot_place_a_cursor) {
    fake f = opened("dumb", false);
    ck_assert_ptr_null(f.t);
    ck_assert_ptr_nonnull(strstr(f.notice, "dumb"));
    done(&f);
}
END_TEST

START_TEST(refuses_a_process_without_a_terminal) {
    char notice[TERM_NOTICE_BYTES];
    int in = open("/dev/null", O_RDONLY);
    ck_assert_int_eq(dup2(in, STDIN_FILENO), STDIN_FILENO);
    ck_assert_ptr_null(term_open(&(term_options){.type = NULL}, notice));
    ck_assert_ptr_nonnull(strstr(notice, "terminal"));
    close(in);
}
END_TEST

START_TEST(gives_the_terminal_back) {
    fake f = opened("xterm-256color", false);
    expect_sent(&f, "\033[?2004h");
    term_leave(f.t);
    char *bytes = sent(&f);
    ck_assert_ptr_nonnull(strstr(bytes, "\033[?2004l"));
    ck_assert_ptr_nonnull(strstr(bytes, "\033[?1049l"));
    free(bytes);
    put(&f, 0, 0, "again", plain);
    term_return(f.t);
    term_blit(f.t, &f.g);
    bytes = sent(&f);
    ck_assert_ptr_nonnull(strstr(bytes, "\033[?1049h"));
    ck_assert_ptr_nonnull(strstr(bytes, "\033[?2004h"));
    ck_assert_ptr_nonnull(strstr(bytes, "again"));
    free(bytes);
    term_leave(f.t);
    done(&f);
}
END_TEST

START_TEST(opens_twice) {
    for (int i = 0; i < 2; i++) {
        fake f = opened("xterm-256color", false);
        put(&f, 0, 0, "hello", plain);
        term_blit(f.t, &f.g);
        expect_sent(&f, "hello");
        done(&f);
    }
}
END_TEST

static void wait_for_bytes(const fake *f) {
    struct pollfd ready = {.fd = term_fd(f->t), .events = POLLIN};
    ck_assert_int_eq(poll(&ready, 1, -1), 1);
}

START_TEST(reads_keys) {
    fake f = opened("xterm-256color", false);
    input_key key;
    ck_assert(!term_key(f.t, &key));
    ck_assert_int_eq(term_wait_ms(f.t), -1);
    type(&f, "\033[1;5Dx");
    wait_for_bytes(&f);
    ck_assert(term_key(f.t, &key));
    ck_assert_uint_eq(key.code, INPUT_LEFT);
    ck_assert_uint_eq(key.modifiers, INPUT_CONTROL);
    ck_assert_int_eq(term_wait_ms(f.t), 0);
    ck_assert(term_key(f.t, &key));
    ck_assert_uint_eq(key.code, 'x');
    ck_assert(!term_key(f.t, &key));
    ck_assert_int_eq(term_wait_ms(f.t), -1);
    done(&f);
}
END_TEST

START_TEST(joins_characters_cut_between_reads) {
    fake f = opened("xterm-256color", false);
    input_key key;
    type(&f, "\xe4\xb8");
    ck_assert(!term_key(f.t, &key));
    ck_assert_int_eq(term_wait_ms(f.t), -1);
    type(&f, "\x96");
    ck_assert(term_key(f.t, &key));
    ck_assert_uint_eq(key.code, 0x4e16);
    done(&f);
}
END_TEST

/* As the loop does: poll for as long as it is told, then ask again. */
START_TEST(reports_a_lone_escape_soon) {
    fake f = opened("xterm-256color", false);
    input_key key = {0, 0};
    type(&f, "\033");
    int waits = 0;
    while (!term_key(f.t, &key)) {
        int wait_ms = term_wait_ms(f.t);
        ck_assert_int_ge(wait_ms, 0);
        ck_assert_int_le(wait_ms, 25);
        struct pollfd ready = {.fd = term_fd(f.t), .events = POLLIN};
        poll(&ready, 1, wait_ms);
        waits++;
    }
    ck_assert_int_gt(waits, 0);
    ck_assert_uint_eq(key.code, INPUT_ESCAPE);
    ck_assert_uint_eq(key.modifiers, 0);
    done(&f);
}
END_TEST

START_TEST(notices_that_the_terminal_is_gone) {
    fake f = opened("xterm-256color", false);
    input_key key;
    type(&f, "x");
    close(f.keys[1]);
    ck_assert(term_key(f.t, &key));
    ck_assert(!term_is_lost(f.t));
    ck_assert(!term_key(f.t, &key));
    ck_assert(term_is_lost(f.t));
    ck_assert(!term_key(f.t, &key));
    f.keys[1] = dup(f.keys[0]);
    done(&f);
}
END_TEST

START_TEST(rings) {
    fake f = opened("xterm-256color", false);
    free(sent(&f));
    term_bell(f.t);
    expect_sent(&f, "\a");
    done(&f);
}
END_TEST

START_TEST(follows_the_size) {
    tty p = tty_open();
    struct winsize size = {.ws_row = 30, .ws_col = 101};
    ck_assert_int_eq(ioctl(p.slave, TIOCSWINSZ, &size), 0);
    term *t = open_on(&p);
    size_t columns;
    size_t rows;
    term_size(t, &columns, &rows);
    ck_assert_uint_eq(columns, 101);
    ck_assert_uint_eq(rows, 30);
    size = (struct winsize){.ws_row = 7, .ws_col = 22};
    ck_assert_int_eq(ioctl(p.slave, TIOCSWINSZ, &size), 0);
    term_resize(t);
    term_size(t, &columns, &rows);
    ck_assert_uint_eq(columns, 22);
    ck_assert_uint_eq(rows, 7);
    term_close(t);
    tty_close(&p);
}
END_TEST

START_TEST(gives_the_modes_back) {
    tty p = tty_open();
    term *t = open_on(&p);
    ck_assert(!has_its_modes(&p));
    term_leave(t);
    ck_assert(has_its_modes(&p));
    term_return(t);
    ck_assert(!has_its_modes(&p));
    term_close(t);
    ck_assert(has_its_modes(&p));
    tty_close(&p);
}
END_TEST

/* Other letters each time, until the terminal, which nobody reads, is full. */
static void fill(term *t) {
    grid g = {0};
    size_t columns;
    size_t rows;
    term_size(t, &columns, &rows);
    ck_assert(grid_resize(&g, columns, rows));
    for (unsigned i = 0; !term_is_busy(t); i++) {
        for (size_t at = 0; at < columns * rows; at++) {
            g.cells[at].code = 'a' + (uint32_t)(at * 7 + i) % 26;
        }
        term_blit(t, &g);
    }
    grid_free(&g);
}

/* Reads until the text comes; malloc'd. */
static char *read_until(const tty *p, term *t, const char *text) {
    size_t count = 0;
    size_t room = 1 << 20;
    char *bytes = calloc(1, room);
    ck_assert_ptr_nonnull(bytes);
    while (strstr(bytes, text) == NULL) {
        ssize_t more = read(p->master, bytes + count, room - 1 - count);
        ck_assert_int_gt(more, 0);
        count += (size_t)more;
        if (t != NULL) {
            term_send(t);
        }
    }
    return bytes;
}

static void show(term *t, const char *text) {
    grid g = {0};
    grid_area whole = {0, 0, 80, 24};
    ck_assert(grid_resize(&g, whole.columns, whole.rows));
    grid_put_string(&g, &whole, 0, 0, text, ROLE_TEXT);
    term_blit(t, &g);
    grid_free(&g);
}

/* Reads until everything has been taken, and what is shown after that. */
static char *go_on(const tty *p, term *t) {
    while (term_is_busy(t)) {
        char bytes[256];
        ck_assert_int_gt(read(p->master, bytes, sizeof bytes), 0);
        term_send(t);
    }
    show(t, "GOES ON");
    return read_until(p, t, "GOES ON");
}

START_TEST(draws_nothing_while_the_terminal_is_busy) {
    tty p = tty_open();
    term *t = open_on(&p);
    fill(t);
    show(t, "TOO MUCH");
    char *bytes = go_on(&p, t);
    ck_assert_ptr_null(strstr(bytes, "TOO MUCH"));
    free(bytes);
    term_close(t);
    tty_close(&p);
}
END_TEST

START_TEST(rings_once_when_a_busy_terminal_goes_on) {
    tty p = tty_open();
    term *t = open_on(&p);
    fill(t);
    for (int i = 0; i < 1000; i++) {
        term_bell(t);
    }
    char *bytes = go_on(&p, t);
    char *bell = strchr(bytes, '\a');
    ck_assert_ptr_nonnull(bell);
    ck_assert_ptr_null(strchr(bell + 1, '\a'));
    free(bytes);
    term_close(t);
    tty_close(&p);
}
END_TEST

/* What was drawn may be lost, but nothing of what restores it. */
START_TEST(gives_a_busy_terminal_back) {
    tty p = tty_open();
    term *t = open_on(&p);
    fill(t);
    term_leave(t);
    ck_assert(has_its_modes(&p));
    char *bytes = read_until(&p, NULL, "\033[?1049l");
    ck_assert_ptr_nonnull(strstr(bytes, "\033[?2004l"));
    ck_assert_ptr_nonnull(strstr(bytes, "\033[?25h"));
    free(bytes);
    term_return(t);
    fill(t);
    term_close(t);
    ck_assert(has_its_modes(&p));
    tty_close(&p);
}
END_TEST

START_TEST(leaves_the_description_of_the_shell_alone) {
    tty p = tty_open();
    term *t = open_on(&p);
    ck_assert_int_eq(fcntl(p.slave, F_GETFL) & O_NONBLOCK, 0);
    term_close(t);
    tty_close(&p);
}
END_TEST

TEST_MAIN("term", follows_the_size, gives_the_modes_back, repaints_when_asked,
          treats_an_unknown_type_as_xterm, refuses_what_cannot_place_a_cursor,
          refuses_a_process_without_a_terminal, gives_the_terminal_back,
          opens_twice, reads_keys, joins_characters_cut_between_reads,
          reports_a_lone_escape_soon, notices_that_the_terminal_is_gone, rings,
          draws_nothing_while_the_terminal_is_busy,
          rings_once_when_a_busy_terminal_goes_on, gives_a_busy_terminal_back,
          leaves_the_description_of_the_shell_alone)
