#include "server_commander.h"
#include "server_visitor.h"

#define SETTINGS "/api/chat/me/settings"

static void open_in(scene *s, server_site_age age) {
    scene_open_bare(s);
    server_set_site_age(s->server, age);
}

START_TEST(tells_who_a_key_belongs_to) {
    scene s;
    open_in(&s, SERVER_SITE_2026);
    expect_get(&s, "/api/userinfo?token=" SERVER_DEMO_TOKEN, "", 200,
               "{\"nick\":\"demo_viewer\",\"username\":\"demo_viewer\","
               "\"userId\":424242,\"status\":\"Active\","
               "\"createdDate\":\"2021-03-14T15:09:26+0000\","
               "\"country\":\"DE\",\"roles\":[\"USER\",\"SUBSCRIBER\"],"
               "\"authProvider\":\"twitch\","
               "\"features\":[\"flair13\",\"subscriber\"],"
               "\"subscription\":{\"tier\":1,\"source\":\"demo\","
               "\"type\":\"1-MONTH-SUB\","
               "\"start\":\"2023-10-20T15:09:26+0000\","
               "\"end\":\"2023-11-20T15:09:26+0000\"}}");
    expect_visit(&s, "GET /api/userinfo?token=" SERVER_FRIEND_TOKEN, "",
                 "\"features\":[],\"subscription\":null}");
    scene_close(&s);
}
END_TEST

START_TEST(told_it_with_strings_and_objects_before) {
    scene s;
    open_in(&s, SERVER_SITE_2021);
    expect_visit(&s, "GET /api/userinfo?token=" SERVER_DEMO_TOKEN, "",
                 "\"userId\":\"424242\",");
    expect_visit(&s, "GET /api/userinfo?token=" SERVER_DEMO_TOKEN, "",
                 "\"roles\":{\"0\":\"USER\",\"2\":\"SUBSCRIBER\"},");
    expect_visit(&s, "GET /api/userinfo?token=" SERVER_DEMO_TOKEN, "",
                 "\"features\":{\"0\":\"flair13\",\"2\":\"subscriber\"},");
    expect_visit(&s, "GET /api/userinfo?token=" SERVER_DEMO_TOKEN, "",
                 "{\"tier\":\"1\",");
    scene_close(&s);
}
END_TEST

START_TEST(refuses_keys_with_status_200) {
    scene s;
    open_in(&s, SERVER_SITE_2026);
    expect_get(&s, "/api/userinfo?token=wrong", "", 200,
               "{\"error\":\"invalid_token\",\"message\":\"Invalid token\","
               "\"code\":400}");
    ck_assert(server_expire_token(s.server, SERVER_DEMO_NICK));
    ck_assert(!server_expire_token(s.server, SERVER_UNKNOWN_NICK));
    expect_get(&s, "/api/userinfo?token=" SERVER_DEMO_TOKEN, "", 200,
               "{\"error\":\"token_expired\",\"message\":\"The token has "
               "expired\",\"code\":403}");
    expect_visit(&s, "GET /api/userinfo", VISITOR_DEMO, "HTTP/1.1 500 ");
    expect_visit(&s, "GET /api/userinfo", VISITOR_DEMO,
                 "{\"code\":500,\"error\":\"missing token\",\"id\":\"");
    scene_close(&s);
}
END_TEST

START_TEST(tells_the_session_who_it_is) {
    scene s;
    open_in(&s, SERVER_SITE_2026);
    expect_get(&s, "/api/chat/me", VISITOR_MODERATOR, 200,
               "{\"nick\":\"demo_moderator\",\"username\":\"demo_moderator\","
               "\"userId\":424244,\"userStatus\":\"Active\","
               "\"createdDate\":\"2018-01-31T08:00:00+0000\","
               "\"country\":\"SE\",\"roles\":[\"USER\",\"MODERATOR\"],"
               "\"authProvider\":\"reddit\",\"features\":[\"moderator\"],"
               "\"subscription\":null,\"settings\":[]}");
    scene_close(&s);
}
END_TEST

