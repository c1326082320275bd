#include "model_log.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

static const dgg_month november = {2023, 11};

typedef struct scene {
    log_pane p;
    effects wanted;
    int64_t now_ms;
} scene;

static void begin(scene *s, bool is_archive, bool is_allowed) {
    *s = (scene){.now_ms = 1700000000000};
    log_init(&s->p);
    strcpy(s->p.service.host, "logs.example");
    s->p.service.is_archive = is_archive;
    s->p.service.is_allowed = is_allowed;
}

static void end(scene *s) {
    log_free(&s->p);
    effects_free(&s->wanted);
}

static void open(scene *s, const char *nick) {
    log_open(&s->p, &s->wanted, nick, november);
}

/* The next effect, which has to be of this kind; it keeps no memory. */
static effect next(scene *s, effect_kind kind) {
    effect one;
    ck_assert_msg(effects_take(&s->wanted, &one), "no effect");
    ck_assert_int_eq(one.kind, kind);
    effect_free(&one);
    return one;
}

static void expect_nothing(const scene *s) {
    ck_assert_uint_eq(s->wanted.count, 0);
}

static void tell(scene *s, uint64_t reading, const char *text) {
    log_take(&s->p, reading,
             line_new(LINE_LOGGED, s->now_ms, NULL, text, strlen(text)));
}

static void finish(scene *s, uint64_t reading, const dgg_log_report *report) {
    log_end(&s->p, &s->wanted, reading, report);
}

static size_t shown(const scene *s) {
    return s->p.lines.loaded;
}

/* The n-th line from the end. */
static const char *text_at(const scene *s, uint64_t back) {
    const history *h = &s->p.lines.list;
    const line *l = history_get(h, h->next - 1 - back);
    ck_assert_ptr_nonnull(l);
    return line_text(l);
}

START_TEST(nobody_is_told_before_the_person_agrees) {
    scene s;
    begin(&s, false, false);
    open(&s, "bird");
    ck_assert_int_eq(s.p.phase, LOG_ASKING);
    expect_nothing(&s);
    log_load_older(&s.p, &s.wanted);
    expect_nothing(&s);
    log_allow(&s.p, &s.wanted, LOG_NO);
    ck_assert(!log_is_open(&s.p));
    expect_nothing(&s);
    open(&s, "bird");
    ck_assert_int_eq(s.p.phase, LOG_ASKING);
    end(&s);
}
END_TEST

START_TEST(once_is_for_this_run) {
    scene s;
    begin(&s, false, false);
    open(&s, "bird");
    log_allow(&s.p, &s.wanted, LOG_ONCE);
    next(&s, EFFECT_LOG_PAGE);
    expect_nothing(&s);
    open(&s, "tree");
    next(&s, EFFECT_LOG_CANCEL);
    next(&s, EFFECT_LOG_PAGE);
    end(&s);
}
END_TEST

START_TEST(always_is_an_effect) {
    scene s;
    effect one;
    begin(&s, false, false);
    open(&s, "bird");
    log_allow(&s.p, &s.wanted, LOG_ALWAYS);
    ck_assert(effects_take(&s.wanted, &one));
    ck_assert_int_eq(one.kind, EFFECT_LOG_ALLOW);
    ck_assert_str_eq(one.text, "logs.example");
    effect_free(&one);
    next(&s, EFFECT_LOG_PAGE);
    end(&s);
}
END_TEST

START_TEST(a_recording_has_no_logs) {
    scene s;
    begin(&s, false, false);
    s.p.service.host[0] = '\0';
    open(&s, "bird");
    ck_assert_int_eq(s.p.phase, LOG_RECORDED);
    expect_nothing(&s);
    end(&s);
}
END_TEST

