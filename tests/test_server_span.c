#include "server_span.h"
#include "test.h"

/* 2020-02-01, 2020-02-29 and 2020-03-01. */
static const int64_t february_ms = 1580515200000;
static const int64_t leap_day_ms = 1582934400000;
static const int64_t march_ms = 1583020800000;

START_TEST(reads_days_and_months) {
    server_span span;
    ck_assert(server_span_of_day("2020-02-29", &span));
    ck_assert_int_eq(span.from_ms, leap_day_ms);
    ck_assert_int_eq(span.until_ms, march_ms);
    ck_assert(server_span_of_month("February 2020", &span));
    ck_assert_int_eq(span.from_ms, february_ms);
    ck_assert_int_eq(span.until_ms, march_ms);
    ck_assert(server_span_of_month("December 2019", &span));
    ck_assert_int_eq(span.until_ms, 1577836800000);
}
END_TEST

START_TEST(reads_nothing_else) {
    static const char *const texts[] = {
        "",
        "2020-02-30",
        "2020-2-29",
        "2020-02-29 ",
        "2020-02-29T00:00:00Z",
        "February",
        "February ",
        "February 20200",
        "february 2020",
        "Feb 2020",
        "February  2020",
        "February 2020 ",
        " 2020",
        "December 9999",
        "January 0000",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        server_span span;
        ck_assert_msg(!server_span_of_day(texts[i], &span) &&
                          !server_span_of_month(texts[i], &span),
                      "%s", texts[i]);
    }
}
END_TEST

START_TEST(names_days_and_months) {
    char name[SERVER_SPAN_BYTES];
    ck_assert_str_eq(server_span_name_day(name, march_ms - 1), "2020-02-29");
    ck_assert_str_eq(server_span_name_month(name, march_ms - 1),
                     "February 2020");
    ck_assert_str_eq(server_span_name_month(name, march_ms), "March 2020");
    ck_assert_str_eq(server_span_name_month(name, INT64_MAX), "");
    ck_assert_str_eq(server_span_name_day(name, INT64_MAX), "");
}
END_TEST

TEST_MAIN("server_span", reads_days_and_months, reads_nothing_else,
          names_days_and_months)