START_TEST(keeps_settings_for_each_account) {
    static const char settings[] = "[[\"showtime\",true],[\"maxlines\",\"9\"]]";
    scene s;
    open_in(&s, SERVER_SITE_2026);
    expect_get(&s, SETTINGS, VISITOR_DEMO, 200, "[]");
    expect_post(&s, SETTINGS, VISITOR_DEMO VISITOR_GUARD, settings, "");
    expect_get(&s, SETTINGS, VISITOR_DEMO, 200, settings);
    expect_get(&s, SETTINGS, VISITOR_FRIEND, 200, "[]");
    expect_visit(&s, "GET /api/chat/me", VISITOR_DEMO,
                 "\"settings\":[[\"showtime\",true],[\"maxlines\",\"9\"]]}");
    expect_answered(visit(&s, "DELETE " SETTINGS, VISITOR_DEMO, NULL), 200, "");
    expect_get(&s, SETTINGS, VISITOR_DEMO, 200, "[]");
    scene_close(&s);
}
END_TEST

static void expect_page(char *answer, const char *start, const char *part) {
    ck_assert_msg(strncmp(answer, start, strlen(start)) == 0, "%s", answer);
    ck_assert_ptr_nonnull(strstr(answer, "Content-Type: text/html"));
    ck_assert_msg(strstr(answer, part) != NULL, "%s", answer);
    free(answer);
}

START_TEST(refuses_settings_with_pages) {
    scene s;
    open_in(&s, SERVER_SITE_2026);
    expect_page(visit(&s, "POST " SETTINGS, VISITOR_DEMO, "[]"),
                "HTTP/1.1 403 ", "Forbidden");
    expect_page(visit(&s, "POST " SETTINGS, VISITOR_GUARD, "[]"),
                "HTTP/1.1 403 ", "Forbidden");
    expect_page(visit(&s, "DELETE " SETTINGS, "", NULL), "HTTP/1.1 403 ",
                "Forbidden");
    expect_page(visit(&s, "POST " SETTINGS, VISITOR_DEMO VISITOR_GUARD, "[1"),
                "HTTP/1.1 500 ", "invalidsettings");
    scene_close(&s);
}
END_TEST

/* A list of one text of so many characters; malloc'd. */
static char *long_settings(const char *character, size_t count) {
    size_t bytes = strlen(character);
    char *text = malloc(count * bytes + 5);
    char *end = text + sprintf(text, "[\"");
    for (size_t i = 0; i < count; i++) {
        memcpy(end, character, bytes);
        end += bytes;
    }
    sprintf(end, "\"]");
    return text;
}

START_TEST(keeps_65535_characters_of_settings) {
    scene s;
    open_in(&s, SERVER_SITE_2026);
    static const char *const characters[] = {"x", "\xf0\x9f\xa6\x89"};
    for (size_t i = 0; i < 2; i++) {
        char *most = long_settings(characters[i], 65535 - 4);
        char *more = long_settings(characters[i], 65535 - 3);
        expect_post(&s, SETTINGS, VISITOR_DEMO VISITOR_GUARD, most, "");
        expect_page(
            visit(&s, "POST " SETTINGS, VISITOR_DEMO VISITOR_GUARD, more),
            "HTTP/1.1 500 ", "toolarge");
        expect_get(&s, SETTINGS, VISITOR_DEMO, 200, most);
        free(most);
        free(more);
    }
    scene_close(&s);
}
END_TEST

START_TEST(knows_of_no_ban_in_a_word) {
    scene s;
    open_in(&s, SERVER_SITE_2026);
    expect_get(&s, "/api/chat/me/ban", VISITOR_DEMO, 200, "\"bannotfound\"");
    server_set_site_age(s.server, SERVER_SITE_2021);
    expect_get(&s, "/api/chat/me/ban", VISITOR_DEMO, 200, "bannotfound");
    scene_close(&s);
}
END_TEST

