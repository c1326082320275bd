#include "logs_scene.h"

/* Lines, of more bytes than are read before something is told. */
enum { MANY = 50000 };

static logs_scene scene;

static const dgg_month august = {2026, 8};

#define AUGUST_MS INT64_C(1785542400000)
#define DAY_MS    INT64_C(86400000)

static void setup(void) {
    scene_open(&scene);
}

static void teardown(void) {
    scene_close(&scene);
}

static void add(const char *nick, int64_t ms, const char *text) {
    test_require(server_add_log(scene.server, nick, ms, text));
}

static void read_user(const char *nick, dgg_month month) {
    const dgg_log_reader reader = scene_reader(&scene);
    scene_read(&scene, dgg_logs_user(scene.logs, nick, month, &reader));
}

START_TEST(a_month_of_somebody_comes_oldest_first) {
    add("Bird", AUGUST_MS - 1, "July");
    add("Bird", AUGUST_MS, "one");
    add("Tree", AUGUST_MS + 1, "tree");
    add("Bird", AUGUST_MS + 31 * DAY_MS - 1, "two");
    add("Bird", AUGUST_MS + 31 * DAY_MS, "September");
    read_user("bIRD", august);
    scene_expect(&scene, DGG_OK, "Bird:one Bird:two ");
    ck_assert_uint_eq(scene.end.lines, 2);
    ck_assert_uint_eq(scene.end.skipped, 0);
    ck_assert_uint_gt(scene.end.total_bytes, 0);
    ck_assert_uint_eq(scene.end.bytes, scene.end.total_bytes);
    ck_assert_uint_ge(scene.progresses, 1);
    ck_assert(!scene.end.has_more);
}
END_TEST

START_TEST(no_month_is_the_present_one_in_utc) {
    add("Bird", SCENE_EPOCH_MS, "now");
    add("Bird", AUGUST_MS, "August");
    read_user("bird", (dgg_month){0});
    scene_expect(&scene, DGG_OK, "Bird:now ");
    dgg_month now = dgg_month_now(scene.loop);
    ck_assert_int_eq(now.year, 2026);
    ck_assert_int_eq(now.month, 9);
    ck_assert_int_eq(dgg_day_now(scene.loop).day, 5);
}
END_TEST

START_TEST(a_day_has_everybody) {
    add("Bird", AUGUST_MS, "one");
    add("Tree", AUGUST_MS + DAY_MS - 1, "two");
    add("Tree", AUGUST_MS + DAY_MS, "three");
    dgg_log_reader reader = scene_reader(&scene);
    scene_read(&scene,
               dgg_logs_daily(scene.logs, (dgg_day){2026, 8, 1}, &reader));
    scene_expect(&scene, DGG_OK, "Bird:one Tree:two ");
    add("Bird", SCENE_EPOCH_MS, "today");
    reader = scene_reader(&scene);
    scene_read(&scene, dgg_logs_daily(scene.logs, (dgg_day){0}, &reader));
    scene_expect(&scene, DGG_OK, "Bird:today ");
}
END_TEST

typedef dgg_error (*month_call)(dgg_logs *logs, dgg_month month,
                                const dgg_log_reader *reader);

static void read_month(month_call call) {
    const dgg_log_reader reader = scene_reader(&scene);
    scene_read(&scene, call(scene.logs, august, &reader));
}

START_TEST(the_broadcaster_subscribers_and_bans_have_files) {
    add("Destiny", AUGUST_MS, "welcome");
    add("Subscriber", AUGUST_MS, "Tree subscribed");
    add("Ban", AUGUST_MS, "Bird muted by Tree");
    read_month(dgg_logs_broadcaster);
    scene_expect(&scene, DGG_OK, "Destiny:welcome ");
    read_month(dgg_logs_subscribers);
    scene_expect(&scene, DGG_OK, "Subscriber:Tree subscribed ");
    read_month(dgg_logs_bans);
    scene_expect(&scene, DGG_OK, "Ban:Bird muted by Tree ");
}
END_TEST

