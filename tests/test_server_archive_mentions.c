#include "server_log_scene.h"

#define DAY "?date=2020-07-09"

static const char mentions[] =
    "[2020-07-09 18:03:56 UTC] owl: Hello, Bird OwlBlink\n"
    "[2020-07-09 18:03:57 UTC] owl: bird good night\n";

START_TEST(tells_who_was_mentioned_on_a_day) {
    static const char *const paths[] = {
        "/mentions/bird.txt" DAY,
        "/mentions/BIRD.txt" DAY,
        "/destinygg/mentions/bird.txt" DAY,
    };
    scene s;
    log_scene_open(&s);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        expect_get(&s, paths[i], "", 200, mentions);
    }
    scene_close(&s);
}
END_TEST

START_TEST(takes_today_for_what_is_no_date) {
    scene s;
    log_scene_open(&s);
    expect_get(&s, "/mentions/bird.txt", "", 404, "no logs found :(\n");
    ck_assert(server_add_log(s.server, "owl", scene_wall_ms(&s), "bird bird"));
    expect_get(&s, "/mentions/bird.txt", "", 200,
               "[2023-11-14 22:13:21 UTC] owl: bird bird\n");
    expect_get(&s, "/mentions/bird.txt?date=2020-7-9", "", 200,
               "[2023-11-14 22:13:21 UTC] owl: bird bird\n");
    scene_close(&s);
}
END_TEST

START_TEST(says_what_is_missing) {
    scene s;
    log_scene_open(&s);
    expect_get(&s, "/mentions/owl.txt" DAY, "", 404, "no mentions :(\n");
    expect_get(&s, "/mentions/owl.txt?date=2020-07-10", "", 404,
               "no logs found :(\n");
    expect_get(&s, "/mentions/owl.txt?date=2020-02-30", "", 404,
               "invalid date format\n");
    expect_get(&s, "/mentions/owl.txt?date=2999-01-01", "", 404,
               "can't look into the future D:\n");
    expect_visit(&s, "GET /mentions/no%20nick.txt", "", "HTTP/1.1 404 ");
    scene_close(&s);
}
END_TEST

START_TEST(gives_mentions_as_json) {
    static const char last[] = "{\"date\":1594317837,\"text\":\"bird good\\n"
                               "night\",\"nick\":\"owl\"}]";
    char both[256];
    char one[256];
    snprintf(both, sizeof both,
             "[{\"date\":1594317836,\"text\":\"Hello, Bird OwlBlink\","
             "\"nick\":\"owl\"},%s",
             last);
    snprintf(one, sizeof one, "[%s", last);
    scene s;
    log_scene_open(&s);
    expect_get(&s, "/api/v1/mentions/Destinygg/bird.json" DAY, "", 200, both);
    expect_get(&s, "/api/v1/mentions/Destinygg/bird.json" DAY "&limit=1", "",
               200, one);
    expect_get(&s, "/api/v1/mentions/Destinygg/owl.json" DAY, "", 404,
               "{\"message\":\"no mentions :(\"}");
    expect_get(&s, "/api/v1/mentions/Destinygg/owl.json?date=2999-01-01", "",
               400, "{\"message\":\"can't look into the future D:\"}");
    scene_close(&s);
}
END_TEST

/* How many lines are told of one who said 250. */
static size_t stalked(scene *s, const char *parameters) {
    char start[128];
    snprintf(start, sizeof start, "GET /api/v1/stalk/destinygg/Owl.json%s",
             parameters);
    char *answer = visit(s, start, "", NULL);
    ck_assert_ptr_nonnull(strstr(answer, "{\"nick\":\"owl\",\"lines\":["));
    size_t lines = 0;
    for (const char *at = answer; (at = strstr(at, "\"timestamp\":")) != NULL;
         at++) {
        lines++;
    }
    free(answer);
    return lines;
}

START_TEST(tells_what_somebody_said_last) {
    scene s;
    log_scene_open(&s);
    expect_get(&s, "/api/v1/stalk/Destinygg/BIRD.json?limit=1", "", 200,
               "{\"nick\":\"bird\",\"lines\":["
               "{\"timestamp\":1596465318,\"text\":\"late again\"}]}");
    for (int i = 0; i < 250; i++) {
        log_scene_say(&s, "owl", i, "hoot");
    }
    ck_assert_uint_eq(stalked(&s, ""), 3);
    ck_assert_uint_eq(stalked(&s, "?limit=0"), 3);
    ck_assert_uint_eq(stalked(&s, "?limit=x"), 3);
    ck_assert_uint_eq(stalked(&s, "?limit=5"), 5);
    ck_assert_uint_eq(stalked(&s, "?limit=1000"), 200);
    expect_get(&s, "/api/v1/stalk/Destinygg/nobody.json", "", 404,
               "{\"message\":\"didn't find any logs for this user\"}");
    scene_close(&s);
}
END_TEST

TEST_MAIN("server_archive_mentions", tells_who_was_mentioned_on_a_day,
          takes_today_for_what_is_no_date, says_what_is_missing,
          gives_mentions_as_json, tells_what_somebody_said_last)
