#include "model_rank.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

enum { FEATURES = 4 };

/* A user with up to four features. */
typedef struct person {
    const char *nick;
    const char *features[FEATURES];
} person;

static dgg_user user_of(const person *p) {
    dgg_user user = {
        .nick = p->nick, .features = p->features, .sent = DGG_USER_FEATURES};
    while (user.feature_count < FEATURES &&
           p->features[user.feature_count] != NULL) {
        user.feature_count++;
    }
    return user;
}

static dgg_flairs *some_flairs(void) {
    static const char json[] =
        "[{\"name\":\"moderator\",\"label\":\"Mod\",\"priority\":1,"
        "\"color\":\"#ff0000\",\"hidden\":true,\"rainbowColor\":false,"
        "\"image\":[]},"
        "{\"name\":\"flair13\",\"label\":\"T1\",\"priority\":7,"
        "\"color\":\"#0000ff\",\"hidden\":true,\"rainbowColor\":false,"
        "\"image\":[]}]";
    dgg_flairs *flairs = NULL;
    ck_assert_int_eq(dgg_flairs_parse(&flairs, json, strlen(json)), DGG_OK);
    return flairs;
}

START_TEST(everybody_has_his_section) {
    static const struct {
        person who;
        roster_section section;
    } cases[] = {
        {{"a", {NULL}}, SECTION_USER},
        {{"a", {"subscriber", "flair9", NULL}}, SECTION_USER},
        {{"a", {"flair13", "subscriber", NULL}}, SECTION_TIER_1},
        {{"a", {"flair1", "flair13", NULL}}, SECTION_TIER_2},
        {{"a", {"flair3", NULL}}, SECTION_TIER_3},
        {{"a", {"flair8", NULL}}, SECTION_TIER_4},
        {{"a", {"flair42", NULL}}, SECTION_TIER_5},
        {{"a", {"flair16", "flair42", NULL}}, SECTION_CONTRIBUTOR},
        {{"a", {"flair5", NULL}}, SECTION_CONTRIBUTOR},
        {{"a", {"flair5", "flair4", NULL}}, SECTION_TRUSTED},
        {{"a", {"vip", "flair4", NULL}}, SECTION_VIP},
        {{"a", {"flair12", "vip", NULL}}, SECTION_BROADCASTER},
        {{"a", {"flair12", "moderator", NULL}}, SECTION_MODERATOR},
        {{"a", {"moderator", "admin", NULL}}, SECTION_ADMIN},
        {{"a", {"admin", "bot", NULL}}, SECTION_BOT},
        {{"a", {"flair11", "moderator", NULL}}, SECTION_BOT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        dgg_user user = user_of(&cases[i].who);
        ck_assert_msg(roster_section_of(&user) == cases[i].section, "case %zu",
                      i);
    }
    ck_assert_str_eq(roster_section_title(SECTION_TIER_5), "Tier 5");
    ck_assert_str_eq(roster_section_title(SECTIONS), "");
}
END_TEST

static roster_user *made(const person *p, const dgg_flairs *flairs) {
    dgg_user user = user_of(p);
    roster_user *result = rank_user_new(&user, NULL, flairs);
    ck_assert_ptr_nonnull(result);
    return result;
}

START_TEST(rights_come_from_features) {
    roster_user *plain = made(&(person){"amy", {"flair13", NULL}}, NULL);
    roster_user *paying = made(&(person){"amy", {"subscriber", NULL}}, NULL);
    roster_user *micro = made(&(person){"amy", {"flair17", NULL}}, NULL);
    ck_assert(!plain->is_privileged && !plain->is_subscriber);
    ck_assert(!paying->is_privileged && paying->is_subscriber);
    ck_assert(micro->is_privileged && !micro->is_subscriber);
    free(plain);
    free(paying);
    free(micro);
}
END_TEST

START_TEST(another_table_gives_another_colour) {
    dgg_flairs *flairs = some_flairs();
    roster_user *mod =
        made(&(person){"mod", {"flair13", "moderator", NULL}}, flairs);
    roster_user *amy = made(&(person){"amy", {"flair13", NULL}}, NULL);
    ck_assert_uint_eq(mod->color, 196);
    ck_assert_uint_eq(amy->color, 0);
    rank_recolor(mod, NULL);
    rank_recolor(amy, flairs);
    ck_assert_uint_eq(mod->color, 0);
    ck_assert_uint_eq(amy->color, 21);
    free(mod);
    free(amy);
    dgg_flairs_free(flairs);
}
END_TEST

START_TEST(sections_stand_before_nicks) {
    roster_user *mod = made(&(person){"zed", {"moderator", NULL}}, NULL);
    roster_user *amy = made(&(person){"AMY", {NULL}}, NULL);
    roster_user *bob = made(&(person){"bob", {NULL}}, NULL);
    ck_assert_int_lt(rank_compare(mod, amy), 0);
    ck_assert_int_lt(rank_compare(amy, bob), 0);
    ck_assert_int_gt(rank_compare(bob, mod), 0);
    free(mod);
    free(amy);
    free(bob);
}
END_TEST

static bool is_known(const roster_user *known, const person *p) {
    dgg_user user = user_of(p);
    return rank_is_known(known, &user);
}

START_TEST(a_change_is_seen) {
    roster_user *amy = made(&(person){"amy", {"a", "b", NULL}}, NULL);
    ck_assert(is_known(amy, &(person){"amy", {"a", "b", NULL}}));
    ck_assert(!is_known(amy, &(person){"amy", {"a", NULL}}));
    ck_assert(!is_known(amy, &(person){"amy", {"a", "b", "c", NULL}}));
    ck_assert(!is_known(amy, &(person){"amy", {"a", "c", NULL}}));
    ck_assert(!is_known(amy, &(person){"amy", {NULL}}));
    dgg_user told = {.nick = "amy", .id = 5};
    ck_assert(!rank_is_known(amy, &told));
    told.id = 0;
    ck_assert(rank_is_known(amy, &told));
    free(amy);
}
END_TEST

START_TEST(what_was_not_sent_keeps_its_value) {
    dgg_user told = user_of(&(person){"amy", {"moderator", NULL}});
    told.id = 5;
    roster_user *amy = rank_user_new(&told, NULL, NULL);
    roster_user *renamed = rank_user_new(&(dgg_user){.nick = "Ann"}, amy, NULL);
    ck_assert_str_eq(renamed->nick, "Ann");
    ck_assert_int_eq(renamed->id, 5);
    ck_assert_uint_eq(renamed->section, SECTION_MODERATOR);
    roster_user *resigned = rank_user_new(
        &(dgg_user){.nick = "", .id = 6, .sent = DGG_USER_FEATURES}, amy, NULL);
    ck_assert_str_eq(resigned->nick, "amy");
    ck_assert_int_eq(resigned->id, 6);
    ck_assert_uint_eq(resigned->section, SECTION_USER);
    free(amy);
    free(renamed);
    free(resigned);
}
END_TEST

TEST_MAIN("model_rank", everybody_has_his_section, rights_come_from_features,
          another_table_gives_another_colour, sections_stand_before_nicks,
          a_change_is_seen, what_was_not_sent_keeps_its_value)
