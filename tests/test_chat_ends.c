/* How connections end, and when the next one begins. */
#include "chat_scene.h"
#include "peer.h"
#include "websocket.h"

enum {
    STEP_MS = 5000,
    SOME_BYTES = 100000, /* of a text that is too large */
};

static void open_scene(chat_scene *s) {
    chat_scene_open(s);
    chat_scene_add_chat(s, chat_scene_login());
    chat_scene_connect(s);
    chat_scene_settle(s);
}

/* Lets time pass on a living line. */
static void live(chat_scene *s, int64_t ms) {
    for (; ms > 0; ms -= STEP_MS) {
        chat_scene_advance(s, ms < STEP_MS ? ms : STEP_MS);
        chat_scene_settle(s);
    }
}

static void wait_for_close(chat_scene *s, size_t count) {
    chat_scene_wait(s, DGG_EVENT_CLOSE, count);
    ck_assert_uint_eq(s->seen[DGG_EVENT_CLOSE], count);
}

/* It was routine: who looks at the screen needs not know. */
static void expect_routine(const chat_scene *s) {
    ck_assert_int_eq(s->close.error, DGG_ERROR_CLOSED);
    ck_assert_int_eq(s->close.code, 1001);
    ck_assert_int_ge(s->close.retry_ms, 0);
    ck_assert_int_lt(s->close.retry_ms, 1000);
}

static void expect_return(chat_scene *s) {
    size_t opened = s->seen[DGG_EVENT_OPEN];
    chat_scene_advance(s, s->close.retry_ms);
    chat_scene_wait(s, DGG_EVENT_OPEN, opened + 1);
}

/* --- delays -------------------------------------------------------------- */

/* A random number of 0 gives the shortest delay, of the window's width the
 * longest. */
START_TEST(the_delay_lies_in_its_window) {
    static const int64_t windows_ms[] = {3000, 6000, 12000, 24000};
    for (int end = 0; end < 2; end++) {
        chat_scene s;
        open_scene(&s);
        for (size_t i = 0; i < sizeof windows_ms / sizeof *windows_ms; i++) {
            s.chance = end == 0 ? 0 : (uint64_t)windows_ms[i] - 500;
            server_close_all(s.server, -1);
            wait_for_close(&s, i + 1);
            ck_assert_int_eq(s.close.retry_ms, end == 0 ? 500 : windows_ms[i]);
            expect_return(&s);
        }
        chat_scene_close(&s);
    }
}
END_TEST

/* The site completes the handshake before it looks at the login. */
START_TEST(try_again_later_right_after_the_open_is_a_failure) {
    chat_scene s;
    open_scene(&s);
    for (uint32_t i = 1; i <= 3; i++) {
        server_close_all(s.server, 1013);
        wait_for_close(&s, i);
        ck_assert_int_eq(s.close.error, DGG_ERROR_CLOSED);
        ck_assert_uint_eq(s.close.attempt, i);
        ck_assert_int_ge(s.close.retry_ms, 500);
        expect_return(&s);
    }
    chat_scene_close(&s);
}
END_TEST

START_TEST(one_second_is_the_longest_routine) {
    chat_scene s;
    open_scene(&s);
    live(&s, 5000);
    s.chance = 999;
    server_close_all(s.server, 1001);
    wait_for_close(&s, 1);
    expect_routine(&s);
    ck_assert_int_eq(s.close.retry_ms, 999);
    expect_return(&s);
    chat_scene_close(&s);
}
END_TEST

/* --- bans ---------------------------------------------------------------- */

static void wait_for_hang_up(chat_scene *s) {
    while (server_connections(s->server) > 0) {
        dgg_loop_wait(s->loop, -1);
    }
}