START_TEST(pages_go_back) {
    scene s;
    begin(&s, false, true);
    open(&s, "bird");
    effect one = next(&s, EFFECT_LOG_PAGE);
    ck_assert_int_eq(one.older_than_ms, 0);
    tell(&s, one.tag, "c");
    tell(&s, one.tag, "b");
    ck_assert_uint_eq(shown(&s), 0);
    finish(&s, one.tag,
           &(dgg_log_report){
               .has_more = true, .older_than_ms = 123, .skipped = 2});
    ck_assert_int_eq(s.p.phase, LOG_IDLE);
    ck_assert_str_eq(text_at(&s, 0), "c");
    ck_assert_str_eq(text_at(&s, 1), "b");
    ck_assert_uint_eq(s.p.progress.skipped, 2);
    log_load_older(&s.p, &s.wanted);
    one = next(&s, EFFECT_LOG_PAGE);
    ck_assert_int_eq(one.older_than_ms, 123);
    log_load_older(&s.p, &s.wanted);
    expect_nothing(&s);
    tell(&s, one.tag, "a");
    finish(&s, one.tag, &(dgg_log_report){.older_than_ms = 100});
    ck_assert_str_eq(text_at(&s, 2), "a");
    ck_assert(s.p.progress.is_at_beginning);
    log_load_older(&s.p, &s.wanted);
    expect_nothing(&s);
    end(&s);
}
END_TEST

START_TEST(months_go_back_past_empty_ones) {
    scene s;
    const dgg_log_report missing = {.status.error = DGG_ERROR_NOT_FOUND};
    begin(&s, true, true);
    open(&s, "bird");
    effect one = next(&s, EFFECT_LOG_MONTH);
    ck_assert_int_eq(one.month.year, 2023);
    ck_assert_int_eq(one.month.month, 11);
    finish(&s, one.tag, &missing);
    one = next(&s, EFFECT_LOG_MONTH);
    ck_assert_int_eq(one.month.month, 10);
    tell(&s, one.tag, "a");
    tell(&s, one.tag, "b");
    finish(&s, one.tag, &(dgg_log_report){0});
    expect_nothing(&s);
    ck_assert_int_eq(s.p.phase, LOG_IDLE);
    ck_assert_str_eq(text_at(&s, 0), "b");
    ck_assert_str_eq(text_at(&s, 1), "a");
    log_load_older(&s.p, &s.wanted);
    for (int i = 0; i < LOG_EMPTY_MONTHS; i++) {
        one = next(&s, EFFECT_LOG_MONTH);
        finish(&s, one.tag, &missing);
    }
    ck_assert_int_eq(one.month.year, 2021);
    ck_assert_int_eq(one.month.month, 10);
    expect_nothing(&s);
    ck_assert(s.p.progress.is_at_beginning);
    end(&s);
}
END_TEST

START_TEST(of_a_large_month_the_newest_are_kept) {
    scene s;
    begin(&s, true, true);
    open(&s, "bird");
    effect one = next(&s, EFFECT_LOG_MONTH);
    for (int i = 0; i < LOG_LINES + 500; i++) {
        char text[16];
        snprintf(text, sizeof text, "%d", i);
        tell(&s, one.tag, text);
    }
    finish(&s, one.tag, &(dgg_log_report){0});
    ck_assert_uint_eq(shown(&s), LOG_LINES);
    ck_assert_str_eq(text_at(&s, 0), "20499");
    log_load_older(&s.p, &s.wanted);
    expect_nothing(&s);
    end(&s);
}
END_TEST

/* The lines told of a page were whole, and those of a month its oldest. */
START_TEST(what_came_before_a_failure_is_kept) {
    scene s;
    begin(&s, false, true);
    open(&s, "bird");
    effect one = next(&s, EFFECT_LOG_PAGE);
    tell(&s, one.tag, "c");
    log_note(&s.p, one.tag,
             &(dgg_log_report){.has_more = true, .older_than_ms = 900});
    ck_assert_uint_eq(shown(&s), 1);
    ck_assert_int_eq(s.p.phase, LOG_LOADING);
    tell(&s, one.tag, "b");
    finish(&s, one.tag,
           &(dgg_log_report){.status = {.error = DGG_ERROR_THROTTLED},
                             .has_more = true,
                             .older_than_ms = 800});
    ck_assert_int_eq(s.p.phase, LOG_FAILED);
    ck_assert_uint_eq(shown(&s), 2);
    log_load_older(&s.p, &s.wanted);
    ck_assert_int_eq(next(&s, EFFECT_LOG_PAGE).older_than_ms, 800);
    end(&s);
}
END_TEST

