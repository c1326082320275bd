#include "websocket_case.h"

#include <signal.h>

/* --- opening ---------------------------------------------------------------
 */

START_TEST(asks_politely) {
    fixture f;
    setup(&f);
    start(&f, "ws", "chat.example");
    wait_for_request(&f);
    const char *request = peer_received(f.peer, NULL);
    char host[64];
    snprintf(host, sizeof host, "\r\nHost: chat.example:%d\r\n",
             peer_port(f.peer));
    ck_assert_int_eq(strncmp(request, "GET /ws HTTP/1.1\r\n", 18), 0);
    ck_assert_ptr_nonnull(strstr(request, host));
    ck_assert_ptr_nonnull(
        strstr(request, "\r\nOrigin: https://www.destiny.gg\r\n"));
    ck_assert_ptr_nonnull(strstr(request, "\r\nCookie: authtoken=abc\r\n"));
    ck_assert_ptr_nonnull(strstr(request, "\r\nUser-Agent: dgg/test\r\n"));
    ck_assert_ptr_nonnull(strstr(request, "\r\nSec-WebSocket-Version: 13\r\n"));
    ck_assert_ptr_null(strstr(request, "Sec-WebSocket-Extensions"));
    ck_assert_ptr_null(strstr(request, "Sec-WebSocket-Protocol"));
    ck_assert_int_eq(f.opened, 0);
    ck_assert_int_eq(websocket_send(f.ws, "x", 1), DGG_ERROR_STATE);
    peer_upgrade(f.peer);
    while (f.opened == 0) {
        turn(&f);
    }
    teardown(&f);
}
END_TEST

START_TEST(refuses_what_it_cannot_open) {
    fixture f;
    setup(&f);
    char url[2300];
    ck_assert_int_eq(open_url(&f, "chat.destiny.gg"), DGG_ERROR_URL);
    ck_assert_int_eq(open_url(&f, "https://chat.destiny.gg/"), DGG_ERROR_URL);
    snprintf(url, sizeof url, "ws://127.0.0.1/%02000d", 1);
    ck_assert_int_eq(open_url(&f, url), DGG_ERROR_URL);
    snprintf(url, sizeof url, "ws://%0130d/", 1);
    ck_assert_int_eq(open_url(&f, url), DGG_ERROR_URL);
    const websocket_options options = {
        .url = "ws://127.0.0.1/",
        .cookie = "a=b\r\nX-Other: c",
        .handlers = {on_open, on_text, on_end, &f},
    };
    ck_assert_int_eq(websocket_open(&f.ws, f.loop, &options),
                     DGG_ERROR_ARGUMENT);
    ck_assert_ptr_null(f.ws);
    teardown(&f);
}
END_TEST

START_TEST(says_that_there_is_no_such_name) {
    fixture f;
    setup(&f);
    f.address = NULL;
    start(&f, "ws", "nowhere.example");
    expect_end(&f, DGG_ERROR_RESOLVE, 1006);
    teardown(&f);
}
END_TEST

/* The clock is turned and everything freed while the look-up hangs; it ends
 * after that, or not at all before the program does. */
START_TEST(gives_up_on_a_silent_name_server) {
    static pthread_mutex_t names = PTHREAD_MUTEX_INITIALIZER;
    static fixture f; /* outlives the helper */
    setup(&f);
    f.names = &names;
    pthread_mutex_lock(&names);
    start(&f, "ws", "slow.example");
    advance(&f, WEBSOCKET_CONNECT_MS - 1);
    ck_assert_int_eq(f.ended, 0);
    advance(&f, 1);
    ck_assert_int_eq(f.ended, 1);
    ck_assert_int_eq(f.end.error, DGG_ERROR_RESOLVE);
    ck_assert_str_eq(f.reason, "the name server does not answer");
    teardown(&f);
    pthread_mutex_unlock(&names);
}
END_TEST

START_TEST(says_that_it_was_refused) {
    fixture f;
    setup(&f);
    char url[64];
    snprintf(url, sizeof url, "ws://127.0.0.1:%d/", peer_port(f.peer));
    peer_free(f.peer);
    f.peer = peer_new();
    ck_assert_int_eq(open_url(&f, url), DGG_OK);
    expect_end(&f, DGG_ERROR_REFUSED, 1006);
    ck_assert_str_eq(f.reason, "connection refused");
    teardown(&f);
}
END_TEST

