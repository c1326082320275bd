#include "term.h"

#include "test.h"

#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A terminal without a tty: keys come through a pipe, bytes go to a file. */
typedef struct fake {
    term *t;
    grid g;
    int keys[2];
    FILE *output;
    char notice[TERM_NOTICE_BYTES];
} fake;

static fake opened(const char *type, bool has_no_color) {
    setlocale(LC_ALL, "C.UTF-8");
    fake f = {.output = tmpfile()};
    ck_assert_ptr_nonnull(f.output);
    ck_assert_int_eq(pipe(f.keys), 0);
    term_options options = {has_no_color, f.keys[0], fileno(f.output), type};
    f.t = term_open(&options, f.notice);
    if (f.t != NULL) {
        size_t columns;
        size_t rows;
        term_size(f.t, &columns, &rows);
        ck_assert(grid_resize(&f.g, columns, rows));
    }
    return f;
}

/* What went to the terminal since the last call; malloc'd. */
static char *sent(const fake *f) {
    long end = lseek(fileno(f->output), 0, SEEK_END);
    ck_assert_int_ge(end, 0);
    char *bytes = calloc(1, (size_t)end + 1);
    ck_assert_ptr_nonnull(bytes);
    ck_assert_int_eq(pread(fileno(f->output), bytes, (size_t)end, 0), end);
    ck_assert_int_eq(ftruncate(fileno(f->output), 0), 0);
    lseek(fileno(f->output), 0, SEEK_SET);
    return bytes;
}

static void expect_sent(const fake *f, const char *part) {
    char *bytes = sent(f);
    ck_assert_msg(strstr(bytes, part) != NULL, "%s is not in %s", part, bytes);
    free(bytes);
}

static void put(fake *f, size_t column, size_t row, const char *text,
                text_style style) {
    grid_area whole = {0, 0, f->g.columns, f->g.rows};
    grid_put(&f->g, &whole, column, row, text, strlen(text), style);
}

static void done(fake *f) {
    term_close(f->t);
    grid_free(&f->g);
    close(f->keys[0]);
    close(f->keys[1]);
    fclose(f->output);
}

static void type(const fake *f, const char *bytes) {
    ck_assert_int_eq(write(f->keys[1], bytes, strlen(bytes)),
                     (ssize_t)strlen(bytes));
}

static const text_style plain = {ROLE_TEXT, 0};

START_TEST(shows_a_grid) {
    fake f = opened("xterm-256color", false);
    ck_assert_str_eq(f.notice, "");
    put(&f, 0, 0, "h\u00e9 \u4e16\u754c e\u0301!", plain);
    term_blit(f.t, &f.g);
    expect_sent(&f, "h\u00e9 \u4e16\u754c e\u0301!");
    done(&f);
}
END_TEST

START_TEST(sends_nothing_when_nothing_changed) {
    fake f = opened("xterm-256color", false);
    put(&f, 0, 0, "hello", plain);
    term_blit(f.t, &f.g);
    free(sent(&f));
    term_blit(f.t, &f.g);
    char *bytes = sent(&f);
    ck_assert_str_eq(bytes, "");
    free(bytes);
    done(&f);
}
END_TEST

START_TEST(sends_only_what_changed) {
    fake f = opened("xterm-256color", false);
    put(&f, 0, 3, "hello world", plain);
    put(&f, 0, 5, "another", plain);
    term_blit(f.t, &f.g);
    free(sent(&f));
    put(&f, 6, 3, "W", plain);
    term_blit(f.t, &f.g);
    char *bytes = sent(&f);
    ck_assert_ptr_nonnull(strchr(bytes, 'W'));
    ck_assert_uint_lt(strlen(bytes), 24);
    free(bytes);
    done(&f);
}
END_TEST

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

START_TEST(uses_256_colours) {
    fake f = opened("xterm-256color", false);
    put(&f, 0, 0, "bob", (text_style){ROLE_NAME, 123});
    term_blit(f.t, &f.g);
    expect_sent(&f, "38;5;123m");
    done(&f);
}
END_TEST

START_TEST(uses_8_colours) {
    fake f = opened("xterm", false);
    put(&f, 0, 0, "bob", (text_style){ROLE_NAME, 196});
    term_blit(f.t, &f.g);
    expect_sent(&f, "\033[31m");
    done(&f);
}
END_TEST

static void expect_no_color(const fake *f) {
    char *bytes = sent(f);
    ck_assert_ptr_null(strstr(bytes, "38;5"));
    ck_assert_ptr_null(strstr(bytes, "[3"));
    ck_assert_ptr_null(strstr(bytes, "[4"));
    free(bytes);
}

START_TEST(obeys_no_color) {
    fake f = opened("xterm-256color", true);
    free(sent(&f));
    put(&f, 0, 0, "bob", (text_style){ROLE_NAME, 123});
    put(&f, 0, 1, "status", (text_style){ROLE_ALERT, 0});
    term_blit(f.t, &f.g);
    expect_no_color(&f);
    done(&f);
}
END_TEST

START_TEST(works_without_colours) {
    fake f = opened("vt100", false);
    put(&f, 0, 0, "bar", (text_style){ROLE_NEW_BAR, 0});
    term_blit(f.t, &f.g);
    expect_sent(&f, "bar");
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

START_TEST(restores_in_an_emergency_once) {
    fake f = opened("xterm-256color", false);
    free(sent(&f));
    term_emergency_restore();
    term_emergency_restore();
    char *bytes = sent(&f);
    ck_assert_ptr_nonnull(strstr(bytes, "\033[?2004l"));
    ck_assert_ptr_nonnull(strstr(bytes, "\033[?25h"));
    char *left = strstr(bytes, "\033[?1049l");
    ck_assert_ptr_nonnull(left);
    ck_assert_ptr_null(strstr(left + 1, "\033[?1049l"));
    ck_assert_ptr_null(strstr(bytes, "$<"));
    free(bytes);
    done(&f);
    term_emergency_restore();
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

TEST_MAIN("term", shows_a_grid, sends_nothing_when_nothing_changed,
          sends_only_what_changed, repaints_when_asked, uses_256_colours,
          uses_8_colours, obeys_no_color, works_without_colours,
          treats_an_unknown_type_as_xterm, refuses_what_cannot_place_a_cursor,
          refuses_a_process_without_a_terminal, gives_the_terminal_back,
          opens_twice, restores_in_an_emergency_once, reads_keys,
          joins_characters_cut_between_reads, reports_a_lone_escape_soon,
          notices_that_the_terminal_is_gone, rings)
