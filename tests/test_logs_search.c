#include "logs_scene.h"

static logs_scene scene;

static void setup(void) {
    scene_open(&scene);
}

static void teardown(void) {
    scene_close(&scene);
}

/* Lines 1 to `count` of somebody, a minute apart from 2026-08-01 on. */
static void fill(const char *nick, size_t count) {
    for (size_t i = 1; i <= count; i++) {
        char text[32];
        snprintf(text, sizeof text, "%zu", i);
        ck_assert(server_add_log(scene.server, nick,
                                 INT64_C(1785542400000) + (int64_t)i * 60000,
                                 text));
    }
}

static void search(const dgg_log_query *query) {
    const dgg_log_reader reader = scene_reader(&scene);
    scene_read(&scene, dgg_logs_search(scene.logs, query, &reader));
}

/* "bird:FIRST bird:FIRST-1 ... bird:LAST " */
static void expect_run(size_t first, size_t last) {
    char expected[SCENE_TOLD_BYTES] = "";
    size_t used = 0;
    for (size_t i = first; i >= last; i--) {
        used += (size_t)snprintf(expected + used, sizeof expected - used,
                                 "bird:%zu ", i);
    }
    scene_expect(&scene, DGG_OK, expected);
}

START_TEST(all_pages_are_read_newest_first) {
    fill("Bird", 250);
    fill("tree", 3);
    search(&(dgg_log_query){.nick = "bird"});
    expect_run(250, 1);
    ck_assert(!scene.end.has_more);
    ck_assert_uint_eq(scene.end.lines, 250);
    ck_assert_uint_eq(scene.end.repeated, 0);
    ck_assert_uint_gt(scene.end.bytes, 250 * 40);
    ck_assert_uint_ge(scene.progresses, 3);
}
END_TEST

START_TEST(a_limit_ends_a_page_and_the_next_query_goes_on) {
    fill("bird", 250);
    dgg_log_query query = {.nick = "bird", .limit = 120};
    search(&query);
    expect_run(250, 131);
    ck_assert(scene.end.has_more);
    query.older_than_ms = scene.end.older_than_ms;
    search(&query);
    expect_run(130, 11);
    query.older_than_ms = scene.end.older_than_ms;
    search(&query);
    expect_run(10, 1);
    ck_assert(!scene.end.has_more);
}
END_TEST

START_TEST(days_and_words_narrow_a_search) {
    fill("bird", 3);
    server_add_log(scene.server, "bird", 1788000000000, "the late worm");
    server_add_log(scene.server, "tree", 1788000000000, "worm");
    search(&(dgg_log_query){.nick = "bird", .from = {2026, 8, 2}});
    scene_expect(&scene, DGG_OK, "bird:the late worm ");
    search(&(dgg_log_query){.nick = "bird", .to = {2026, 8, 1}});
    expect_run(3, 1);
    search(&(dgg_log_query){.text = "worm late"});
    scene_expect(&scene, DGG_OK, "bird:the late worm ");
    search(&(dgg_log_query){.nick = "tree|bird", .text = "worm"});
    ck_assert_uint_eq(scene.lines, 2);
}
END_TEST

START_TEST(nobody_found_is_an_end_without_lines) {
    search(&(dgg_log_query){.nick = "nobody"});
    scene_expect(&scene, DGG_OK, "");
    ck_assert(!scene.end.has_more);
    ck_assert_int_eq(scene.end.status.http_status, 200);
}
END_TEST

START_TEST(what_cannot_be_asked_is_refused_at_once) {
    const dgg_log_reader reader = scene_reader(&scene);
    ck_assert_int_eq(
        dgg_logs_search(scene.logs, &(dgg_log_query){.nick = "a/b"}, &reader),
        DGG_ERROR_NICK);
    ck_assert_int_eq(dgg_logs_search(scene.logs,
                                     &(dgg_log_query){.from = {2026, 2, 30}},
                                     &reader),
                     DGG_ERROR_ARGUMENT);
}
END_TEST

START_TEST(a_search_that_waits_returns_its_error) {
    fill("bird", 3);
    dgg_log_reader reader = scene_reader(&scene);
    reader.on_end = NULL;
    ck_assert_int_eq(
        dgg_logs_search(scene.logs, &(dgg_log_query){.limit = 2}, &reader),
        DGG_OK);
    ck_assert_str_eq(scene.told, "bird:3 bird:2 ");
    const dgg_log_report *last = dgg_logs_last(scene.logs);
    ck_assert_int_eq(last->status.error, DGG_OK);
    ck_assert_uint_eq(last->lines, 2);
    ck_assert(last->has_more);
}
END_TEST

/* --- what only a broken service answers ---------------------------------- */

static fake_route *by_hand(int status, const char *body) {
    scene_close(&scene);
    scene_open_by_hand(&scene);
    return fake_site_set(&scene.site, "/anon/search", status, body);
}

#define MESSAGE(text, cursor)                              \
    "{\"username\":\"bird\",\"text\":\"" text "\",\"ts\":" \
    "\"2026-08-01T00:00:00.000Z\",\"searchAfter\":" #cursor "}"
#define PAGE(messages)                                                       \
    "{\"type\":\"Success\",\"error\":null,\"data\":{\"messages\":[" messages \
    "]}}"