START_TEST(says_that_there_is_no_network) {
    fixture f;
    setup(&f);
    /* A link-local address without the link: there is no way to it. */
    f.address = "fe80::1";
    start(&f, "ws", "far.example");
    expect_end(&f, DGG_ERROR_UNREACHABLE, 1006);
    teardown(&f);
}
END_TEST

START_TEST(gives_up_on_a_silent_port) {
    fixture f;
    setup(&f);
    start(&f, "ws", "chat.example");
    wait_for_request(&f);
    advance(&f, WEBSOCKET_CONNECT_MS - 1);
    ck_assert_int_eq(f.ended, 0);
    advance(&f, 1);
    expect_end(&f, DGG_ERROR_TIMEOUT, 1006);
    while (!peer_is_at_end(f.peer)) {
        turn(&f);
    }
    teardown(&f);
}
END_TEST

/* Answers and how they are told. */
static void expect_refusal(const char *answer, dgg_error error, int status) {
    for (int cut = 0; cut < 2; cut++) {
        fixture f;
        setup(&f);
        start(&f, "ws", "chat.example");
        wait_for_request(&f);
        peer_say(f.peer, answer);
        if (cut == 0) {
            peer_close(f.peer);
        }
        expect_end(&f, error, 1006);
        ck_assert_int_eq(f.end.http_status, status);
        ck_assert_int_eq(f.opened, 0);
        teardown(&f);
    }
}

START_TEST(tells_the_status_of_a_refusal) {
    expect_refusal("HTTP/1.1 403 Forbidden\r\nContent-Length: 9\r\n\r\n"
                   "Forbidden",
                   DGG_ERROR_UPGRADE, 403);
    expect_refusal("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>",
                   DGG_ERROR_UPGRADE, 200);
    expect_refusal("HTTP/1.0 503 Busy\r\n\r\n", DGG_ERROR_UPGRADE, 503);
    expect_refusal("HTTP/1.1 401 No\r\n\r\n", DGG_ERROR_UPGRADE, 401);
}
END_TEST

START_TEST(follows_no_redirect) {
    peer *elsewhere = peer_new();
    char answer[128];
    snprintf(answer, sizeof answer,
             "HTTP/1.1 302 Found\r\nLocation: ws://127.0.0.1:%d/\r\n"
             "Content-Length: 0\r\n\r\n",
             peer_port(elsewhere));
    expect_refusal(answer, DGG_ERROR_UPGRADE, 302);
    peer_step(elsewhere);
    ck_assert_int_eq(peer_connections(elsewhere), 0);
    peer_free(elsewhere);
}
END_TEST

START_TEST(refuses_a_wrong_upgrade) {
    expect_refusal("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                   "Connection: Upgrade\r\n"
                   "Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n\r\n",
                   DGG_ERROR_UPGRADE, 0);
    expect_refusal("HTTP/1.1 101 Switching Protocols\r\n\r\n",
                   DGG_ERROR_UPGRADE, 0);
}
END_TEST

START_TEST(tells_of_a_hang_up_before_the_answer) {
    for (int i = 0; i < 2; i++) {
        fixture f;
        setup(&f);
        start(&f, "ws", "chat.example");
        wait_for_request(&f);
        if (i == 0) {
            peer_close(f.peer);
        } else {
            peer_reset(f.peer);
        }
        expect_end(&f, DGG_ERROR_CLOSED, 1006);
        teardown(&f);
    }
}
END_TEST

START_TEST(garbage_is_no_upgrade) {
    fixture f;
    setup(&f);
    start(&f, "ws", "chat.example");
    wait_for_request(&f);
    peer_say(f.peer, "SSH-2.0-OpenSSH_9.2\r\n\x01\x02\x03\r\n\r\n\r\n");
    peer_close(f.peer);
    wait_for_end(&f);
    ck_assert_int_eq(f.opened, 0);
    ck_assert_int_ne(f.end.error, DGG_OK);
    teardown(&f);
}
END_TEST

/* --- sending ---------------------------------------------------------------
 */

START_TEST(sends_in_order) {
    fixture f;
    setup(&f);
    open_it(&f);
    char text[500];
    memset(text, 'x', sizeof text);
    ck_assert_int_eq(websocket_send(f.ws, "MSG {}", 6), DGG_OK);
    ck_assert_int_eq(websocket_send(f.ws, "", 0), DGG_OK);
    ck_assert_int_eq(websocket_send(f.ws, text, sizeof text), DGG_OK);
    ck_assert_int_eq(dgg_loop_timeout_ms(f.loop), 0);
    expect_frame(&f, 0x81, "MSG {}", 6);
    expect_frame(&f, 0x81, "", 0);
    expect_frame(&f, 0x81, text, sizeof text);
    teardown(&f);
}
END_TEST

