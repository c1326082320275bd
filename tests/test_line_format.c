#include "line_format.h"
#include "test.h"

#include <stdlib.h>
#include <time.h>

START_TEST(a_format_makes_a_line_of_any_length) {
    char *line = line_format("%s %05000d", "a", 7);
    ck_assert_ptr_nonnull(line);
    ck_assert_uint_eq(strlen(line), 5002);
    ck_assert_int_eq(line[5001], '7');
    free(line);
}
END_TEST

START_TEST(a_line_is_cleaned) {
    char *line = line_clean(line_format("a\n\033[2J\xe2\x80\xae%c", 'b'));
    ck_assert_str_eq(line, "a \xe2\x90\x9b[2Jb");
    free(line);
    ck_assert_ptr_null(line_clean(NULL));
}
END_TEST

START_TEST(a_time_is_local_or_unknown) {
    char when[LINE_TIME_BYTES];
    line_time(when, 1594317835999, true);
    ck_assert_str_eq(when, "2020-07-09 18:03:55");
    setenv("TZ", "XYZ-2", 1);
    tzset();
    line_time(when, 1594317835999, false);
    ck_assert_str_eq(when, "2020-07-09 20:03");
    line_time(when, 0, true);
    ck_assert_str_eq(when, "-");
}
END_TEST

TEST_MAIN("line_format", a_format_makes_a_line_of_any_length, a_line_is_cleaned,
          a_time_is_local_or_unknown)
