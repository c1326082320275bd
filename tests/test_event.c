#include "dgg_event.h"
#include "test.h"

START_TEST(a_user_has_only_his_features) {
    const char *features[] = {"subscriber", "flair13"};
    dgg_user user = {.nick = "anna", .features = features, .feature_count = 2};
    ck_assert(dgg_user_has(&user, "subscriber"));
    ck_assert(dgg_user_has(&user, "flair13"));
    ck_assert(!dgg_user_has(&user, "flair1"));
    ck_assert(!dgg_user_has(&user, "Subscriber"));
    ck_assert(!dgg_user_has(&(dgg_user){.nick = "bert"}, "admin"));
}
END_TEST

START_TEST(nicks_compare_without_case) {
    ck_assert_int_eq(dgg_nick_compare("Tablet_User", "tablet_uSER"), 0);
    ck_assert_int_lt(dgg_nick_compare("anna", "BERT"), 0);
    ck_assert_int_gt(dgg_nick_compare("Bert", "anna"), 0);
    ck_assert_int_lt(dgg_nick_compare("ann", "anna"), 0);
    ck_assert_int_gt(dgg_nick_compare("anna", "ann"), 0);
    ck_assert_int_eq(dgg_nick_compare("", ""), 0);
}
END_TEST

START_TEST(only_ascii_letters_lose_their_case) {
    ck_assert_int_ne(dgg_nick_compare("\xC3\x84", "\xC3\xA4"), 0);
    ck_assert_int_ne(dgg_nick_compare("a[b", "a{b"), 0);
}
END_TEST

START_TEST(knows_what_a_nick_is) {
    ck_assert(dgg_nick_is_valid("abc"));
    ck_assert(dgg_nick_is_valid("A_9"));
    ck_assert(dgg_nick_is_valid("12345678901234567890"));
    ck_assert(!dgg_nick_is_valid("123456789012345678901"));
    ck_assert(!dgg_nick_is_valid("ab"));
    ck_assert(!dgg_nick_is_valid(""));
    ck_assert(!dgg_nick_is_valid("a b c"));
    ck_assert(!dgg_nick_is_valid("abc\n"));
    ck_assert(!dgg_nick_is_valid("n\xC3\xA4me"));
    ck_assert(!dgg_nick_is_valid("../etc"));
}
END_TEST

TEST_MAIN("event", a_user_has_only_his_features, nicks_compare_without_case,
          only_ascii_letters_lose_their_case, knows_what_a_nick_is)
