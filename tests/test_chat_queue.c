#include "chat_scene.h"
#include "peer.h"

static void open_logged_in(chat_scene *s) {
    chat_scene_open(s);
    chat_scene_add_chat(s, chat_scene_login());
    chat_scene_connect(s);
    chat_scene_settle(s);
    chat_scene_clear(s);
}

static uint64_t whisper(chat_scene *s, const char *nick, const char *text) {
    uint64_t id = 0;
    ck_assert_int_eq(dgg_chat_send_whisper(s->chat, nick, text, &id), DGG_OK);
    ck_assert_uint_gt(id, 0);
    return id;
}

static void wait_for_result(chat_scene *s, size_t count) {
    chat_scene_wait(s, DGG_EVENT_SEND_RESULT, count);
}

static bool log_has(const chat_scene *s, const char *line) {
    return strstr(chat_scene_log(s), line) != NULL;
}

START_TEST(a_whisper_is_confirmed) {
    chat_scene s;
    open_logged_in(&s);
    ck_assert_uint_eq(whisper(&s, "bird", " hi \"there\" <3 \xF0\x9F\x98\x80 "),
                      1);
    ck_assert_uint_eq(s.seen[DGG_EVENT_SEND_RESULT], 0);
    chat_scene_expect_received(&s, "PRIVMSG {\"nick\":\"bird\",\"data\":\"hi "
                                   "\\\"there\\\" <3 \xF0\x9F\x98\x80\"}\n");
    wait_for_result(&s, 1);
    ck_assert(log_has(&s, "send 1 confirmed"));
    chat_scene_close(&s);
}
END_TEST

START_TEST(a_message_is_confirmed_by_its_echo) {
    chat_scene s;
    open_logged_in(&s);
    uint64_t id = 0;
    ck_assert_int_eq(dgg_chat_send_message(s.chat, "  hello chat ", &id),
                     DGG_OK);
    chat_scene_expect_received(&s, "MSG {\"data\":\"hello chat\"}\n");
    wait_for_result(&s, 1);
    ck_assert(log_has(&s, "MSG demo_viewer: hello chat\nsend 1 confirmed"));
    chat_scene_close(&s);
}
END_TEST

START_TEST(a_refusal_carries_the_servers_word) {
    chat_scene s;
    open_logged_in(&s);
    whisper(&s, SERVER_UNKNOWN_NICK, "hi");
    wait_for_result(&s, 1);
    ck_assert(log_has(&s, "send 1 refused: notfound"));
    chat_scene_close(&s);
}
END_TEST

START_TEST(a_repeated_message_is_refused) {
    chat_scene s;
    open_logged_in(&s);
    dgg_chat_send_message(s.chat, "same", NULL);
    wait_for_result(&s, 1);
    dgg_chat_send_message(s.chat, "same", NULL);
    chat_scene_advance(&s, 1000);
    wait_for_result(&s, 2);
    ck_assert(log_has(&s, "send 2 refused: duplicate"));
    chat_scene_close(&s);
}
END_TEST

START_TEST(one_text_is_on_its_way_at_a_time) {
    chat_scene s;
    open_logged_in(&s);
    server_set_faults(s.server, &(server_faults){.drops_whispers = true});
    whisper(&s, "bird", "one");
    whisper(&s, "bird", "two");
    chat_scene_expect_received(
        &s, "PRIVMSG {\"nick\":\"bird\",\"data\":\"one\"}\n");
    chat_scene_advance(&s, 5000);
    chat_scene_settle(&s);
    char *none = server_take_received(s.server);
    ck_assert_str_eq(none, "");
    free(none);
    server_broadcast(s.server, "PRIVMSGSENT \"\"");
    wait_for_result(&s, 1);
    chat_scene_expect_received(
        &s, "PRIVMSG {\"nick\":\"bird\",\"data\":\"two\"}\n");
    chat_scene_close(&s);
}
END_TEST

START_TEST(the_next_text_waits_for_the_throttle) {
    chat_scene s;
    open_logged_in(&s);
    whisper(&s, "bird", "one");
    whisper(&s, "bird", "two");
    wait_for_result(&s, 1);
    free(chat_scene_take_received(&s));
    chat_scene_advance(&s, 300);
    chat_scene_settle(&s);
    char *none = server_take_received(s.server);
    ck_assert_str_eq(none, "");
    free(none);
    chat_scene_advance(&s, 200);
    wait_for_result(&s, 2);
    ck_assert(log_has(&s, "send 1 confirmed"));
    ck_assert(log_has(&s, "send 2 confirmed"));
    chat_scene_close(&s);
}
END_TEST

