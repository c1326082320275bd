#include "server_logs.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

START_TEST(keeps_the_order_of_times) {
    server_logs logs = {0};
    ck_assert(server_logs_add(&logs, "a", 20, "second"));
    ck_assert(server_logs_add(&logs, "b", 10, "first"));
    ck_assert(server_logs_add(&logs, "c", 20, "third"));
    static const char *const texts[] = {"first", "second", "third"};
    for (size_t i = 0; i < 3; i++) {
        ck_assert_str_eq(logs.lines[i].text, texts[i]);
    }
    ck_assert_uint_eq(server_logs_before(&logs, 10), 0);
    ck_assert_uint_eq(server_logs_before(&logs, 11), 1);
    ck_assert_uint_eq(server_logs_before(&logs, 20), 1);
    ck_assert_uint_eq(server_logs_before(&logs, 21), 3);
    server_logs_free(&logs);
}
END_TEST

START_TEST(forgets_the_oldest_when_there_are_too_many) {
    server_logs logs = {0};
    for (int i = 0; i <= SERVER_LOGS_LINES; i++) {
        ck_assert(server_logs_add(&logs, "a", i, "b"));
    }
    ck_assert_uint_le(logs.count, SERVER_LOGS_LINES);
    ck_assert_uint_gt(logs.count, SERVER_LOGS_LINES / 2);
    ck_assert_int_gt(logs.lines[0].ms, 0);
    ck_assert_int_eq(logs.lines[logs.count - 1].ms, SERVER_LOGS_LINES);
    server_logs_free(&logs);
}
END_TEST

START_TEST(forgets_the_oldest_when_they_are_too_long) {
    enum { LONG = SERVER_LOGS_BYTES / 4 };
    server_logs logs = {0};
    char *text = malloc(LONG + 1);
    memset(text, 'x', LONG);
    text[LONG] = '\0';
    for (int i = 0; i < 8; i++) {
        ck_assert(server_logs_add(&logs, "a", i, text));
        ck_assert_uint_le(logs.bytes, SERVER_LOGS_BYTES);
    }
    ck_assert_uint_eq(logs.count, 3);
    ck_assert_int_eq(logs.lines[0].ms, 5);
    free(text);
    server_logs_free(&logs);
}
END_TEST

START_TEST(takes_no_line_that_is_too_long_for_all) {
    server_logs logs = {0};
    char *text = malloc(SERVER_LOGS_BYTES + 1);
    memset(text, 'x', SERVER_LOGS_BYTES);
    text[SERVER_LOGS_BYTES] = '\0';
    ck_assert(server_logs_add(&logs, "a", 1, "b"));
    ck_assert(!server_logs_add(&logs, "a", 2, text));
    ck_assert_uint_eq(logs.count, 1);
    free(text);
    server_logs_free(&logs);
}
END_TEST

static void expect_line(const char *text, int64_t ms, const char *expected) {
    server_logs logs = {0};
    buffer out;
    buffer_init(&out, 256);
    ck_assert(server_logs_add(&logs, "bird", ms, text));
    ck_assert(server_log_line_write(&logs.lines[0], &out));
    ck_assert_str_eq(out.bytes, expected);
    buffer_free(&out);
    server_logs_free(&logs);
}

START_TEST(writes_lines_as_the_logger_does) {
    expect_line("hello there", 1594317835999,
                "[2020-07-09 18:03:55 UTC] bird: hello there");
    expect_line("a\nb\r\nc\n", 0, "[1970-01-01 00:00:00 UTC] bird: a b  c ");
    expect_line("", 0, "[1970-01-01 00:00:00 UTC] bird: ");
}
END_TEST

START_TEST(writes_no_line_of_no_year) {
    server_logs logs = {0};
    buffer out;
    buffer_init(&out, 256);
    ck_assert(server_logs_add(&logs, "bird", INT64_MAX, "a"));
    ck_assert(!server_log_line_write(&logs.lines[0], &out));
    ck_assert_uint_eq(out.used, 0);
    buffer_free(&out);
    server_logs_free(&logs);
}
END_TEST

TEST_MAIN("server_logs", keeps_the_order_of_times,
          forgets_the_oldest_when_there_are_too_many,
          forgets_the_oldest_when_they_are_too_long,
          takes_no_line_that_is_too_long_for_all,
          writes_lines_as_the_logger_does, writes_no_line_of_no_year)
