#include "log_line.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usual[] = "[2020-07-09 18:03:55 UTC] bird: hello there";

/* In memory of its own length, so that a sanitizer sees a byte too far. */
static bool parse(const char *text, size_t bytes, dgg_line *line,
                  log_line_day *day, char **memory) {
    size_t text_bytes = 0;
    *memory = malloc(bytes + 1);
    ck_assert_ptr_nonnull(*memory);
    memcpy(*memory, text, bytes);
    (*memory)[bytes] = '\n';
    bool is_good = log_line_parse(line, &text_bytes, day, *memory, bytes);
    ck_assert(!is_good || strlen(line->text) <= text_bytes);
    return is_good;
}

static void expect(const char *text, const char *nick, const char *said,
                   int64_t ms) {
    log_line_day day = {0};
    dgg_line line;
    char *memory;
    ck_assert_msg(parse(text, strlen(text), &line, &day, &memory), "%s", text);
    ck_assert_str_eq(line.nick, nick);
    ck_assert_str_eq(line.text, said);
    ck_assert_int_eq(line.timestamp_ms, ms);
    free(memory);
}

static bool is_refused(const char *text) {
    log_line_day day = {0};
    dgg_line line;
    char *memory;
    bool is_good = parse(text, strlen(text), &line, &day, &memory);
    free(memory);
    return !is_good;
}

START_TEST(a_line_has_a_time_a_nick_and_a_text) {
    expect(usual, "bird", "hello there", 1594317835000);
    expect("[1970-01-01 00:00:00 UTC] a: b", "a", "b", 0);
    expect("[2020-02-29 23:59:60 UTC] a: b", "a", "b", 1583020800000);
    expect("[2020-07-09 18:03:55 UTC] bird:  two: colons ", "bird",
           " two: colons ", 1594317835000);
}
END_TEST

START_TEST(an_empty_text_and_an_unusual_nick_are_fine) {
    expect("[2020-07-09 18:03:55 UTC] bird: ", "bird", "", 1594317835000);
    expect("[2020-07-09 18:03:55 UTC] bird:", "bird", "", 1594317835000);
    expect("[2020-07-09 18:03:55 UTC] _anon$: hi", "_anon$", "hi",
           1594317835000);
    expect("[2020-07-09 18:03:55 UTC] SubscriberMessage: hi",
           "SubscriberMessage", "hi", 1594317835000);
}
END_TEST

START_TEST(every_other_line_is_refused) {
    static const char *const wrong[] = {
        "",
        "hello",
        "[2020-07-09 18:03:55 UTC] ",
        "[2020-07-09 18:03:55 UTC] bird",
        "[2020-07-09 18:03:55 UTC] : nobody",
        "[2020-07-09 18:03:55 UTC] bird:hello",
        "[2020-07-09 18:03:55 UTC] b ird: hello",
        "[2020-07-09 18:03:55 UTC] b\x01rd: hello",
        "[2020-07-09 18:03:55 UTC] b\xc3\xa9: hello",
        "[2020-07-09 18:03:55 UTC]bird: hello",
        "[2020-07-09 18:03:55 GMT] bird: hello",
        "[2020-07-09 18:03:55] bird: hello, hello, hello",
        "(2020-07-09 18:03:55 UTC] bird: hello",
        "[2020-13-09 18:03:55 UTC] bird: hello",
        "[2021-02-29 18:03:55 UTC] bird: hello",
        "[2020-07-09 24:03:55 UTC] bird: hello",
        "[2020-07-09 18:60:55 UTC] bird: hello",
        "[2020-07-09 18:03:61 UTC] bird: hello",
        "[2020-07-09 1x:03:55 UTC] bird: hello",
        "[2020-07-09T18:03:55 UTC] bird: hello",
        "[2020-07-09 18.03:55 UTC] bird: hello",
        "[2020-07-09 18:03.55 UTC] bird: hello",
        "[20 0-07-09 18:03:55 UTC] bird: hello",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ck_assert_msg(is_refused(wrong[i]), "%s", wrong[i]);
    }
    char long_nick[128];
    snprintf(long_nick, sizeof long_nick, "[2020-07-09 18:03:55 UTC] %065d: hi",
             0);
    ck_assert(is_refused(long_nick));
}
END_TEST

START_TEST(a_line_cut_before_its_text_is_none) {
    size_t head = strlen("[2020-07-09 18:03:55 UTC] bird:");
    for (size_t bytes = 0; bytes < head; bytes++) {
        log_line_day day = {0};
        dgg_line line;
        char *memory;
        ck_assert_msg(!parse(usual, bytes, &line, &day, &memory), "%zu", bytes);
        free(memory);
    }
}
END_TEST

/* The day of the line before is all NULs when there was none. */
START_TEST(no_day_is_none_at_the_start_either) {
    static const char line[] = "\0\0\0\0\0\0\0\0\0\0\0 18:03:55 UTC] bird: hi";
    log_line_day day = {0};
    dgg_line parsed;
    char *memory;
    ck_assert(!parse(line, sizeof line - 1, &parsed, &day, &memory));
    free(memory);
}
END_TEST

START_TEST(days_follow_each_other) {
    static const char *const lines[] = {"[2020-07-09 23:59:59 UTC] bird: a",
                                        "[2020-07-10 00:00:01 UTC] bird: b",
                                        "[2020-99-10 00:00:01 UTC] bird: c",
                                        "[2020-07-10 00:00:02 UTC] bird: d",
                                        "[2020-07-09 00:00:00 UTC] bird: e"};
    static const int64_t expected[] = {1594339199000, 1594339201000, -1,
                                       1594339202000, 1594252800000};
    log_line_day day = {0};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        dgg_line line;
        char *memory;
        bool is_good = parse(lines[i], strlen(lines[i]), &line, &day, &memory);
        ck_assert_int_eq(is_good, expected[i] >= 0);
        ck_assert(!is_good || line.timestamp_ms == expected[i]);
        free(memory);
    }
}
END_TEST

TEST_MAIN("log_line", a_line_has_a_time_a_nick_and_a_text,
          an_empty_text_and_an_unusual_nick_are_fine,
          every_other_line_is_refused, a_line_cut_before_its_text_is_none,
          no_day_is_none_at_the_start_either, days_follow_each_other)