START_TEST(the_queue_has_an_end) {
    fixture f;
    setup(&f);
    open_it(&f);
    for (int i = 0; i < 64; i++) {
        ck_assert_int_eq(websocket_send(f.ws, "PING {}", 7), DGG_OK);
    }
    ck_assert_int_eq(websocket_send(f.ws, "PING {}", 7), DGG_ERROR_QUEUE_FULL);
    for (int i = 0; i < 64; i++) {
        expect_frame(&f, 0x81, "PING {}", 7);
    }
    ck_assert_int_eq(websocket_send(f.ws, "PING {}", 7), DGG_OK);
    websocket_free(f.ws);
    f.ws = NULL;
    teardown(&f);
}
END_TEST

START_TEST(sends_nothing_after_the_end) {
    fixture f;
    setup(&f);
    open_it(&f);
    peer_close(f.peer);
    wait_for_end(&f);
    ck_assert_int_eq(websocket_send(f.ws, "x", 1), DGG_ERROR_STATE);
    teardown(&f);
}
END_TEST

/* --- freeing at any moment -------------------------------------------------
 */

START_TEST(may_be_freed_in_every_handler) {
    for (int i = 0; i < 6; i++) {
        fixture f;
        setup(&f);
        f.frees = (when)(AT_OPEN + i % 3);
        f.frees_loop = i >= 3;
        start(&f, "ws", "chat.example");
        wait_for_request(&f);
        peer_upgrade(f.peer);
        peer_send(f.peer, stream, sizeof stream);
        peer_close(f.peer);
        while (f.ws != NULL) {
            turn(&f);
        }
        if (f.frees == AT_TEXT) {
            ck_assert_str_eq(f.texts.bytes, "abcdef|");
        }
        ck_assert_int_eq(f.ended, f.frees == AT_END);
        teardown(&f);
    }
}
END_TEST

START_TEST(may_be_freed_after_any_number_of_rounds) {
    for (int rounds = 0; rounds < 12; rounds++) {
        fixture f;
        setup(&f);
        start(&f, "ws", "127.0.0.1");
        for (int i = 0; i < rounds; i++) {
            dgg_loop_service(f.loop);
            peer_step(f.peer);
            if (strstr(peer_received(f.peer, NULL), "\r\n\r\n") != NULL) {
                peer_upgrade(f.peer);
            }
        }
        websocket_free(f.ws);
        f.ws = NULL;
        for (int i = 0; i < rounds / 2; i++) {
            dgg_loop_service(f.loop);
        }
        teardown(&f);
    }
}
END_TEST

START_TEST(reconnects_on_the_same_loop) {
    fixture f;
    setup(&f);
    for (int i = 0; i < 20; i++) {
        f.opened = 0;
        f.ended = 0;
        open_it(&f);
        peer_text(f.peer, "hello");
        peer_close(f.peer);
        wait_for_end(&f);
        websocket_free(f.ws);
        f.ws = NULL;
    }
    ck_assert_uint_eq(f.texts.used, 20 * 6);
    teardown(&f);
}
END_TEST

START_TEST(leaves_the_programs_signals_alone) {
    fixture f;
    setup(&f);
    open_it(&f);
    struct sigaction action;
    sigaction(SIGPIPE, NULL, &action);
    ck_assert(action.sa_handler == SIG_DFL);
    teardown(&f);
}
END_TEST

TEST_MAIN("websocket", asks_politely, refuses_what_it_cannot_open,
          says_that_there_is_no_such_name, gives_up_on_a_silent_name_server,
          says_that_it_was_refused, says_that_there_is_no_network,
          gives_up_on_a_silent_port, tells_the_status_of_a_refusal,
          follows_no_redirect, refuses_a_wrong_upgrade,
          tells_of_a_hang_up_before_the_answer, garbage_is_no_upgrade,
          sends_in_order, the_queue_has_an_end, sends_nothing_after_the_end,
          may_be_freed_in_every_handler,
          may_be_freed_after_any_number_of_rounds, reconnects_on_the_same_loop,
          leaves_the_programs_signals_alone)
