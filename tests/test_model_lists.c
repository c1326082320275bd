#include "model_case.h"

#include <stdio.h>

static void fill_roster(model_case *c, size_t count) {
    for (size_t i = 0; i < count; i++) {
        char nick[32];
        snprintf(nick, sizeof nick, "user%03zu", i);
        receive(c, DGG_EVENT_JOIN, nick, "");
    }
}

START_TEST(the_keys_of_the_lists_toggle_them) {
    model_case c;
    case_begin(&c);
    press(&c, "F2");
    ck_assert_int_eq(c.m.focus, FOCUS_USERS);
    press(&c, "F4");
    ck_assert_int_eq(c.m.focus, FOCUS_WHISPERS);
    press(&c, "F4");
    ck_assert_int_eq(c.m.focus, FOCUS_INPUT);
    case_end(&c);
}
END_TEST

START_TEST(movement_stays_inside_the_list) {
    model_case c;
    case_begin(&c);
    fill_roster(&c, 50);
    press(&c, "F2");
    press(&c, "Up");
    ck_assert_uint_eq(c.m.users.selected, 0);
    press(&c, "Down");
    ck_assert_uint_eq(c.m.users.selected, 1);
    press(&c, "PgDn");
    ck_assert_uint_eq(c.m.users.selected, 10);
    press(&c, "End");
    ck_assert_uint_eq(c.m.users.selected, 49);
    press(&c, "Down");
    ck_assert_uint_eq(c.m.users.selected, 49);
    press(&c, "PgUp");
    ck_assert_uint_eq(c.m.users.selected, 40);
    press(&c, "Home");
    ck_assert_uint_eq(c.m.users.selected, 0);
    case_end(&c);
}
END_TEST

START_TEST(enter_opens_the_conversation) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    fill_roster(&c, 3);
    press(&c, "F2");
    press(&c, "Down");
    press(&c, "Enter");
    ck_assert_str_eq(windows_shown(&c.m.windows)->nick, "user001");
    ck_assert_int_eq(c.m.focus, FOCUS_INPUT);
    expect_effect(&c, EFFECT_LOAD_INBOX, "user001", "");
    case_end(&c);
}
END_TEST

START_TEST(enter_on_oneself_or_nobody_opens_nothing) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me_myself");
    press(&c, "F4");
    press(&c, "Enter");
    ck_assert_int_eq(c.m.focus, FOCUS_INPUT);
    press(&c, "F2");
    press(&c, "Enter");
    receive(&c, DGG_EVENT_JOIN, "me_myself", "");
    press(&c, "F2");
    press(&c, "Enter");
    expect_hint(&c, "yourself");
    ck_assert_uint_eq(c.m.windows.count, 1);
    case_end(&c);
}
END_TEST

START_TEST(characters_go_to_the_input_line) {
    model_case c;
    case_begin(&c);
    fill_roster(&c, 3);
    press(&c, "F2");
    type_text(&c, "hi");
    ck_assert_int_eq(c.m.focus, FOCUS_INPUT);
    ck_assert_str_eq(typed(&c), "hi");
    press(&c, "F1");
    press(&c, "Backspace");
    ck_assert_int_eq(c.m.focus, FOCUS_INPUT);
    ck_assert_str_eq(typed(&c), "h");
    case_end(&c);
}
END_TEST

START_TEST(help_scrolls_and_enter_closes_it) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    type_text(&c, "half typed");
    press(&c, "F1");
    press(&c, "Down");
    press(&c, "Down");
    press(&c, "Up");
    ck_assert_uint_eq(c.m.help_first, 1);
    press(&c, "End");
    ck_assert_uint_gt(c.m.help_first, 1);
    ck_assert_uint_lt(c.m.help_first, 100);
    press(&c, "Enter");
    ck_assert_int_eq(c.m.focus, FOCUS_INPUT);
    expect_no_effect(&c);
    ck_assert_str_eq(typed(&c), "half typed");
    press(&c, "F1");
    ck_assert_uint_eq(c.m.help_first, 0);
    case_end(&c);
}
END_TEST

TEST_MAIN("model_lists", the_keys_of_the_lists_toggle_them,
          movement_stays_inside_the_list, enter_opens_the_conversation,
          enter_on_oneself_or_nobody_opens_nothing,
          characters_go_to_the_input_line, help_scrolls_and_enter_closes_it)
