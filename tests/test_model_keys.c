#include "model_case.h"

#include <stdio.h>

static void fill_chat(model_case *c, size_t count) {
    for (size_t i = 0; i < count; i++) {
        char text[32];
        snprintf(text, sizeof text, "line %zu", i);
        receive(c, DGG_EVENT_MESSAGE, "amy", text);
    }
}

static bool is_paused(const model_case *c) {
    return windows_shown(&c->m.windows)->place.is_paused;
}

static view_place top_of(const model_case *c) {
    const window *w = windows_shown(&c->m.windows);
    text_context context = model_text_context(&c->m);
    view_pane pane = {c->m.screen.text_columns, c->m.screen.text_rows,
                      &context};
    return view_top(&w->place, &w->lines, &pane);
}

START_TEST(keys_edit_the_line) {
    model_case c;
    case_begin(&c);
    type_text(&c, "héllo");
    press(&c, "Left");
    press(&c, "Backspace");
    press(&c, "C-a");
    type_text(&c, ">");
    ck_assert_str_eq(typed(&c), ">hélo");
    press(&c, "C-k");
    ck_assert_str_eq(typed(&c), ">");
    press(&c, "C-y");
    ck_assert_str_eq(typed(&c), ">hélo");
    case_end(&c);
}
END_TEST

START_TEST(unbound_keys_do_nothing) {
    model_case c;
    case_begin(&c);
    press(&c, "F12");
    press(&c, "M-q");
    press(&c, "C-q");
    press(&c, "Tab");
    ck_assert_str_eq(typed(&c), "");
    expect_no_effect(&c);
    case_end(&c);
}
END_TEST

START_TEST(control_d_and_enter_on_an_empty_line_do_nothing) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    press(&c, "C-d");
    press(&c, "Enter");
    expect_no_effect(&c);
    case_end(&c);
}
END_TEST

START_TEST(control_c_clears_then_leaves) {
    model_case c;
    case_begin(&c);
    type_text(&c, "half a thought");
    press(&c, "C-c");
    ck_assert_str_eq(typed(&c), "");
    expect_no_effect(&c);
    press(&c, "C-c");
    expect_hint(&c, "Press Ctrl-C again to leave");
    case_wait(&c, MODEL_LEAVE_MS);
    press(&c, "C-c");
    expect_no_effect(&c);
    case_wait(&c, MODEL_LEAVE_MS - 1);
    press(&c, "C-c");
    expect_effect(&c, EFFECT_QUIT, "", "");
    press(&c, "Up");
    ck_assert_str_eq(typed(&c), "half a thought");
    case_end(&c);
}
END_TEST

START_TEST(another_key_between_does_not_leave) {
    model_case c;
    case_begin(&c);
    press(&c, "C-c");
    type_text(&c, "x");
    press(&c, "Backspace");
    press(&c, "C-c");
    expect_no_effect(&c);
    case_end(&c);
}
END_TEST

START_TEST(a_cleared_whisper_is_not_remembered_but_can_be_put_back) {
    model_case c;
    case_begin(&c);
    receive(&c, DGG_EVENT_WHISPER, "bob", "psst");
    press(&c, "M-2");
    type_text(&c, "a secret");
    press(&c, "C-c");
    press(&c, "Up");
    ck_assert_str_eq(typed(&c), "");
    press(&c, "C-y");
    ck_assert_str_eq(typed(&c), "a secret");
    case_end(&c);
}
END_TEST

START_TEST(escape_goes_back_step_by_step) {
    model_case c;
    case_begin(&c);
    receive(&c, DGG_EVENT_WHISPER, "bob", "psst");
    press(&c, "M-2");
    for (size_t i = 0; i < 60; i++) {
        receive(&c, DGG_EVENT_WHISPER, "bob", "more");
    }
    press(&c, "PgUp");
    press(&c, "F1");
    ck_assert_int_eq(c.m.focus, FOCUS_HELP);
    press(&c, "Esc");
    ck_assert_int_eq(c.m.focus, FOCUS_INPUT);
    ck_assert(is_paused(&c));
    press(&c, "Esc");
    ck_assert(!is_paused(&c));
    ck_assert_uint_eq(c.m.windows.current, 1);
    press(&c, "Esc");
    ck_assert_uint_eq(c.m.windows.current, WINDOW_CHAT);
    press(&c, "Esc");
    ck_assert_uint_eq(c.m.windows.current, WINDOW_CHAT);
    case_end(&c);
}
END_TEST

START_TEST(paging_leaves_two_rows_in_sight) {
    model_case c;
    case_begin(&c);
    fill_chat(&c, 200);
    uint64_t live = top_of(&c).sequence;
    press(&c, "PgUp");
    ck_assert_uint_eq(top_of(&c).sequence, live - 20);
    press(&c, "S-Up");
    ck_assert_uint_eq(top_of(&c).sequence, live - 21);
    press(&c, "S-Down");
    press(&c, "PgDn");
    ck_assert(!is_paused(&c));
    press(&c, "M-<");
    ck_assert_uint_eq(top_of(&c).sequence,
                      c.m.windows.list[WINDOW_CHAT]->lines.first);
    press(&c, "M->");
    ck_assert(!is_paused(&c));
    case_end(&c);
}
END_TEST

