#include "draw_case.h"
#include "draw_parts.h"

static char *line_of(const model_case *c, size_t columns, bool is_wide) {
    grid g = {0};
    ck_assert(grid_resize(&g, columns, 1));
    draw_status(&g, &(grid_area){0, 0, columns, 1}, &c->m, is_wide, c->now);
    char *text = screen_row(&g, 0);
    grid_free(&g);
    return text;
}

static void expect_line_of(const model_case *c, size_t columns, bool is_wide,
                           const char *expected) {
    char *text = line_of(c, columns, is_wide);
    ck_assert_str_eq(text, expected);
    free(text);
}

static void online(model_case *c) {
    draw_begin(c);
    go_online(c, "amy");
}

static void waiting(model_case *c) {
    online(c);
    c->m.status.link = LINK_WAITING;
    c->m.status.attempt = 3;
    c->m.status.retry_at_ms = c->now.monotonic_ms + 6200;
}

START_TEST(is_short_when_all_is_well) {
    model_case c;
    online(&c);
    expect_line_of(&c, 40, true, "|1:chat  amy  F1 help                    |");
    case_end(&c);
}
END_TEST

START_TEST(tells_who_is_not_logged_in) {
    model_case c;
    draw_begin(&c);
    go_online(&c, "");
    expect_line_of(&c, 40, true, "|1:chat  not logged in  F1 help          |");
    case_end(&c);
}
END_TEST

START_TEST(counts_down_to_the_next_try) {
    model_case c;
    waiting(&c);
    expect_line_of(&c, 80, true,
                   "|Offline – retrying in 7 s (try 3) · /connect to try now  "
                   "1:chat  amy  F1 help   |");
    case_wait(&c, 6100);
    expect_line_of(&c, 40, true, "|Offline – retrying in 1 s (try 3) · /co…|");
    case_end(&c);
}
END_TEST

START_TEST(a_routine_restart_is_not_seen) {
    model_case c;
    draw_begin(&c);
    go_online(&c, "");
    dgg_event end = case_event(&c, DGG_EVENT_CLOSE, "", "");
    end.as.close = (dgg_close){
        .error = DGG_ERROR_CLOSED, .code = 1001, .reason = "", .retry_ms = 300};
    model_apply(&c.m, &end, c.now);
    expect_line_of(&c, 40, true, "|1:chat  not logged in  F1 help          |");
    receive(&c, DGG_EVENT_CONNECTING, "", "");
    int64_t wait_ms = model_wait_ms(&c.m, c.now);
    case_wait(&c, wait_ms - 1);
    expect_line_of(&c, 40, true, "|1:chat  not logged in  F1 help          |");
    case_wait(&c, 1);
    expect_line_of(&c, 40, true, "|Connecting…  1:chat  F1 help            |");
    case_end(&c);
}
END_TEST

START_TEST(alarms_by_more_than_colour) {
    model_case c;
    waiting(&c);
    grid g = {0};
    ck_assert(grid_resize(&g, 20, 1));
    draw_status(&g, &(grid_area){0, 0, 20, 1}, &c.m, true, c.now);
    EXPECT_SCREEN(&g, "|Offline – retrying …|");
    EXPECT_STYLES(&g, "|!!!!!!!!!!!!!!!!!!!!|");
    grid_free(&g);
    case_end(&c);
}
END_TEST

START_TEST(says_why_it_is_offline) {
    model_case c;
    online(&c);
    c.m.status.link = LINK_OFFLINE;
    strcpy(c.m.status.problem, "this account is banned");
    expect_line_of(
        &c, 60, true,
        "|Offline – this account is banned · /connect to try  1:chat  "
        "|");
    c.m.status.link = LINK_CONNECTING;
    c.m.status.attempt = 0;
    expect_line_of(&c, 40, true, "|Connecting…  1:chat  amy  F1 help       |");
    case_end(&c);
}
END_TEST

START_TEST(puts_a_hint_before_the_rest) {
    model_case c;
    online(&c);
    status_hint(&c.m.status, c.now.person_ms, "Press Ctrl-C again to leave");
    expect_line_of(&c, 40, true, "|Press Ctrl-C again to leave  1:chat  amy|");
    case_wait(&c, STATUS_HINT_MS + 1);
    expect_line_of(&c, 30, true, "|1:chat  amy  F1 help          |");
    case_end(&c);
}
END_TEST