/* The server forgets such a connection without closing it. */
START_TEST(hangs_up_when_banned) {
    static const server_faults faults[] = {{.is_banned = true},
                                           {.has_too_many = true}};
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        chat_scene s;
        chat_scene_open(&s);
        server_set_faults(s.server, &faults[i]);
        chat_scene_add_chat(&s, chat_scene_login());
        dgg_chat_connect(s.chat);
        wait_for_close(&s, 1);
        ck_assert(!dgg_chat_is_open(s.chat));
        wait_for_hang_up(&s);
        chat_scene_close(&s);
    }
}
END_TEST

static void expect_ban(const char *frame) {
    chat_scene s;
    open_scene(&s);
    live(&s, 20000);
    server_broadcast(s.server, "BAN {\"nick\":\"mod\","
                               "\"data\":\"Demo_Viewer\"}");
    server_broadcast(s.server, frame);
    server_close_all(s.server, 0);
    wait_for_close(&s, 1);
    ck_assert_int_eq(s.close.error, DGG_ERROR_BANNED);
    ck_assert_int_eq(s.close.retry_ms, -1);
    wait_for_hang_up(&s);
    chat_scene_advance(&s, 10 * 60 * 1000);
    ck_assert_uint_eq(s.seen[DGG_EVENT_CONNECTING], 1);
    ck_assert_int_eq(dgg_chat_connect(s.chat), DGG_OK);
    chat_scene_wait(&s, DGG_EVENT_OPEN, 2);
    chat_scene_close(&s);
}

START_TEST(a_ban_in_the_middle_is_for_good) {
    expect_ban("ERR {\"description\":\"banned\"}");
    expect_ban("ERR \"banned\"");
}
END_TEST

/* --- silence and size ---------------------------------------------------- */

/* The other side is gone without a word: nothing comes, not even a pong. */
START_TEST(a_vanished_server_is_noticed) {
    chat_scene s;
    chat_scene_open(&s);
    peer *gone = peer_new();
    char url[64];
    snprintf(url, sizeof url, "ws://127.0.0.1:%d/ws", peer_port(gone));
    chat_scene_add_chat_at(&s, (dgg_options){0}, url);
    dgg_chat_connect(s.chat);
    while (strstr(peer_received(gone, NULL), "\r\n\r\n") == NULL) {
        peer_wait(gone, s.loop);
    }
    peer_upgrade(gone);
    while (s.seen[DGG_EVENT_OPEN] == 0) {
        peer_wait(gone, s.loop);
    }
    int64_t gone_ms = s.now_ms;
    while (s.seen[DGG_EVENT_CLOSE] == 0 && s.now_ms < gone_ms + 90000) {
        chat_scene_advance(&s, 1000);
    }
    ck_assert_int_ge(s.now_ms - gone_ms, 60000);
    ck_assert_int_eq(s.close.error, DGG_ERROR_SILENT);
    ck_assert_int_eq(s.close.code, 1006);
    ck_assert_int_ge(s.close.retry_ms, 500);
    chat_scene_advance(&s, s.close.retry_ms);
    ck_assert_uint_eq(s.seen[DGG_EVENT_CONNECTING], 2);
    peer_free(gone);
    chat_scene_close(&s);
}
END_TEST

START_TEST(a_text_without_end_is_not_read) {
    static const unsigned char head[] = {0x81, 127, 0, 0, 0, 0, 0, 0x80, 0, 1};
    chat_scene s;
    open_scene(&s);
    ck_assert_int_eq(WEBSOCKET_MAX_BYTES, 0x800000);
    server_send_raw(s.server, head, sizeof head);
    char *text = calloc(1, SOME_BYTES);
    ck_assert_ptr_nonnull(text);
    server_send_raw(s.server, text, SOME_BYTES);
    free(text);
    wait_for_close(&s, 1);
    ck_assert_int_eq(s.close.error, DGG_ERROR_TOO_LARGE);
    ck_assert_int_ge(s.close.retry_ms, 500);
    ck_assert_uint_eq(s.seen[DGG_EVENT_MESSAGE], 0);
    expect_return(&s);
    chat_scene_close(&s);
}
END_TEST

