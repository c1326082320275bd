#include "text_fold.h"

#include "test.h"

#include <stdbool.h>

/* These would be others in the locales of some languages. */
START_TEST(only_ascii_letters_have_case) {
    for (int a = 1; a < 256; a++) {
        for (int b = 1; b < 256; b++) {
            const char one[] = {(char)a, '\0'};
            const char other[] = {(char)b, '\0'};
            bool is_letter = (a >= 'A' && a <= 'Z') || (a >= 'a' && a <= 'z');
            bool is_same = a == b || (is_letter && (a ^ b) == ('a' ^ 'A'));
            ck_assert_msg((text_compare(one, other) == 0) == is_same,
                          "%02x and %02x", (unsigned)a, (unsigned)b);
        }
    }
}
END_TEST

START_TEST(texts_have_an_order) {
    ck_assert_int_eq(text_compare("", ""), 0);
    ck_assert_int_eq(text_compare("Ilya", "iLYA"), 0);
    ck_assert_int_lt(text_compare("Ann", "bert"), 0);
    ck_assert_int_gt(text_compare("bert", "Ann"), 0);
    ck_assert_int_lt(text_compare("ann", "ANNA"), 0);
    ck_assert_int_gt(text_compare("\xC3\xA9", "z"), 0);
}
END_TEST

START_TEST(a_start_is_compared_alone) {
    ck_assert_int_eq(text_compare_start("PRIVMSG {}", "privmsg", 7), 0);
    ck_assert_int_ne(text_compare_start("PRIV", "privmsg", 7), 0);
    ck_assert_int_eq(text_compare_start("a", "a", 7), 0);
    ck_assert_int_eq(text_compare_start("a", "b", 0), 0);
}
END_TEST

TEST_MAIN("text_fold", only_ascii_letters_have_case, texts_have_an_order,
          a_start_is_compared_alone)
