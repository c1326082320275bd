#include "api_scene.h"

#include <stdlib.h>
#include <string.h>

static const server_site_age ages[] = {SERVER_SITE_2026, SERVER_SITE_2021,
                                       SERVER_SITE_2020};
enum { AGES = sizeof ages / sizeof *ages };

START_TEST(a_login_key_is_somebodys) {
    for (size_t i = 0; i < AGES; i++) {
        api_scene s;
        api_scene_open(&s, ages[i]);
        const dgg_account *a =
            &api_scene_good(&s, dgg_api_user_info(s.api, NULL, NULL))
                 ->as.account;
        ck_assert_str_eq(a->user.nick, SERVER_DEMO_NICK);
        ck_assert_int_eq(a->user.id, 424242);
        ck_assert(dgg_user_has(&a->user, "flair13"));
        ck_assert_int_eq(a->user.subscription.tier, 1);
        ck_assert_str_eq(a->status, "Active");
        api_scene_close(&s);
    }
}
END_TEST

START_TEST(a_wrong_or_old_login_key_is_nobodys) {
    api_scene s;
    char unknown[65] = "";
    memset(unknown, 'x', 64);
    api_scene_open(&s, SERVER_SITE_2026);
    ck_assert(server_expire_token(s.server, SERVER_DEMO_NICK));
    ck_assert_int_eq(dgg_api_user_info(s.api, NULL, NULL),
                     DGG_ERROR_TOKEN_REFUSED);
    ck_assert_int_eq(api_scene_login(&s, unknown, NULL), DGG_OK);
    ck_assert_int_eq(dgg_api_user_info(s.api, NULL, NULL),
                     DGG_ERROR_TOKEN_REFUSED);
    ck_assert_ptr_null(strstr(dgg_api_last(s.api)->status.reason, unknown));
    ck_assert_int_eq(dgg_api_chat_me(s.api, NULL, NULL), DGG_ERROR_ANONYMOUS);
    ck_assert_int_eq(api_scene_login(&s, "too short", NULL), DGG_ERROR_TOKEN);
    ck_assert_ptr_null(s.api);
    ck_assert_int_eq(api_scene_login(&s, NULL, NULL), DGG_OK);
    ck_assert_int_eq(dgg_api_user_info(s.api, NULL, NULL), DGG_ERROR_ANONYMOUS);
    api_scene_close(&s);
}
END_TEST

START_TEST(a_session_is_somebodys_until_it_ends) {
    for (size_t i = 0; i < AGES; i++) {
        api_scene s;
        api_scene_open(&s, ages[i]);
        const dgg_account *a =
            &api_scene_good(&s, dgg_api_chat_me(s.api, NULL, NULL))->as.account;
        ck_assert_str_eq(a->user.nick, SERVER_DEMO_NICK);
        ck_assert_str_ne(a->country, "");
        ck_assert_int_gt(a->user.created_ms, 0);
        api_scene_good(&s, dgg_api_ping(s.api, NULL, NULL));
        server_expire_session(s.server, SERVER_DEMO_NICK);
        ck_assert_int_eq(dgg_api_chat_me(s.api, NULL, NULL),
                         DGG_ERROR_NOT_LOGGED_IN);
        ck_assert_int_eq(dgg_api_last(s.api)->status.http_status, 403);
        ck_assert_str_eq(
            dgg_api_last(s.api)->as.account.user.nick == NULL ? "" : "?", "");
        api_scene_close(&s);
    }
}
END_TEST

START_TEST(a_ping_keeps_a_session) {
    enum { FOUR_HOURS_MS = 4 * 60 * 60 * 1000 };
    api_scene s;
    api_scene_open(&s, SERVER_SITE_2026);
    api_scene_good(&s, dgg_api_ping(s.api, NULL, NULL));
    s.now_ms += FOUR_HOURS_MS;
    api_scene_good(&s, dgg_api_ping(s.api, NULL, NULL));
    s.now_ms += FOUR_HOURS_MS;
    api_scene_good(&s, dgg_api_chat_me(s.api, NULL, NULL));
    s.now_ms += FOUR_HOURS_MS + FOUR_HOURS_MS;
    ck_assert_int_eq(dgg_api_chat_me(s.api, NULL, NULL),
                     DGG_ERROR_NOT_LOGGED_IN);
    api_scene_close(&s);
}
END_TEST

