#include "model_log_lines.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* 2023-11-14 22:00:00 UTC */
static const int64_t evening = 1699999200000;

enum { MINUTE = 60000, HOUR = 60 * MINUTE };

static line *said(int64_t time_ms, const char *text) {
    return line_new(LINE_LOGGED, time_ms, NULL, text, strlen(text));
}

static void load(log_lines *lines, int64_t time_ms, const char *text) {
    ck_assert(log_lines_prepend(lines, said(time_ms, text)));
}

static void hear(log_lines *lines, int64_t time_ms, const char *text) {
    log_lines_append(lines, said(time_ms, text));
}

/* All lines are these, in this order. */
#define EXPECT_LINES(lines, ...) \
    expect_lines(lines, (const char *const[]){__VA_ARGS__, NULL})

static void expect_lines(const log_lines *lines, const char *const *wanted) {
    uint64_t at = lines->list.first;
    for (; *wanted != NULL; wanted++, at++) {
        const line *l = history_get(&lines->list, at);
        ck_assert_msg(l != NULL, "no line for \"%s\"", *wanted);
        ck_assert_str_eq(line_text(l), *wanted);
    }
    ck_assert_uint_eq(at, lines->list.next);
}

START_TEST(each_day_has_a_rule) {
    log_lines lines;
    char day[LOG_DAY_BYTES];
    log_lines_init(&lines);
    log_lines_oldest(day, &lines);
    ck_assert_str_eq(day, "");
    load(&lines, evening + 3 * HOUR, "d");
    load(&lines, evening + HOUR, "c");
    load(&lines, evening, "b");
    load(&lines, evening - 48 * HOUR, "a");
    EXPECT_LINES(&lines, "2023-11-12 ──", "a", "2023-11-14 ──", "b", "c",
                 "2023-11-15 ──", "d");
    log_lines_oldest(day, &lines);
    ck_assert_str_eq(day, "2023-11-12");
    ck_assert_uint_eq(lines.loaded, 4);
    log_lines_free(&lines);
    ck_assert_uint_eq(lines.loaded, 0);
}
END_TEST

START_TEST(days_are_those_of_the_place) {
    log_lines lines;
    log_lines_init(&lines);
    setenv("TZ", "XXX-3", 1);
    tzset();
    load(&lines, evening + 2 * HOUR, "b");
    load(&lines, evening, "a");
    EXPECT_LINES(&lines, "2023-11-15 ──", "a", "b");
    setenv("TZ", "UTC", 1);
    tzset();
    log_lines_free(&lines);
}
END_TEST

START_TEST(what_is_heard_stands_below_a_rule) {
    log_lines lines;
    log_lines_init(&lines);
    load(&lines, evening, "a");
    hear(&lines, evening + HOUR, "b");
    hear(&lines, evening + 3 * HOUR, "c");
    load(&lines, evening - MINUTE, "older");
    EXPECT_LINES(&lines, "2023-11-14 ──", "older", "a", "said since ──", "b",
                 "2023-11-15 ──", "c");
    log_lines_free(&lines);
}
END_TEST

START_TEST(what_is_heard_first_waits_for_the_rest) {
    log_lines lines;
    log_lines_init(&lines);
    hear(&lines, evening, "c");
    load(&lines, evening - MINUTE, "b");
    load(&lines, evening - 24 * HOUR, "a");
    EXPECT_LINES(&lines, "2023-11-13 ──", "a", "2023-11-14 ──", "b",
                 "said since ──", "c");
    log_lines_free(&lines);
}
END_TEST

/* The service has the same lines, but tells only whole seconds. */
START_TEST(a_line_heard_and_loaded_appears_once) {
    log_lines lines;
    log_lines_init(&lines);
    hear(&lines, evening + 123, "a");
    hear(&lines, evening + 456, "a");
    hear(&lines, evening + 1000, "b");
    load(&lines, evening + 1000, "b");
    load(&lines, evening, "a");
    load(&lines, evening, "a");
    load(&lines, evening, "a");
    load(&lines, evening - 1000, "b");
    EXPECT_LINES(&lines, "2023-11-14 ──", "b", "a", "said since ──", "a", "a",
                 "b");
    ck_assert_uint_eq(lines.loaded, 5);
    log_lines_free(&lines);
}
END_TEST

START_TEST(what_follows_after_midnight_is_found_as_well) {
    log_lines lines;
    log_lines_init(&lines);
    hear(&lines, evening, "a");
    hear(&lines, evening + 4 * HOUR, "b");
    load(&lines, evening + 4 * HOUR, "b");
    load(&lines, evening, "a");
    EXPECT_LINES(&lines, "2023-11-14 ──", "said since ──", "a", "2023-11-15 ──",
                 "b");
    log_lines_free(&lines);
}
END_TEST

START_TEST(there_is_a_limit) {
    log_lines lines;
    log_lines_init(&lines);
    for (int64_t i = 0; i < LOG_LINES; i++) {
        load(&lines, evening - 24 * HOUR * i, "x");
    }
    ck_assert(log_lines_is_full(&lines));
    ck_assert(!log_lines_prepend(&lines, said(0, "too old")));
    ck_assert(!log_lines_prepend(&lines, NULL));
    for (int64_t i = 0; i < 20 * LOG_LIVE_LINES; i++) {
        hear(&lines, evening + i, "y");
    }
    ck_assert_uint_le(history_count(&lines.list),
                      2 * (LOG_LINES + LOG_LIVE_LINES));
    log_lines_free(&lines);
}
END_TEST

TEST_MAIN("model_log_lines", each_day_has_a_rule, days_are_those_of_the_place,
          what_is_heard_stands_below_a_rule,
          what_is_heard_first_waits_for_the_rest,
          a_line_heard_and_loaded_appears_once,
          what_follows_after_midnight_is_found_as_well, there_is_a_limit)
