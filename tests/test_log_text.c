#include "log_text.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TOLD_BYTES = 64 * 1024 };

static log_text text;
static char told[TOLD_BYTES];
static size_t stop_after;

static bool on_line(void *user, const dgg_line *line) {
    size_t used = strlen(told);
    ck_assert_ptr_eq(user, &text);
    snprintf(told + used, sizeof told - used, "%lld %s|%s\n",
             (long long)(line->timestamp_ms / 1000), line->nick, line->text);
    return --stop_after > 0;
}

static void setup(void) {
    told[0] = '\0';
    stop_after = SIZE_MAX;
    log_text_init(&text, on_line, &text);
}

/* In memory of its own length, so that a sanitizer sees a byte too far. */
static bool feed(const char *bytes, size_t count) {
    char *copy = malloc(count > 0 ? count : 1);
    ck_assert_ptr_nonnull(copy);
    memcpy(copy, bytes, count);
    bool goes_on = log_text_feed(&text, copy, count);
    free(copy);
    return goes_on;
}

static void read_whole(const char *file) {
    setup();
    feed(file, strlen(file));
    log_text_end(&text, true);
}

#define AT  "[2020-07-09 18:03:55 UTC] "
#define SEC "1594317835 "

static const char file[] =
    AT "bird: one\n"
       "\n"
       "no line\n" AT "tree: two\r\n" AT "_anon$: \xff\xc3\xa9\n" AT "bird: \n";
static const char lines[] = SEC "bird|one\n" SEC "tree|two\n" SEC
                                "_anon$|\xef\xbf\xbd\xc3\xa9\n" SEC "bird|\n";

START_TEST(lines_come_one_by_one) {
    read_whole(file);
    ck_assert_str_eq(told, lines);
    ck_assert_uint_eq(text.lines, 4);
    ck_assert_uint_eq(text.skipped, 1);
}
END_TEST

START_TEST(a_file_may_be_cut_anywhere) {
    size_t bytes = sizeof file - 1;
    for (size_t first = 0; first <= bytes; first++) {
        for (size_t step = 1; step < 40; step += 6) {
            setup();
            feed(file, first);
            for (size_t at = first; at < bytes; at += step) {
                feed(file + at, step < bytes - at ? step : bytes - at);
            }
            log_text_end(&text, true);
            ck_assert_str_eq(told, lines);
            ck_assert_uint_eq(text.skipped, 1);
        }
    }
}
END_TEST

START_TEST(an_empty_file_has_no_lines) {
    read_whole("");
    ck_assert_uint_eq(text.lines, 0);
    ck_assert_uint_eq(text.skipped, 0);
    read_whole("\n\n\r\n");
    ck_assert_uint_eq(text.lines, 0);
    ck_assert_uint_eq(text.skipped, 0);
}
END_TEST

START_TEST(a_last_line_without_end_counts_if_the_file_is_whole) {
    read_whole(AT "bird: one\n" AT "bird: two");
    ck_assert_str_eq(told, SEC "bird|one\n" SEC "bird|two\n");
    ck_assert_uint_eq(text.skipped, 0);
}
END_TEST

START_TEST(half_a_line_of_a_file_that_broke_off_is_not_told) {
    feed(AT "bird: one\n" AT "bird: tw",
         strlen(AT "bird: one\n" AT "bird: tw"));
    log_text_end(&text, false);
    ck_assert_str_eq(told, SEC "bird|one\n");
    ck_assert_uint_eq(text.skipped, 1);
    setup();
    feed(AT "bird: one\n", strlen(AT "bird: one\n"));
    log_text_end(&text, false);
    ck_assert_uint_eq(text.skipped, 0);
}
END_TEST

START_TEST(what_cannot_be_shown_is_replaced) {
    feed(AT "bird: a\0b\n", sizeof AT - 1 + 10);
    feed(AT "bird: \xed\xa0\x80\n", strlen(AT "bird: \xed\xa0\x80\n"));
    feed(AT "bird: eight by\0es\n", sizeof AT - 1 + 18);
    ck_assert_str_eq(told, SEC "bird|a\xef\xbf\xbd"
                               "b\n" SEC
                               "bird|\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\n" SEC
                               "bird|eight by\xef\xbf\xbd"
                               "es\n");
}
END_TEST

/* A line of `bytes` bytes whose text is x's, or what is not UTF-8. */
static void feed_long(size_t bytes, char filler, size_t step) {
    char *line = malloc(bytes + 1);
    ck_assert_ptr_nonnull(line);
    memset(line, filler, bytes);
    memcpy(line, AT "bird: ", strlen(AT "bird: "));
    line[bytes] = '\n';
    for (size_t at = 0; at <= bytes; at += step) {
        feed(line + at, step < bytes + 1 - at ? step : bytes + 1 - at);
    }
    free(line);
}

START_TEST(a_line_too_long_is_skipped_and_the_next_one_told) {
    static const size_t steps[] = {1000, DGG_LOGS_LINE_BYTES, 1 << 20};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        setup();
        feed_long(DGG_LOGS_LINE_BYTES + 1, 'x', steps[i]);
        feed_long(100000, 'x', steps[i]);
        ck_assert_uint_eq(text.lines, 0);
        ck_assert_uint_eq(text.skipped, 2);
        feed(AT "bird: one\n", strlen(AT "bird: one\n"));
        ck_assert_str_eq(told, SEC "bird|one\n");
        feed_long(DGG_LOGS_LINE_BYTES, 'x', steps[i]);
        feed_long(DGG_LOGS_LINE_BYTES, '\xff', steps[i]);
        ck_assert_uint_eq(text.lines, 3);
        ck_assert_uint_eq(text.skipped, 2);
    }
}
END_TEST

START_TEST(where_it_is_cut_makes_no_line_longer) {
    char line[DGG_LOGS_LINE_BYTES + 2];
    memset(line, 'x', sizeof line);
    memcpy(line, AT "bird: ", strlen(AT "bird: "));
    memcpy(line + DGG_LOGS_LINE_BYTES, "\r\n", 2);
    for (size_t cut = 0; cut <= sizeof line; cut++) {
        setup();
        feed(line, cut);
        feed(line + cut, sizeof line - cut);
        ck_assert_uint_eq(text.lines, 0);
        ck_assert_uint_eq(text.skipped, 1);
    }
}
END_TEST

START_TEST(the_reader_may_stop_at_every_line) {
    for (size_t last = 1; last <= 4; last++) {
        setup();
        stop_after = last;
        ck_assert(!feed(file, sizeof file - 1));
        ck_assert(!feed(file, sizeof file - 1));
        log_text_end(&text, true);
        ck_assert_uint_eq(text.lines, last);
        ck_assert(text.is_stopped);
    }
}
END_TEST

TEST_MAIN_WITH("log_text", setup, NULL, lines_come_one_by_one,
               a_file_may_be_cut_anywhere, an_empty_file_has_no_lines,
               a_last_line_without_end_counts_if_the_file_is_whole,
               half_a_line_of_a_file_that_broke_off_is_not_told,
               what_cannot_be_shown_is_replaced,
               a_line_too_long_is_skipped_and_the_next_one_told,
               where_it_is_cut_makes_no_line_longer,
               the_reader_may_stop_at_every_line)
