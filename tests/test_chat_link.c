#include "chat_scene.h"

START_TEST(comes_back_after_the_line_was_cut) {
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(&s, (dgg_options){0});
    chat_scene_connect(&s);
    server_close_all(s.server, -1);
    chat_scene_wait(&s, DGG_EVENT_CLOSE, 1);
    ck_assert_int_eq(s.close.error, DGG_ERROR_CLOSED);
    ck_assert_int_eq(s.close.code, 1006);
    ck_assert_int_ge(s.close.retry_ms, 500);
    ck_assert(!dgg_chat_is_open(s.chat));
    chat_scene_advance(&s, s.close.retry_ms - 1);
    ck_assert_uint_eq(s.seen[DGG_EVENT_CONNECTING], 1);
    chat_scene_advance(&s, 1);
    chat_scene_wait(&s, DGG_EVENT_OPEN, 2);
    ck_assert_uint_eq(s.seen[DGG_EVENT_CONNECTING], 2);
    chat_scene_close(&s);
}
END_TEST

/* The network in front of the server restarts now and then. */
START_TEST(a_routine_restart_is_over_within_a_second) {
    chat_scene s;
    chat_scene_open(&s);
    s.chance = 500;
    chat_scene_add_chat(&s, (dgg_options){0});
    for (size_t i = 1; i <= 10; i++) {
        chat_scene_connect(&s);
        chat_scene_advance(&s, 5000);
        server_close_all(s.server, 1001);
        chat_scene_wait(&s, DGG_EVENT_CLOSE, i);
        ck_assert_int_eq(s.close.code, 1001);
        ck_assert_int_lt(s.close.retry_ms, 1000);
        ck_assert_uint_eq(s.close.attempt, 1);
    }
    chat_scene_close(&s);
}
END_TEST

/* One that is hung up on at once was not healthy: it may not come back and
 * back again. */
START_TEST(short_connections_make_tries_rarer) {
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(&s, (dgg_options){0});
    for (uint32_t i = 1; i <= 4; i++) {
        chat_scene_connect(&s);
        chat_scene_advance(&s, 4999);
        server_close_all(s.server, 1001);
        chat_scene_wait(&s, DGG_EVENT_CLOSE, i);
        ck_assert_int_ge(s.close.retry_ms, 500);
        ck_assert_uint_eq(s.close.attempt, i);
    }
    chat_scene_connect(&s);
    chat_scene_advance(&s, 5000);
    server_close_all(s.server, -1);
    chat_scene_wait(&s, DGG_EVENT_CLOSE, 5);
    ck_assert_uint_eq(s.close.attempt, 1);
    chat_scene_close(&s);
}
END_TEST

START_TEST(says_which_status_refused_the_upgrade) {
    chat_scene s;
    chat_scene_open(&s);
    server_set_faults(s.server, &(server_faults){.refuse_status = 503});
    chat_scene_add_chat(&s, (dgg_options){0});
    chat_scene_remark failed = {.line = "ws error"};
    chat_scene_remark_on(&s, DGG_ON_WS_ERROR, &failed);
    dgg_chat_connect(s.chat);
    chat_scene_wait(&s, DGG_EVENT_CLOSE, 1);
    ck_assert_int_eq(s.close.error, DGG_ERROR_UPGRADE);
    ck_assert_int_eq(s.close.http_status, 503);
    ck_assert_uint_eq(s.close.attempt, 1);
    ck_assert_ptr_nonnull(strstr(chat_scene_log(&s), "ws error"));
    ck_assert_uint_eq(s.seen[DGG_EVENT_OPEN], 0);
    chat_scene_close(&s);
}
END_TEST

static void expect_final(const server_faults *faults, dgg_error error) {
    chat_scene s;
    chat_scene_open(&s);
    server_set_faults(s.server, faults);
    chat_scene_add_chat(&s, chat_scene_login());
    dgg_chat_connect(s.chat);
    chat_scene_wait(&s, DGG_EVENT_CLOSE, 1);
    ck_assert_int_eq(s.close.error, error);
    ck_assert_int_eq(s.close.retry_ms, -1);
    ck_assert_uint_eq(s.seen[DGG_EVENT_ERROR], 1);
    chat_scene_advance(&s, 10 * 60 * 1000);
    ck_assert_uint_eq(s.seen[DGG_EVENT_CONNECTING], 1);
    ck_assert_int_eq(dgg_chat_disconnect(s.chat), DGG_ERROR_STATE);
    ck_assert_uint_eq(s.seen[DGG_EVENT_CLOSE], 1);
    chat_scene_close(&s);
}

START_TEST(does_not_come_back_when_banned) {
    expect_final(&(server_faults){.is_banned = true}, DGG_ERROR_BANNED);
}
END_TEST

START_TEST(does_not_come_back_when_there_are_too_many) {
    expect_final(&(server_faults){.has_too_many = true},
                 DGG_ERROR_TOO_MANY_CONNECTIONS);
}
END_TEST

START_TEST(a_ban_lifted_later_does_not_matter_to_a_new_connect) {
    chat_scene s;
    chat_scene_open(&s);
    server_set_faults(s.server, &(server_faults){.is_banned = true});
    chat_scene_add_chat(&s, chat_scene_login());
    dgg_chat_connect(s.chat);
    chat_scene_wait(&s, DGG_EVENT_CLOSE, 1);
    server_set_faults(s.server, &(server_faults){0});
    chat_scene_connect(&s);
    ck_assert(dgg_chat_is_open(s.chat));
    chat_scene_close(&s);
}
END_TEST

START_TEST(disconnecting_ends_the_waiting) {
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(&s, (dgg_options){0});
    chat_scene_connect(&s);
    server_close_all(s.server, -1);
    chat_scene_wait(&s, DGG_EVENT_CLOSE, 1);
    ck_assert_int_eq(dgg_chat_disconnect(s.chat), DGG_OK);
    ck_assert_int_eq(s.close.retry_ms, -1);
    chat_scene_advance(&s, 10 * 60 * 1000);
    ck_assert_uint_eq(s.seen[DGG_EVENT_CONNECTING], 1);
    chat_scene_close(&s);
}
END_TEST

START_TEST(connecting_while_waiting_tries_now) {
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(&s, (dgg_options){0});
    chat_scene_connect(&s);
    server_close_all(s.server, -1);
    chat_scene_wait(&s, DGG_EVENT_CLOSE, 1);
    chat_scene_connect(&s);
    ck_assert(dgg_chat_is_open(s.chat));
    chat_scene_close(&s);
}
END_TEST

static int connect_again(dgg_chat *chat, const dgg_event *event, void *user) {
    (void)event;
    (void)user;
    ck_assert_int_eq(dgg_chat_connect(chat), DGG_OK);
    return 0;
}

START_TEST(a_handler_may_connect_again_at_once) {
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(&s, (dgg_options){0});
    dgg_chat_on(s.chat, DGG_ON_WS_CLOSE, connect_again, NULL);
    chat_scene_connect(&s);
    dgg_chat_disconnect(s.chat);
    chat_scene_wait(&s, DGG_EVENT_OPEN, 2);
    chat_scene_close(&s);
}
END_TEST

TEST_MAIN("chat_link", comes_back_after_the_line_was_cut,
          a_routine_restart_is_over_within_a_second,
          short_connections_make_tries_rarer,
          says_which_status_refused_the_upgrade, does_not_come_back_when_banned,
          does_not_come_back_when_there_are_too_many,
          a_ban_lifted_later_does_not_matter_to_a_new_connect,
          disconnecting_ends_the_waiting, connecting_while_waiting_tries_now,
          a_handler_may_connect_again_at_once)
