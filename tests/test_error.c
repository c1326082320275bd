#include "dgg_error.h"
#include "test.h"

#include <string.h>

START_TEST(every_code_has_words_of_its_own) {
    for (int i = DGG_OK; i <= DGG_ERROR_CACHE_FULL; i++) {
        const char *words = dgg_strerror((dgg_error)i);
        ck_assert_uint_gt(strlen(words), 5);
        ck_assert_int_ne(words[strlen(words) - 1], '.');
        for (int j = DGG_OK; j < i; j++) {
            ck_assert_str_ne(words, dgg_strerror((dgg_error)j));
        }
    }
    ck_assert_str_eq(dgg_strerror(DGG_ERROR_NOT_CONNECTED), "not connected");
}
END_TEST

START_TEST(a_number_that_is_no_code_has_words_too) {
    ck_assert_str_eq(dgg_strerror((dgg_error)9999), "an unknown error");
}
END_TEST

TEST_MAIN("error", every_code_has_words_of_its_own,
          a_number_that_is_no_code_has_words_too)
