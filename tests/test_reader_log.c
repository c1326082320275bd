/* The pane's wishes go to services played by hand, and their lines come back.
 */
#include "fake_site.h"
#include "model_case.h"
#include "reader_log.h"

#define SEARCH  "/anon/search"
#define ARCHIVE "/Destinygg%20chatlog/"

#define PAGE(messages)                                                       \
    "{\"type\":\"Success\",\"error\":null,\"data\":{\"messages\":[" messages \
    "]}}"
#define FOUND(nick, text, second)                                           \
    "{\"username\":\"" nick "\",\"channel\":\"Destinygg\",\"text\":\"" text \
    "\",\"ts\":\"2023-11-14T20:00:" second                                  \
    "Z\",\"searchAfter\":16999920" second "000}"

typedef struct scene {
    model_case c;
    fake_site site;
    dgg_loop *loop;
    dgg_logs *logs;
    reader_log link;
} scene;

static void begin(scene *s, bool is_archive) {
    log_service service = {.is_archive = is_archive, .is_allowed = true};
    strcpy(service.host, "logs.example");
    fake_site_open(&s->site);
    case_begin(&s->c);
    go_online(&s->c, "amy");
    const dgg_endpoints endpoints = {.logs_url = s->site.url,
                                     .archive_url = s->site.url};
    ck_assert_int_eq(dgg_loop_new(&s->loop, NULL), DGG_OK);
    ck_assert_int_eq(dgg_logs_new(&s->logs, s->loop, &endpoints, NULL), DGG_OK);
    reader_log_open(&s->link, s->logs, &s->c.m);
    model_set_log_service(&s->c.m, &service);
}

static void end(scene *s) {
    dgg_logs_free(s->logs);
    reader_log_close(&s->link);
    dgg_loop_free(s->loop);
    fake_site_close(&s->site);
    case_end(&s->c);
}

static void perform(scene *s) {
    effect wanted;
    while (effects_take(&s->c.m.effects, &wanted)) {
        reader_log_perform(&s->link, &wanted);
        effect_free(&wanted);
    }
}

static void turn(scene *s) {
    fake_site_turn(&s->site, s->loop);
    perform(s);
}

static void open_log(scene *s, const char *command) {
    enter(&s->c, command);
    perform(s);
}

static void wait_for_end(scene *s) {
    while (s->c.m.log.phase == LOG_LOADING) {
        turn(s);
    }
}

static void wait_for_hits(scene *s, const char *path, int hits) {
    while (fake_site_hits(&s->site, path) < hits) {
        turn(s);
    }
}

static void expect_newest(const scene *s, const char *text) {
    const history *lines = &s->c.m.log.lines.list;
    const line *l = history_get(lines, lines->next - 1);
    ck_assert_ptr_nonnull(l);
    ck_assert_str_eq(line_text(l), text);
}

START_TEST(pages_arrive_in_the_pane) {
    scene s;
    begin(&s, false);
    fake_route *route = fake_site_set(
        &s.site, SEARCH, 200,
        PAGE(FOUND("bird", "b", "02") "," FOUND("bird", "a", "01")));
    open_log(&s, "/log Bird");
    wait_for_hits(&s, SEARCH, 1);
    ck_assert_ptr_nonnull(strstr(route->query, "ird"));
    while (s.c.m.log.lines.loaded < 2) {
        turn(&s);
    }
    expect_newest(&s, "b");
    fake_site_set(&s.site, SEARCH, 200, PAGE(""));
    wait_for_end(&s);
    ck_assert_int_eq(s.c.m.log.phase, LOG_IDLE);
    ck_assert(s.c.m.log.progress.is_at_beginning);
    ck_assert_uint_eq(s.c.m.log.lines.loaded, 2);
    end(&s);
}
END_TEST

START_TEST(months_arrive_in_the_pane) {
    scene s;
    begin(&s, true);
    fake_route *route =
        fake_site_set(&s.site, ARCHIVE "October%202023/userlogs/bird.txt", 200,
                      "[2023-10-09 18:03:55 UTC] bird: a\n"
                      "not a line\n"
                      "[2023-10-09 18:03:56 UTC] bird: b\n");
    route->type = "text/plain; charset=UTF-8";
    open_log(&s, "/log bird");
    wait_for_end(&s);
    ck_assert_int_eq(s.c.m.log.phase, LOG_IDLE);
    ck_assert_uint_eq(s.c.m.log.lines.loaded, 2);
    ck_assert_uint_eq(s.c.m.log.progress.skipped, 1);
    ck_assert_int_eq(s.c.m.log.progress.month.month, 9);
    expect_newest(&s, "b");
    end(&s);
}
END_TEST

START_TEST(the_last_nick_wanted_is_read) {
    scene s;
    begin(&s, false);
    fake_route *route = fake_site_set(&s.site, SEARCH, 200,
                                      PAGE(FOUND("fern", "fern's", "01")));
    open_log(&s, "/log bird");
    open_log(&s, "/log tree");
    open_log(&s, "/log fern");
    ck_assert_uint_eq(s.c.m.log.lines.loaded, 0);
    while (s.c.m.log.lines.loaded == 0) {
        turn(&s);
    }
    ck_assert_ptr_nonnull(strstr(route->query, "fern"));
    expect_newest(&s, "fern's");
    press(&s.c, "Esc");
    perform(&s);
    while (s.link.tag != 0) {
        turn(&s);
    }
    ck_assert(!log_is_open(&s.c.m.log));
    ck_assert_uint_eq(s.c.m.log.lines.loaded, 0);
    end(&s);
}
END_TEST

START_TEST(trouble_is_told_and_tried_again) {
    scene s;
    begin(&s, false);
    fake_site_set(&s.site, SEARCH, 500, "no");
    open_log(&s, "/log bird");
    wait_for_end(&s);
    ck_assert_int_eq(s.c.m.log.phase, LOG_FAILED);
    ck_assert_int_eq(s.c.m.log.error, DGG_ERROR_HTTP_STATUS);
    fake_site_set(&s.site, SEARCH, 200, PAGE(""));
    press(&s.c, "PgUp");
    perform(&s);
    wait_for_end(&s);
    ck_assert_int_eq(s.c.m.log.phase, LOG_IDLE);
    end(&s);
}
END_TEST

START_TEST(leaving_in_the_middle_does_no_harm) {
    scene s;
    begin(&s, false);
    open_log(&s, "/log bird");
    end(&s);
    begin(&s, false);
    open_log(&s, "/log bird");
    open_log(&s, "/log tree");
    end(&s);
}
END_TEST

TEST_MAIN("reader_log", pages_arrive_in_the_pane, months_arrive_in_the_pane,
          the_last_nick_wanted_is_read, trouble_is_told_and_tried_again,
          leaving_in_the_middle_does_no_harm)
