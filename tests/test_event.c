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

START_TEST(the_highest_flair_is_the_tier) {
    static const struct {
        const char *feature;
        int tier;
    } rows[] = {
        {"flair13", 1}, {"flair1", 2},     {"flair3", 3}, {"flair8", 4},
        {"flair42", 5}, {"subscriber", 0}, {"flair4", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        dgg_user user = {.features = &rows[i].feature, .feature_count = 1};
        ck_assert_int_eq(dgg_user_tier(&user), rows[i].tier);
    }
    const char *features[] = {"flair13", "flair8", "flair1"};
    dgg_user user = {.features = features, .feature_count = 3};
    ck_assert_int_eq(dgg_user_tier(&user), 4);
    ck_assert_int_eq(dgg_user_tier(&(dgg_user){.nick = "bert"}), 0);
}
END_TEST

START_TEST(votes_weigh_by_tier) {
    const char *features[] = {"flair8"};
    dgg_event vote = {.kind = DGG_EVENT_VOTE_CAST, .as.vote.option = 1};
    ck_assert_int_eq(dgg_vote_weight(&vote, false), 1);
    ck_assert_int_eq(dgg_vote_weight(&vote, true), 1);
    vote.user = (dgg_user){.features = features, .feature_count = 1};
    ck_assert_int_eq(dgg_vote_weight(&vote, false), 1);
    ck_assert_int_eq(dgg_vote_weight(&vote, true), 16);
    features[0] = "flair42";
    ck_assert_int_eq(dgg_vote_weight(&vote, true), 32);
    vote.as.vote.quantity = 3;
    ck_assert_int_eq(dgg_vote_weight(&vote, true), 3);
    ck_assert_int_eq(dgg_vote_weight(&vote, false), 3);
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

TEST_MAIN("event", a_user_has_only_his_features, the_highest_flair_is_the_tier,
          votes_weigh_by_tier, nicks_compare_without_case,
          only_ascii_letters_lose_their_case, knows_what_a_nick_is)
