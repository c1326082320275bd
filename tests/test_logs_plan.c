#include "logs_plan.h"
#include "test.h"

static const dgg_month now = {2026, 11};
static const dgg_month february = {2024, 2};
static const dgg_day leap_day = {2024, 2, 29};

/* 2024-02-29 00:00 UTC, and a day in milliseconds. */
static const int64_t leap_day_ms = 1709164800000;
static const int64_t day_ms = 86400000;

static options o;

static void set_up(void) {
    o = (options){.command.nick = "bird"};
}

static logs_plan plan(void) {
    logs_plan made;
    logs_plan_make(&made, &o, now);
    ck_assert_str_eq(made.nick, "bird");
    return made;
}

static void expect_when(const char *words) {
    char when[LOGS_PLAN_WHEN_BYTES];
    const logs_plan made = plan();
    logs_plan_when(when, &made);
    ck_assert_str_eq(when, words);
}

static void expect_days(const logs_plan *made, dgg_day from, dgg_day to) {
    const dgg_day *days[] = {&made->query.from, &from, &made->query.to, &to};
    for (size_t i = 0; i < 4; i += 2) {
        ck_assert_int_eq(days[i]->year, days[i + 1]->year);
        ck_assert_int_eq(days[i]->month, days[i + 1]->month);
        ck_assert_int_eq(days[i]->day, days[i + 1]->day);
    }
}

START_TEST(nothing_named_is_the_newest_of_the_search) {
    const logs_plan made = plan();
    ck_assert(!made.is_archive);
    ck_assert_str_eq(made.query.nick, "bird");
    ck_assert_uint_eq(made.query.limit, 100);
    expect_days(&made, (dgg_day){0}, (dgg_day){0});
    expect_when("");
}
END_TEST

START_TEST(a_date_is_all_of_it) {
    o.command.month = february;
    logs_plan made = plan();
    ck_assert(!made.is_archive);
    ck_assert_uint_eq(made.query.limit, 0);
    expect_days(&made, (dgg_day){2024, 2, 1}, leap_day);
    expect_when(" in February 2024");
    o.command.month = (dgg_month){2023, 2};
    made = plan();
    ck_assert_int_eq(made.query.to.day, 28);
    o.command.month = (dgg_month){0};
    o.command.day = leap_day;
    made = plan();
    ck_assert_uint_eq(made.query.limit, 0);
    expect_days(&made, leap_day, leap_day);
    expect_when(" on 2024-02-29");
}
END_TEST

START_TEST(an_archive_is_asked_where_one_is_named) {
    static const struct {
        const char *logs;
        const char *archive;
        bool has_date;
        bool is_archive;
    } cases[] = {
        {NULL, "http://a", true, true},
        {NULL, "http://a", false, true},
        {"http://l", "http://a", true, true},
        {"", "http://a", false, true},
        {"http://l", "http://a", false, false},
        {"http://l", NULL, true, false},
        {NULL, "", true, false},
        {NULL, NULL, true, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        o.endpoints.logs_url = cases[i].logs;
        o.endpoints.archive_url = cases[i].archive;
        o.command.month = cases[i].has_date ? february : (dgg_month){0};
        ck_assert_int_eq(plan().is_archive, cases[i].is_archive);
    }
}
END_TEST

START_TEST(the_demo_is_both) {
    o.demo.is_wanted = true;
    o.endpoints.archive_url = "http://a";
    ck_assert(!plan().is_archive);
    o.endpoints.archive_url = NULL;
    o.command.day = leap_day;
    ck_assert(plan().is_archive);
}
END_TEST

START_TEST(an_archive_has_months) {
    o.endpoints.archive_url = "http://a";
    ck_assert_int_eq(plan().month.year, 2026);
    ck_assert_int_eq(plan().month.month, 11);
    expect_when(" in November 2026");
    o.command.day = leap_day;
    ck_assert_int_eq(plan().month.year, 2024);
    ck_assert_int_eq(plan().month.month, 2);
    expect_when(" on 2024-02-29");
}
END_TEST

START_TEST(a_day_is_one_of_utc) {
    logs_plan made = plan();
    ck_assert_int_eq(logs_plan_compare(&made, leap_day_ms), 0);
    o.command.day = leap_day;
    made = plan();
    ck_assert_int_lt(logs_plan_compare(&made, leap_day_ms - 1), 0);
    ck_assert_int_eq(logs_plan_compare(&made, leap_day_ms), 0);
    ck_assert_int_eq(logs_plan_compare(&made, leap_day_ms + day_ms - 1), 0);
    ck_assert_int_gt(logs_plan_compare(&made, leap_day_ms + day_ms), 0);
    ck_assert_int_lt(logs_plan_compare(&made, leap_day_ms - 300 * day_ms), 0);
    ck_assert_int_gt(logs_plan_compare(&made, leap_day_ms + 310 * day_ms), 0);
}
END_TEST

TEST_MAIN_WITH("logs_plan", set_up, NULL,
               nothing_named_is_the_newest_of_the_search, a_date_is_all_of_it,
               an_archive_is_asked_where_one_is_named, the_demo_is_both,
               an_archive_has_months, a_day_is_one_of_utc)
