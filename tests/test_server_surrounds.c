#include "server_log_scene.h"

static size_t count(const char *text, const char *part) {
    size_t found = 0;
    while ((text = strstr(text, part)) != NULL) {
        found++;
        text++;
    }
    return found;
}

static void expect_bad(scene *s, const char *path, const char *error) {
    char body[256];
    snprintf(body, sizeof body, "{\"type\":\"BadSchema\",\"error\":\"%s\"}",
             error);
    expect_get(s, path, "", 400, body);
}

START_TEST(shows_what_was_said_around_a_line) {
    scene s;
    log_scene_open(&s);
    expect_get(&s,
               "/anon/surrounds?channel=Destinygg&username=OWL"
               "&datetime=2020-07-09T18:03:57.123Z",
               "", 200,
               "{\"type\":\"Success\",\"data\":{\"lines\":["
               "\"[2020-07-09 18:03:55 UTC] Bird: hello there\","
               "\"[2020-07-09 18:03:56 UTC] owl: Hello, Bird OwlBlink\","
               "\"[2020-07-09 18:03:57 UTC] owl: bird good night\","
               "\"[2020-08-03 14:35:18 UTC] Bird: late again\"],"
               "\"matched\":\"[2020-07-09 18:03:57 UTC] owl: bird good night\","
               "\"username\":\"owl\"}}");
    expect_get(&s,
               "/anon/surrounds?channel=Destinygg&username=owl"
               "&datetime=2020-07-09T18:03:58Z",
               "", 404,
               "{\"type\":\"NotFound\",\"error\":\"no such message\"}");
    scene_close(&s);
}
END_TEST

START_TEST(shows_forty_lines_on_either_side) {
    scene s;
    scene_open_bare(&s);
    for (int i = 0; i < 100; i++) {
        log_scene_say(&s, i == 50 ? "owl" : "bird", i * 1000, "hoot");
    }
    char *answer = visit(&s,
                         "GET /anon/surrounds?channel=Destinygg&username=owl"
                         "&datetime=2020-07-09T18:04:45.123Z",
                         "", NULL);
    ck_assert_uint_eq(count(answer, "bird: hoot"), 80);
    ck_assert_uint_eq(count(answer, "owl: hoot"), 2);
    free(answer);
    scene_close(&s);
}
END_TEST

START_TEST(refuses_what_it_does_not_understand) {
    scene s;
    log_scene_open(&s);
    expect_bad(&s, "/anon/surrounds?channel=x", "channel is unknown");
    expect_bad(&s, "/anon/surrounds?channel=Destinygg", "username is needed");
    expect_bad(&s, "/anon/surrounds?channel=Destinygg&username=a&datetime=b",
               "datetime is no ISO 8601");
    scene_close(&s);
}
END_TEST

TEST_MAIN("server_surrounds", shows_what_was_said_around_a_line,
          shows_forty_lines_on_either_side, refuses_what_it_does_not_understand)
