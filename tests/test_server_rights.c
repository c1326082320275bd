#include "server_rights.h"
#include "test.h"

static const char viewer[] =
    "{\"features\":[\"flair13\"],\"roles\":[\"USER\"],\"subscription\":null}";
static const char moderator[] = "{\"features\":[\"moderator\"]}";
static const char admin[] = "{\"features\":[\"protected\",\"admin\"]}";
static const char bot[] = "{\"features\":[\"bot\"]}";
static const char pollster[] = "{\"features\":[],\"roles\":[\"POLLS\"]}";

START_TEST(obeys_by_rank) {
    static const struct {
        server_who who;
        const char *user;
        const char *refusal;
    } cases[] = {
        {SERVER_ANYBODY, NULL, NULL},
        {SERVER_WRITER, NULL, "needlogin"},
        {SERVER_WRITER, viewer, NULL},
        {SERVER_VOTER, NULL, "nopermission"},
        {SERVER_VOTER, viewer, NULL},
        {SERVER_MODERATOR, NULL, "nopermission"},
        {SERVER_MODERATOR, viewer, "nopermission"},
        {SERVER_MODERATOR, moderator, NULL},
        {SERVER_MODERATOR, admin, NULL},
        {SERVER_MODERATOR, bot, NULL},
        {SERVER_MODERATOR, pollster, "nopermission"},
        {SERVER_KEEPER, moderator, NULL},
        {SERVER_KEEPER, admin, NULL},
        {SERVER_KEEPER, bot, "nopermission"},
        {SERVER_POLLSTER, viewer, "nopermission"},
        {SERVER_POLLSTER, pollster, NULL},
        {SERVER_POLLSTER, bot, NULL},
        {SERVER_ADMIN, NULL, "needlogin"},
        {SERVER_ADMIN, moderator, "nopermission"},
        {SERVER_ADMIN, admin, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ck_assert_pstr_eq(server_rights_refusal(cases[i].user, cases[i].who),
                          cases[i].refusal);
    }
}
END_TEST

START_TEST(takes_only_the_whole_word) {
    ck_assert(!server_rights_has("{\"features\":[\"bots\",7]}", "bot"));
    ck_assert(!server_rights_has("{\"features\":\"bot\"}", "bot"));
    ck_assert(!server_rights_has("nonsense", "bot"));
    ck_assert(!server_rights_has(NULL, "bot"));
    ck_assert(server_rights_has("{\"features\":[\"a\",\"bot\"]}", "bot"));
}
END_TEST

START_TEST(protects_some) {
    ck_assert(!server_rights_is_protected(NULL));
    ck_assert(!server_rights_is_protected(moderator));
    ck_assert(server_rights_is_protected(admin));
    ck_assert(server_rights_is_protected("{\"features\":[\"protected\"]}"));
}
END_TEST

START_TEST(knows_tiers) {
    const char third[] = "{\"features\":[],\"subscription\":{\"tier\":3}}";
    ck_assert_int_eq(server_rights_tier(viewer), 0);
    ck_assert_int_eq(server_rights_tier(third), 3);
    ck_assert_int_eq(server_rights_tier("{\"subscription\":{\"tier\":99}}"), 5);
    ck_assert_int_eq(server_rights_tier("{\"features\":[\"subscriber\"]}"), 1);
    ck_assert(server_rights_may_talk(third, 3));
    ck_assert(!server_rights_may_talk(third, 4));
    ck_assert(!server_rights_may_talk(viewer, 1));
    ck_assert(server_rights_may_talk(moderator, 5));
    ck_assert(server_rights_may_talk("{\"features\":[\"vip\"]}", 5));
}
END_TEST

START_TEST(tells_roles_from_features) {
    static const char user[] =
        "{\"roles\":[\"HOST\"],\"features\":[\"admin\"]}";
    ck_assert(server_rights_has_role(user, "HOST"));
    ck_assert(!server_rights_has_role(user, "admin"));
    ck_assert(!server_rights_has(user, "HOST"));
    ck_assert(!server_rights_has_role(NULL, "HOST"));
}
END_TEST

TEST_MAIN("server_rights", tells_roles_from_features, obeys_by_rank,
          takes_only_the_whole_word, protects_some, knows_tiers)