START_TEST(end_on_an_empty_line_is_live) {
    model_case c;
    case_begin(&c);
    fill_chat(&c, 100);
    press(&c, "PgUp");
    type_text(&c, "ab");
    press(&c, "Home");
    press(&c, "End");
    ck_assert(is_paused(&c));
    type_text(&c, "c");
    ck_assert_str_eq(typed(&c), "abc");
    press(&c, "C-u");
    press(&c, "End");
    ck_assert(!is_paused(&c));
    case_end(&c);
}
END_TEST

START_TEST(every_window_has_its_place_and_its_line) {
    model_case c;
    case_begin(&c);
    fill_chat(&c, 100);
    receive(&c, DGG_EVENT_WHISPER, "bob", "psst");
    press(&c, "PgUp");
    type_text(&c, "to chat");
    press(&c, "C-n");
    ck_assert(!is_paused(&c));
    ck_assert_str_eq(typed(&c), "");
    type_text(&c, "to bob");
    press(&c, "C-n");
    ck_assert(is_paused(&c));
    ck_assert_str_eq(typed(&c), "to chat");
    press(&c, "C-p");
    ck_assert_str_eq(typed(&c), "to bob");
    press(&c, "M-1");
    ck_assert_str_eq(typed(&c), "to chat");
    press(&c, "M-9");
    ck_assert_uint_eq(c.m.windows.current, WINDOW_CHAT);
    expect_hint(&c, "No conversation");
    case_end(&c);
}
END_TEST

START_TEST(new_lines_do_not_move_what_is_read) {
    model_case c;
    case_begin(&c);
    fill_chat(&c, 100);
    press(&c, "PgUp");
    uint64_t top = top_of(&c).sequence;
    fill_chat(&c, 500);
    ck_assert_uint_eq(top_of(&c).sequence, top);
    const window *chat = windows_shown(&c.m.windows);
    ck_assert_uint_eq(view_new_lines(&chat->place, &chat->lines), 500);
    case_end(&c);
}
END_TEST

START_TEST(alt_a_goes_to_the_unread) {
    model_case c;
    case_begin(&c);
    press(&c, "M-a");
    expect_hint(&c, "No unread");
    receive(&c, DGG_EVENT_WHISPER, "amy", "1");
    c.now.wall_ms += 1000;
    receive(&c, DGG_EVENT_WHISPER, "bob", "2");
    press(&c, "M-a");
    ck_assert_str_eq(windows_shown(&c.m.windows)->nick, "bob");
    press(&c, "M-a");
    ck_assert_str_eq(windows_shown(&c.m.windows)->nick, "amy");
    press(&c, "M-a");
    expect_hint(&c, "No unread");
    case_end(&c);
}
END_TEST

START_TEST(alt_r_replies_to_who_whispered_last) {
    model_case c;
    case_begin(&c);
    press(&c, "M-r");
    expect_hint(&c, "Nobody has whispered");
    go_online(&c, "me");
    receive(&c, DGG_EVENT_WHISPER, "bob", "psst");
    enter(&c, "/msg amy hello");
    press(&c, "M-r");
    ck_assert_str_eq(windows_shown(&c.m.windows)->nick, "bob");
    case_end(&c);
}
END_TEST

START_TEST(the_terminal_is_asked_by_effects) {
    model_case c;
    case_begin(&c);
    press(&c, "C-l");
    expect_effect(&c, EFFECT_REPAINT, "", "");
    press(&c, "C-z");
    expect_effect(&c, EFFECT_SUSPEND, "", "");
    case_end(&c);
}
END_TEST

START_TEST(a_paste_never_acts) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    press(&c, "F2");
    press(&c, "PasteBegin");
    type_text(&c, "/quit");
    press(&c, "Enter");
    press(&c, "C-j");
    press(&c, "Tab");
    press(&c, "C-c");
    press(&c, "C-c");
    press(&c, "Esc");
    press(&c, "F1");
    press(&c, "Up");
    type_text(&c, "two");
    press(&c, "PasteEnd");
    ck_assert_str_eq(typed(&c), "/quit   two");
    ck_assert_int_eq(c.m.focus, FOCUS_INPUT);
    expect_no_effect(&c);
    press(&c, "C-u");
    ck_assert_str_eq(typed(&c), "");
    case_end(&c);
}
END_TEST

TEST_MAIN("model_keys", keys_edit_the_line, unbound_keys_do_nothing,
          control_d_and_enter_on_an_empty_line_do_nothing,
          control_c_clears_then_leaves, another_key_between_does_not_leave,
          a_cleared_whisper_is_not_remembered_but_can_be_put_back,
          escape_goes_back_step_by_step, paging_leaves_two_rows_in_sight,
          end_on_an_empty_line_is_live, every_window_has_its_place_and_its_line,
          new_lines_do_not_move_what_is_read, alt_a_goes_to_the_unread,
          alt_r_replies_to_who_whispered_last, the_terminal_is_asked_by_effects,
          a_paste_never_acts)