/* --- RELOAD -------------------------------------------------------------- */

static int keep_delay(dgg_chat *chat, const dgg_event *event, void *user) {
    (void)chat;
    *(int64_t *)user = event->as.reload_ms;
    return 0;
}

/* What the newest RELOAD said; `frame` is or is not one. */
static int64_t ask_for_reload(chat_scene *s, const char *frame) {
    int64_t delay_ms = -1;
    dgg_chat_on(s->chat, DGG_ON_RELOAD, keep_delay, &delay_ms);
    server_broadcast(s->server, frame);
    chat_scene_settle(s);
    ck_assert(dgg_chat_off(s->chat, DGG_ON_RELOAD, keep_delay, &delay_ms));
    return delay_ms;
}

static void expect_reload(const char *frame, uint64_t chance,
                          int64_t delay_ms) {
    chat_scene s;
    open_scene(&s);
    chat_scene_remark failed = {.line = "ws error"};
    chat_scene_remark_on(&s, DGG_ON_WS_ERROR, &failed);
    live(&s, 5000);
    s.chance = chance;
    ck_assert_int_eq(ask_for_reload(&s, frame), delay_ms);
    s.chance = 0;
    live(&s, delay_ms - 1);
    ck_assert_uint_eq(s.seen[DGG_EVENT_CLOSE], 0);
    chat_scene_advance(&s, 1);
    wait_for_close(&s, 1);
    expect_routine(&s);
    ck_assert_ptr_null(strstr(chat_scene_log(&s), "ws error"));
    wait_for_hang_up(&s);
    expect_return(&s);
    chat_scene_close(&s);
}

START_TEST(comes_again_when_the_site_asks) {
    expect_reload("RELOAD null", 0, 4000);
    expect_reload("RELOAD ", 29999, 33999);
    expect_reload("RELOAD {}", 30000, 4000);
    expect_reload("BROADCAST {\"data\":\"reload\"}", 10000, 14000);
}
END_TEST

START_TEST(talk_about_a_reload_is_none) {
    chat_scene s;
    open_scene(&s);
    size_t known = s.seen[DGG_EVENT_BROADCAST];
    server_broadcast(s.server, "MSG {\"nick\":\"bird\",\"data\":\"reload\"}");
    ask_for_reload(&s, "BROADCAST {\"data\":\"reload now\"}");
    ask_for_reload(&s, "HISTORY [\"BROADCAST {\\\"data\\\":\\\"reload\\\"}\"]");
    ck_assert_uint_eq(s.seen[DGG_EVENT_BROADCAST], known + 2);
    ck_assert_uint_eq(s.seen[DGG_EVENT_RELOAD], 0);
    live(&s, 40000);
    ck_assert_uint_eq(s.seen[DGG_EVENT_CLOSE], 0);
    chat_scene_close(&s);
}
END_TEST

START_TEST(asking_again_changes_nothing) {
    chat_scene s;
    open_scene(&s);
    s.chance = 16000;
    ck_assert_int_eq(ask_for_reload(&s, "RELOAD {}"), 20000);
    live(&s, 15000);
    ck_assert_int_eq(ask_for_reload(&s, "RELOAD {}"), 5000);
    chat_scene_advance(&s, 5000);
    wait_for_close(&s, 1);
    chat_scene_close(&s);
}
END_TEST

/* A server that asks everybody again as soon as he is there must not be
 * overrun. */
START_TEST(reloads_do_not_come_faster_and_faster) {
    chat_scene s;
    open_scene(&s);
    for (uint32_t i = 1; i <= 4; i++) {
        ck_assert_int_eq(ask_for_reload(&s, "RELOAD {}"), 4000);
        s.chance = 2000;
        chat_scene_advance(&s, 4000);
        wait_for_close(&s, i);
        ck_assert_int_eq(s.close.retry_ms, 2500);
        ck_assert_uint_eq(s.close.attempt, i);
        s.chance = 0;
        expect_return(&s);
    }
    chat_scene_close(&s);
}
END_TEST

