/* Whose log a press of the key is for. */
#include "model_parts.h"

#include "model_case.h"

#include <stdio.h>

static void expect_nick(const model_case *c, const char *wanted) {
    char nick[65];
    ck_assert_msg(model_log_nick(&c->m, nick), "no nick");
    ck_assert_str_eq(nick, wanted);
}

static void expect_nobody(const model_case *c) {
    char nick[65];
    ck_assert_msg(!model_log_nick(&c->m, nick), "\"%s\"", nick);
}

static void set_line(model_case *c, const char *text) {
    edit_set(&windows_current(&c->m.windows)->input, text);
}

START_TEST(the_word_being_typed_comes_first) {
    model_case c;
    case_begin(&c);
    receive(&c, DGG_EVENT_MESSAGE, "Bird", "hi");
    receive(&c, DGG_EVENT_QUIT, "Bird", "");
    receive(&c, DGG_EVENT_JOIN, "fern", "");
    receive(&c, DGG_EVENT_MESSAGE, "tree", "hi");
    set_line(&c, "hello bird");
    expect_nick(&c, "bird");
    set_line(&c, "hello fern,");
    expect_nick(&c, "fern");
    set_line(&c, "hello @stranger:");
    expect_nick(&c, "stranger");
    set_line(&c, "bird hello");
    expect_nick(&c, "tree");
    for (int i = 0; i < 8; i++) {
        press(&c, "Left");
    }
    expect_nick(&c, "bird");
    case_end(&c);
}
END_TEST

START_TEST(a_commands_argument_comes_next) {
    model_case c;
    case_begin(&c);
    receive(&c, DGG_EVENT_MESSAGE, "tree", "hi");
    set_line(&c, "/w stranger hello");
    expect_nick(&c, "stranger");
    set_line(&c, "/open @stranger ");
    expect_nick(&c, "stranger");
    set_line(&c, "/me waves");
    expect_nick(&c, "tree");
    set_line(&c, "/w x!");
    expect_nick(&c, "tree");
    case_end(&c);
}
END_TEST

START_TEST(a_list_has_a_chosen_one) {
    model_case c;
    case_begin(&c);
    receive(&c, DGG_EVENT_JOIN, "fern", "");
    receive(&c, DGG_EVENT_JOIN, "moss", "");
    press(&c, "F2");
    press(&c, "Down");
    expect_nick(&c, "moss");
    case_end(&c);
}
END_TEST

START_TEST(a_conversation_is_with_somebody) {
    model_case c;
    case_begin(&c);
    go_online(&c, "amy");
    receive(&c, DGG_EVENT_MESSAGE, "tree", "hi");
    enter(&c, "/open moss");
    expect_nick(&c, "moss");
    case_end(&c);
}
END_TEST

/* 22 rows of chat, the last of them the bar. */
START_TEST(the_last_author_in_sight_is_taken) {
    model_case c;
    case_begin(&c);
    expect_nobody(&c);
    for (int i = 0; i < 100; i++) {
        char nick[16];
        snprintf(nick, sizeof nick, "user%03d", i);
        receive(&c, DGG_EVENT_MESSAGE, nick, "hi");
    }
    expect_nick(&c, "user099");
    model_notice(&c.m, "a notice", false, c.now);
    receive(&c, DGG_EVENT_WHISPER, "moss", "secret");
    expect_nick(&c, "user099");
    press(&c, "PgUp");
    expect_nick(&c, "user080");
    receive(&c, DGG_EVENT_MESSAGE, "tree", "hi");
    expect_nick(&c, "user080");
    case_end(&c);
}
END_TEST

TEST_MAIN("model_log_nick", the_word_being_typed_comes_first,
          a_commands_argument_comes_next, a_list_has_a_chosen_one,
          a_conversation_is_with_somebody, the_last_author_in_sight_is_taken)
