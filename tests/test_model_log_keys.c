#include "model_case.h"

#include <stdio.h>

static void begin(model_case *c) {
    const log_service service = {.host = "logs.example", .is_allowed = true};
    case_begin(c);
    go_online(c, "amy");
    model_set_log_service(&c->m, &service);
}

static void begin_asking(model_case *c) {
    const log_service service = {.host = "logs.example"};
    begin(c);
    model_set_log_service(&c->m, &service);
}

static uint64_t expect_page(model_case *c, const char *nick) {
    return expect_effect(c, EFFECT_LOG_PAGE, nick, "");
}

/* So many lines come, a minute apart; "0" is the newest. */
static void answer(model_case *c, uint64_t tag, int count,
                   int64_t older_than_ms) {
    for (int i = 0; i < count; i++) {
        char text[16];
        snprintf(text, sizeof text, "%d", i);
        const dgg_line said = {"bird", text, c->now.wall_ms - i * 60000};
        model_log_line(&c->m, tag, &said);
    }
    const dgg_log_report report = {.status.reason = "",
                                   .has_more = older_than_ms > 0,
                                   .older_than_ms = older_than_ms};
    model_log_end(&c->m, tag, &report);
}

static uint64_t top_of(const model_case *c) {
    return c->m.log.place.top.sequence - c->m.log.lines.list.first;
}

START_TEST(the_key_opens_and_closes) {
    static const char *const keys[] = {"F7", "M-i"};
    model_case c;
    begin(&c);
    receive(&c, DGG_EVENT_MESSAGE, "bird", "hi");
    for (int i = 0; i < 2; i++) {
        press(&c, keys[i]);
        ck_assert_str_eq(c.m.log.nick, "bird");
        expect_page(&c, "bird");
        press(&c, keys[i]);
        ck_assert(!log_is_open(&c.m.log));
        expect_effect(&c, EFFECT_LOG_CANCEL, "", "");
    }
    case_end(&c);
}
END_TEST

START_TEST(whoever_speaks_meanwhile_does_not_get_the_pane) {
    model_case c;
    begin(&c);
    receive(&c, DGG_EVENT_MESSAGE, "bird", "hi");
    press(&c, "F7");
    receive(&c, DGG_EVENT_MESSAGE, "tree", "hi");
    press(&c, "F7");
    ck_assert(!log_is_open(&c.m.log));
    case_end(&c);
}
END_TEST

START_TEST(another_nick_takes_the_pane) {
    model_case c;
    begin(&c);
    enter(&c, "/log @bird");
    ck_assert_str_eq(typed(&c), "");
    answer(&c, expect_page(&c, "bird"), 3, 0);
    type_text(&c, "@tree");
    press(&c, "F7");
    ck_assert_str_eq(c.m.log.nick, "tree");
    ck_assert_uint_eq(c.m.log.lines.loaded, 0);
    expect_page(&c, "tree");
    ck_assert_str_eq(typed(&c), "@tree");
    case_end(&c);
}
END_TEST

START_TEST(the_command_needs_a_nick) {
    model_case c;
    begin(&c);
    enter(&c, "/log b!rd");
    expect_hint(&c, "A nick has 3 to 20");
    ck_assert_str_eq(typed(&c), "/log b!rd");
    ck_assert(!log_is_open(&c.m.log));
    press(&c, "C-c");
    enter(&c, "/log");
    expect_hint(&c, "/log nick");
    receive(&c, DGG_EVENT_MESSAGE, "bird", "hi");
    enter(&c, "/log");
    ck_assert_str_eq(c.m.log.nick, "bird");
    case_end(&c);
}
END_TEST

START_TEST(escape_closes_it_first) {
    model_case c;
    begin(&c);
    enter(&c, "/log bird");
    press(&c, "F2");
    press(&c, "Esc");
    ck_assert_int_eq(c.m.focus, FOCUS_INPUT);
    ck_assert(log_is_open(&c.m.log));
    press(&c, "Esc");
    ck_assert(!log_is_open(&c.m.log));
    case_end(&c);
}
END_TEST

START_TEST(letters_are_typed_into_the_line) {
    model_case c;
    begin(&c);
    enter(&c, "/log bird");
    type_text(&c, "yon");
    press(&c, "Left");
    press(&c, "Backspace");
    ck_assert_str_eq(typed(&c), "yn");
    press(&c, "C-c");
    enter(&c, "hello");
    drop_effects(&c);
    ck_assert(log_is_open(&c.m.log));
    case_end(&c);
}
END_TEST

START_TEST(only_answers_answer_the_question) {
    model_case c;
    begin_asking(&c);
    type_text(&c, "half ");
    type_text(&c, "@bird");
    press(&c, "F7");
    ck_assert_int_eq(c.m.log.phase, LOG_ASKING);
    static const char *const others[] = {"Enter", "PgUp",   "Up",  "C-u",
                                         "F2",    "Delete", "Tab", "M-1"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        press(&c, others[i]);
    }
    ck_assert_int_eq(c.m.log.phase, LOG_ASKING);
    ck_assert_str_eq(typed(&c), "half @bird");
    ck_assert_int_eq(c.m.focus, FOCUS_INPUT);
    expect_no_effect(&c);
    type_text(&c, "n");
    ck_assert(!log_is_open(&c.m.log));
    press(&c, "F7");
    press(&c, "Esc");
    ck_assert(!log_is_open(&c.m.log));
    expect_no_effect(&c);
    press(&c, "F7");
    type_text(&c, "O");
    expect_page(&c, "bird");
    expect_no_effect(&c);
    ck_assert_str_eq(typed(&c), "half @bird");
    case_end(&c);
}
END_TEST