START_TEST(a_failure_can_be_tried_again) {
    scene s;
    begin(&s, true, true);
    open(&s, "bird");
    effect one = next(&s, EFFECT_LOG_MONTH);
    tell(&s, one.tag, "half");
    finish(&s, one.tag,
           &(dgg_log_report){.status = {.error = DGG_ERROR_TRUNCATED,
                                        .reason = "it \033 broke off"}});
    ck_assert_int_eq(s.p.phase, LOG_FAILED);
    ck_assert_str_eq(s.p.problem, "it \xE2\x90\x9B broke off");
    ck_assert_uint_eq(shown(&s), 0);
    log_load_older(&s.p, &s.wanted);
    one = next(&s, EFFECT_LOG_MONTH);
    ck_assert_int_eq(one.month.month, 11);
    finish(&s, one.tag,
           &(dgg_log_report){.status = {.error = DGG_ERROR_TIMEOUT}});
    ck_assert_str_eq(s.p.problem, dgg_strerror(DGG_ERROR_TIMEOUT));
    end(&s);
}
END_TEST

START_TEST(another_persons_lines_never_come_late) {
    scene s;
    begin(&s, false, true);
    open(&s, "bird");
    effect old = next(&s, EFFECT_LOG_PAGE);
    tell(&s, old.tag, "bird's");
    open(&s, "tree");
    next(&s, EFFECT_LOG_CANCEL);
    effect one = next(&s, EFFECT_LOG_PAGE);
    tell(&s, old.tag, "bird's");
    finish(&s, old.tag, &(dgg_log_report){.is_stopped = true});
    ck_assert_int_eq(s.p.phase, LOG_LOADING);
    tell(&s, one.tag, "tree's");
    finish(&s, one.tag, &(dgg_log_report){0});
    ck_assert_uint_eq(shown(&s), 1);
    ck_assert_str_eq(text_at(&s, 0), "tree's");
    end(&s);
}
END_TEST

START_TEST(closing_cancels_and_forgets) {
    scene s;
    begin(&s, false, true);
    open(&s, "bird");
    effect one = next(&s, EFFECT_LOG_PAGE);
    log_close(&s.p, &s.wanted);
    next(&s, EFFECT_LOG_CANCEL);
    tell(&s, one.tag, "late");
    finish(&s, one.tag, &(dgg_log_report){0});
    ck_assert(!log_is_open(&s.p));
    ck_assert_uint_eq(shown(&s), 0);
    log_close(&s.p, &s.wanted);
    expect_nothing(&s);
    end(&s);
}
END_TEST

START_TEST(a_wait_is_noted_until_it_is_over) {
    scene s;
    begin(&s, false, true);
    open(&s, "bird");
    effect one = next(&s, EFFECT_LOG_PAGE);
    const dgg_log_report wait = {.status.error = DGG_ERROR_THROTTLED,
                                 .wait_ms = 30000};
    log_note(&s.p, one.tag + 1, &wait);
    ck_assert_int_eq(s.p.progress.wait_ms, 0);
    log_note(&s.p, one.tag, &wait);
    ck_assert_int_eq(s.p.progress.wait_ms, 30000);
    tell(&s, one.tag, "a");
    ck_assert_int_eq(s.p.progress.wait_ms, 0);
    end(&s);
}
END_TEST

TEST_MAIN("model_log", nobody_is_told_before_the_person_agrees,
          once_is_for_this_run, always_is_an_effect, a_recording_has_no_logs,
          pages_go_back, months_go_back_past_empty_ones,
          of_a_large_month_the_newest_are_kept,
          what_came_before_a_failure_is_kept, a_failure_can_be_tried_again,
          another_persons_lines_never_come_late, closing_cancels_and_forgets,
          a_wait_is_noted_until_it_is_over)
