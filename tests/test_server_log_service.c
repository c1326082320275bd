#include "server_log_scene.h"

#define SEARCH "/anon/search?text=hello"
#define DAY    "/Destinygg%20chatlog/July%202020/2020-07-09.txt"

START_TEST(is_at_the_sites_address) {
    scene s;
    log_scene_open(&s);
    ck_assert_str_eq(server_logs_url(s.server), server_site_url(s.server));
    ck_assert_str_eq(server_archive_url(s.server), server_site_url(s.server));
    expect_visit(&s, "GET " SEARCH, "", "\"Success\"");
    expect_visit(&s, "GET " DAY, "", "hello there");
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

START_TEST(throttles_as_many_as_wanted) {
    scene s;
    log_scene_open(&s);
    server_set_faults(
        s.server,
        &(server_faults){.logs = {.throttles = 2, .throttle_retry_s = 7}});
    expect_visit(&s, "GET /embed/chat", "", "HTTP/1.1 200 ");
    expect_visit(&s, "GET " SEARCH, "", "\r\nRetry-After: 7\r\n");
    expect_get(&s, DAY, "", 429, "Too Many Requests\n");
    expect_visit(&s, "GET " DAY, "", "HTTP/1.1 200 ");
    server_set_faults(s.server, &(server_faults){.logs.throttles = 1});
    char *answer = visit(&s, "GET " SEARCH, "", NULL);
    ck_assert_ptr_null(strstr(answer, "Retry-After"));
    expect_answered(answer, 429,
                    "{\"type\":\"RateLimit\","
                    "\"error\":\"too many requests\"}");
    expect_visit(&s, "GET " SEARCH, "", "HTTP/1.1 200 ");
    scene_close(&s);
}
END_TEST

START_TEST(gives_a_page_for_people_on_request) {
    scene s;
    log_scene_open(&s);
    server_set_faults(s.server, &(server_faults){.logs.is_html = true});
    static const char start[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html";
    expect_visit(&s, "GET " SEARCH, "", start);
    expect_visit(&s, "GET " DAY, "", start);
    expect_visit(&s, "GET /api/userinfo", "", "Content-Type: application/json");
    scene_close(&s);
}
END_TEST

START_TEST(has_the_faults_of_the_site) {
    static const struct {
        server_site_faults faults;
        const char *part;
    } faults[] = {
        {{.page_status = 503}, "HTTP/1.1 503 "},
        {{.redirect = "/x"}, "\r\nLocation: /x\r\n"},
        {{.length_error = 1}, "\r\nConnection: close\r\n"},
        {{.chunk_bytes = 10}, "\r\nTransfer-Encoding: chunked\r\n"},
    };
    scene s;
    log_scene_open(&s);
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        server_faults some = {.site = faults[i].faults};
        some.site.only = "/Destinygg%20chatlog";
        server_set_faults(s.server, &some);
        expect_visit(&s, "GET " DAY, "", faults[i].part);
        expect_visit(&s, "GET /embed/chat", "", "HTTP/1.1 200 ");
        some.site.only = "/anon";
        server_set_faults(s.server, &some);
        expect_visit(&s, "GET " SEARCH, "", faults[i].part);
        expect_visit(&s, "GET " DAY, "", "hello there\n");
    }
    server_set_faults(s.server, &(server_faults){.http_status = 500});
    expect_visit(&s, "GET " DAY, "", "HTTP/1.1 500 ");
    scene_close(&s);
}
END_TEST

START_TEST(is_filled_with_lines_on_request) {
    static const char line[] = "[2020-07-09 18:03:55 UTC] owl: hoot\n";
    enum { LINES = 20000, BYTES = LINES * (sizeof line - 1) };
    scene s;
    log_scene_open(&s);
    server_set_faults(s.server,
                      &(server_faults){.site = {.only = "/Destinygg",
                                                .filler = line,
                                                .filler_bytes = BYTES}});
    char *answer = visit(&s, "GET " DAY, "", NULL);
    const char *at = strstr(answer, "night\n") + strlen("night\n");
    size_t count = 0;
    for (; strncmp(at, line, strlen(line)) == 0; at += strlen(line)) {
        count++;
    }
    ck_assert_uint_eq(count, LINES);
    ck_assert_str_eq(at, "");
    free(answer);
    scene_close(&s);
}
END_TEST

TEST_MAIN("server_log_service", throttles_as_many_as_wanted,
          gives_a_page_for_people_on_request, has_the_faults_of_the_site,
          is_filled_with_lines_on_request, is_at_the_sites_address,
          leaves_the_site_what_is_the_sites)
