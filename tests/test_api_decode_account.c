#include "decode_case.h"

static const char info[] =
    "{\"nick\":\"Bird\",\"username\":\"Bird\",\"userId\":\"77\",\"status\":"
    "\"Active\",\"createdDate\":\"2020-05-01T12:00:00+0000\",\"country\":"
    "\"SE\",\"roles\":{\"0\":\"USER\",\"2\":\"SUBSCRIBER\"},\"features\":"
    "[\"subscriber\",\"flair13\"],\"team\":\"x\",\"subscription\":{\"tier\":"
    "\"2\",\"source\":\"destiny.gg\",\"type\":\"t\",\"start\":"
    "\"2020-05-01T12:00:00+0000\",\"end\":\"2020-06-01T12:00:00+0000\"}}";

START_TEST(reads_an_account) {
    decode_case c;
    decode_good(&c, api_decode_account, info);
    const dgg_account *a = &c.answer.as.account;
    ck_assert_str_eq(a->user.nick, "Bird");
    ck_assert_int_eq(a->user.id, 77);
    ck_assert_int_eq(a->user.created_ms, 1588334400000);
    ck_assert_uint_eq(a->user.role_count, 2);
    ck_assert_str_eq(a->user.roles[1], "SUBSCRIBER");
    ck_assert(dgg_user_has(&a->user, "flair13"));
    ck_assert_int_eq(a->user.subscription.tier, 2);
    ck_assert_str_eq(a->user.subscription.source, "destiny.gg");
    ck_assert_str_eq(a->subscription_type, "t");
    ck_assert_int_eq(a->subscription_start_ms, 1588334400000);
    ck_assert_int_eq(a->subscription_end_ms, 1591012800000);
    ck_assert_str_eq(a->username, "Bird");
    ck_assert_str_eq(a->status, "Active");
    ck_assert_str_eq(a->country, "SE");
    ck_assert_uint_eq(a->settings.count, 0);
    decode_end(&c);
    decode_cut(api_decode_account, info);
}
END_TEST

START_TEST(reads_the_names_that_chat_me_has) {
    decode_case c;
    decode_good(&c, api_decode_account,
                "{\"nick\":\"Bird\",\"userId\":77,\"userStatus\":\"Active\","
                "\"authProvider\":\"twitch\",\"roles\":null,\"features\":[],"
                "\"subscription\":null,\"settings\":[[\"maxlines\",\"250\"],"
                "[\"ignorenicks\",[\"a\"]],[\"odd\"],7,[1,2],[\"x\",1,2]]}");
    const dgg_account *a = &c.answer.as.account;
    ck_assert_str_eq(a->status, "Active");
    ck_assert_str_eq(a->provider, "twitch");
    ck_assert_str_eq(a->subscription_type, "");
    ck_assert_uint_eq(a->settings.count, 2);
    ck_assert_str_eq(a->settings.list[0].name, "maxlines");
    ck_assert_str_eq(a->settings.list[0].json, "\"250\"");
    ck_assert_str_eq(a->settings.list[1].json, "[\"a\"]");
    decode_end(&c);
}
END_TEST

START_TEST(who_has_no_nick_is_nobody) {
    decode_bad(api_decode_account, "{}", DGG_ERROR_NOT_JSON);
    decode_bad(api_decode_account, "[]", DGG_ERROR_NOT_JSON);
    decode_bad(api_decode_account, "null", DGG_ERROR_NOT_JSON);
    decode_bad(api_decode_profile, "{\"id\":7}", DGG_ERROR_NOT_JSON);
}
END_TEST

START_TEST(reads_settings) {
    decode_case c;
    decode_good(&c, api_decode_settings, "[[\"showtime\",true]]");
    ck_assert_uint_eq(c.answer.as.settings.count, 1);
    ck_assert_str_eq(c.answer.as.settings.list[0].json, "true");
    decode_end(&c);
    decode_good(&c, api_decode_settings, "[]");
    ck_assert_uint_eq(c.answer.as.settings.count, 0);
    decode_end(&c);
    decode_bad(api_decode_settings, "4", DGG_ERROR_NOT_JSON);
}
END_TEST

static const char ban[] =
    "{\"id\":\"4\",\"userid\":\"1\",\"username\":\"Mod\",\"targetuserid\":"
    "\"77\",\"targetusername\":\"Bird\",\"ipaddress\":null,\"reason\":\"spam\","
    "\"starttimestamp\":\"2020-05-01 12:00:00\",\"endtimestamp\":null}";

START_TEST(reads_a_ban) {
    decode_case c;
    decode_good(&c, api_decode_ban, ban);
    const dgg_ban *b = &c.answer.as.ban;
    ck_assert(b->is_banned && !b->is_of_address);
    ck_assert_int_eq(b->id, 4);
    ck_assert_str_eq(b->nick, "Bird");
    ck_assert_str_eq(b->by, "Mod");
    ck_assert_str_eq(b->reason, "spam");
    ck_assert_int_eq(b->start_ms, 1588334400000);
    ck_assert_int_eq(b->end_ms, 0);
    decode_end(&c);
    decode_good(&c, api_decode_ban, "null");
    ck_assert(!c.answer.as.ban.is_banned);
    decode_end(&c);
    decode_bad(api_decode_ban, "[]", DGG_ERROR_NOT_JSON);
    decode_cut(api_decode_ban, ban);
}
END_TEST

START_TEST(reads_what_everybody_may_know) {
    decode_case c;
    decode_good(&c, api_decode_profile,
                "{\"success\":true,\"message\":null,\"data\":{\"id\":null,"
                "\"nick\":\"Bird\",\"roles\":[],\"features\":[\"flair1\"],"
                "\"createdDate\":\"2020-05-01T12:00:00+00:00\",\"watching\":"
                "{\"platform\":\"kick\",\"id\":\"destiny\"},\"bio\":null,"
                "\"gender\":\"female\",\"age\":\"25-34\"}}");
    const dgg_profile *p = &c.answer.as.profile;
    ck_assert_str_eq(p->user.nick, "Bird");
    ck_assert_int_eq(p->user.id, 0);
    ck_assert_str_eq(p->user.watching.platform, "kick");
    ck_assert_int_eq(p->user.created_ms, 1588334400000);
    ck_assert_str_eq(p->bio, "");
    ck_assert_str_eq(p->gender, "female");
    ck_assert_str_eq(p->age, "25-34");
    decode_end(&c);
}
END_TEST

START_TEST(reads_who_takes_gifts) {
    decode_case c;
    decode_good(&c, api_decode_gift_check,
                "{\"valid\":\"1\",\"cangift\":false,\"username\":\"Bird\"}");
    ck_assert(c.answer.as.gift_check.is_valid);
    ck_assert(!c.answer.as.gift_check.can_gift);
    ck_assert_str_eq(c.answer.as.gift_check.nick, "Bird");
    decode_end(&c);
    decode_bad(api_decode_gift_check, "[]", DGG_ERROR_NOT_JSON);
}
END_TEST

TEST_MAIN("api_decode_account", reads_an_account,
          reads_the_names_that_chat_me_has, who_has_no_nick_is_nobody,
          reads_settings, reads_a_ban, reads_what_everybody_may_know,
          reads_who_takes_gifts)