START_TEST(tells_the_ban_that_a_moderator_spoke) {
    company c;
    company_open(&c);
    peer_say(&c.moderator, "BAN {\"nick\":\"demo_viewer\",\"reason\":\"no "
                           "owls\",\"duration\":600000000000}");
    free(peer_find_frame(&c.moderator, "BAN "));
    server_set_site_age(c.s.server, SERVER_SITE_2021);
    expect_get(&c.s, "/api/chat/me/ban", VISITOR_DEMO, 200,
               "{\"id\":\"2\",\"userid\":\"424244\","
               "\"username\":\"demo_moderator\","
               "\"targetuserid\":\"424242\","
               "\"targetusername\":\"demo_viewer\",\"ipaddress\":null,"
               "\"reason\":\"no owls\","
               "\"starttimestamp\":\"2023-11-14 22:13:21\","
               "\"endtimestamp\":\"2023-11-14 22:23:21\"}");
    expect_get(&c.s, "/api/chat/me/ban", VISITOR_FRIEND, 200, "bannotfound");
    c.s.now_ms += 600000;
    expect_get(&c.s, "/api/chat/me/ban", VISITOR_DEMO, 200, "bannotfound");
    company_close(&c);
}
END_TEST

START_TEST(a_banned_address_is_everybodys) {
    company c;
    company_open(&c);
    peer_say(&c.moderator, "BAN {\"nick\":\"demo_viewer\",\"reason\":\"r\","
                           "\"ispermanent\":true,\"banip\":true}");
    free(peer_find_frame(&c.moderator, "BAN "));
    expect_visit(&c.s, "GET /api/chat/me/ban", VISITOR_FRIEND,
                 "\"targetuserid\":424242,\"targetusername\":\"demo_viewer\","
                 "\"ipaddress\":\"127.0.0.1\",\"reason\":\"r\"");
    expect_visit(&c.s, "GET /api/chat/me/ban", VISITOR_FRIEND,
                 "\"endtimestamp\":null}");
    company_close(&c);
}
END_TEST

START_TEST(a_ban_may_come_from_the_system) {
    scene s;
    open_in(&s, SERVER_SITE_2026);
    server_broadcast(s.server, "BAN {\"data\":\"demo_viewer\","
                               "\"timestamp\":1700000000000}");
    expect_visit(&s, "GET /api/chat/me/ban", VISITOR_DEMO,
                 "\"userid\":0,\"username\":null,");
    expect_visit(&s, "GET /api/chat/me/ban", VISITOR_DEMO,
                 "\"starttimestamp\":\"2023-11-14 22:13:20\","
                 "\"endtimestamp\":\"2023-11-14 23:13:20\"}");
    scene_close(&s);
}
END_TEST

START_TEST(tells_everybody_what_everybody_may_know) {
    scene s;
    open_in(&s, SERVER_SITE_2026);
    expect_get(&s, "/api/chat/userinfo?username=DEMO_viewer", "", 200,
               "{\"success\":true,\"message\":null,\"data\":{\"id\":424242,"
               "\"nick\":\"demo_viewer\",\"roles\":[\"USER\",\"SUBSCRIBER\"],"
               "\"features\":[\"flair13\",\"subscriber\"],"
               "\"createdDate\":\"2021-03-14T15:09:26+00:00\","
               "\"watching\":null,\"bio\":\"Here for the owls.\","
               "\"gender\":\"nonbinary\",\"age\":\"25-34\"}}");
    server_broadcast(s.server, "JOIN {\"nick\":\"bird\",\"features\":[],"
                               "\"watching\":{\"platform\":\"kick\","
                               "\"id\":\"x\"},\"timestamp\":1}");
    expect_get(&s, "/api/chat/userinfo?username=Bird", "", 200,
               "{\"success\":true,\"message\":null,\"data\":{\"id\":null,"
               "\"nick\":\"bird\",\"roles\":[\"USER\"],\"features\":[],"
               "\"createdDate\":null,"
               "\"watching\":{\"platform\":\"kick\",\"id\":\"x\"}}}");
    static const char *const nobody[] = {
        "/api/chat/userinfo",
        "/api/chat/userinfo?username=",
        "/api/chat/userinfo?username=a+b",
        "/api/chat/userinfo?username=stranger",
    };
    for (size_t i = 0; i < sizeof nobody / sizeof *nobody; i++) {
        expect_get(&s, nobody[i], "", 404,
                   "{\"success\":false,\"message\":\"User not found\"}");
    }
    scene_close(&s);
}
END_TEST

