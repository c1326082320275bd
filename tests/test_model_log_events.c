#include "model_case.h"

static uint64_t open_log(model_case *c) {
    const log_service service = {.host = "logs.example", .is_allowed = true};
    case_begin(c);
    go_online(c, "amy");
    model_set_log_service(&c->m, &service);
    enter(c, "/log bird");
    return expect_effect(c, EFFECT_LOG_PAGE, "bird", "");
}

static void tell(model_case *c, uint64_t tag, const char *text) {
    const dgg_line said = {"bird", text, c->now.wall_ms / 1000 * 1000};
    model_log_line(&c->m, tag, &said);
}

static void finish(model_case *c, uint64_t tag) {
    const dgg_log_report report = {.status.reason = ""};
    model_log_end(&c->m, tag, &report);
}

/* The n-th line from the end: 0 is the newest. */
static const line *log_line(const model_case *c, uint64_t back) {
    const history *h = &c->m.log.lines.list;
    const line *l = history_get(h, h->next - 1 - back);
    ck_assert_ptr_nonnull(l);
    return l;
}

START_TEST(lines_look_like_those_of_chat) {
    model_case c;
    uint64_t tag = open_log(&c);
    tell(&c, tag, "/me waves");
    tell(&c, tag, "\033[2J>quoted");
    tell(&c, tag, ">quoted");
    finish(&c, tag);
    expect_line(log_line(&c, 0), LINE_LOGGED_ACTION, "", "waves");
    expect_line(log_line(&c, 1), LINE_LOGGED, "", "\xE2\x90\x9B[2J>quoted");
    ck_assert(!log_line(&c, 2)->is_green);
    case_end(&c);
}
END_TEST

START_TEST(who_may_write_in_green_does) {
    static const char *const features[] = {"subscriber"};
    model_case c;
    uint64_t tag = open_log(&c);
    dgg_event event = case_event(&c, DGG_EVENT_JOIN, "bird", "");
    event.user.features = features;
    event.user.feature_count = 1;
    model_apply(&c.m, &event, c.now);
    tell(&c, tag, ">quoted");
    tell(&c, tag, "plain");
    finish(&c, tag);
    ck_assert(log_line(&c, 0)->is_green);
    ck_assert(!log_line(&c, 1)->is_green);
    case_end(&c);
}
END_TEST

START_TEST(what_is_said_meanwhile_appears_once) {
    model_case c;
    uint64_t tag = open_log(&c);
    receive(&c, DGG_EVENT_MESSAGE, "BIRD", "hi");
    receive(&c, DGG_EVENT_MESSAGE, "tree", "not mine");
    tell(&c, tag, "hi");
    tell(&c, tag, "before");
    finish(&c, tag);
    receive(&c, DGG_EVENT_MESSAGE, "bird", "/me waves");
    expect_line(log_line(&c, 0), LINE_LOGGED_ACTION, "", "waves");
    expect_line(log_line(&c, 1), LINE_LOGGED, "", "hi");
    expect_line(log_line(&c, 2), LINE_DAY, "", "said since ──");
    expect_line(log_line(&c, 3), LINE_LOGGED, "", "before");
    ck_assert_uint_eq(history_count(&c.m.log.lines.list), 5);
    case_end(&c);
}
END_TEST

START_TEST(nothing_is_heard_before_the_question_is_answered) {
    model_case c;
    const log_service service = {.host = "logs.example"};
    case_begin(&c);
    model_set_log_service(&c.m, &service);
    enter(&c, "/log bird");
    receive(&c, DGG_EVENT_MESSAGE, "bird", "hi");
    ck_assert_uint_eq(history_count(&c.m.log.lines.list), 0);
    press(&c, "Esc");
    receive(&c, DGG_EVENT_MESSAGE, "bird", "hi");
    ck_assert_uint_eq(history_count(&c.m.log.lines.list), 0);
    case_end(&c);
}
END_TEST

START_TEST(a_wait_and_a_failure_are_passed_on) {
    model_case c;
    uint64_t tag = open_log(&c);
    dgg_log_report report = {.status.reason = "", .wait_ms = 5000};
    model_log_progress(&c.m, tag, &report);
    ck_assert_int_eq(c.m.log.progress.wait_ms, 5000);
    report.status =
        (dgg_api_status){.error = DGG_ERROR_HTTP_STATUS, .reason = "HTTP 500"};
    model_log_end(&c.m, tag, &report);
    ck_assert_int_eq(c.m.log.phase, LOG_FAILED);
    ck_assert_str_eq(c.m.log.problem, "HTTP 500");
    case_end(&c);
}
END_TEST

TEST_MAIN("model_log_events", lines_look_like_those_of_chat,
          who_may_write_in_green_does, what_is_said_meanwhile_appears_once,
          nothing_is_heard_before_the_question_is_answered,
          a_wait_and_a_failure_are_passed_on)
