#include "server_visitor.h"

#define STALK    "/api/chat/stalk?username="
#define MENTIONS "/api/chat/mentions?username="

static void say(scene *s, const char *nick, const char *text, int64_t ms) {
    char frame[512];
    snprintf(frame, sizeof frame,
             "MSG {\"nick\":\"%s\",\"timestamp\":%lld,\"data\":\"%s\"}", nick,
             (long long)ms, text);
    server_broadcast(s->server, frame);
}

/* A chat in which something was said before the test begins. */
static void open_in(scene *s, server_site_age age) {
    scene_open_bare(s);
    server_set_site_age(s->server, age);
    say(s, "Bird", "one", 1700000001999);
    say(s, "cat", "BIRD look, @bird", 1700000002000);
    server_broadcast(s->server, "MUTE {\"nick\":\"bird\",\"data\":\"cat\"}");
    say(s, "bird", "two <3", 1700000003000);
    say(s, "cat", "birdie @bird", 1700000004000);
}

/* The session has cooled down. */
static void expect_lines(scene *s, const char *path, const char *body) {
    s->now_ms += 10000;
    expect_get(s, path, VISITOR_DEMO, 200, body);
}

START_TEST(tells_the_history) {
    scene s;
    scene_open_bare(&s);
    expect_get(&s, "/api/chat/history", "", 200, "[]");
    say(&s, "bird", "<", 1);
    server_broadcast(s.server, "JOIN {\"nick\":\"cat\"}");
    expect_get(&s, "/api/chat/history", "", 200,
               "[\"MSG {\\\"nick\\\":\\\"bird\\\",\\\"timestamp\\\":1,"
               "\\\"data\\\":\\\"\\u003c\\\"}\"]");
    expect_visit(&s, "GET /api/chat/history", "",
                 "\r\nCache-Control: no-cache, no-store\r\n");
    scene_close(&s);
}
END_TEST

START_TEST(tells_what_somebody_said) {
    scene s;
    open_in(&s, SERVER_SITE_2021);
    expect_lines(&s, STALK "BIRD",
                 "{\"nick\":\"bird\",\"lines\":["
                 "{\"timestamp\":1700000001,\"text\":\"one\"},"
                 "{\"timestamp\":1700000003,\"text\":\"two \\u003c3\"}]}");
    expect_lines(&s, STALK "bird&limit=1",
                 "{\"nick\":\"bird\",\"lines\":["
                 "{\"timestamp\":1700000003,\"text\":\"two \\u003c3\"}]}");
    server_set_site_age(s.server, SERVER_SITE_2026);
    expect_lines(&s, STALK "bird&limit=1",
                 "{\"success\":true,\"message\":null,\"data\":"
                 "{\"nick\":\"bird\",\"lines\":["
                 "{\"timestamp\":1700000003,\"text\":\"two \\u003c3\"}]}}");
    scene_close(&s);
}
END_TEST

START_TEST(tells_who_named_somebody) {
    static const char list[] = "[{\"date\":1700000002,\"text\":\"BIRD look, "
                               "@bird\",\"nick\":\"cat\"}]";
    char wrapped[256];
    scene s;
    open_in(&s, SERVER_SITE_2021);
    expect_lines(&s, MENTIONS "bird", list);
    server_set_site_age(s.server, SERVER_SITE_2026);
    snprintf(wrapped, sizeof wrapped,
             "{\"success\":true,\"message\":null,\"data\":%s}", list);
    expect_lines(&s, MENTIONS "bird", wrapped);
    scene_close(&s);
}
END_TEST

START_TEST(nobody_found_is_a_message) {
    static const char message[] =
        "{\"message\":\"didn't find any logs for this user\"}";
    scene s;
    open_in(&s, SERVER_SITE_2021);
    expect_lines(&s, STALK "stranger", message);
    expect_lines(&s, MENTIONS "stranger", message);
    scene_close(&s);
}
END_TEST

static size_t count_lines(scene *s, const char *limit) {
    char start[128];
    s->now_ms += 10000;
    snprintf(start, sizeof start, "GET " STALK "owl%s", limit);
    char *answer = visit(s, start, VISITOR_DEMO, NULL);
    size_t count = 0;
    for (const char *at = answer; (at = strstr(at, "\"text\"")) != NULL; at++) {
        count++;
    }
    free(answer);
    return count;
}

START_TEST(gives_up_to_29_lines_or_else_three) {
    static const struct {
        const char *limit;
        size_t lines;
    } cases[] = {{"", 3},           {"&limit=0", 3},  {"&limit=1", 1},
                 {"&limit=29", 29}, {"&limit=30", 3}, {"&limit=-1", 3},
                 {"&limit=x", 3},   {"&limit=200", 3}};
    scene s;
    scene_open_bare(&s);
    for (int i = 0; i < 40; i++) {
        say(&s, "owl", "hoo", i);
    }
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ck_assert_uint_eq(count_lines(&s, cases[i].limit), cases[i].lines);
    }
    scene_close(&s);
}
END_TEST

START_TEST(refuses_what_is_no_nick) {
    static const char *const paths[] = {
        "/api/chat/stalk",   STALK "ab",
        STALK "a+b",         STALK "twenty_one_characters",
        MENTIONS "b%C3%A4r",
    };
    scene s;
    open_in(&s, SERVER_SITE_2026);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        server_set_site_age(s.server, SERVER_SITE_2026);
        expect_get(&s, paths[i], VISITOR_DEMO, 500, "\"invalidnick\"");
        server_set_site_age(s.server, SERVER_SITE_2021);
        expect_get(&s, paths[i], VISITOR_DEMO, 500, "invalidnick");
    }
    scene_close(&s);
}
END_TEST

START_TEST(answers_each_session_once_in_ten_seconds) {
    scene s;
    open_in(&s, SERVER_SITE_2026);
    expect_visit(&s, "GET " STALK "bird", VISITOR_DEMO, "HTTP/1.1 200 ");
    expect_get(&s, STALK "bird", VISITOR_DEMO, 500, "\"throttled\"");
    expect_visit(&s, "GET " MENTIONS "bird", VISITOR_DEMO, "HTTP/1.1 200 ");
    expect_visit(&s, "GET " STALK "bird", VISITOR_FRIEND, "HTTP/1.1 200 ");
    s.now_ms += 9999;
    expect_get(&s, STALK "bird", VISITOR_DEMO, 500, "\"throttled\"");
    server_set_site_age(s.server, SERVER_SITE_2021);
    expect_get(&s, MENTIONS "bird", VISITOR_DEMO, 500, "throttled");
    s.now_ms += 1;
    expect_visit(&s, "GET " STALK "bird", VISITOR_DEMO, "HTTP/1.1 200 ");
    scene_close(&s);
}
END_TEST

TEST_MAIN("server_site_chat", tells_the_history, tells_what_somebody_said,
          tells_who_named_somebody, nobody_found_is_a_message,
          gives_up_to_29_lines_or_else_three, refuses_what_is_no_nick,
          answers_each_session_once_in_ten_seconds)