START_TEST(silence_leaves_it_unconfirmed) {
    chat_scene s;
    open_logged_in(&s);
    server_set_faults(s.server, &(server_faults){.drops_whispers = true});
    whisper(&s, "bird", "hi");
    free(chat_scene_take_received(&s));
    chat_scene_advance(&s, 9999);
    ck_assert_uint_eq(s.seen[DGG_EVENT_SEND_RESULT], 0);
    chat_scene_advance(&s, 1);
    ck_assert_uint_eq(s.seen[DGG_EVENT_SEND_RESULT], 1);
    ck_assert(log_has(&s, "send 1 unconfirmed"));
    chat_scene_close(&s);
}
END_TEST

START_TEST(a_throttled_text_is_tried_once_more) {
    chat_scene s;
    open_logged_in(&s);
    server_set_faults(s.server,
                      &(server_faults){.refuse_whispers = "throttled"});
    whisper(&s, "bird", "hi");
    chat_scene_wait(&s, DGG_EVENT_ERROR, 1);
    server_set_faults(s.server, &(server_faults){0});
    free(chat_scene_take_received(&s));
    ck_assert_uint_eq(s.seen[DGG_EVENT_SEND_RESULT], 0);
    chat_scene_advance(&s, 30000);
    chat_scene_expect_received(&s,
                               "PRIVMSG {\"nick\":\"bird\",\"data\":\"hi\"}\n");
    wait_for_result(&s, 1);
    ck_assert(log_has(&s, "send 1 confirmed"));
    whisper(&s, "bird", "the wait is over");
    chat_scene_advance(&s, 1000);
    wait_for_result(&s, 2);
    ck_assert(log_has(&s, "send 2 confirmed"));
    chat_scene_close(&s);
}
END_TEST

/* The refusal was that of something older, which had been given up. */
START_TEST(what_seemed_throttled_may_be_confirmed) {
    chat_scene s;
    open_logged_in(&s);
    server_set_faults(s.server,
                      &(server_faults){.refuse_whispers = "throttled"});
    whisper(&s, "bird", "hi");
    chat_scene_wait(&s, DGG_EVENT_ERROR, 1);
    free(chat_scene_take_received(&s));
    server_broadcast(s.server, "PRIVMSGSENT \"\"");
    wait_for_result(&s, 1);
    ck_assert(log_has(&s, "send 1 confirmed"));
    chat_scene_advance(&s, 30000);
    chat_scene_settle(&s);
    char *received = server_take_received(s.server);
    ck_assert_str_eq(received, "");
    free(received);
    chat_scene_close(&s);
}
END_TEST

START_TEST(a_text_throttled_twice_is_refused) {
    chat_scene s;
    open_logged_in(&s);
    server_set_faults(s.server,
                      &(server_faults){.refuse_whispers = "throttled"});
    whisper(&s, "bird", "hi");
    chat_scene_wait(&s, DGG_EVENT_ERROR, 1);
    chat_scene_advance(&s, 30000);
    wait_for_result(&s, 1);
    ck_assert(log_has(&s, "send 1 refused: throttled"));
    ck_assert_uint_eq(s.seen[DGG_EVENT_ERROR], 2);
    chat_scene_close(&s);
}
END_TEST

START_TEST(a_lost_connection_ends_everything_queued) {
    chat_scene s;
    open_logged_in(&s);
    server_set_faults(s.server, &(server_faults){.drops_whispers = true});
    whisper(&s, "bird", "one");
    whisper(&s, "bird", "two");
    free(chat_scene_take_received(&s));
    server_close_all(s.server, -1);
    wait_for_result(&s, 2);
    ck_assert(log_has(&s, "close\nsend 1 unconfirmed\nsend 2 dropped\n"));
    chat_scene_close(&s);
}
END_TEST

START_TEST(disconnecting_ends_everything_queued) {
    chat_scene s;
    open_logged_in(&s);
    whisper(&s, "bird", "one");
    dgg_chat_disconnect(s.chat);
    ck_assert_str_eq(chat_scene_log(&s), "close\nsend 1 dropped\n");
    chat_scene_close(&s);
}
END_TEST