START_TEST(a_page_that_repeats_itself_is_told_once) {
    by_hand(200, PAGE(MESSAGE("b", 20) "," MESSAGE("a", 10)));
    search(&(dgg_log_query){.nick = "bird"});
    scene_expect(&scene, DGG_ERROR_REPEATED, "bird:b bird:a ");
    ck_assert_uint_eq(scene.end.repeated, 2);
    ck_assert_int_eq(scene.site.requests, 2);
    ck_assert_ptr_nonnull(
        strstr(scene.site.routes[0].query, "&search_after=10"));
}
END_TEST

START_TEST(a_page_out_of_order_goes_on_from_its_oldest_line) {
    by_hand(200, PAGE(MESSAGE("a", 10) "," MESSAGE("b", 20)));
    search(&(dgg_log_query){.nick = "bird"});
    scene_expect(&scene, DGG_ERROR_REPEATED, "bird:a bird:b ");
    ck_assert_int_eq(scene.end.older_than_ms, 10);
}
END_TEST

START_TEST(entries_that_are_no_lines_are_counted) {
    by_hand(200, PAGE("1,{},null," MESSAGE("a", 10)));
    search(&(dgg_log_query){.nick = "bird", .limit = 1});
    scene_expect(&scene, DGG_OK, "bird:a ");
    ck_assert_uint_eq(scene.end.skipped, 3);
    by_hand(200, PAGE("1,{}"));
    search(&(dgg_log_query){.nick = "bird"});
    scene_expect(&scene, DGG_ERROR_NOT_JSON, "");
    ck_assert_uint_eq(scene.end.skipped, 2);
}
END_TEST

START_TEST(each_trouble_is_told_apart) {
    static const struct {
        int status;
        const char *type;
        const char *body;
        dgg_error error;
        const char *words;
    } cases[] = {
        {400, "application/json",
         "{\"type\":\"BadSchema\",\"error\":\"text too short\"}",
         DGG_ERROR_SITE, "text too short"},
        {200, "application/json", "{\"type\":\"BadSchema\",\"error\":\"no\"}",
         DGG_ERROR_SITE, "no"},
        {200, "text/html", "<html>", DGG_ERROR_HTML, "page"},
        {403, "text/html", "<html>", DGG_ERROR_HTTP_STATUS, "403"},
        {503, "text/html", "<html>", DGG_ERROR_HTTP_STATUS, "503"},
        {500, "application/json", "{}", DGG_ERROR_HTTP_STATUS, "500"},
        {404, "text/html", "<html>", DGG_ERROR_HTML, "404"},
        {200, "application/json", "{\"data\":{\"messages\":[",
         DGG_ERROR_NOT_JSON, "understood"},
        {200, "application/json", PAGE("") "x", DGG_ERROR_NOT_JSON,
         "understood"},
        {200, "application/json", "{\"data\":{\"messages\":\"none\"}}",
         DGG_ERROR_NOT_JSON, "understood"},
        {200, "application/json", "", DGG_ERROR_NOT_JSON, "understood"},
        {301, "text/html", "", DGG_ERROR_REDIRECT_HOST, "another host"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        by_hand(cases[i].status, cases[i].body)->type = cases[i].type;
        search(&(dgg_log_query){.nick = "bird"});
        scene_expect(&scene, cases[i].error, "");
        ck_assert_msg(strstr(scene.words, cases[i].words) != NULL, "%s",
                      scene.words);
        ck_assert_int_eq(scene.end.status.http_status, cases[i].status);
    }
}
END_TEST

START_TEST(a_service_that_is_gone_is_told) {
    by_hand(200, PAGE(""));
    fake_site_close(&scene.site);
    const dgg_log_reader reader = scene_reader(&scene);
    ck_assert_int_eq(dgg_logs_search(scene.logs, &(dgg_log_query){0}, &reader),
                     DGG_OK);
    while (scene.ends == 0) {
        dgg_loop_wait(scene.loop, -1);
    }
    scene_expect(&scene, DGG_ERROR_REFUSED, "");
}
END_TEST

START_TEST(what_was_told_before_a_trouble_stays) {
    fill("bird", 250);
    const dgg_log_reader reader = scene_reader(&scene);
    ck_assert_int_eq(dgg_logs_search(scene.logs, &(dgg_log_query){0}, &reader),
                     DGG_OK);
    while (scene.lines < 100) {
        scene_turn(&scene);
    }
    server_set_faults(scene.server, &(server_faults){.http_cut_bytes = 300});
    scene_read(&scene, DGG_OK);
    ck_assert_int_eq(scene.end.status.error, DGG_ERROR_TRUNCATED);
    ck_assert_uint_eq(scene.end.lines, 100);
    ck_assert(scene.end.has_more);
    server_set_faults(scene.server, &(server_faults){0});
    const dgg_log_query rest = {.older_than_ms = scene.end.older_than_ms};
    search(&rest);
    expect_run(150, 1);
}
END_TEST

TEST_MAIN_WITH("logs_search", setup, teardown, all_pages_are_read_newest_first,
               a_limit_ends_a_page_and_the_next_query_goes_on,
               days_and_words_narrow_a_search,
               nobody_found_is_an_end_without_lines,
               what_cannot_be_asked_is_refused_at_once,
               a_search_that_waits_returns_its_error,
               a_page_that_repeats_itself_is_told_once,
               a_page_out_of_order_goes_on_from_its_oldest_line,
               entries_that_are_no_lines_are_counted,
               each_trouble_is_told_apart, a_service_that_is_gone_is_told,
               what_was_told_before_a_trouble_stays)
