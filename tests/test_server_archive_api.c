#include "server_log_scene.h"

START_TEST(names_what_there_is) {
    scene s;
    log_scene_open(&s);
    expect_get(&s, "/api/v1/channels.json", "", 200, "[\"Destinygg\"]");
    expect_get(&s, "/api/v1/destinygg/months.json", "", 200,
               "[\"August 2020\",\"July 2020\"]");
    expect_get(&s, "/api/v1/Destinygg/July%202020/days.json", "", 200,
               "[\"broadcaster.txt\",\"subscribers.txt\",\"2020-07-09.txt\"]");
    expect_get(&s, "/api/v1/Destinygg/July%202020/users.json", "", 200,
               "[\"Bird.txt\",\"owl.txt\"]");
    scene_close(&s);
}
END_TEST

START_TEST(says_what_is_missing) {
    static const char *const paths[] = {
        "/api/v1/channels",
        "/api/v1/Other/months.json",
        "/api/v1/Destinygg/May%202020/days.json",
        "/api/v1/Destinygg/July%202020/top100.json",
        "/api/v1/stalk/Other/owl.json",
        "/api/v1/stalk/Destinygg/owl",
    };
    scene s;
    log_scene_open(&s);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        char start[128];
        expect_get(&s, paths[i], "", 404, "{\"message\":\"file not found\"}");
        snprintf(start, sizeof start, "GET %s", paths[i]);
        expect_visit(&s, start, "", "\r\nContent-Type: text/plain");
    }
    scene_close(&s);
}
END_TEST

TEST_MAIN("server_archive_api", names_what_there_is, says_what_is_missing)
