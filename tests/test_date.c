#include "date.h"
#include "test.h"

#include <string.h>

static void expect(const char *text, int64_t expected_ms) {
    int64_t ms = -1;
    ck_assert_msg(date_parse_ms(text, &ms), "%s", text);
    ck_assert_int_eq(ms, expected_ms);
}

START_TEST(reads_the_forms_of_the_site) {
    expect("1970-01-01T00:00:00Z", 0);
    expect("2020-05-01T12:00:00+0000", 1588334400000);
    expect("2020-05-01T12:00:00+00:00", 1588334400000);
    expect("2020-05-01 12:00:00", 1588334400000);
    expect("2014-02-14T03:28:02Z", 1392348482000);
}
END_TEST

START_TEST(reads_zones) {
    expect("2020-05-01T14:30:00+02:30", 1588334400000);
    expect("2020-05-01T04:00:00-0800", 1588334400000);
}
END_TEST

START_TEST(reads_fractions_of_any_length) {
    expect("1970-01-01T00:00:01.5Z", 1500);
    expect("1970-01-01T00:00:01.123456789Z", 1123);
    expect("1970-01-01T00:00:01.0009999999999999999999999Z", 1000);
}
END_TEST

START_TEST(knows_the_calendar) {
    int64_t ms;
    expect("2000-02-29T00:00:00Z", 951782400000);
    expect("1969-12-31T23:59:59Z", -1000);
    ck_assert(!date_parse_ms("1900-02-29T00:00:00Z", &ms));
    ck_assert(!date_parse_ms("2021-02-29T00:00:00Z", &ms));
    ck_assert(!date_parse_ms("2021-13-01T00:00:00Z", &ms));
    ck_assert(!date_parse_ms("2021-00-01T00:00:00Z", &ms));
    ck_assert(!date_parse_ms("2021-04-31T00:00:00Z", &ms));
    ck_assert(!date_parse_ms("2021-04-01T24:00:00Z", &ms));
}
END_TEST

START_TEST(refuses_what_is_cut_short_or_goes_on) {
    const char *whole = "2020-05-01T12:00:00.5+02:00";
    size_t bare_bytes = strlen("2020-05-01T12:00:00");
    char cut[64];
    int64_t ms;
    for (size_t bytes = 0; bytes < bare_bytes; bytes++) {
        strcpy(cut, whole);
        cut[bytes] = '\0';
        ck_assert_msg(!date_parse_ms(cut, &ms), "%s", cut);
    }
    ck_assert(!date_parse_ms("2020-05-01T12:00:00.", &ms));
    ck_assert(!date_parse_ms("2020-05-01T12:00:00+02:", &ms));
    ck_assert(!date_parse_ms("2020-05-01T12:00:00Zx", &ms));
    ck_assert(!date_parse_ms("yesterday", &ms));
    ck_assert(!date_parse_ms(NULL, &ms));
}
END_TEST

static void expect_written(int64_t ms, const char *expected) {
    char text[DATE_WRITTEN_BYTES];
    ck_assert(date_write_ms(text, ms));
    ck_assert_str_eq(text, expected);
    expect(text, ms);
}

START_TEST(writes_what_it_reads) {
    expect_written(0, "1970-01-01T00:00:00.000Z");
    expect_written(1588334400005, "2020-05-01T12:00:00.005Z");
    expect_written(-1, "1969-12-31T23:59:59.999Z");
    expect_written(-62135596800000, "0001-01-01T00:00:00.000Z");
    expect_written(253402300799999, "9999-12-31T23:59:59.999Z");
}
END_TEST

START_TEST(writes_only_years_of_four_digits) {
    char text[DATE_WRITTEN_BYTES];
    ck_assert(!date_write_ms(text, -62135596800001));
    ck_assert(!date_write_ms(text, 253402300800000));
    ck_assert(!date_write_ms(text, INT64_MAX));
    ck_assert(!date_write_ms(text, INT64_MIN));
}
END_TEST

TEST_MAIN("date", reads_the_forms_of_the_site, reads_zones,
          reads_fractions_of_any_length, knows_the_calendar,
          refuses_what_is_cut_short_or_goes_on, writes_what_it_reads,
          writes_only_years_of_four_digits)
