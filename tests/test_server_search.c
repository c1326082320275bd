#include "server_log_scene.h"

static void expect_bad(scene *s, const char *path, const char *error) {
    char body[256];
    snprintf(body, sizeof body, "{\"type\":\"BadSchema\",\"error\":\"%s\"}",
             error);
    scene_advance(s, 500);
    expect_get(s, path, "", 400, body);
}

START_TEST(gives_the_newest_first) {
    scene s;
    log_scene_open(&s);
    expect_get(&s, "/anon/search?username=OWL&channel=Destinygg", "", 200,
               "{\"type\":\"Success\",\"error\":null,\"data\":{\"messages\":["
               "{\"username\":\"owl\",\"channel\":\"Destinygg\","
               "\"text\":\"bird good\\nnight\","
               "\"ts\":\"2020-07-09T18:03:57.123Z\","
               "\"searchAfter\":1594317837123},"
               "{\"username\":\"owl\",\"channel\":\"Destinygg\","
               "\"text\":\"Hello, Bird OwlBlink\","
               "\"ts\":\"2020-07-09T18:03:56.123Z\","
               "\"searchAfter\":1594317836123}]}}");
    expect_visit(&s, "GET /anon/search?username=bird", "",
                 "\"username\":\"bird\"");
    expect_get(&s, "/anon/search?username=nobody", "", 200,
               "{\"type\":\"Success\",\"error\":null,"
               "\"data\":{\"messages\":[]}}");
    scene_close(&s);
}
END_TEST

static size_t count(const char *text, const char *part) {
    size_t found = 0;
    while ((text = strstr(text, part)) != NULL) {
        found++;
        text++;
    }
    return found;
}

/* How many messages a search finds on one page. */
static size_t found(scene *s, const char *parameters) {
    char start[256];
    snprintf(start, sizeof start, "GET /anon/search?%s", parameters);
    scene_advance(s, 500);
    char *answer = visit(s, start, "", NULL);
    ck_assert_msg(strstr(answer, "\"Success\"") != NULL, "%s", answer);
    size_t messages = count(answer, "\"searchAfter\":");
    free(answer);
    return messages;
}

START_TEST(goes_on_strictly_behind_a_time) {
    scene s;
    scene_open_bare(&s);
    for (int i = 0; i < 250; i++) {
        log_scene_say(&s, "owl", i, "hoot");
    }
    ck_assert_uint_eq(found(&s, "username=owl"), 100);
    ck_assert_uint_eq(found(&s, "username=owl&search_after=1594317835273"),
                      100);
    ck_assert_uint_eq(found(&s, "username=owl&search_after=1594317835173"), 50);
    ck_assert_uint_eq(found(&s, "username=owl&search_after=1594317835123"), 0);
    scene_close(&s);
}
END_TEST

START_TEST(finds_by_nick_word_and_day) {
    static const struct {
        const char *parameters;
        size_t messages;
    } searches[] = {
        {"username=owl%7CBird", 4},
        {"channel=destinygg", 4},
        {"text=hello", 2},
        {"text=hello%20bird", 1},
        {"text=hell", 0},
        {"username=bird&text=hello", 1},
        {"text=hello&start_date=2020-07-09&end_date=2020-07-09", 2},
        {"text=hello&end_date=2020-07-08", 0},
        {"username=bird&start_date=2020-07-10", 1},
    };
    scene s;
    log_scene_open(&s);
    for (size_t i = 0; i < sizeof searches / sizeof *searches; i++) {
        ck_assert_uint_eq(found(&s, searches[i].parameters),
                          searches[i].messages);
    }
    scene_close(&s);
}
END_TEST

START_TEST(refuses_what_it_does_not_understand) {
    static const char nothing[] = "one of username, text and channel is needed";
    scene s;
    log_scene_open(&s);
    expect_bad(&s, "/anon/search", nothing);
    expect_bad(&s, "/anon/search?username=&text=", nothing);
    expect_bad(&s, "/anon/search?channel=Elsewhere", "channel is unknown");
    expect_bad(&s, "/anon/search?text=a&start_date=2020-02-30",
               "start_date is no YYYY-MM-DD");
    expect_bad(&s, "/anon/search?text=a&end_date=2020-2-3",
               "end_date is no YYYY-MM-DD");
    expect_bad(&s, "/anon/search?text=a&search_after=1x",
               "search_after is no number");
    expect_visit(&s, "POST /anon/search?text=a", "", "HTTP/1.1 405 ");
    scene_close(&s);
}
END_TEST

START_TEST(limits_the_rate) {
    scene s;
    log_scene_open(&s);
    for (int i = 5; i-- > 0;) {
        char header[64];
        snprintf(header, sizeof header, "\r\nx-ratelimit-remaining: %d\r\n", i);
        expect_visit(&s, "GET /anon/search?text=a", "", header);
    }
    expect_get(&s, "/anon/search?text=a", "", 429,
               "{\"type\":\"RateLimit\",\"error\":\"too many requests\"}");
    expect_visit(&s, "GET /anon/search?text=a", "",
                 "\r\nx-ratelimit-limit: 5\r\nx-ratelimit-remaining: 0\r\n"
                 "x-ratelimit-reset: 3\r\nretry-after: 1\r\n");
    scene_advance(&s, 499);
    expect_visit(&s, "GET /anon/search?text=a", "", "HTTP/1.1 429 ");
    scene_advance(&s, 1);
    expect_visit(&s, "GET /anon/search?text=a", "", "HTTP/1.1 200 ");
    expect_visit(&s, "GET /anon/search?text=a", "", "HTTP/1.1 429 ");
    scene_close(&s);
}
END_TEST

START_TEST(repeats_a_page_on_request) {
    scene s;
    log_scene_open(&s);
    server_set_faults(s.server, &(server_faults){.logs.repeats_page = true});
    ck_assert_uint_eq(found(&s, "username=owl&search_after=1"), 2);
    expect_bad(&s, "/anon/search?text=a&search_after=1x",
               "search_after is no number");
    scene_close(&s);
}
END_TEST

START_TEST(answers_nonsense_on_request) {
    scene s;
    log_scene_open(&s);
    server_set_faults(s.server,
                      &(server_faults){.logs.page = SERVER_LOG_PAGE_WORD});
    expect_get(&s, "/anon/search?username=owl", "", 200,
               "{\"type\":\"Success\",\"data\":{\"messages\":\"none\"}}");
    server_set_faults(s.server,
                      &(server_faults){.logs.page = SERVER_LOG_PAGE_CUT});
    expect_get(&s, "/anon/search?username=nobody", "", 200,
               "{\"type\":\"Success\",\"error\":n");
    scene_close(&s);
}
END_TEST

TEST_MAIN("server_search", repeats_a_page_on_request,
          answers_nonsense_on_request, gives_the_newest_first,
          goes_on_strictly_behind_a_time, finds_by_nick_word_and_day,
          refuses_what_it_does_not_understand, limits_the_rate)
