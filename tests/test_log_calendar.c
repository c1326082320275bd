#include "log_calendar.h"
#include "test.h"

static void expect_month(const char *text, int year, int number) {
    dgg_month month;
    ck_assert_msg(dgg_month_parse(&month, text), "%s", text);
    ck_assert_int_eq(month.year, year);
    ck_assert_int_eq(month.month, number);
}

START_TEST(months_have_numbers_and_names) {
    ck_assert_int_eq(dgg_month_number("1"), 1);
    ck_assert_int_eq(dgg_month_number("07"), 7);
    ck_assert_int_eq(dgg_month_number("12"), 12);
    ck_assert_int_eq(dgg_month_number("July"), 7);
    ck_assert_int_eq(dgg_month_number("DECEMBER"), 12);
    ck_assert_int_eq(dgg_month_number("sep"), 9);
    static const char *const wrong[] = {"",     "0",  "13",  "-1", "Juli",
                                        "Sept", " 7", "007", "7 "};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ck_assert_msg(dgg_month_number(wrong[i]) == 0, "%s", wrong[i]);
    }
    ck_assert_str_eq(log_month_name(2), "February");
}
END_TEST

START_TEST(a_month_is_read_in_three_ways) {
    expect_month("2020-07", 2020, 7);
    expect_month("July 2020", 2020, 7);
    expect_month("jul 2020", 2020, 7);
    expect_month("7 2020", 2020, 7);
    expect_month("9999-12", 9999, 12);
}
END_TEST

START_TEST(what_is_no_month_is_refused) {
    static const char *const wrong[] = {
        "",        "2020",      "2020-13",    "2020-00",    "2020-7",
        "20-07",   "2020-07-1", "2020-07-01", "2020/07",    "July",
        "1969-12", "July 20 ",  "2020-07 ",   "July-2020",  "-2020-07",
        "10000-1", "2020 July", " 2020-07",   "2020-July x"};
    dgg_month month;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ck_assert_msg(!dgg_month_parse(&month, wrong[i]), "%s", wrong[i]);
    }
}
END_TEST

START_TEST(a_day_must_be_in_the_calendar) {
    dgg_day day;
    ck_assert(dgg_day_parse(&day, "2020-02-29"));
    ck_assert_int_eq(day.year, 2020);
    ck_assert_int_eq(day.month, 2);
    ck_assert_int_eq(day.day, 29);
    static const char *const wrong[] = {
        "",           "2021-02-29",  "2020-04-31", "2020-07-00",
        "2020-07-1",  "2020-07",     "2020-7-01",  "July 2020-01",
        "2020-07-32", "2020-07-01 ", "2020-07-x1"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ck_assert_msg(!dgg_day_parse(&day, wrong[i]), "%s", wrong[i]);
    }
}
END_TEST

START_TEST(months_are_counted_across_years) {
    const dgg_month january = {2021, 1};
    dgg_month before = dgg_month_add(january, -1);
    ck_assert_int_eq(before.year, 2020);
    ck_assert_int_eq(before.month, 12);
    dgg_month later = dgg_month_add(january, 25);
    ck_assert_int_eq(later.year, 2023);
    ck_assert_int_eq(later.month, 2);
    dgg_month same = dgg_month_add(january, 0);
    ck_assert_int_eq(same.year, 2021);
    ck_assert_int_eq(same.month, 1);
}
END_TEST

static void expect_last_day(int year, int month, int day) {
    dgg_day last = dgg_month_last_day((dgg_month){year, month});
    ck_assert_int_eq(last.year, year);
    ck_assert_int_eq(last.month, month);
    ck_assert_int_eq(last.day, day);
}

START_TEST(a_month_ends_on_its_last_day) {
    expect_last_day(2020, 7, 31);
    expect_last_day(2020, 4, 30);
    expect_last_day(2020, 2, 29);
    expect_last_day(2021, 2, 28);
    expect_last_day(2100, 2, 28);
    expect_last_day(9999, 12, 31);
}
END_TEST

START_TEST(a_time_is_of_a_day) {
    char text[LOG_DAY_BYTES];
    log_day_write(text, log_day_of(1594317835000));
    ck_assert_str_eq(text, "2020-07-09");
    log_day_write(text, log_day_of(0));
    ck_assert_str_eq(text, "1970-01-01");
    ck_assert(log_day_exists(log_day_of(1594317835000)));
    ck_assert(log_day_is_zero(log_day_of(INT64_MAX)));
}
END_TEST

TEST_MAIN("log_calendar", months_have_numbers_and_names,
          a_month_is_read_in_three_ways, what_is_no_month_is_refused,
          a_day_must_be_in_the_calendar, months_are_counted_across_years,
          a_month_ends_on_its_last_day, a_time_is_of_a_day)
