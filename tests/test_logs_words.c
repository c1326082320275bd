#include "logs_words.h"
#include "test.h"

static char words[LOGS_WORDS_BYTES];
static const logs_plan search = {.nick = "bird"};
static const logs_plan archive = {
    .nick = "bird", .is_archive = true, .month = {2020, 7}};

static void expect_progress(const dgg_log_report *report, const char *text) {
    logs_words_progress(words, "host", report);
    ck_assert_str_eq(words, text);
}

static void expect_end(const logs_plan *plan, const dgg_log_report *report,
                       int code, const char *text) {
    ck_assert_int_eq(logs_words_end(words, "host", plan, report), code);
    ck_assert_str_eq(words, text);
}

START_TEST(progress_is_host_lines_and_megabytes) {
    dgg_log_report report = {.lines = 1, .bytes = 1249999};
    expect_progress(&report, "host: 1 line, 1.2 MB");
    report.lines = 12345;
    report.total_bytes = 5000000;
    expect_progress(&report, "host: 12345 lines, 1.2 MB, 25 %");
    report.total_bytes = 5; /* it was wrong */
    expect_progress(&report, "host: 12345 lines, 1.2 MB");
}
END_TEST

START_TEST(a_wait_is_told) {
    expect_progress(&(dgg_log_report){.lines = 100, .wait_ms = 29001},
                    "host: the service asks to wait 30 s");
}
END_TEST

START_TEST(what_was_skipped_is_counted) {
    logs_words_skipped(words, &(dgg_log_report){.lines = 1});
    ck_assert_str_eq(words, "");
    logs_words_skipped(words, &(dgg_log_report){.skipped = 1});
    ck_assert_str_eq(words, "1 line could not be understood.");
    logs_words_skipped(words, &(dgg_log_report){.skipped = 20});
    ck_assert_str_eq(words, "20 lines could not be understood.");
}
END_TEST

START_TEST(a_good_end_needs_no_words) {
    const dgg_log_report report = {.lines = 1};
    expect_end(&search, &report, EXIT_OK, "");
    expect_end(&archive, &report, EXIT_OK, "");
}
END_TEST

START_TEST(nothing_found_is_told) {
    dgg_log_report report = {.lines = 0};
    logs_plan dated = search;
    expect_end(&search, &report, EXIT_PROBLEM, "host has no lines of bird.");
    dated.day = (dgg_day){2020, 7, 9};
    expect_end(&dated, &report, EXIT_PROBLEM,
               "host has no lines of bird on 2020-07-09.");
    report.status.error = DGG_ERROR_NOT_FOUND;
    report.status.http_status = 404;
    expect_end(&archive, &report, EXIT_PROBLEM,
               "The archive has no lines of bird in July 2020.");
    expect_end(&search, &report, EXIT_NETWORK,
               "host answered with status 404. Is the address right?");
}
END_TEST

START_TEST(failures_name_the_host_and_what_to_do) {
    static const struct {
        dgg_api_status status;
        int code;
        const char *words;
    } cases[] = {
        {{DGG_ERROR_REFUSED, 0, "", 0},
         EXIT_NETWORK,
         "host: the host refused the connection. Is the network up, and the "
         "address right?"},
        {{DGG_ERROR_RESOLVE, 0, "the name server does not answer", 0},
         EXIT_NETWORK,
         "host: the host name could not be resolved: the name server does not "
         "answer. Is the network up, and the address right?"},
        {{DGG_ERROR_REDIRECT, 301, "x", 0},
         EXIT_NETWORK,
         "host: the site points to another address. Is the address right?"},
        {{DGG_ERROR_HTTP_STATUS, 502, "x", 0},
         EXIT_NETWORK,
         "host answered with status 502. Try again later."},
        {{DGG_ERROR_NOT_LOGGED_IN, 403, "x", 0},
         EXIT_NETWORK,
         "host answered with status 403. Is the address right?"},
        {{DGG_ERROR_HTML, 200, "x", 0},
         EXIT_NETWORK,
         "host answered with a page instead of logs. Is the address right?"},
        {{DGG_ERROR_THROTTLED, 429, "x", 0},
         EXIT_NETWORK,
         "host asks to be left alone for longer. Try again later."},
        {{DGG_ERROR_TRUNCATED, 0, "x", 0},
         EXIT_NETWORK,
         "host: the answer broke off before its end. Try again for the rest."},
        {{DGG_ERROR_SITE, 400, "it says: \033 no", 0},
         EXIT_PROBLEM,
         "host: it says: \xe2\x90\x9b no."},
        {{DGG_ERROR_MEMORY, 0, "x", 0}, EXIT_PROBLEM, "out of memory."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const dgg_log_report report = {.status = cases[i].status, .lines = 5};
        expect_end(&search, &report, cases[i].code, cases[i].words);
    }
}
END_TEST

TEST_MAIN("logs_words", progress_is_host_lines_and_megabytes, a_wait_is_told,
          what_was_skipped_is_counted, a_good_end_needs_no_words,
          nothing_found_is_told, failures_name_the_host_and_what_to_do)
