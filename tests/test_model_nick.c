#include "model_nick.h"
#include "test.h"

#include <string.h>

START_TEST(an_ordinary_nick_stays) {
    char out[MODEL_NICK_BYTES];
    model_nick_clean(out, "Bob_99");
    ck_assert_str_eq(out, "Bob_99");
    model_nick_clean(out, "");
    ck_assert_str_eq(out, "");
}
END_TEST

START_TEST(a_hostile_nick_is_cleaned) {
    char out[MODEL_NICK_BYTES];
    model_nick_clean(out, "a\033[2Jb\u202ec");
    ck_assert_str_eq(out, "a\u241b[2Jbc");
}
END_TEST

START_TEST(a_long_nick_is_cut_between_characters) {
    char nick[400] = "";
    char out[MODEL_NICK_BYTES];
    for (size_t i = 0; i < 100; i++) {
        strcat(nick, "\u20ac");
    }
    model_nick_clean(out, nick);
    ck_assert_uint_le(strlen(out), MODEL_NICK_BYTES - 1);
    ck_assert_int_eq(strncmp(out, "\u20ac\u20ac", 6), 0);
    memset(nick, '\001', 100);
    model_nick_clean(out, nick);
    ck_assert_uint_eq(strlen(out), 63);
}
END_TEST

START_TEST(case_does_not_change_the_hash) {
    ck_assert_uint_eq(model_nick_hash("BoB_9"), model_nick_hash("bOb_9"));
    ck_assert_uint_ne(model_nick_hash("bob"), model_nick_hash("bobb"));
}
END_TEST

TEST_MAIN("model_nick", an_ordinary_nick_stays, a_hostile_nick_is_cleaned,
          a_long_nick_is_cut_between_characters, case_does_not_change_the_hash)
