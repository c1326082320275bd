#include "server_text.h"
#include "test.h"

#include <string.h>

static void expect_problem(const char *text, const char *expected) {
    const char *problem = server_text_problem(text, strlen(text));
    if (expected == NULL) {
        ck_assert_ptr_null(problem);
        return;
    }
    ck_assert_ptr_nonnull(problem);
    ck_assert_str_eq(problem, expected);
}

START_TEST(counts_characters_and_not_bytes) {
    char text[4 * 513 + 1] = "";
    for (int i = 0; i < 512; i++) {
        strcat(text, "\xf0\x9f\x98\x80");
    }
    expect_problem(text, NULL);
    strcat(text, "\xf0\x9f\x98\x80");
    expect_problem(text, "msgtoolong");
    expect_problem("", "msgempty");
}
END_TEST

START_TEST(refuses_piled_up_marks_and_odd_spaces) {
    expect_problem("e\xcc\x81\xcc\x81\xcc\x81\xcc\x81", NULL);
    expect_problem("e\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81", "invalidmsg");
    expect_problem("a\xc2\xa0"
                   "b",
                   "invalidmsg");
    expect_problem("a\xe2\x80\xaf"
                   "b",
                   "invalidmsg");
    expect_problem("a\xe2\x80\xa9"
                   "b",
                   "invalidmsg");
    expect_problem("\xff", "invalidmsg");
}
END_TEST

TEST_MAIN("server_text", counts_characters_and_not_bytes,
          refuses_piled_up_marks_and_odd_spaces)
