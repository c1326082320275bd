#include "chat_scene.h"

static void open_logged_in(chat_scene *s) {
    chat_scene_open(s);
    chat_scene_add_chat(s, chat_scene_login());
    chat_scene_connect(s);
    chat_scene_settle(s);
    chat_scene_clear(s);
}

START_TEST(says_what_is_wrong_with_a_text) {
    chat_scene s;
    open_logged_in(&s);
    dgg_chat *chat = s.chat;
    ck_assert_int_eq(dgg_chat_send_whisper(chat, "a b", "hi", NULL),
                     DGG_ERROR_NICK);
    ck_assert_int_eq(dgg_chat_send_whisper(chat, NULL, "hi", NULL),
                     DGG_ERROR_NICK);
    ck_assert_int_eq(dgg_chat_send_whisper(chat, "bird", " \t", NULL),
                     DGG_ERROR_TEXT_EMPTY);
    ck_assert_int_eq(dgg_chat_send_message(chat, NULL, NULL),
                     DGG_ERROR_TEXT_EMPTY);
    ck_assert_int_eq(dgg_chat_send_message(chat, "a\x1b[2J", NULL),
                     DGG_ERROR_TEXT_CHARACTER);
    ck_assert_uint_eq(s.seen[DGG_EVENT_SEND_RESULT], 0);
    chat_scene_close(&s);
}
END_TEST

START_TEST(who_is_not_logged_in_cannot_write) {
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(&s, (dgg_options){.send_policy = DGG_SEND_TO_ANYBODY});
    chat_scene_connect(&s);
    ck_assert_int_eq(dgg_chat_send_message(s.chat, "hi", NULL),
                     DGG_ERROR_ANONYMOUS);
    ck_assert_int_eq(dgg_chat_send_whisper(s.chat, "bird", "hi", NULL),
                     DGG_ERROR_ANONYMOUS);
    chat_scene_close(&s);
}
END_TEST

START_TEST(who_the_server_does_not_know_cannot_write) {
    chat_scene s;
    chat_scene_open(&s);
    dgg_options options = chat_scene_login();
    options.credentials.session_id = "expiredsession";
    chat_scene_add_chat(&s, options);
    chat_scene_connect(&s);
    ck_assert_int_eq(dgg_chat_send_message(s.chat, "hi", NULL),
                     DGG_ERROR_ANONYMOUS);
    chat_scene_close(&s);
}
END_TEST

START_TEST(nothing_can_be_sent_without_a_connection) {
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(&s, chat_scene_login());
    ck_assert_int_eq(dgg_chat_send_message(s.chat, "hi", NULL),
                     DGG_ERROR_NOT_CONNECTED);
    chat_scene_connect(&s);
    server_close_all(s.server, -1);
    chat_scene_wait(&s, DGG_EVENT_CLOSE, 1);
    ck_assert_int_eq(dgg_chat_send_message(s.chat, "hi", NULL),
                     DGG_ERROR_NOT_CONNECTED);
    chat_scene_close(&s);
}
END_TEST

START_TEST(nobody_whispers_to_himself) {
    chat_scene s;
    open_logged_in(&s);
    ck_assert_int_eq(dgg_chat_send_whisper(s.chat, "DEMO_Viewer", "hi", NULL),
                     DGG_ERROR_YOURSELF);
    chat_scene_close(&s);
}
END_TEST

START_TEST(what_was_given_is_copied) {
    chat_scene s;
    open_logged_in(&s);
    char nick[] = "bird";
    char text[] = "hi";
    ck_assert_int_eq(dgg_chat_send_whisper(s.chat, nick, text, NULL), DGG_OK);
    nick[0] = text[0] = '?';
    chat_scene_expect_received(&s,
                               "PRIVMSG {\"nick\":\"bird\",\"data\":\"hi\"}\n");
    chat_scene_close(&s);
}
END_TEST

TEST_MAIN("chat_send", nobody_whispers_to_himself, what_was_given_is_copied,
          says_what_is_wrong_with_a_text, who_is_not_logged_in_cannot_write,
          who_the_server_does_not_know_cannot_write,
          nothing_can_be_sent_without_a_connection)
