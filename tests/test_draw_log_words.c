#include "draw_log_words.h"
#include "test.h"

#include <string.h>

static log_pane opened(log_phase phase) {
    log_pane p;
    log_init(&p);
    p.phase = phase;
    strcpy(p.nick, "bird");
    strcpy(p.service.host, "logs.example");
    return p;
}

static void expect_state(log_pane *p, const char *wanted,
                         const char *wanted_short) {
    char words[LOG_WORDS_BYTES];
    log_words_state(words, p, false);
    ck_assert_str_eq(words, wanted);
    log_words_state(words, p, true);
    ck_assert_str_eq(words, wanted_short);
    log_free(p);
}

static void expect_both(log_pane *p, const char *wanted) {
    expect_state(p, wanted, wanted);
}

static void load(log_pane *p, int count) {
    for (int i = 0; i < count; i++) {
        line *l = line_new(LINE_LOGGED, 1699999200000, NULL, "x", 1);
        ck_assert(log_lines_prepend(&p->lines, l));
    }
}

START_TEST(loading) {
    log_pane p = opened(LOG_LOADING);
    expect_both(&p, "── loading ──");
    p = opened(LOG_LOADING);
    load(&p, 1);
    expect_both(&p, "── loading older ──");
    p = opened(LOG_LOADING);
    p.service.is_archive = true;
    p.progress.month = (dgg_month){2020, 7};
    expect_both(&p, "── loading: 2020-07 ──");
    p = opened(LOG_LOADING);
    p.progress.wait_ms = 29001;
    expect_both(&p, "log service asks us to wait 30 s");
}
END_TEST

START_TEST(there_is_more) {
    log_pane p = opened(LOG_IDLE);
    load(&p, 1100);
    expect_state(&p,
                 "── 1 100 lines from logs.example, oldest 2023-11-14 · PgUp "
                 "for more ──",
                 "── 1 100 lines, oldest 2023-11-14 · PgUp for more ──");
    p = opened(LOG_IDLE);
    load(&p, 1);
    p.progress.skipped = 2;
    expect_state(&p,
                 "── 1 line from logs.example, oldest 2023-11-14 · 2 not "
                 "understood · PgUp for more ──",
                 "── 1 line, oldest 2023-11-14 · 2 not understood · PgUp for "
                 "more ──");
    p = opened(LOG_IDLE);
    expect_state(&p, "── no lines from logs.example yet · PgUp for more ──",
                 "── no lines yet · PgUp for more ──");
    p = opened(LOG_IDLE);
    load(&p, LOG_LINES);
    expect_both(&p, "── 20 000 lines, more are not kept ──");
}
END_TEST

START_TEST(that_was_all) {
    log_pane p = opened(LOG_IDLE);
    p.progress.is_at_beginning = true;
    expect_both(&p, "no lines of bird at logs.example");
    p = opened(LOG_IDLE);
    load(&p, 3);
    p.progress.is_at_beginning = true;
    p.progress.skipped = 1;
    expect_both(&p, "── beginning of the log · 1 not understood ──");
}
END_TEST

START_TEST(failures) {
    log_pane p = opened(LOG_FAILED);
    p.error = DGG_ERROR_REFUSED;
    strcpy(p.problem, "the host refused the connection");
    expect_state(&p,
                 "logs.example does not answer: the host refused the "
                 "connection · PgUp tries again",
                 "no answer: the host refused the connection · PgUp tries "
                 "again");
    p = opened(LOG_FAILED);
    p.error = DGG_ERROR_HTTP_STATUS;
    strcpy(p.problem, "HTTP 500");
    expect_state(&p, "logs.example gives no lines: HTTP 500 · PgUp tries again",
                 "no lines: HTTP 500 · PgUp tries again");
    p = opened(LOG_FAILED);
    p.error = DGG_ERROR_THROTTLED;
    expect_both(&p, "log service keeps asking us to wait · PgUp tries again");
}
END_TEST

START_TEST(questions_stand_for_lines) {
    char words[LOG_WORDS_BYTES];
    log_pane p = opened(LOG_ASKING);
    log_words_title(words, &p);
    ck_assert_str_eq(words, "bird · logs.example");
    log_words_instead(words, &p);
    ck_assert_str_eq(words, "Look up users at logs.example? y = always / o = "
                            "once / n = no");
    p.phase = LOG_RECORDED;
    log_words_instead(words, &p);
    ck_assert_str_eq(words, "A recording has no logs.");
    p.phase = LOG_IDLE;
    log_words_instead(words, &p);
    ck_assert_str_eq(words, "");
    p.phase = LOG_ASKING;
    expect_both(&p, "");
}
END_TEST

TEST_MAIN("draw_log_words", loading, there_is_more, that_was_all, failures,
          questions_stand_for_lines)
