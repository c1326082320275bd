#include "api_scene.h"

#include <stdio.h>
#include <string.h>

static void say(api_scene *s, const char *nick, const char *text) {
    char frame[512];
    s->now_ms += 1000;
    snprintf(frame, sizeof frame,
             "MSG {\"nick\":\"%s\",\"features\":[],\"timestamp\":%lld,"
             "\"data\":\"%s\"}",
             nick, (long long)api_scene_wall_ms(s), text);
    server_broadcast(s->server, frame);
}

static void open_talk(api_scene *s, server_site_age age) {
    api_scene_open(s, age);
    server_broadcast(s->server, "JOIN {\"nick\":\"bird\",\"features\":[\"bot\"]"
                                ",\"timestamp\":1788600000000}");
    say(s, "bird", "one");
    say(s, "carol", "hello bird");
    say(s, "bird", "two");
}

START_TEST(the_history_is_frames) {
    api_scene s;
    open_talk(&s, SERVER_SITE_2026);
    ck_assert_int_eq(api_scene_login(&s, NULL, NULL), DGG_OK);
    const dgg_frames *frames =
        &api_scene_good(&s, dgg_api_chat_history(s.api, NULL, NULL))->as.frames;
    ck_assert_uint_eq(frames->count, 3);
    ck_assert_ptr_nonnull(strstr(frames->list[0], "one"));
    ck_assert_int_eq(strncmp(frames->list[2], "MSG {", 5), 0);
    api_scene_close(&s);
}
END_TEST

START_TEST(tells_what_somebody_said_in_both_shapes) {
    static const server_site_age ages[] = {SERVER_SITE_2026, SERVER_SITE_2021};
    for (size_t i = 0; i < 2; i++) {
        api_scene s;
        open_talk(&s, ages[i]);
        const dgg_lines *lines =
            &api_scene_good(&s, dgg_api_stalk(s.api, "Bird", 0, NULL, NULL))
                 ->as.lines;
        ck_assert_uint_eq(lines->count, 2);
        ck_assert_str_eq(lines->list[0].text, "one");
        ck_assert_str_eq(lines->list[1].text, "two");
        ck_assert_int_gt(lines->list[0].timestamp_ms, 1788600000000);
        lines =
            &api_scene_good(&s, dgg_api_mentions(s.api, "bird", 5, NULL, NULL))
                 ->as.lines;
        ck_assert_uint_eq(lines->count, 1);
        ck_assert_str_eq(lines->list[0].nick, "carol");
        api_scene_close(&s);
    }
}
END_TEST

START_TEST(asks_once_in_ten_seconds) {
    api_scene s;
    open_talk(&s, SERVER_SITE_2026);
    api_scene_good(&s, dgg_api_stalk(s.api, "bird", 1, NULL, NULL));
    ck_assert_int_eq(dgg_api_stalk(s.api, "bird", 1, NULL, NULL),
                     DGG_ERROR_THROTTLED);
    ck_assert_uint_eq(dgg_api_last(s.api)->as.lines.count, 0);
    s.now_ms += 10001;
    const dgg_lines *lines =
        &api_scene_good(&s, dgg_api_stalk(s.api, "bird", 1, NULL, NULL))
             ->as.lines;
    ck_assert_uint_eq(lines->count, 1);
    ck_assert_str_eq(lines->list[0].text, "two");
    api_scene_close(&s);
}
END_TEST

START_TEST(who_never_spoke_has_no_lines) {
    static const server_site_age ages[] = {SERVER_SITE_2026, SERVER_SITE_2021};
    for (size_t i = 0; i < 2; i++) {
        api_scene s;
        open_talk(&s, ages[i]);
        const dgg_lines *lines =
            &api_scene_good(&s, dgg_api_stalk(s.api, "ghost", 0, NULL, NULL))
                 ->as.lines;
        ck_assert_uint_eq(lines->count, 0);
        api_scene_close(&s);
    }
}
END_TEST

START_TEST(refuses_what_the_site_would_misunderstand) {
    static const char *const nicks[] = {
        "", "ab", "a/b/c", "a%2Fb", "a b c", "much_too_long_for_a_nick"};
    api_scene s;
    api_scene_open(&s, SERVER_SITE_2026);
    for (size_t i = 0; i < sizeof nicks / sizeof *nicks; i++) {
        ck_assert_int_eq(dgg_api_stalk(s.api, nicks[i], 0, NULL, NULL),
                         DGG_ERROR_NICK);
        ck_assert_int_eq(dgg_api_mentions(s.api, nicks[i], 0, NULL, NULL),
                         DGG_ERROR_NICK);
        ck_assert_int_eq(dgg_api_profile(s.api, nicks[i], NULL, NULL),
                         DGG_ERROR_NICK);
    }
    ck_assert_int_eq(dgg_api_stalk(s.api, "bird", -1, NULL, NULL),
                     DGG_ERROR_ARGUMENT);
    ck_assert_int_eq(dgg_api_stalk(s.api, "bird", 30, NULL, NULL),
                     DGG_ERROR_ARGUMENT);
    ck_assert_int_eq(api_scene_login(&s, SERVER_DEMO_TOKEN, NULL), DGG_OK);
    ck_assert_int_eq(dgg_api_stalk(s.api, "bird", 1, NULL, NULL),
                     DGG_ERROR_ANONYMOUS);
    api_scene_close(&s);
}
END_TEST

START_TEST(tells_what_everybody_may_know) {
    api_scene s;
    open_talk(&s, SERVER_SITE_2026);
    ck_assert_int_eq(api_scene_login(&s, NULL, NULL), DGG_OK);
    const dgg_profile *p =
        &api_scene_good(&s, dgg_api_profile(s.api, "BIRD", NULL, NULL))
             ->as.profile;
    ck_assert_str_eq(p->user.nick, "bird");
    ck_assert(dgg_user_has(&p->user, "bot"));
    ck_assert_int_eq(dgg_api_profile(s.api, "ghost", NULL, NULL),
                     DGG_ERROR_NOT_FOUND);
    ck_assert_int_eq(dgg_api_last(s.api)->status.http_status, 404);
    ck_assert_ptr_nonnull(
        strstr(dgg_api_last(s.api)->status.reason, "User not found"));
    server_set_site_age(s.server, SERVER_SITE_2021);
    ck_assert_int_eq(dgg_api_profile(s.api, "bird", NULL, NULL),
                     DGG_ERROR_HTML);
    api_scene_close(&s);
}
END_TEST

TEST_MAIN("api_calls_chat", the_history_is_frames,
          tells_what_somebody_said_in_both_shapes, asks_once_in_ten_seconds,
          who_never_spoke_has_no_lines,
          refuses_what_the_site_would_misunderstand,
          tells_what_everybody_may_know)