START_TEST(settings_are_kept_until_they_are_deleted) {
    static const dgg_setting list[] = {{"showtime", "true"},
                                       {"ignorenicks", "[\"a\",\"b\"]"}};
    const dgg_settings saved = {list, 2};
    api_scene s;
    api_scene_open(&s, SERVER_SITE_2026);
    const dgg_settings *got =
        &api_scene_good(&s, dgg_api_settings(s.api, NULL, NULL))->as.settings;
    ck_assert_uint_eq(got->count, 0);
    api_scene_good(&s, dgg_api_save_settings(s.api, &saved, NULL, NULL));
    got = &api_scene_good(&s, dgg_api_settings(s.api, NULL, NULL))->as.settings;
    ck_assert_uint_eq(got->count, 2);
    ck_assert_str_eq(got->list[1].name, "ignorenicks");
    ck_assert_str_eq(got->list[1].json, "[\"a\",\"b\"]");
    api_scene_good(&s, dgg_api_delete_settings(s.api, NULL, NULL));
    got = &api_scene_good(&s, dgg_api_settings(s.api, NULL, NULL))->as.settings;
    ck_assert_uint_eq(got->count, 0);
    server_expire_session(s.server, SERVER_DEMO_NICK);
    ck_assert_int_eq(dgg_api_save_settings(s.api, &saved, NULL, NULL),
                     DGG_ERROR_NOT_LOGGED_IN);
    api_scene_close(&s);
}
END_TEST

START_TEST(settings_that_cannot_be_kept_are_refused) {
    enum { LONG = 65536 };
    char *text = malloc(LONG + 3);
    ck_assert_ptr_nonnull(text);
    memset(text, 'x', LONG + 2);
    text[0] = text[LONG + 1] = '"';
    text[LONG + 2] = '\0';
    const dgg_setting too_long = {"note", text};
    const dgg_setting no_json = {"note", "{"};
    const dgg_setting no_name = {"", "1"};
    api_scene s;
    api_scene_open(&s, SERVER_SITE_2026);
    ck_assert_int_eq(
        dgg_api_save_settings(s.api, &(dgg_settings){&too_long, 1}, NULL, NULL),
        DGG_ERROR_TOO_LARGE);
    ck_assert_int_eq(
        dgg_api_save_settings(s.api, &(dgg_settings){&no_json, 1}, NULL, NULL),
        DGG_ERROR_ARGUMENT);
    ck_assert_int_eq(
        dgg_api_save_settings(s.api, &(dgg_settings){&no_name, 1}, NULL, NULL),
        DGG_ERROR_ARGUMENT);
    free(text);
    api_scene_close(&s);
}
END_TEST

START_TEST(a_ban_is_told_with_its_reason) {
    for (size_t i = 0; i < AGES; i++) {
        api_scene s;
        api_scene_open(&s, ages[i]);
        const dgg_ban *ban =
            &api_scene_good(&s, dgg_api_ban(s.api, NULL, NULL))->as.ban;
        ck_assert(!ban->is_banned);
        server_broadcast(s.server,
                         "BAN {\"nick\":\"Mod\",\"features\":[\"moderator\"],"
                         "\"timestamp\":1788600000000,"
                         "\"data\":\"" SERVER_DEMO_NICK "\"}");
        ban = &api_scene_good(&s, dgg_api_ban(s.api, NULL, NULL))->as.ban;
        ck_assert(ban->is_banned);
        ck_assert_str_eq(ban->nick, SERVER_DEMO_NICK);
        ck_assert_int_gt(ban->start_ms, 0);
        api_scene_close(&s);
    }
}
END_TEST

START_TEST(says_who_takes_a_gift) {
    api_scene s;
    api_scene_open(&s, SERVER_SITE_2026);
    const dgg_gift_check *check =
        &api_scene_good(
             &s, dgg_api_gift_check(s.api, SERVER_FRIEND_NICK, NULL, NULL))
             ->as.gift_check;
    ck_assert(check->is_valid);
    ck_assert_str_eq(check->nick, SERVER_FRIEND_NICK);
    ck_assert_int_eq(dgg_api_gift_check(s.api, "a%2Fb", NULL, NULL),
                     DGG_ERROR_NICK);
    api_scene_close(&s);
}
END_TEST

TEST_MAIN("api_calls_account", a_login_key_is_somebodys,
          a_wrong_or_old_login_key_is_nobodys,
          a_session_is_somebodys_until_it_ends, a_ping_keeps_a_session,
          settings_are_kept_until_they_are_deleted,
          settings_that_cannot_be_kept_are_refused,
          a_ban_is_told_with_its_reason, says_who_takes_a_gift)
