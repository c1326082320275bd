#include "model_case.h"
#include "model_sends.h"

START_TEST(offline_the_text_is_kept) {
    model_case c;
    case_begin(&c);
    enter(&c, "hello");
    expect_no_effect(&c);
    expect_hint(&c, "Not connected. Your text was kept.");
    ck_assert_str_eq(typed(&c), "hello");
    case_end(&c);
}
END_TEST

START_TEST(what_the_server_would_refuse_is_kept) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    enter(&c, "   ");
    expect_hint(&c, "Nothing to send.");
    press(&c, "C-u");
    enter(&c, "a\u00a0b");
    expect_hint(&c, "refuses a character");
    ck_assert_str_eq(typed(&c), "a\u00a0b");
    expect_no_effect(&c);
    case_end(&c);
}
END_TEST

START_TEST(a_long_text_is_counted) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    for (size_t i = 0; i < 530; i++) {
        type_text(&c, "\u00e9");
    }
    press(&c, "Enter");
    expect_hint(&c, "Too long: 530 of 512. Nothing was sent.");
    ck_assert_uint_eq(strlen(typed(&c)), 1060);
    expect_no_effect(&c);
    case_end(&c);
}
END_TEST

START_TEST(chat_does_not_show_a_text_before_the_server_does) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    size_t before = history_count(&c.m.windows.list[WINDOW_CHAT]->lines);
    enter(&c, "hello");
    ck_assert_uint_eq(history_count(&c.m.windows.list[WINDOW_CHAT]->lines),
                      before);
    expect_hint(&c, "sending");
    case_wait(&c, 9000);
    expect_hint(&c, "sending");
    case_end(&c);
}
END_TEST

START_TEST(every_send_has_its_own_tag) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    enter(&c, "one");
    enter(&c, "two");
    uint64_t first = expect_effect(&c, EFFECT_SEND_MESSAGE, "", "one");
    uint64_t second = expect_effect(&c, EFFECT_SEND_MESSAGE, "", "two");
    ck_assert_uint_ne(first, second);
    case_end(&c);
}
END_TEST

START_TEST(too_many_at_once_are_kept_back) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    for (size_t i = 0; i < SENDS; i++) {
        enter(&c, "x");
    }
    drop_effects(&c);
    enter(&c, "one too many");
    expect_no_effect(&c);
    expect_hint(&c, "Too many");
    ck_assert_str_eq(typed(&c), "one too many");
    case_end(&c);
}
END_TEST

START_TEST(an_action_is_whispered_as_one) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    enter(&c, "/w bob /me waves");
    expect_line(line_at(talk_with(&c, "bob"), 0), LINE_ACTION, "me", "waves");
    expect_effect(&c, EFFECT_SEND_WHISPER, "bob", "/me waves");
    case_end(&c);
}
END_TEST

TEST_MAIN("model_sends", offline_the_text_is_kept,
          what_the_server_would_refuse_is_kept, a_long_text_is_counted,
          chat_does_not_show_a_text_before_the_server_does,
          every_send_has_its_own_tag, too_many_at_once_are_kept_back,
          an_action_is_whispered_as_one)
