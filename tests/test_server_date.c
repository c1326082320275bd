#include "server_date.h"
#include "test.h"

START_TEST(writes_each_format) {
    static const char *const expected[] = {
        [SERVER_DATE_SITE] = "2020-05-01T12:00:09+0000",
        [SERVER_DATE_COLON] = "2020-05-01T12:00:09+00:00",
        [SERVER_DATE_SQL] = "2020-05-01 12:00:09",
        [SERVER_DATE_CURSOR] = "2020-05-01 12:00:09.087",
    };
    char out[SERVER_DATE_BYTES];
    for (int i = SERVER_DATE_SITE; i <= SERVER_DATE_CURSOR; i++) {
        ck_assert_str_eq(server_date(out, (server_date_format)i, 1588334409087),
                         expected[i]);
    }
}
END_TEST

START_TEST(has_no_words_for_other_ages) {
    char out[SERVER_DATE_BYTES];
    ck_assert_str_eq(server_date(out, SERVER_DATE_SITE, INT64_MAX), "");
    ck_assert_str_eq(server_date(out, SERVER_DATE_SITE, INT64_MIN), "");
}
END_TEST

TEST_MAIN("server_date", writes_each_format, has_no_words_for_other_ages)
