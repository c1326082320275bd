#include "server_log_past.h"
#include "server_log_scene.h"
#include "text_fold.h"

static const int64_t day_ms = 24 * 60 * 60 * 1000;

/* The demo, with its past. */
static const server_logs *begin(scene *s) {
    scene_open(s, &(server_options){0});
    server_log_past_ensure(s->server);
    return &s->server->logs.store;
}

static size_t lines_of(const server_logs *logs, const char *nick) {
    size_t count = 0;
    for (size_t i = 0; i < logs->count; i++) {
        count += text_compare(logs->lines[i].nick, nick) == 0;
    }
    return count;
}

START_TEST(some_said_much_and_some_nothing) {
    scene s;
    const server_logs *logs = begin(&s);
    const server_roster *people = &s.server->roster;
    size_t many = 0;
    size_t few = 0;
    size_t none = 0;
    for (size_t i = 0; i < people->count; i++) {
        size_t lines = lines_of(logs, people->users[i].nick);
        many += lines > 250;
        few += lines > 0 && lines < 5;
        none += lines == 0;
    }
    ck_assert_uint_ge(many, 10);
    ck_assert_uint_ge(few, 10);
    ck_assert_uint_ge(none, 3);
    ck_assert_uint_gt(lines_of(logs, "Ban"), 50);
    ck_assert_uint_gt(lines_of(logs, "Subscriber"), 50);
    ck_assert_uint_gt(lines_of(logs, "Broadcast"), 50);
    ck_assert_uint_lt(logs->count, SERVER_LOGS_LINES);
    scene_close(&s);
}
END_TEST

START_TEST(is_long_and_denser_lately) {
    scene s;
    const server_logs *logs = begin(&s);
    int64_t now_ms = scene_wall_ms(&s);
    ck_assert_int_lt(logs->lines[0].ms, now_ms - 390 * day_ms);
    ck_assert_int_gt(logs->lines[0].ms, now_ms - 460 * day_ms);
    ck_assert_int_lt(logs->lines[logs->count - 1].ms, now_ms);
    size_t older = server_logs_before(logs, now_ms - 100 * day_ms);
    ck_assert_uint_lt(older, logs->count / 2);
    ck_assert_uint_gt(older, logs->count / 8);
    scene_close(&s);
}
END_TEST

START_TEST(is_the_same_each_time) {
    scene one;
    scene other;
    const server_logs *a = begin(&one);
    const server_logs *b = begin(&other);
    ck_assert_uint_eq(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        ck_assert_int_eq(a->lines[i].ms, b->lines[i].ms);
        ck_assert_str_eq(a->lines[i].nick, b->lines[i].nick);
        ck_assert_str_eq(a->lines[i].text, b->lines[i].text);
    }
    scene_close(&one);
    scene_close(&other);
}
END_TEST

START_TEST(keeps_what_was_said_before_somebody_asked) {
    scene s;
    scene_open(&s, &(server_options){0});
    ck_assert_uint_lt(s.server->logs.store.count, 1000);
    server_broadcast(s.server, "MSG {\"nick\":\"soup_saint\","
                               "\"data\":\"stir well\"}");
    expect_visit(&s, "GET /anon/search?username=soup_saint", "",
                 "\"messages\":[{\"username\":\"soup_saint\","
                 "\"channel\":\"Destinygg\",\"text\":\"stir well\"");
    ck_assert_uint_gt(s.server->logs.store.count, 1000);
    scene_close(&s);
}
END_TEST

START_TEST(is_not_there_without_the_demo) {
    scene s;
    scene_open_bare(&s);
    server_log_past_ensure(s.server);
    ck_assert_uint_eq(s.server->logs.store.count, 0);
    scene_close(&s);
}
END_TEST

TEST_MAIN("server_log_past", some_said_much_and_some_nothing,
          is_long_and_denser_lately, is_the_same_each_time,
          keeps_what_was_said_before_somebody_asked,
          is_not_there_without_the_demo)