START_TEST(whoever_types_on_says_no_and_loses_nothing) {
    model_case c;
    begin_asking(&c);
    enter(&c, "/log bird");
    type_text(&c, "hello you");
    ck_assert(!log_is_open(&c.m.log));
    ck_assert_str_eq(typed(&c), "hello you");
    expect_no_effect(&c);
    enter(&c, "");
    enter(&c, "/log bird");
    press(&c, "C-c");
    ck_assert(!log_is_open(&c.m.log));
    case_end(&c);
}
END_TEST

START_TEST(always_is_asked_to_be_remembered) {
    model_case c;
    begin_asking(&c);
    enter(&c, "/log bird");
    type_text(&c, "y");
    expect_effect(&c, EFFECT_LOG_ALLOW, "", "logs.example");
    expect_page(&c, "bird");
    ck_assert_str_eq(typed(&c), "");
    case_end(&c);
}
END_TEST

START_TEST(a_paste_is_no_answer) {
    model_case c;
    begin_asking(&c);
    enter(&c, "/log bird");
    press(&c, "PasteBegin");
    type_text(&c, "yes");
    press(&c, "PasteEnd");
    ck_assert_int_eq(c.m.log.phase, LOG_ASKING);
    ck_assert_str_eq(typed(&c), "yes");
    case_end(&c);
}
END_TEST

/* 50 lines and the rule of their day, in 20 rows. */
START_TEST(paging_moves_the_pane_and_not_chat) {
    model_case c;
    begin(&c);
    for (int i = 0; i < 100; i++) {
        receive(&c, DGG_EVENT_MESSAGE, "tree", "chat");
    }
    enter(&c, "/log bird");
    answer(&c, expect_page(&c, "bird"), 50, 77);
    press(&c, "PgUp");
    ck_assert(c.m.log.place.is_paused);
    ck_assert_uint_eq(top_of(&c), 51 - 20 - 18);
    press(&c, "S-Up");
    press(&c, "S-Up");
    press(&c, "S-Down");
    ck_assert_uint_eq(top_of(&c), 51 - 20 - 19);
    press(&c, "M-<");
    ck_assert_uint_eq(top_of(&c), 0);
    press(&c, "PgDn");
    ck_assert_uint_eq(top_of(&c), 18);
    press(&c, "End");
    ck_assert(!c.m.log.place.is_paused);
    ck_assert(!windows_shown(&c.m.windows)->place.is_paused);
    press(&c, "Esc");
    press(&c, "PgUp");
    ck_assert(windows_shown(&c.m.windows)->place.is_paused);
    case_end(&c);
}
END_TEST

START_TEST(the_top_asks_for_more_without_moving) {
    model_case c;
    begin(&c);
    enter(&c, "/log bird");
    answer(&c, expect_page(&c, "bird"), 50, 77);
    press(&c, "M-<");
    expect_no_effect(&c);
    press(&c, "PgUp");
    effect one;
    ck_assert(effects_take(&c.m.effects, &one));
    ck_assert_int_eq(one.kind, EFFECT_LOG_PAGE);
    ck_assert_int_eq(one.older_than_ms, 77);
    effect_free(&one);
    const history *lines = &c.m.log.lines.list;
    uint64_t top = c.m.log.place.top.sequence;
    const line *read = history_get(lines, top + 1);
    c.now.wall_ms -= 3600000;
    answer(&c, one.tag, 40, 0);
    ck_assert_uint_eq(c.m.log.place.top.sequence, top);
    ck_assert_ptr_eq(history_get(lines, top + 1), read);
    press(&c, "PgUp");
    ck_assert_uint_eq(c.m.log.place.top.sequence, top - 18);
    case_end(&c);
}
END_TEST

START_TEST(tab_gives_the_keys_to_the_other_pane) {
    model_case c;
    begin(&c);
    for (int i = 0; i < 100; i++) {
        receive(&c, DGG_EVENT_MESSAGE, "tree", "chat");
    }
    press(&c, "Tab");
    enter(&c, "/log bird");
    answer(&c, expect_page(&c, "bird"), 50, 77);
    press(&c, "Tab");
    press(&c, "PgUp");
    ck_assert(c.m.log.place.is_paused);
    c.m.screen.has_both = true;
    press(&c, "Tab");
    press(&c, "PgUp");
    ck_assert(windows_shown(&c.m.windows)->place.is_paused);
    press(&c, "End");
    ck_assert(!windows_shown(&c.m.windows)->place.is_paused);
    ck_assert(c.m.log.place.is_paused);
    type_text(&c, "x");
    press(&c, "Tab");
    ck_assert(c.m.log.is_left);
    press(&c, "Backspace");
    press(&c, "Tab");
    press(&c, "End");
    ck_assert(!c.m.log.place.is_paused);
    case_end(&c);
}
END_TEST

START_TEST(a_recording_says_that_it_has_none) {
    model_case c;
    case_begin(&c);
    model_begin_replay(&c.m, 1);
    enter(&c, "/log bird");
    ck_assert_int_eq(c.m.log.phase, LOG_RECORDED);
    expect_no_effect(&c);
    type_text(&c, "y");
    ck_assert_str_eq(typed(&c), "y");
    case_end(&c);
}
END_TEST

TEST_MAIN("model_log_keys", the_key_opens_and_closes,
          whoever_speaks_meanwhile_does_not_get_the_pane,
          another_nick_takes_the_pane, the_command_needs_a_nick,
          escape_closes_it_first, letters_are_typed_into_the_line,
          only_answers_answer_the_question,
          whoever_types_on_says_no_and_loses_nothing,
          always_is_asked_to_be_remembered, a_paste_is_no_answer,
          paging_moves_the_pane_and_not_chat,
          the_top_asks_for_more_without_moving,
          tab_gives_the_keys_to_the_other_pane,
          a_recording_says_that_it_has_none)