START_TEST(the_queue_is_bounded) {
    chat_scene s;
    open_logged_in(&s);
    for (int i = 0; i < 8; i++) {
        whisper(&s, "bird", "hi");
    }
    uint64_t id = 0;
    ck_assert_int_eq(dgg_chat_send_whisper(s.chat, "bird", "hi", &id),
                     DGG_ERROR_QUEUE_FULL);
    wait_for_result(&s, 1);
    whisper(&s, "bird", "hi");
    chat_scene_close(&s);
}
END_TEST

static int send_next(dgg_chat *chat, const dgg_event *event, void *user) {
    (void)user;
    if (event->as.send.id == 1) {
        ck_assert_int_eq(dgg_chat_send_whisper(chat, "bird", "next", NULL),
                         DGG_OK);
    }
    return 0;
}

START_TEST(a_handler_may_send_the_next) {
    chat_scene s;
    open_logged_in(&s);
    dgg_chat_on(s.chat, DGG_ON_SEND_RESULT, send_next, NULL);
    whisper(&s, "bird", "first");
    wait_for_result(&s, 1);
    chat_scene_advance(&s, 1000);
    wait_for_result(&s, 2);
    ck_assert(log_has(&s, "send 2 confirmed"));
    chat_scene_close(&s);
}
END_TEST

static int free_chat(dgg_chat *chat, const dgg_event *event, void *user) {
    chat_scene *s = user;
    ck_assert_str_eq(event->as.send.text, "hi");
    dgg_chat_free(chat);
    ck_assert_str_eq(event->as.send.nick, "bird");
    s->chat = NULL;
    return 0;
}

START_TEST(a_handler_may_free_the_chat) {
    chat_scene s;
    open_logged_in(&s);
    dgg_chat_on(s.chat, DGG_ON_SEND_RESULT, free_chat, &s);
    whisper(&s, "bird", "hi");
    whisper(&s, "bird", "never");
    wait_for_result(&s, 1);
    chat_scene_close(&s);
}
END_TEST

/* --- late answers -------------------------------------------------------- */

/* Two whispers, of which the first was given up. */
static void open_with_one_overdue(chat_scene *s) {
    open_logged_in(s);
    server_set_faults(s->server, &(server_faults){.drops_whispers = true});
    whisper(s, "bird", "one");
    free(chat_scene_take_received(s));
    chat_scene_advance(s, 10000);
    ck_assert(log_has(s, "send 1 unconfirmed"));
    whisper(s, "bird", "two");
    free(chat_scene_take_received(s));
}

START_TEST(a_late_confirmation_is_not_that_of_the_next) {
    chat_scene s;
    open_with_one_overdue(&s);
    server_broadcast(s.server, "PRIVMSGSENT \"\"");
    chat_scene_settle(&s);
    ck_assert_uint_eq(s.seen[DGG_EVENT_SEND_RESULT], 1);
    server_broadcast(s.server, "PRIVMSGSENT \"\"");
    wait_for_result(&s, 2);
    ck_assert(log_has(&s, "send 2 confirmed"));
    chat_scene_close(&s);
}
END_TEST

START_TEST(a_late_refusal_is_not_that_of_the_next) {
    chat_scene s;
    open_with_one_overdue(&s);
    server_broadcast(s.server, "ERR {\"description\":\"notfound\"}");
    server_broadcast(s.server, "PRIVMSGSENT \"\"");
    wait_for_result(&s, 2);
    ck_assert(log_has(&s, "send 2 confirmed"));
    chat_scene_close(&s);
}
END_TEST

/* The server answers in order. */
START_TEST(after_a_later_answer_no_older_one_comes) {
    chat_scene s;
    open_logged_in(&s);
    server_set_faults(s.server, &(server_faults){.drops_whispers = true});
    whisper(&s, "bird", "one");
    free(chat_scene_take_received(&s));
    chat_scene_advance(&s, 10000);
    dgg_chat_send_message(s.chat, "hello", NULL);
    wait_for_result(&s, 2);
    ck_assert(log_has(&s, "send 2 confirmed"));
    server_set_faults(s.server, &(server_faults){0});
    chat_scene_advance(&s, 1000);
    whisper(&s, "bird", "two");
    wait_for_result(&s, 3);
    ck_assert(log_has(&s, "send 3 confirmed"));
    chat_scene_close(&s);
}
END_TEST