START_TEST(says_who_may_be_given_a_subscription) {
    static const struct {
        const char *path;
        const char *answer;
    } cases[] = {
        {"/api/info/giftcheck?s=DEMO_moderator",
         "{\"valid\":true,\"cangift\":true,\"username\":\"demo_moderator\"}"},
        {"/api/info/giftcheck?s=demo_viewer",
         "{\"valid\":true,\"cangift\":false,\"username\":\"demo_viewer\"}"},
        {"/api/info/giftcheck?s=demo_friend",
         "{\"valid\":true,\"cangift\":false,\"username\":\"demo_friend\"}"},
        {"/api/info/giftcheck?s=nobody",
         "{\"valid\":false,\"cangift\":false,\"username\":\"\"}"},
        {"/api/info/giftcheck",
         "{\"valid\":false,\"cangift\":false,\"username\":\"\"}"},
    };
    scene s;
    open_in(&s, SERVER_SITE_2026);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        expect_get(&s, cases[i].path, VISITOR_FRIEND, 200, cases[i].answer);
    }
    scene_close(&s);
}
END_TEST

START_TEST(a_ping_keeps_the_session) {
    enum { FOUR_HOURS_MS = 4 * 60 * 60 * 1000 };
    scene s;
    open_in(&s, SERVER_SITE_2026);
    for (int i = 0; i < 2; i++) {
        s.now_ms += FOUR_HOURS_MS;
        expect_get(&s, "/ping", VISITOR_DEMO, 200, "");
        expect_visit(&s, "GET /ping", "", "\r\nX-Pong: ");
    }
    expect_visit(&s, "GET /api/chat/me", VISITOR_DEMO, "HTTP/1.1 200 ");
    expect_get(&s, "/api/chat/me", VISITOR_FRIEND, 403, VISITOR_FORBIDDEN);
    scene_close(&s);
}
END_TEST

START_TEST(a_session_can_be_ended) {
    scene s;
    open_in(&s, SERVER_SITE_2026);
    expect_visit(&s, "GET /api/chat/me", VISITOR_DEMO, "HTTP/1.1 200 ");
    ck_assert(server_expire_session(s.server, SERVER_DEMO_NICK));
    ck_assert(!server_expire_session(s.server, SERVER_UNKNOWN_NICK));
    expect_get(&s, "/api/chat/me", VISITOR_DEMO, 403, VISITOR_FORBIDDEN);
    peer p;
    peer_upgrade(&p, &s, VISITOR_DEMO);
    peer_expect_frame(&p, "ME null");
    peer_close(&p);
    scene_close(&s);
}
END_TEST

TEST_MAIN("server_site_account", tells_who_a_key_belongs_to,
          told_it_with_strings_and_objects_before, refuses_keys_with_status_200,
          tells_the_session_who_it_is, keeps_settings_for_each_account,
          refuses_settings_with_pages, keeps_65535_characters_of_settings,
          knows_of_no_ban_in_a_word, tells_the_ban_that_a_moderator_spoke,
          a_banned_address_is_everybodys, a_ban_may_come_from_the_system,
          tells_everybody_what_everybody_may_know,
          says_who_may_be_given_a_subscription, a_ping_keeps_the_session,
          a_session_can_be_ended)
