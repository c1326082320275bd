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

START_TEST(a_whisper_sent_is_a_message_like_others) {
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(&s, (dgg_options){0});
    chat_scene_remark after = {.line = "after"};
    chat_scene_remark before = {.line = "before"};
    chat_scene_remark sent = {.line = "sent"};
    chat_scene_remark_on(&s, DGG_ON_AFTER_EVERY_MESSAGE, &after);
    chat_scene_remark_on(&s, DGG_ON_WHISPER_SENT, &sent);
    chat_scene_remark_on(&s, DGG_ON_BEFORE_EVERY_MESSAGE, &before);
    chat_scene_connect(&s);
    chat_scene_clear(&s);
    server_broadcast(s.server, "PRIVMSGSENT \"\"");
    chat_scene_wait(&s, DGG_EVENT_WHISPER_SENT, 1);
    ck_assert_str_eq(chat_scene_log(&s),
                     "PRIVMSGSENT : \nbefore\nsent\nafter\n");
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
        {DGG_ON_PONG, "PONG \"e30=\""},
        {DGG_ON_USERS_DELTA, "USERSDELTA {\"users\":[]}"},
        {DGG_ON_USER_UPDATED, "UPDATEUSER {\"id\":1,\"nick\":\"bird\"}"},
        {DGG_ON_REFRESH, "REFRESH {\"nick\":\"bird\"}"},
        {DGG_ON_RELOAD, "RELOAD {}"},
        {DGG_ON_RELOAD, "BROADCAST {\"data\":\"reload\"}"},
        {DGG_ON_SUB_ONLY, "SUBONLY {\"nick\":\"mod\",\"data\":\"on\"}"},
        {DGG_ON_DEATH, "DEATH {\"nick\":\"bird\",\"data\":\"\"}"},
        {DGG_ON_PHRASE_ADDED, "ADDPHRASE {\"nick\":\"mod\",\"data\":\"a\"}"},
        {DGG_ON_PHRASE_REMOVED,
         "REMOVEPHRASE {\"nick\":\"mod\",\"data\":\"a\"}"},
        {DGG_ON_POLL_START, "POLLSTART {\"nick\":\"mod\",\"question\":\"a?\","
                            "\"options\":[\"b\",\"c\"],\"totals\":[0,0],"
                            "\"start\":\"2026-09-05T10:00:00Z\","
                            "\"now\":\"2026-09-05T10:00:00Z\",\"time\":30000}"},
        {DGG_ON_POLL_STOP, "POLLSTOP {}"},
        {DGG_ON_VOTE_CAST, "VOTECAST {\"vote\":\"1\",\"quantity\":1}"},
        {DGG_ON_VOTE_COUNTED, "VOTECOUNTED {\"vote\":\"1\"}"},
        {DGG_ON_SUBSCRIPTION,
         "SUBSCRIPTION {\"user\":{\"nick\":\"bird\"},\"tier\":1}"},
        {DGG_ON_GIFT_SUB, "GIFTSUB {\"user\":{\"nick\":\"bird\"},\"tier\":1,"
                          "\"recipient\":{\"nick\":\"cat\"}}"},
        {DGG_ON_MASS_GIFT, "MASSGIFT {\"user\":{\"nick\":\"bird\"},"
                           "\"tier\":1,\"quantity\":5}"},
        {DGG_ON_DONATION,
         "DONATION {\"user\":{\"nick\":\"bird\"},\"amount\":500}"},
        {DGG_ON_PAID_EVENTS, "PAIDEVENTS []"},
        {DGG_ON_PIN, "PIN {\"nick\":\"mod\",\"data\":\"a\",\"uuid\":\"u\"}"},
        {DGG_ON_SPOTLIGHT, "SPOTLIGHT {\"nick\":\"bird\",\"data\":\"a\","
                           "\"key\":\"k\"}"},
        {DGG_ON_UNSPOTLIGHT, "UNSPOTLIGHT {\"key\":\"k\"}"},
        {DGG_ON_SPOTLIGHTS, "SPOTLIGHTS []"},
        {DGG_ON_X_POST, "XPOST {\"text\":\"a\",\"handle\":\"b\"}"},
        {DGG_ON_VESTABOARD, "VESTABOARD_LEAD {}"},
        {DGG_ON_VESTABOARD, "VESTABOARD_HOURLY {}"},
        {DGG_ON_VESTABOARD, "VESTABOARD_RESET {}"},
        {DGG_ON_UNKNOWN, "NEVERSEEN {}"},
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
        chat_scene_settle(&s);
        ck_assert_msg(strstr(chat_scene_log(&s), lines[i]) != NULL, "%s",
                      cases[i].frame);
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

START_TEST(removes_what_was_registered) {
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(&s, (dgg_options){0});
    chat_scene_remark gone = {.line = "gone"};
    chat_scene_remark other = {.line = "other"};
    chat_scene_remark_on(&s, DGG_ON_CHAT_MESSAGE, &gone);
    chat_scene_remark_on(&s, DGG_ON_CHAT_MESSAGE, &other);
    dgg_handler handler = chat_scene_on_remark;
    ck_assert(!dgg_chat_off(s.chat, DGG_ON_MENTION, handler, &gone));
    ck_assert(!dgg_chat_off(s.chat, DGG_ON_CHAT_MESSAGE, handler, NULL));
    ck_assert(!dgg_chat_off(s.chat, DGG_ON_CHAT_MESSAGE, NULL, NULL));
    ck_assert(!dgg_chat_off(s.chat, DGG_ON_KINDS, handler, &gone));
    ck_assert(dgg_chat_off(s.chat, DGG_ON_CHAT_MESSAGE, handler, &gone));
    ck_assert(!dgg_chat_off(s.chat, DGG_ON_CHAT_MESSAGE, handler, &gone));
    chat_scene_connect(&s);
    chat_scene_clear(&s);
    server_broadcast(s.server, "MSG {\"nick\":\"bird\",\"data\":\"hi\"}");
    chat_scene_wait(&s, DGG_EVENT_MESSAGE, 1);
    ck_assert_str_eq(chat_scene_log(&s), "MSG bird: hi\nother\n");
    chat_scene_close(&s);
}
END_TEST

/* --- mentions ------------------------------------------------------------ */

static void say(chat_scene *s, const char *nick, const char *text) {
    char frame[256];
    size_t count = s->seen[DGG_EVENT_MESSAGE];
    snprintf(frame, sizeof frame, "MSG {\"nick\":\"%s\",\"data\":\"%s\"}", nick,
             text);
    server_broadcast(s->server, frame);
    chat_scene_wait(s, DGG_EVENT_MESSAGE, count + 1);
}

static void open_to_mentions(chat_scene *s, dgg_options options,
                             chat_scene_remark *mention) {
    chat_scene_open(s);
    chat_scene_add_chat(s, options);
    chat_scene_connect(s);
    chat_scene_settle(s);
    chat_scene_remark_on(s, DGG_ON_MENTION, mention);
    chat_scene_clear(s);
}

START_TEST(a_mention_comes_before_its_message) {
    chat_scene s;
    chat_scene_remark mention = {.line = "mention"};
    open_to_mentions(&s, chat_scene_login(), &mention);
    chat_scene_remark before = {.line = "before"};
    chat_scene_remark message = {.line = "message"};
    chat_scene_remark after = {.line = "after"};
    chat_scene_remark_on(&s, DGG_ON_CHAT_MESSAGE, &message);
    chat_scene_remark_on(&s, DGG_ON_AFTER_EVERY_MESSAGE, &after);
    chat_scene_remark_on(&s, DGG_ON_BEFORE_EVERY_MESSAGE, &before);
    say(&s, "bird", "hi DEMO_VIEWER!");
    ck_assert_str_eq(chat_scene_log(&s), "MSG bird: hi DEMO_VIEWER!\n"
                                         "before\nmention\nmessage\nafter\n");
    chat_scene_clear(&s);
    say(&s, "bird", "hi everybody");
    ck_assert_str_eq(chat_scene_log(&s), "MSG bird: hi everybody\n"
                                         "before\nmessage\nafter\n");
    chat_scene_close(&s);
}
END_TEST

START_TEST(nobody_mentions_himself) {
    chat_scene s;
    chat_scene_remark mention = {.line = "mention"};
    open_to_mentions(&s, chat_scene_login(), &mention);
    say(&s, "Demo_Viewer", "demo_viewer is me");
    ck_assert_ptr_null(strstr(chat_scene_log(&s), "mention\n"));
    chat_scene_close(&s);
}
END_TEST

START_TEST(history_mentions_nobody) {
    chat_scene s;
    chat_scene_remark mention = {.line = "mention"};
    open_to_mentions(&s, chat_scene_login(), &mention);
    server_broadcast(s.server, "HISTORY [\"MSG {\\\"nick\\\":\\\"bird\\\","
                               "\\\"data\\\":\\\"demo_viewer\\\"}\"]");
    chat_scene_wait(&s, DGG_EVENT_MESSAGE, 1);
    ck_assert_ptr_null(strstr(chat_scene_log(&s), "mention\n"));
    chat_scene_close(&s);
}
END_TEST

START_TEST(who_has_no_nick_is_not_mentioned) {
    chat_scene s;
    chat_scene_remark mention = {.line = "mention"};
    open_to_mentions(&s, (dgg_options){0}, &mention);
    say(&s, "bird", "demo_viewer");
    ck_assert_ptr_null(strstr(chat_scene_log(&s), "mention\n"));
    server_broadcast(s.server, "ME {\"nick\":\"late_comer\"}");
    say(&s, "bird", "late_comer");
    ck_assert_ptr_nonnull(strstr(chat_scene_log(&s), "mention\n"));
    chat_scene_close(&s);
}
END_TEST

static void expect_no_mention(chat_scene *s, const char *text) {
    chat_scene_clear(s);
    say(s, "bird", text);
    ck_assert_ptr_null(strstr(chat_scene_log(s), "mention\n"));
}

START_TEST(who_is_no_longer_logged_in_is_not_mentioned) {
    chat_scene s;
    chat_scene_remark mention = {.line = "mention"};
    open_to_mentions(&s, chat_scene_login(), &mention);
    server_broadcast(s.server, "ERR {\"description\":\"needlogin\"}");
    expect_no_mention(&s, "demo_viewer");
    server_broadcast(s.server, "ME {\"nick\":\"demo_viewer\"}");
    say(&s, "bird", "demo_viewer");
    ck_assert_ptr_nonnull(strstr(chat_scene_log(&s), "mention\n"));
    server_broadcast(s.server, "ME null");
    expect_no_mention(&s, "demo_viewer");
    chat_scene_close(&s);
}
END_TEST

START_TEST(a_link_or_a_longer_word_is_no_mention) {
    chat_scene s;
    chat_scene_remark mention = {.line = "mention"};
    open_to_mentions(&s, chat_scene_login(), &mention);
    expect_no_mention(&s, "see https://example.com/demo_viewer");
    expect_no_mention(&s, "demo_viewers");
    chat_scene_close(&s);
}
END_TEST

START_TEST(a_mention_that_fails_hides_no_message) {
    chat_scene s;
    chat_scene_remark mention = {.line = "mention", .code = 1};
    chat_scene_remark message = {.line = "message"};
    open_to_mentions(&s, chat_scene_login(), &mention);
    chat_scene_remark_on(&s, DGG_ON_CHAT_MESSAGE, &message);
    say(&s, "bird", "demo_viewer");
    ck_assert_str_eq(chat_scene_log(&s),
                     "MSG bird: demo_viewer\nmention\nmessage\n");
    chat_scene_close(&s);
}
END_TEST

/* --- failures inside failures -------------------------------------------- */

static int disconnect_after_7(dgg_chat *chat, const dgg_event *event,
                              void *user) {
    if (event->kind == DGG_EVENT_MESSAGE) {
        ck_assert_int_eq(dgg_chat_disconnect(chat), DGG_OK);
        ck_assert_int_eq(dgg_chat_handler_code(chat), 7);
        chat_scene_note(user, "back");
    } else {
        ck_assert_int_eq(dgg_chat_handler_code(chat), 8);
        chat_scene_note(user, "inner");
    }
    return 0;
}

START_TEST(a_code_outlives_those_of_other_events) {
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(&s, (dgg_options){0});
    chat_scene_connect(&s);
    chat_scene_settle(&s);
    chat_scene_remark outer = {.line = "outer", .code = 7};
    chat_scene_remark closed = {.line = "closed", .code = 8};
    chat_scene_remark_on(&s, DGG_ON_CHAT_MESSAGE, &outer);
    chat_scene_remark_on(&s, DGG_ON_WS_CLOSE, &closed);
    dgg_chat_on(s.chat, DGG_ON_HANDLER_ERROR, disconnect_after_7, &s);
    chat_scene_clear(&s);
    say(&s, "bird", "hi");
    ck_assert_str_eq(chat_scene_log(&s),
                     "MSG bird: hi\nouter\nclose\nclosed\ninner\nback\n");
    chat_scene_close(&s);
}
END_TEST

TEST_MAIN("chat_handlers", removes_what_was_registered,
          a_mention_comes_before_its_message, nobody_mentions_himself,
          history_mentions_nobody, who_has_no_nick_is_not_mentioned,
          who_is_no_longer_logged_in_is_not_mentioned,
          a_link_or_a_longer_word_is_no_mention,
          a_mention_that_fails_hides_no_message,
          a_code_outlives_those_of_other_events, calls_handlers_in_order,
          a_whisper_sent_is_a_message_like_others, each_kind_has_its_handlers,
          a_failed_handler_is_reported_and_the_next_one_runs,
          handlers_added_by_a_handler_hear_the_next_event,
          refuses_handlers_of_no_kind)