START_TEST(a_new_connection_needs_no_reload) {
    for (int is_ours = 0; is_ours < 2; is_ours++) {
        chat_scene s;
        open_scene(&s);
        ask_for_reload(&s, "RELOAD {}");
        if (is_ours) {
            dgg_chat_disconnect(s.chat);
        } else {
            server_close_all(s.server, -1);
        }
        wait_for_close(&s, 1);
        chat_scene_connect(&s);
        live(&s, 40000);
        ck_assert_uint_eq(s.seen[DGG_EVENT_CLOSE], 1);
        chat_scene_close(&s);
    }
}
END_TEST

/* --- REFRESH ------------------------------------------------------------- */

#define REFRESH "REFRESH {\"nick\":\"demo_viewer\",\"features\":[]}"

START_TEST(the_end_after_a_refresh_is_routine) {
    chat_scene s;
    open_scene(&s);
    live(&s, 5000);
    server_broadcast(s.server, REFRESH);
    server_close_all(s.server, -1);
    wait_for_close(&s, 1);
    expect_routine(&s);
    ck_assert_uint_eq(s.seen[DGG_EVENT_REFRESH], 1);
    expect_return(&s);
    live(&s, 5000);
    server_close_all(s.server, -1);
    wait_for_close(&s, 2);
    ck_assert_int_eq(s.close.code, 1006);
    chat_scene_close(&s);
}
END_TEST

START_TEST(refreshes_do_not_come_faster_and_faster) {
    chat_scene s;
    open_scene(&s);
    for (uint32_t i = 1; i <= 3; i++) {
        chat_scene_advance(&s, 4999);
        server_broadcast(s.server, REFRESH);
        server_close_all(s.server, -1);
        wait_for_close(&s, i);
        ck_assert_int_ge(s.close.retry_ms, 500);
        ck_assert_uint_eq(s.close.attempt, i);
        expect_return(&s);
    }
    chat_scene_close(&s);
}
END_TEST

START_TEST(an_end_long_after_a_refresh_is_like_any_other) {
    chat_scene s;
    open_scene(&s);
    server_broadcast(s.server, REFRESH);
    chat_scene_settle(&s);
    live(&s, 10000);
    server_close_all(s.server, -1);
    wait_for_close(&s, 1);
    ck_assert_int_eq(s.close.code, 1006);
    ck_assert_int_ge(s.close.retry_ms, 500);
    chat_scene_close(&s);
}
END_TEST

START_TEST(garbage_after_a_refresh_is_still_garbage) {
    chat_scene s;
    open_scene(&s);
    live(&s, 5000);
    server_broadcast(s.server, REFRESH);
    server_send_raw(s.server, "\xC1\x01x", 3);
    wait_for_close(&s, 1);
    ck_assert_int_eq(s.close.error, DGG_ERROR_PROTOCOL);
    ck_assert_int_ge(s.close.retry_ms, 500);
    chat_scene_close(&s);
}
END_TEST

TEST_MAIN("chat_ends", the_delay_lies_in_its_window,
          try_again_later_right_after_the_open_is_a_failure,
          one_second_is_the_longest_routine, hangs_up_when_banned,
          a_ban_in_the_middle_is_for_good, a_vanished_server_is_noticed,
          a_text_without_end_is_not_read, comes_again_when_the_site_asks,
          talk_about_a_reload_is_none, asking_again_changes_nothing,
          reloads_do_not_come_faster_and_faster,
          a_new_connection_needs_no_reload, the_end_after_a_refresh_is_routine,
          refreshes_do_not_come_faster_and_faster,
          an_end_long_after_a_refresh_is_like_any_other,
          garbage_after_a_refresh_is_still_garbage)