START_TEST(what_is_not_there_is_not_found) {
    static const month_call calls[] = {dgg_logs_broadcaster,
                                       dgg_logs_subscribers, dgg_logs_bans};
    read_user("nobody", august);
    scene_expect(&scene, DGG_ERROR_NOT_FOUND, "");
    ck_assert_int_eq(scene.end.status.http_status, 404);
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        read_month(calls[i]);
        scene_expect(&scene, DGG_ERROR_NOT_FOUND, "");
        ck_assert_int_eq(scene.end.status.http_status, 500);
    }
    const dgg_log_reader reader = scene_reader(&scene);
    scene_read(&scene,
               dgg_logs_daily(scene.logs, (dgg_day){2030, 1, 1}, &reader));
    scene_expect(&scene, DGG_ERROR_NOT_FOUND, "");
}
END_TEST

START_TEST(what_cannot_be_asked_is_refused_at_once) {
    static const dgg_month wrong[] = {{2020, 13}, {2020, 0},  {0, 7},
                                      {2020, -1}, {1969, 12}, {10000, 1}};
    const dgg_log_reader reader = scene_reader(&scene);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ck_assert_int_eq(dgg_logs_user(scene.logs, "bird", wrong[i], &reader),
                         DGG_ERROR_ARGUMENT);
        ck_assert_int_eq(dgg_logs_bans(scene.logs, wrong[i], &reader),
                         DGG_ERROR_ARGUMENT);
    }
    ck_assert_int_eq(
        dgg_logs_daily(scene.logs, (dgg_day){2021, 2, 29}, &reader),
        DGG_ERROR_ARGUMENT);
    ck_assert_int_eq(dgg_logs_user(scene.logs, "../x", august, &reader),
                     DGG_ERROR_NICK);
    ck_assert_int_eq(dgg_logs_user(scene.logs, NULL, august, &reader),
                     DGG_ERROR_NICK);
}
END_TEST

START_TEST(a_file_is_told_while_it_arrives) {
    for (int i = 0; i < MANY; i++) {
        add("Bird", AUGUST_MS + i * 1000,
            "a line that is long enough to count for something");
    }
    const dgg_log_reader reader = scene_reader(&scene);
    ck_assert_int_eq(dgg_logs_user(scene.logs, "bird", august, &reader),
                     DGG_OK);
    while (scene.lines == 0) {
        scene_turn(&scene);
    }
    ck_assert_uint_lt(scene.lines, MANY);
    scene_read(&scene, DGG_OK);
    ck_assert_uint_eq(scene.end.lines, MANY);
    ck_assert_uint_gt(scene.progresses, 1);
}
END_TEST

static int count_line(void *user, const dgg_line *line) {
    ck_assert_str_eq(line->nick, "owl");
    ++*(uint64_t *)user;
    return 0;
}

/* More than an answer may be that is kept. */
START_TEST(a_file_of_any_size_is_told_to_its_end) {
    static const char line[] = "[2020-07-09 18:03:55 UTC] owl: hoot\n";
    enum { LINES = 300000 };
    uint64_t lines = 0;
    const dgg_log_reader reader = {.on_line = count_line, .user = &lines};
    add("owl", AUGUST_MS, "first");
    server_set_faults(
        scene.server,
        &(server_faults){.site = {.filler = line,
                                  .filler_bytes = LINES * (sizeof line - 1)}});
    ck_assert_int_eq(dgg_logs_user(scene.logs, "owl", august, &reader), DGG_OK);
    ck_assert_uint_eq(lines, LINES + 1);
    ck_assert_uint_gt(dgg_logs_last(scene.logs)->bytes, HTTP_MAX_BYTES);
}
END_TEST

/* --- what only a broken archive answers ---------------------------------- */

#define FILE_PATH "/Destinygg%20chatlog/August%202026/userlogs/bird.txt"
#define AT        "[2026-08-01 00:00:00 UTC] "

