#include "chat_scene.h"

START_TEST(calls_handlers_in_order) {
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(&s, (dgg_options){0});
    chat_scene_remark after = {.line = "after"};
    chat_scene_remark before = {.line = "before"};
    chat_scene_remark first = {.line = "first"};
    chat_scene_remark second = {.line = "second"};
    chat_scene_remark_on(&s, DGG_ON_AFTER_EVERY_MESSAGE, &after);
    chat_scene_remark_on(&s, DGG_ON_CHAT_MESSAGE, &first);
    chat_scene_remark_on(&s, DGG_ON_CHAT_MESSAGE, &second);
    chat_scene_remark_on(&s, DGG_ON_BEFORE_EVERY_MESSAGE, &before);
    chat_scene_connect(&s);
    chat_scene_clear(&s);
    server_broadcast(s.server, "MSG {\"nick\":\"bird\",\"data\":\"hi\"}");
    chat_scene_wait(&s, DGG_EVENT_MESSAGE, 1);
    ck_assert_str_eq(chat_scene_log(&s),
                     "MSG bird: hi\nbefore\nfirst\nsecond\nafter\n");
    chat_scene_close(&s);
}
END_TEST

START_TEST(each_kind_has_its_handlers) {
    static const struct {
        dgg_on kind;
        const char *frame;
    } cases[] = {
        {DGG_ON_SERVED_CONNECTIONS, "NAMES {\"users\":[]}"},
        {DGG_ON_USER_JOINED, "JOIN {\"nick\":\"bird\"}"},
        {DGG_ON_USER_QUIT, "QUIT {\"nick\":\"bird\"}"},
        {DGG_ON_BROADCAST, "BROADCAST {\"data\":\"a\"}"},
        {DGG_ON_CHAT_MESSAGE, "MSG {\"nick\":\"bird\",\"data\":\"a\"}"},
        {DGG_ON_WHISPER, "PRIVMSG {\"nick\":\"bird\",\"data\":\"a\"}"},
        {DGG_ON_WHISPER_SENT, "PRIVMSGSENT \"\""},
        {DGG_ON_MUTE, "MUTE {\"nick\":\"mod\",\"data\":\"bird\"}"},
        {DGG_ON_UNMUTE, "UNMUTE {\"nick\":\"mod\",\"data\":\"bird\"}"},
        {DGG_ON_BAN, "BAN {\"nick\":\"mod\",\"data\":\"bird\"}"},
        {DGG_ON_UNBAN, "UNBAN {\"nick\":\"mod\",\"data\":\"bird\"}"},
        {DGG_ON_ERROR_MESSAGE, "ERR {\"description\":\"muted\"}"},
        {DGG_ON_ME, "ME null"},
        {DGG_ON_HISTORY, "HISTORY []"},
        {DGG_ON_PING, "PING {}"},
        {DGG_ON_UNKNOWN, "VOTECAST {}"},
    };
    enum { CASES = sizeof cases / sizeof *cases };
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(&s, (dgg_options){0});
    chat_scene_connect(&s);
    chat_scene_settle(&s);
    chat_scene_remark notes[CASES];
    char lines[CASES][8];
    for (size_t i = 0; i < CASES; i++) {
        snprintf(lines[i], sizeof lines[i], "<%zu>", i);
        notes[i] = (chat_scene_remark){.line = lines[i]};
        chat_scene_remark_on(&s, cases[i].kind, &notes[i]);
    }
    for (size_t i = 0; i < CASES; i++) {
        chat_scene_clear(&s);
        server_broadcast(s.server, cases[i].frame);
        while (strchr(chat_scene_log(&s), '<') == NULL) {
            dgg_loop_wait(s.loop, -1);
        }
        ck_assert_ptr_nonnull(strstr(chat_scene_log(&s), lines[i]));
    }
    chat_scene_close(&s);
}
END_TEST

static int expect_code_7(dgg_chat *chat, const dgg_event *event, void *user) {
    ck_assert_int_eq(event->kind, DGG_EVENT_MESSAGE);
    ck_assert_int_eq(dgg_chat_handler_code(chat), 7);
    chat_scene_note(user, "failure");
    return 9;
}

START_TEST(a_failed_handler_is_reported_and_the_next_one_runs) {
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(&s, (dgg_options){0});
    chat_scene_remark failing = {.line = "failing", .code = 7};
    chat_scene_remark next = {.line = "next"};
    chat_scene_remark_on(&s, DGG_ON_CHAT_MESSAGE, &failing);
    chat_scene_remark_on(&s, DGG_ON_CHAT_MESSAGE, &next);
    dgg_chat_on(s.chat, DGG_ON_HANDLER_ERROR, expect_code_7, &s);
    chat_scene_connect(&s);
    chat_scene_clear(&s);
    server_broadcast(s.server, "MSG {\"nick\":\"bird\",\"data\":\"hi\"}");
    chat_scene_wait(&s, DGG_EVENT_MESSAGE, 1);
    ck_assert_str_eq(chat_scene_log(&s),
                     "MSG bird: hi\nfailing\nfailure\nnext\n");
    chat_scene_close(&s);
}
END_TEST

static int add_many(dgg_chat *chat, const dgg_event *event, void *user) {
    (void)event;
    for (int i = 0; i < 50; i++) {
        ck_assert_int_eq(
            dgg_chat_on(chat, DGG_ON_CHAT_MESSAGE, chat_scene_on_remark, user),
            DGG_OK);
    }
    return 0;
}

START_TEST(handlers_added_by_a_handler_hear_the_next_event) {
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(&s, (dgg_options){0});
    chat_scene_remark late = {.line = "late", .scene = &s};
    chat_scene_remark last = {.line = "last"};
    dgg_chat_on(s.chat, DGG_ON_CHAT_MESSAGE, add_many, &late);
    chat_scene_remark_on(&s, DGG_ON_CHAT_MESSAGE, &last);
    chat_scene_connect(&s);
    chat_scene_clear(&s);
    server_broadcast(s.server, "MSG {\"nick\":\"bird\",\"data\":\"a\"}");
    chat_scene_wait(&s, DGG_EVENT_MESSAGE, 1);
    ck_assert_str_eq(chat_scene_log(&s), "MSG bird: a\nlast\n");
    server_broadcast(s.server, "MSG {\"nick\":\"bird\",\"data\":\"b\"}");
    chat_scene_wait(&s, DGG_EVENT_MESSAGE, 2);
    ck_assert_ptr_nonnull(
        strstr(chat_scene_log(&s), "MSG bird: b\nlast\nlate"));
    chat_scene_close(&s);
}
END_TEST

START_TEST(refuses_handlers_of_no_kind) {
    dgg_chat *chat = NULL;
    ck_assert_int_eq(dgg_chat_new(&chat, NULL), DGG_OK);
    ck_assert_int_eq(
        dgg_chat_on(chat, DGG_ON_KINDS, chat_scene_on_remark, NULL),
        DGG_ERROR_ARGUMENT);
    ck_assert_int_eq(dgg_chat_on(chat, DGG_ON_ME, NULL, NULL),
                     DGG_ERROR_ARGUMENT);
    dgg_chat_free(chat);
}
END_TEST

TEST_MAIN("chat_handlers", calls_handlers_in_order, each_kind_has_its_handlers,
          a_failed_handler_is_reported_and_the_next_one_runs,
          handlers_added_by_a_handler_hear_the_next_event,
          refuses_handlers_of_no_kind)
