#include "server_log_scene.h"

#define MONTH "/Destinygg%20chatlog/July%202020"

static const char no_user[] = "didn't find any logs for this user\n";

START_TEST(has_a_file_a_day) {
    scene s;
    log_scene_open(&s);
    expect_get(&s, MONTH "/2020-07-09.txt", "", 200,
               "[2020-07-09 18:03:55 UTC] Bird: hello there\n"
               "[2020-07-09 18:03:56 UTC] owl: Hello, Bird OwlBlink\n"
               "[2020-07-09 18:03:57 UTC] owl: bird good night\n");
    expect_visit(&s, "GET " MONTH "/2020-07-09.txt", "",
                 "\r\nContent-Type: text/plain; charset=UTF-8\r\n");
    expect_visit(&s, "GET " MONTH "/2020-07-09.txt", "",
                 "\r\nCache-Control: max-age=60\r\n");
    scene_close(&s);
}
END_TEST

START_TEST(has_a_file_of_somebodys_month_in_any_case) {
    static const char *const nicks[] = {"Bird", "bird", "BIRD"};
    scene s;
    log_scene_open(&s);
    for (size_t i = 0; i < sizeof nicks / sizeof *nicks; i++) {
        char path[128];
        snprintf(path, sizeof path, "%s/userlogs/%s.txt", MONTH, nicks[i]);
        expect_get(&s, path, "", 200,
                   "[2020-07-09 18:03:55 UTC] Bird: hello there\n");
    }
    expect_get(&s, "/destinygg%20chatlog/August%202020/userlogs/bird.txt", "",
               200, "[2020-08-03 14:35:18 UTC] Bird: late again\n");
    scene_close(&s);
}
END_TEST

START_TEST(says_what_is_missing) {
    scene s;
    log_scene_open(&s);
    expect_get(&s, MONTH "/userlogs/nobody.txt", "", 404, no_user);
    expect_get(&s, "/Destinygg%20chatlog/May%202020/userlogs/bird.txt", "", 404,
               no_user);
    expect_get(&s, MONTH "/2020-07-10.txt", "", 404, "file not found\n");
    expect_get(&s, MONTH "/2020-08-03.txt", "", 404, "file not found\n");
    expect_get(&s, MONTH "/broadcaster.txt", "", 500, no_user);
    expect_get(&s, MONTH "/bans.txt", "", 500, no_user);
    expect_get(&s, MONTH "/subscribers.txt", "", 500,
               "no subscribers this month\n");
    expect_visit(&s, "GET /Destinygg%20chatlog/Juli%202020", "",
                 "HTTP/1.1 404 Not Found\r\nContent-Type: text/html");
    expect_visit(&s, "GET /Other%20chatlog/July%202020", "", "HTTP/1.1 404 ");
    expect_visit(&s, "POST " MONTH "/2020-07-09.txt", "", "HTTP/1.1 405 ");
    scene_close(&s);
}
END_TEST

START_TEST(has_files_of_no_persons) {
    scene s;
    log_scene_open(&s);
    log_scene_say(&s, "Destiny", 5000, "a");
    log_scene_say(&s, "Ban", 6000, "owl muted by Bird");
    log_scene_say(&s, "Subscriber", 7000, "owl is now a Tier I subscriber!");
    expect_get(&s, MONTH "/broadcaster.txt", "", 200,
               "[2020-07-09 18:04:00 UTC] Destiny: a\n");
    expect_get(&s, MONTH "/bans.txt", "", 200,
               "[2020-07-09 18:04:01 UTC] Ban: owl muted by Bird\n");
    expect_get(&s, MONTH "/subscribers.txt", "", 200,
               "[2020-07-09 18:04:02 UTC] Subscriber: "
               "owl is now a Tier I subscriber!\n");
    scene_close(&s);
}
END_TEST

START_TEST(finds_the_newest_month_of_somebody) {
    scene s;
    log_scene_open(&s);
    expect_get(&s, "/Destinygg%20chatlog/current/Bird.txt", "", 200,
               "[2020-08-03 14:35:18 UTC] Bird: late again\n");
    expect_visit(&s, "GET /Destinygg%20chatlog/current/bIRD.txt", "",
                 "HTTP/1.1 301 ");
    expect_visit(&s, "GET /Destinygg%20chatlog/current/bIRD.txt", "",
                 "\r\nLocation: /Destinygg chatlog/current/Bird.txt\r\n");
    expect_get(&s, "/Destinygg%20chatlog/current/nobody.txt", "", 404, no_user);
    scene_close(&s);
}
END_TEST

START_TEST(filters_texts_and_whole_lines_of_days) {
    scene s;
    log_scene_open(&s);
    expect_get(&s, MONTH "/userlogs/owl.txt?filter=GOOD", "", 200,
               "[2020-07-09 18:03:57 UTC] owl: bird good night\n");
    expect_get(&s, MONTH "/userlogs/owl.txt?filter=18:03", "", 200, "");
    expect_get(&s, MONTH "/2020-07-09.txt?filter=18:03:57", "", 200,
               "[2020-07-09 18:03:57 UTC] owl: bird good night\n");
    expect_get(&s, MONTH "/2020-07-09.txt?filter=none", "", 404,
               "didn't find what you were looking for :(\n");
    scene_close(&s);
}
END_TEST

START_TEST(has_pages_around_its_texts) {
    static const char *const paths[] = {
        MONTH,
        MONTH "/userlogs/bird",
        MONTH "/2020-07-09",
        MONTH "/bans",
        "/Destinygg%20chatlog/current/bird",
        "/mentions/bird",
        "/destinygg/mentions/bird",
    };
    scene s;
    log_scene_open(&s);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        char start[128];
        snprintf(start, sizeof start, "GET %s", paths[i]);
        expect_visit(&s, start, "",
                     "HTTP/1.1 200 OK\r\nContent-Type: text/html");
    }
    scene_close(&s);
}
END_TEST

TEST_MAIN("server_archive", has_a_file_a_day,
          has_a_file_of_somebodys_month_in_any_case, says_what_is_missing,
          has_files_of_no_persons, finds_the_newest_month_of_somebody,
          filters_texts_and_whole_lines_of_days, has_pages_around_its_texts)