static fake_route *by_hand(int status, const char *body) {
    scene_close(&scene);
    scene_open_by_hand(&scene);
    fake_route *route = fake_site_set(&scene.site, FILE_PATH, status, body);
    route->type = "text/plain; charset=UTF-8";
    return route;
}

START_TEST(lines_that_do_not_parse_are_skipped_and_counted) {
    by_hand(200, AT "bird: one\nno line\n\n[bird] x\n" AT "bird: \xff\n");
    read_user("bird", august);
    scene_expect(&scene, DGG_OK, "bird:one bird:\xef\xbf\xbd ");
    ck_assert_uint_eq(scene.end.skipped, 2);
}
END_TEST

START_TEST(an_empty_file_is_an_end_without_lines) {
    by_hand(200, "");
    read_user("bird", august);
    scene_expect(&scene, DGG_OK, "");
}
END_TEST

START_TEST(half_a_line_of_a_file_that_broke_off_is_not_told) {
    by_hand(200, AT "bird: one\n" AT "bird: tw")->announced = 1000;
    read_user("bird", august);
    scene_expect(&scene, DGG_ERROR_TRUNCATED, "bird:one ");
    ck_assert_uint_eq(scene.end.skipped, 1);
    ck_assert_uint_eq(scene.end.total_bytes, 1000);
}
END_TEST

START_TEST(a_last_line_without_its_end_is_told) {
    by_hand(200, AT "bird: one\n" AT "bird: two");
    read_user("bird", august);
    scene_expect(&scene, DGG_OK, "bird:one bird:two ");
}
END_TEST

START_TEST(each_trouble_is_told_apart) {
    static const struct {
        int status;
        const char *type;
        dgg_error error;
    } cases[] = {
        {200, "text/html", DGG_ERROR_HTML},
        {404, "text/html", DGG_ERROR_NOT_FOUND},
        {500, "text/plain", DGG_ERROR_HTTP_STATUS},
        {503, "text/html", DGG_ERROR_HTTP_STATUS},
        {403, "text/html", DGG_ERROR_HTTP_STATUS},
        {302, "text/html", DGG_ERROR_REDIRECT_HOST},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        by_hand(cases[i].status, AT "bird: no\n")->type = cases[i].type;
        read_user("bird", august);
        scene_expect(&scene, cases[i].error, "");
        ck_assert_int_eq(scene.end.status.http_status, cases[i].status);
    }
}
END_TEST

START_TEST(a_throttled_file_is_asked_for_again) {
    fake_route *route = by_hand(429, AT "bird: one\n");
    route->headers = "Retry-After: 7\r\n";
    const dgg_log_reader reader = scene_reader(&scene);
    ck_assert_int_eq(dgg_logs_user(scene.logs, "bird", august, &reader),
                     DGG_OK);
    while (scene.site.requests == 0) {
        scene_turn(&scene);
    }
    route->status = 200;
    scene_read(&scene, DGG_OK);
    scene_expect(&scene, DGG_OK, "bird:one ");
    ck_assert_int_eq(scene.announced_ms, 7000);
}
END_TEST

TEST_MAIN_WITH("logs_archive", setup, teardown,
               a_month_of_somebody_comes_oldest_first,
               no_month_is_the_present_one_in_utc, a_day_has_everybody,
               the_broadcaster_subscribers_and_bans_have_files,
               what_is_not_there_is_not_found,
               what_cannot_be_asked_is_refused_at_once,
               a_file_is_told_while_it_arrives,
               a_file_of_any_size_is_told_to_its_end,
               lines_that_do_not_parse_are_skipped_and_counted,
               an_empty_file_is_an_end_without_lines,
               half_a_line_of_a_file_that_broke_off_is_not_told,
               a_last_line_without_its_end_is_told, each_trouble_is_told_apart,
               a_throttled_file_is_asked_for_again)
