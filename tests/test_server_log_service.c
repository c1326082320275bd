#include "server_log_scene.h"

START_TEST(is_at_the_sites_address) {
    scene s;
    log_scene_open(&s);
    ck_assert_str_eq(server_logs_url(s.server), server_site_url(s.server));
    ck_assert_str_eq(server_archive_url(s.server), server_site_url(s.server));
    expect_visit(&s, "GET /anon/search?text=hello", "", "\"Success\"");
    expect_visit(&s, "GET /Destinygg%20chatlog/July%202020/2020-07-09.txt", "",
                 "hello there");
    scene_close(&s);
}
END_TEST

START_TEST(leaves_the_site_what_is_the_sites) {
    static const char *const paths[] = {
        "GET /anon",       "GET /anon/search/x",  "GET /chatlog",
        "GET /%20chatlog", "GET /a%00%20chatlog",
    };
    scene s;
    log_scene_open(&s);
    expect_visit(&s, "GET /embed/chat", "", "chat-include");
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        expect_visit(&s, paths[i], "", "There is no such page");
    }
    scene_close(&s);
}
END_TEST

TEST_MAIN("server_log_service", is_at_the_sites_address,
          leaves_the_site_what_is_the_sites)
