#include "line_input.h"
#include "test.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static int ends[2];
static line_input in;

static void set_up(void) {
    in = (line_input){0};
    ck_assert_int_eq(pipe(ends), 0);
}

static void tear_down(void) {
    close(ends[0]);
    if (ends[1] >= 0) {
        close(ends[1]);
    }
}

static void feed(const char *bytes, size_t count) {
    ck_assert_int_eq(write(ends[1], bytes, count), (ssize_t)count);
    ck_assert(line_input_read(&in, ends[0]));
}

static void feed_end(void) {
    close(ends[1]);
    ends[1] = -1;
    ck_assert(line_input_read(&in, ends[0]));
}

static line_state next(void) {
    char *line;
    size_t bytes;
    return line_input_next(&in, &line, &bytes);
}

static void expect_line(const char *text, size_t count) {
    char *line;
    size_t bytes;
    ck_assert_int_eq(line_input_next(&in, &line, &bytes), LINE_WHOLE);
    ck_assert_uint_eq(bytes, count);
    ck_assert_mem_eq(line, text, count + 1);
}

START_TEST(lines_come_as_they_are_cut) {
    ck_assert_int_eq(next(), LINE_MORE);
    feed("on", 2);
    ck_assert_int_eq(next(), LINE_MORE);
    feed("e\n\ntwo\nthr", 10);
    expect_line("one", 3);
    expect_line("", 0);
    expect_line("two", 3);
    ck_assert_int_eq(next(), LINE_MORE);
    feed("ee\n", 3);
    expect_line("three", 5);
    feed_end();
    ck_assert_int_eq(next(), LINE_END);
    ck_assert_int_eq(next(), LINE_END);
}
END_TEST

START_TEST(the_last_line_needs_no_break) {
    feed("a\nb", 3);
    feed_end();
    expect_line("a", 1);
    expect_line("b", 1);
    ck_assert_int_eq(next(), LINE_END);
}
END_TEST

START_TEST(a_line_may_hold_nuls) {
    feed("a\0b\n", 4);
    expect_line("a\0b", 3);
}
END_TEST

START_TEST(the_longest_line_just_fits) {
    static char text[LINE_INPUT_BYTES];
    memset(text, 'x', sizeof text);
    text[sizeof text - 1] = '\n';
    feed(text, sizeof text);
    text[sizeof text - 1] = '\0';
    expect_line(text, sizeof text - 1);
    feed(text, sizeof text - 1);
    feed_end();
    expect_line(text, sizeof text - 1);
    ck_assert_int_eq(next(), LINE_END);
}
END_TEST

START_TEST(a_longer_line_is_told) {
    static char text[LINE_INPUT_BYTES];
    memset(text, 'x', sizeof text);
    feed("a\n", 2);
    expect_line("a", 1);
    feed(text, sizeof text);
    ck_assert_int_eq(next(), LINE_LONG);
    ck_assert_int_eq(next(), LINE_LONG);
}
END_TEST

START_TEST(a_descriptor_that_cannot_be_read_is_told) {
    ck_assert(!line_input_read(&in, -1));
    ck_assert_int_eq(errno, EBADF);
}
END_TEST

TEST_MAIN_WITH("line_input", set_up, tear_down, lines_come_as_they_are_cut,
               the_last_line_needs_no_break, a_line_may_hold_nuls,
               the_longest_line_just_fits, a_longer_line_is_told,
               a_descriptor_that_cannot_be_read_is_told)
