#include "chat_scene.h"

START_TEST(history_reaches_the_handlers_of_its_kinds_only) {
    chat_scene s;
    chat_scene_open(&s);
    server_broadcast(s.server, "MSG {\"nick\":\"bird\",\"data\":\"one\"}");
    server_broadcast(s.server, "MUTE {\"nick\":\"mod\",\"data\":\"bird\"}");
    chat_scene_add_chat(&s, (dgg_options){0});
    chat_scene_remark message = {.line = "message"};
    chat_scene_remark mute = {.line = "mute"};
    chat_scene_remark history = {.line = "history"};
    chat_scene_remark every = {.line = "every"};
    chat_scene_remark_on(&s, DGG_ON_CHAT_MESSAGE, &message);
    chat_scene_remark_on(&s, DGG_ON_MUTE, &mute);
    chat_scene_remark_on(&s, DGG_ON_HISTORY, &history);
    chat_scene_connect(&s);
    chat_scene_settle(&s);
    ck_assert_ptr_nonnull(strstr(chat_scene_log(&s),
                                 "history\n"
                                 "replay MSG bird: one\nmessage\n"
                                 "replay MUTE mod: \nmute\n"));
    chat_scene_remark_on(&s, DGG_ON_BEFORE_EVERY_MESSAGE, &every);
    chat_scene_clear(&s);
    server_broadcast(s.server,
                     "HISTORY [\"MSG {\\\"nick\\\":\\\"a_b\\\",\\\"data\\\":"
                     "\\\"x\\\"}\",\"nonsense\",7]");
    chat_scene_wait(&s, DGG_EVENT_MESSAGE, 2);
    ck_assert_str_eq(chat_scene_log(&s), "HISTORY : \nevery\nhistory\n"
                                         "replay MSG a_b: x\nmessage\n");
    dgg_chat_disconnect(s.chat);
    ck_assert_uint_eq(s.close.rejected, 2);
    chat_scene_close(&s);
}
END_TEST

/* Keeps the marks of the newest event of its kind. */
static int keep_marks(dgg_chat *chat, const dgg_event *event, void *user) {
    char line[64];
    (void)chat;
    snprintf(line, sizeof line, "%s%s%s", event->name,
             event->is_replay ? " replay" : "",
             event->is_bar_entry ? " bar" : "");
    chat_scene_note(user, line);
    return 0;
}

START_TEST(the_event_bar_reaches_the_handlers_of_its_kinds_only) {
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(&s, (dgg_options){0});
    chat_scene_connect(&s);
    chat_scene_settle(&s);
    chat_scene_remark after = {.line = "after"};
    chat_scene_remark list = {.line = "list"};
    chat_scene_remark_on(&s, DGG_ON_AFTER_EVERY_MESSAGE, &after);
    chat_scene_remark_on(&s, DGG_ON_PAID_EVENTS, &list);
    dgg_chat_on(s.chat, DGG_ON_DONATION, keep_marks, &s);
    chat_scene_clear(&s);
    server_broadcast(s.server,
                     "PAIDEVENTS [\"DONATION {\\\"user\\\":{\\\"nick\\\":"
                     "\\\"bird\\\"},\\\"amount\\\":500}\",\"nonsense\"]");
    chat_scene_wait(&s, DGG_EVENT_DONATION, 1);
    ck_assert_str_eq(chat_scene_log(&s), "PAIDEVENTS : \nlist\nafter\n"
                                         "replay DONATION bird: \n"
                                         "DONATION replay bar\n");
    chat_scene_close(&s);
}
END_TEST

START_TEST(a_ping_is_answered_with_its_own_payload) {
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(&s, (dgg_options){0});
    chat_scene_connect(&s);
    server_broadcast(s.server, "PING {\"data\":1788623391400123456}");
    chat_scene_expect_received(&s, "PONG {\"data\":1788623391400123456}\n");
    chat_scene_close(&s);
}
END_TEST

START_TEST(broken_frames_are_counted_and_do_no_harm) {
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(&s, (dgg_options){0});
    chat_scene_connect(&s);
    server_broadcast(s.server, "MSG {\"nick\":");
    server_broadcast(s.server, "!? {}");
    server_broadcast(s.server, "JOIN 7");
    chat_scene_settle(&s);
    server_close_all(s.server, 1000);
    chat_scene_wait(&s, DGG_EVENT_CLOSE, 1);
    ck_assert_uint_eq(s.close.rejected, 3);
    chat_scene_close(&s);
}
END_TEST

TEST_MAIN("chat_receive", history_reaches_the_handlers_of_its_kinds_only,
          the_event_bar_reaches_the_handlers_of_its_kinds_only,
          a_ping_is_answered_with_its_own_payload,
          broken_frames_are_counted_and_do_no_harm)
