#include "server_log_scene.h"

static void expect_link(scene *s, const char *path, const char *target,
                        const char *name) {
    char start[128];
    char link[128];
    snprintf(start, sizeof start, "GET %s", path);
    snprintf(link, sizeof link, "<a href=\"/Destinygg chatlog%s\">%s</a>",
             target, name);
    expect_visit(s, start, "", link);
}

START_TEST(lists_months_days_and_people) {
    static const char july[] = "/Destinygg%20chatlog/July%202020";
    scene s;
    log_scene_open(&s);
    expect_link(&s, "/Destinygg%20chatlog", "/July 2020", "July 2020");
    expect_link(&s, "/Destinygg%20chatlog/", "/August 2020", "August 2020");
    expect_link(&s, july, "/July 2020/2020-07-09", "2020-07-09.txt");
    expect_link(&s, july, "/July 2020/userlogs", "userlogs");
    expect_link(&s, july, "/July 2020/bans", "bans.txt");
    expect_link(&s, "/Destinygg%20chatlog/July%202020/userlogs",
                "/July 2020/userlogs/Bird", "Bird.txt");
    scene_close(&s);
}
END_TEST

START_TEST(lists_no_month_that_has_nothing) {
    scene s;
    log_scene_open(&s);
    expect_visit(&s, "GET /Destinygg%20chatlog/May%202020", "",
                 "HTTP/1.1 404 ");
    expect_visit(&s, "GET /Destinygg%20chatlog/May%202020/userlogs", "",
                 "HTTP/1.1 404 ");
    scene_close(&s);
}
END_TEST

TEST_MAIN("server_archive_lists", lists_months_days_and_people,
          lists_no_month_that_has_nothing)