START_TEST(shows_windows_and_unread) {
    model_case c;
    online(&c);
    hear(&c, "Bob", "one");
    hear(&c, "Bob", "two");
    hear(&c, "Carl", "one");
    expect_line_of(
        &c, 60, true,
        "|1:chat 2:●Bob(2) 3:●Carl(1)  ✉3  amy  F1 help               "
        "|");
    expect_line_of(&c, 40, true, "|1:chat 2:●Bob(2) +1  ✉3  amy  F1 help   |");
    ck_assert(windows_show(&c.m.windows, 1));
    expect_line_of(&c, 40, true, "|1:chat 2:Bob +1  ✉1  amy  F1 help       |");
    case_end(&c);
}
END_TEST

START_TEST(names_the_lists_out_of_sight) {
    model_case c;
    online(&c);
    static const char *const people[][2] = {{"Bob", ""}, {"amy", ""}};
    fill_roster(&c, people, 2);
    hear(&c, "Bob", "hi");
    ck_assert(windows_show(&c.m.windows, 1));
    ck_assert(windows_show(&c.m.windows, 0));
    expect_line_of(
        &c, 60, false,
        "|1:chat 2:Bob  F2 users 2 · F4 whispers 1  amy  F1 help      "
        "|");
    expect_line_of(&c, 30, false, "|1:chat 2:Bob  F2 2 · F4 1  amy|");
    case_end(&c);
}
END_TEST

START_TEST(shows_the_rate) {
    model_case c;
    online(&c);
    for (int i = 0; i < 34; i++) {
        say(&c, "Bob", "hi");
    }
    expect_line_of(&c, 30, true, "|1:chat  3.4/s  amy  F1 help   |");
    for (int i = 0; i < 186; i++) {
        say(&c, "Bob", "hi");
    }
    expect_line_of(&c, 30, true, "|1:chat  22/s  amy  F1 help    |");
    case_end(&c);
}
END_TEST

START_TEST(drops_from_the_right) {
    model_case c;
    online(&c);
    expect_line_of(&c, 12, true, "|1:chat  amy |");
    expect_line_of(&c, 9, true, "|1:chat   |");
    for (size_t columns = 1; columns < 60; columns++) {
        free(line_of(&c, columns, false));
    }
    case_end(&c);
}
END_TEST

START_TEST(tells_that_it_records) {
    model_case c;
    online(&c);
    model_begin_recording(&c.m);
    expect_line_of(&c, 30, true, "|REC  1:chat  amy  F1 help     |");
    model_stop_recording(&c.m, "The disk is full.", c.now);
    expect_line_of(&c, 30, true, "|1:chat  amy  F1 help          |");
    case_end(&c);
}
END_TEST

START_TEST(tells_a_replay_and_its_speed) {
    model_case c;
    waiting(&c);
    model_begin_replay(&c.m, 4);
    expect_line_of(
        &c, 60, true,
        "|replay ×4  Offline – retrying in 7 s (try 3)  1:chat  amy   "
        "|");
    c.m.status.link = LINK_OFFLINE;
    expect_line_of(&c, 40, true, "|replay ×4  Offline  1:chat  amy  F1 help|");
    c.m.status.link = LINK_ONLINE;
    model_begin_replay(&c.m, 0.5);
    expect_line_of(&c, 40, true, "|replay ×0.5  1:chat  amy  F1 help       |");
    case_end(&c);
}
END_TEST

START_TEST(a_replay_that_ended_has_no_connection) {
    model_case c;
    waiting(&c);
    model_begin_replay(&c.m, 4);
    model_end_replay(&c.m, c.now);
    expect_line_of(&c, 40, true, "|replay ended  1:chat  amy  F1 help      |");
    case_end(&c);
}
END_TEST

TEST_MAIN("draw_status", is_short_when_all_is_well, tells_who_is_not_logged_in,
          counts_down_to_the_next_try, a_routine_restart_is_not_seen,
          alarms_by_more_than_colour, says_why_it_is_offline,
          puts_a_hint_before_the_rest, shows_windows_and_unread,
          names_the_lists_out_of_sight, shows_the_rate, drops_from_the_right,
          tells_that_it_records, tells_a_replay_and_its_speed,
          a_replay_that_ended_has_no_connection)