START_TEST(a_new_connection_owes_nothing) {
    chat_scene s;
    open_with_one_overdue(&s);
    server_close_all(s.server, -1);
    wait_for_result(&s, 2);
    server_set_faults(s.server, &(server_faults){0});
    chat_scene_connect(&s);
    whisper(&s, "bird", "three");
    chat_scene_advance(&s, 1000);
    wait_for_result(&s, 3);
    ck_assert(log_has(&s, "send 3 confirmed"));
    chat_scene_close(&s);
}
END_TEST

START_TEST(a_text_the_server_cannot_hold_is_refused) {
    chat_scene s;
    open_logged_in(&s);
    server_set_faults(s.server, &(server_faults){.drops_whispers = true});
    whisper(&s, "bird", "one");
    whisper(&s, "bird", "two");
    free(chat_scene_take_received(&s));
    server_close_all(s.server, 1009);
    wait_for_result(&s, 2);
    ck_assert(log_has(&s, "close\nsend 1 refused: msgtoolong\n"
                          "send 2 dropped\n"));
    chat_scene_connect(&s);
    chat_scene_advance(&s, 30000);
    chat_scene_settle(&s);
    char *none = server_take_received(s.server);
    ck_assert_str_eq(none, "");
    free(none);
    chat_scene_close(&s);
}
END_TEST

/* --- a server that does not say who we are ------------------------------- */

static int keep_reason(dgg_chat *chat, const dgg_event *event, void *user) {
    (void)chat;
    chat_scene_note(user, event->as.send.reason);
    return 0;
}

static void open_at_old_server(chat_scene *s, peer *old) {
    char url[64];
    chat_scene_open(s);
    snprintf(url, sizeof url, "ws://127.0.0.1:%d/ws", peer_port(old));
    chat_scene_add_chat_at(s, chat_scene_login(), url);
    ck_assert_int_eq(dgg_chat_connect(s->chat), DGG_OK);
    while (strstr(peer_received(old, NULL), "\r\n\r\n") == NULL) {
        peer_wait(old, s->loop);
    }
    peer_upgrade(old);
    while (s->seen[DGG_EVENT_OPEN] == 0) {
        peer_wait(old, s->loop);
    }
}

/* Others say "LUL" too. */
START_TEST(what_somebody_says_confirms_nothing) {
    chat_scene s;
    peer *old = peer_new();
    open_at_old_server(&s, old);
    dgg_chat_on(s.chat, DGG_ON_SEND_RESULT, keep_reason, &s);
    ck_assert_int_eq(dgg_chat_send_message(s.chat, "LUL", NULL), DGG_OK);
    int first_byte;
    char frame[PEER_FRAME_BYTES];
    size_t bytes;
    while (!peer_take_frame(old, &first_byte, frame, &bytes)) {
        peer_wait(old, s.loop);
    }
    ck_assert_str_eq(frame, "MSG {\"data\":\"LUL\"}");
    peer_text(old, "MSG {\"nick\":\"bird\",\"data\":\"LUL\"}");
    while (s.seen[DGG_EVENT_MESSAGE] == 0) {
        peer_wait(old, s.loop);
    }
    ck_assert_uint_eq(s.seen[DGG_EVENT_SEND_RESULT], 0);
    chat_scene_advance(&s, 10000);
    ck_assert(log_has(&s, "send 1 unconfirmed\n"
                          "the server has not said which nick is ours\n"));
    peer_free(old);
    chat_scene_close(&s);
}
END_TEST

TEST_MAIN(
    "chat_queue", a_whisper_is_confirmed, a_message_is_confirmed_by_its_echo,
    a_refusal_carries_the_servers_word, a_repeated_message_is_refused,
    one_text_is_on_its_way_at_a_time, the_next_text_waits_for_the_throttle,
    silence_leaves_it_unconfirmed, a_throttled_text_is_tried_once_more,
    what_seemed_throttled_may_be_confirmed, a_text_throttled_twice_is_refused,
    a_lost_connection_ends_everything_queued,
    disconnecting_ends_everything_queued, the_queue_is_bounded,
    a_handler_may_send_the_next, a_handler_may_free_the_chat,
    a_late_confirmation_is_not_that_of_the_next,
    a_late_refusal_is_not_that_of_the_next,
    after_a_later_answer_no_older_one_comes, a_new_connection_owes_nothing,
    a_text_the_server_cannot_hold_is_refused,
    what_somebody_says_confirms_nothing)
