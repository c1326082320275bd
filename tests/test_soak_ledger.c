#include "soak_ledger.h"

#include "frame.h"
#include "model.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FRAME_BYTES = 128 };

/* A reader, and what the server knows it sent. */
typedef struct desk {
    model reader;
    ledger *ledger;
    char problem[LEDGER_PROBLEM_BYTES];
} desk;

static desk *desk_new(void) {
    desk *d = calloc(1, sizeof *d);
    ck_assert_ptr_nonnull(d);
    d->ledger = ledger_new();
    ck_assert_ptr_nonnull(d->ledger);
    ck_assert(model_init(&d->reader));
    return d;
}

static void desk_free(desk *d) {
    ledger_free(d->ledger);
    model_free(&d->reader);
    free(d);
}

static void make_frame(char frame[FRAME_BYTES], int number) {
    snprintf(frame, FRAME_BYTES,
             "MSG {\"nick\":\"bird\",\"timestamp\":%d,\"data\":\"%d\"}",
             1000 + number, number);
}

static void publish(desk *d, int number) {
    char frame[FRAME_BYTES];
    make_frame(frame, number);
    ledger_publish(d->ledger, frame, true, 1);
}

static void receive(desk *d, int number) {
    char frame[FRAME_BYTES];
    frame_parser parser = {0};
    dgg_event event;
    make_frame(frame, number);
    ck_assert(frame_parse(&parser, frame, strlen(frame), 1, &event));
    model_apply(&d->reader, &event, (model_time){.wall_ms = 1});
    frame_parser_free(&parser);
}

static bool is_right(desk *d) {
    const history *lines = &d->reader.windows.list[WINDOW_CHAT]->lines;
    return ledger_check(d->ledger, lines, d->problem);
}

static void expect_problem(desk *d, const char *what) {
    ck_assert(!is_right(d));
    ck_assert_msg(strstr(d->problem, what) != NULL, "%s", d->problem);
}

START_TEST(all_that_was_sent_is_right) {
    desk *d = desk_new();
    ledger_connected(d->ledger, 150);
    for (int i = 0; i < 500; i++) {
        publish(d, i % 7);
        receive(d, i % 7);
        ck_assert(i % 3 != 0 || is_right(d));
    }
    ck_assert(is_right(d));
    ck_assert_uint_eq(ledger_checked(d->ledger), 500);
    ck_assert_uint_eq(ledger_kept(d->ledger), 500);
    desk_free(d);
}
END_TEST

START_TEST(a_missing_line_is_found) {
    desk *d = desk_new();
    ledger_connected(d->ledger, 150);
    publish(d, 1);
    publish(d, 2);
    publish(d, 3);
    receive(d, 1);
    receive(d, 3);
    expect_problem(d, "missing: 1002 bird: 2");
    desk_free(d);
}
END_TEST

START_TEST(a_missing_last_line_is_found) {
    desk *d = desk_new();
    ledger_connected(d->ledger, 150);
    publish(d, 1);
    publish(d, 2);
    receive(d, 1);
    expect_problem(d, "missing: 1002 bird: 2");
    desk_free(d);
}
END_TEST

START_TEST(a_doubled_line_is_found) {
    desk *d = desk_new();
    ledger_connected(d->ledger, 150);
    publish(d, 1);
    publish(d, 2);
    receive(d, 1);
    receive(d, 2);
    receive(d, 1);
    expect_problem(d, "1001 bird: 1");
    desk_free(d);
}
END_TEST

START_TEST(a_wrong_order_is_found) {
    desk *d = desk_new();
    ledger_connected(d->ledger, 150);
    publish(d, 1);
    publish(d, 2);
    receive(d, 2);
    receive(d, 1);
    ck_assert(!is_right(d));
    desk_free(d);
}
END_TEST

START_TEST(a_line_never_sent_is_found) {
    desk *d = desk_new();
    ledger_connected(d->ledger, 150);
    publish(d, 1);
    receive(d, 1);
    receive(d, 9);
    expect_problem(d, "never sent");
    desk_free(d);
}
END_TEST

/* Away for ten messages of which HISTORY has the last four. */
START_TEST(only_what_history_still_has_is_owed) {
    for (int lost = 6; lost <= 7; lost++) {
        desk *d = desk_new();
        for (int i = 0; i < 10; i++) {
            publish(d, i);
        }
        ledger_connected(d->ledger, 4);
        for (int i = lost; i < 10; i++) {
            receive(d, i);
        }
        ck_assert_int_eq(is_right(d), lost == 6);
        desk_free(d);
    }
}
END_TEST

START_TEST(what_is_not_kept_is_owed_only_while_connected) {
    static const char frame[] = "BROADCAST {\"timestamp\":5,\"data\":\"hey\"}";
    desk *d = desk_new();
    ledger_publish(d->ledger, frame, false, 1);
    ledger_connected(d->ledger, 150);
    ck_assert(is_right(d));
    ledger_publish(d->ledger, frame, false, 1);
    expect_problem(d, "missing: 5 : hey");
    desk_free(d);
}
END_TEST

TEST_MAIN("soak_ledger", all_that_was_sent_is_right, a_missing_line_is_found,
          a_missing_last_line_is_found, a_doubled_line_is_found,
          a_wrong_order_is_found, a_line_never_sent_is_found,
          only_what_history_still_has_is_owed,
          what_is_not_kept_is_owed_only_while_connected)
