#include "buffer.h"
#include "peer.h"
#include "pki.h"
#include "test.h"
#include "websocket.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- a websocket, its peer, and what it told ----------------------------- */

typedef enum when { NEVER, AT_OPEN, AT_TEXT, AT_END } when;

typedef struct fixture {
    int64_t now_ms;
    const char *address;    /* of every name; NULL: there is none */
    pthread_mutex_t *names; /* look-ups wait for it, unless it is NULL */
    dgg_loop *loop;
    peer *peer;
    websocket *ws;
    when frees;      /* the websocket is freed inside this handler */
    bool frees_loop; /* and the loop with it */
    int opened;
    int ended;
    buffer texts; /* each followed by '|' */
    websocket_end end;
    char reason[256];
} fixture;

static int64_t fake_ms(void *user) {
    return ((fixture *)user)->now_ms;
}

static int fake_resolve(void *user, const char *host,
                        char address[DGG_ADDRESS_BYTES]) {
    (void)host;
    const fixture *f = user;
    pthread_mutex_t *names = f->names;
    if (names != NULL) {
        pthread_mutex_lock(names);
        pthread_mutex_unlock(names);
        return -1;
    }
    if (f->address == NULL) {
        return -1;
    }
    snprintf(address, DGG_ADDRESS_BYTES, "%s", f->address);
    return 0;
}

static void free_at(fixture *f, when now) {
    if (f->frees != now) {
        return;
    }
    websocket_free(f->ws);
    f->ws = NULL;
    if (f->frees_loop) {
        dgg_loop_free(f->loop);
    }
}

static void on_open(void *user) {
    fixture *f = user;
    f->opened++;
    free_at(f, AT_OPEN);
}

/* Frees first: the text has to outlive that. */
static void on_text(void *user, const char *text, size_t bytes) {
    fixture *f = user;
    free_at(f, AT_TEXT);
    ck_assert(buffer_append(&f->texts, text, bytes));
    ck_assert(buffer_append(&f->texts, "|", 1));
}

static void on_end(void *user, const websocket_end *end) {
    fixture *f = user;
    f->ended++;
    f->end = *end;
    snprintf(f->reason, sizeof f->reason, "%s", end->reason);
    free_at(f, AT_END);
}

static void setup_with(fixture *f, const char *ca_file) {
    *f = (fixture){.address = "127.0.0.1"};
    buffer_init(&f->texts, 64 << 20);
    const dgg_loop_options options = {
        .environment = {.monotonic_ms = fake_ms,
                        .resolve = fake_resolve,
                        .user = f},
        .ca_file = ca_file,
    };
    ck_assert_int_eq(dgg_loop_new(&f->loop, &options), DGG_OK);
    f->peer = peer_new();
}

static void setup(fixture *f) {
    setup_with(f, NULL);
}

static void teardown(fixture *f) {
    websocket_free(f->ws);
    if (!f->frees_loop) {
        dgg_loop_free(f->loop);
    }
    peer_free(f->peer);
    buffer_free(&f->texts);
}

static dgg_error open_url(fixture *f, const char *url) {
    const websocket_options options = {
        .url = url,
        .cookie = "authtoken=abc",
        .origin = "https://www.destiny.gg",
        .user_agent = "dgg/test",
        .handlers = {on_open, on_text, on_end, f},
    };
    return websocket_open(&f->ws, f->loop, &options);
}

static void start(fixture *f, const char *scheme, const char *host) {
    char url[128];
    snprintf(url, sizeof url, "%s://%s:%d/ws", scheme, host,
             peer_port(f->peer));
    ck_assert_int_eq(open_url(f, url), DGG_OK);
}

static void turn(fixture *f) {
    peer_wait(f->peer, f->loop);
}

static void wait_for_end(fixture *f) {
    while (f->ended == 0) {
        turn(f);
    }
}

static void wait_for_request(fixture *f) {
    while (strstr(peer_received(f->peer, NULL), "\r\n\r\n") == NULL) {
        turn(f);
    }
}

static void wait_for_texts(fixture *f, size_t bytes) {
    while (f->texts.used < bytes && f->ended == 0) {
        turn(f);
    }
}

static void open_it(fixture *f) {
    start(f, "ws", "chat.example");
    wait_for_request(f);
    peer_upgrade(f->peer);
    while (f->opened == 0) {
        turn(f);
    }
}

/* Waits for the client's next frame and checks it. */
static void expect_frame(fixture *f, int first_byte, const char *payload,
                         size_t bytes) {
    int first = 0;
    char got[PEER_FRAME_BYTES];
    size_t got_bytes = 0;
    while (!peer_take_frame(f->peer, &first, got, &got_bytes)) {
        turn(f);
    }
    ck_assert_int_eq(first, first_byte);
    ck_assert_uint_eq(got_bytes, bytes);
    ck_assert_mem_eq(got, payload, bytes);
}

static void advance(fixture *f, int64_t by_ms) {
    f->now_ms += by_ms;
    dgg_loop_service(f->loop);
    dgg_loop_service(f->loop);
    peer_step(f->peer);
}

static void expect_end(fixture *f, dgg_error error, int code) {
    wait_for_end(f);
    ck_assert_msg(f->end.error == error && f->end.code == code && f->ended == 1,
                  "ended %d times with %s, %d, %s", f->ended,
                  dgg_strerror(f->end.error), f->end.code, f->reason);
}

/* --- opening ------------------------------------------------------------- */

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

/* --- texts --------------------------------------------------------------- */

START_TEST(hands_on_whole_texts) {
    fixture f;
    setup(&f);
    open_it(&f);
    peer_text(f.peer, "PING {}");
    peer_text(f.peer, "");
    peer_text(f.peer, "MSG {\"data\":\"\xF0\x9F\x98\x80\"}");
    char longer[300];
    memset(longer, 'a', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    peer_text(f.peer, longer);
    static const char expected[] =
        "PING {}||MSG {\"data\":\"\xF0\x9F\x98\x80\"}|";
    size_t head = sizeof expected - 1;
    wait_for_texts(&f, head + sizeof longer);
    ck_assert_int_eq(strncmp(f.texts.bytes, expected, head), 0);
    ck_assert_int_eq(strncmp(f.texts.bytes + head, longer, sizeof longer - 1),
                     0);
    teardown(&f);
}
END_TEST

START_TEST(takes_texts_that_come_with_the_upgrade) {
    fixture f;
    setup(&f);
    start(&f, "ws", "chat.example");
    wait_for_request(&f);
    peer_upgrade(f.peer);
    peer_text(f.peer, "ME null");
    peer_text(f.peer, "NAMES {}");
    wait_for_texts(&f, 17);
    ck_assert_str_eq(f.texts.bytes, "ME null|NAMES {}|");
    teardown(&f);
}
END_TEST

/* Fragments with a ping, a pong and an empty fragment between them, and a
 * whole text behind. */
static const unsigned char stream[] = {
    0x01, 3, 'a', 'b', 'c',  0x89, 2,   'h',  'i', 0x00, 0,   0x8A, 1, '!', /**/
    0x00, 2, 'd', 'e', 0x80, 1,    'f', 0x81, 2,   'x',  'y',
};

START_TEST(joins_fragments_cut_at_every_byte) {
    fixture f;
    setup(&f);
    open_it(&f);
    for (size_t cut = 0; cut <= sizeof stream; cut++) {
        buffer_reset(&f.texts, 64);
        peer_send(f.peer, stream, cut);
        for (int i = 0; i < 3; i++) {
            dgg_loop_service(f.loop);
        }
        peer_send(f.peer, stream + cut, sizeof stream - cut);
        wait_for_texts(&f, 10);
        ck_assert_str_eq(f.texts.bytes, "abcdef|xy|");
        expect_frame(&f, 0x8A, "hi", 2);
    }
    teardown(&f);
}
END_TEST

static char *filled(size_t bytes) {
    char *text = malloc(bytes);
    ck_assert_ptr_nonnull(text);
    for (size_t i = 0; i < bytes; i++) {
        text[i] = (char)('a' + i % 23);
    }
    return text;
}

START_TEST(takes_the_largest_text) {
    fixture f;
    setup(&f);
    open_it(&f);
    size_t bytes = WEBSOCKET_MAX_BYTES;
    char *text = filled(bytes);
    peer_frame(f.peer, 0x81, text, bytes);
    wait_for_texts(&f, bytes + 1);
    ck_assert_uint_eq(f.texts.used, bytes + 1);
    ck_assert_mem_eq(f.texts.bytes, text, bytes);
    buffer_reset(&f.texts, 0);
    /* The same in fragments, and then the line still works. */
    peer_frame(f.peer, 0x01, text, bytes - 1);
    peer_frame(f.peer, 0x80, text + bytes - 1, 1);
    peer_text(f.peer, "small");
    wait_for_texts(&f, bytes + 7);
    ck_assert_mem_eq(f.texts.bytes, text, bytes);
    ck_assert_str_eq(f.texts.bytes + bytes, "|small|");
    free(text);
    teardown(&f);
}
END_TEST

START_TEST(ends_when_a_text_is_too_large) {
    fixture f;
    setup(&f);
    open_it(&f);
    char *text = filled(100000);
    peer_frame_head(f.peer, 0x81, WEBSOCKET_MAX_BYTES + 1);
    peer_send(f.peer, text, 100000);
    free(text);
    expect_end(&f, DGG_ERROR_TOO_LARGE, 1006);
    expect_frame(&f, 0x88, "\x03\xF1", 2); /* 1009 */
    teardown(&f);
}
END_TEST

START_TEST(ends_when_fragments_grow_too_large) {
    fixture f;
    setup(&f);
    open_it(&f);
    size_t bytes = WEBSOCKET_MAX_BYTES / 2;
    char *text = filled(bytes);
    peer_frame(f.peer, 0x01, text, bytes);
    peer_frame(f.peer, 0x00, text, bytes);
    peer_frame(f.peer, 0x80, "x", 1);
    expect_end(&f, DGG_ERROR_TOO_LARGE, 1006);
    ck_assert_uint_eq(f.texts.used, 0);
    free(text);
    teardown(&f);
}
END_TEST

START_TEST(ends_at_a_binary_message) {
    fixture f;
    setup(&f);
    open_it(&f);
    peer_frame(f.peer, 0x82, "bin", 3);
    peer_text(f.peer, "after");
    expect_end(&f, DGG_ERROR_PROTOCOL, 1006);
    ck_assert_uint_eq(f.texts.used, 0);
    expect_frame(&f, 0x88, "\x03\xEB", 2); /* 1003 */
    teardown(&f);
}
END_TEST

/* --- what no correct server sends ---------------------------------------- */

static void expect_protocol_error(const void *bytes, size_t count) {
    fixture f;
    setup(&f);
    open_it(&f);
    peer_send(f.peer, bytes, count);
    wait_for_end(&f);
    ck_assert_int_eq(f.end.error, DGG_ERROR_PROTOCOL);
    ck_assert_uint_eq(f.texts.used, 0);
    teardown(&f);
}

START_TEST(ends_at_broken_frames) {
    expect_protocol_error("\xC1\x01x", 3);         /* a reserved bit */
    expect_protocol_error("\x83\x01x", 3);         /* a reserved opcode */
    expect_protocol_error("\x8B\x00", 2);          /* reserved for control */
    expect_protocol_error("\x80\x01x", 3);         /* continues nothing */
    expect_protocol_error("\x01\x00\x81\x01x", 5); /* interrupts itself */
    expect_protocol_error("\x09\x01x", 3);         /* a fragmented ping */
    expect_protocol_error("\x89\x7E\x00\x7E", 4);  /* a long ping */
    expect_protocol_error("\x81\x7F\x80\0\0\0\0\0\0\1x", 11);
    expect_protocol_error("\x88\x01x", 3); /* half a close code */
}
END_TEST

/* RFC 6455 wants the connection to end; libwebsockets takes the mask off. What
 * must not happen is that anything else comes of it. */
START_TEST(a_masked_frame_does_no_harm) {
    fixture f;
    setup(&f);
    open_it(&f);
    peer_send(f.peer, "\x81\x83\x01\x02\x03\x04\x60\x60\x60", 9);
    peer_text(f.peer, "next");
    wait_for_texts(&f, 9);
    ck_assert(f.ended == 1 || strcmp(f.texts.bytes, "abc|next|") == 0);
    teardown(&f);
}
END_TEST

/* --- ends ---------------------------------------------------------------- */

START_TEST(tells_the_close_code) {
    static const struct {
        const char *payload;
        size_t bytes;
        int code;
        const char *reason;
    } closes[] = {
        {"\x03\xE8", 2, 1000, ""},
        {"\x03\xE9restart", 9, 1001, "restart"},
        {"", 0, 1005, ""},
        {"\x0F\xA0"
         "a\x1B[31m\xFF\xC2\x9B b",
         13, 4000, "a[31m b"},
    };
    for (size_t i = 0; i < sizeof closes / sizeof *closes; i++) {
        fixture f;
        setup(&f);
        open_it(&f);
        peer_text(f.peer, "last words");
        peer_frame(f.peer, 0x88, closes[i].payload, closes[i].bytes);
        expect_end(&f, DGG_ERROR_CLOSED, closes[i].code);
        ck_assert_str_eq(f.reason, closes[i].reason);
        ck_assert_str_eq(f.texts.bytes, "last words|");
        expect_frame(&f, 0x88, closes[i].payload, closes[i].bytes);
        teardown(&f);
    }
}
END_TEST

START_TEST(tells_of_a_line_that_broke) {
    for (int i = 0; i < 2; i++) {
        fixture f;
        setup(&f);
        open_it(&f);
        peer_text(f.peer, "last words");
        wait_for_texts(&f, 11);
        peer_send(f.peer, "\x81\x05half", 6);
        if (i == 0) {
            peer_close(f.peer);
        } else {
            peer_reset(f.peer);
        }
        expect_end(&f, DGG_ERROR_CLOSED, 1006);
        ck_assert_str_eq(f.texts.bytes, "last words|");
        teardown(&f);
    }
}
END_TEST

START_TEST(says_goodbye_when_freed) {
    fixture f;
    setup(&f);
    open_it(&f);
    websocket_free(f.ws);
    f.ws = NULL;
    expect_frame(&f, 0x88, "\x03\xE8", 2);
    ck_assert_int_eq(f.ended, 0);
    teardown(&f);
}
END_TEST

START_TEST(says_goodbye_though_the_loop_goes_too) {
    fixture f;
    setup(&f);
    open_it(&f);
    websocket_free(f.ws);
    dgg_loop_free(f.loop);
    f.ws = NULL;
    f.frees_loop = true;
    peer_step(f.peer);
    int first;
    char payload[PEER_FRAME_BYTES];
    size_t bytes;
    ck_assert(peer_take_frame(f.peer, &first, payload, &bytes));
    ck_assert_int_eq(first, 0x88);
    ck_assert(peer_is_at_end(f.peer));
    teardown(&f);
}
END_TEST

/* --- silence ------------------------------------------------------------- */

START_TEST(pings_when_it_is_quiet) {
    fixture f;
    setup(&f);
    open_it(&f);
    advance(&f, WEBSOCKET_PING_MS - 1);
    peer_text(f.peer, "x");
    wait_for_texts(&f, 2);
    advance(&f, 1);
    size_t bytes;
    peer_received(f.peer, &bytes);
    ck_assert_uint_eq(bytes, 0);
    advance(&f, WEBSOCKET_PING_MS - 1);
    expect_frame(&f, 0x89, "", 0);
    teardown(&f);
}
END_TEST

/* The live server's pong is no echo. */
START_TEST(any_pong_is_a_sign_of_life) {
    fixture f;
    setup(&f);
    open_it(&f);
    for (int i = 0; i < 6; i++) {
        advance(&f, WEBSOCKET_PING_MS);
        expect_frame(&f, 0x89, "", 0);
        peer_frame(f.peer, 0x8A, "PONG ", 5);
        peer_frame(f.peer, 0x89, "seen", 4); /* answered, so it was read */
        expect_frame(&f, 0x8A, "seen", 4);
    }
    ck_assert_int_eq(f.ended, 0);
    teardown(&f);
}
END_TEST

START_TEST(a_silent_line_is_dead) {
    fixture f;
    setup(&f);
    open_it(&f);
    for (int64_t ms = 0; ms < WEBSOCKET_DEAD_MS - 5000;
         ms += WEBSOCKET_PING_MS) {
        advance(&f, WEBSOCKET_PING_MS);
        expect_frame(&f, 0x89, "", 0);
    }
    advance(&f, 4999);
    ck_assert_int_eq(f.ended, 0);
    advance(&f, 1);
    expect_end(&f, DGG_ERROR_SILENT, 1006);
    teardown(&f);
}
END_TEST

/* Data that waited while the program was stopped is read before the clock is
 * looked at. */
START_TEST(a_long_pause_is_not_silence) {
    fixture f;
    setup(&f);
    open_it(&f);
    peer_text(f.peer, "x");
    f.now_ms += 10 * WEBSOCKET_DEAD_MS;
    wait_for_texts(&f, 2);
    ck_assert_int_eq(f.ended, 0);
    teardown(&f);
}
END_TEST

/* --- sending ------------------------------------------------------------- */

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

/* --- freeing at any moment ----------------------------------------------- */

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

/* --- TLS ----------------------------------------------------------------- */

enum { DAY_S = 24 * 60 * 60 };

static void open_secure(fixture *f, const char *host, SSL_CTX *context) {
    peer_use_tls(f->peer, context);
    start(f, "wss", host);
    while (f->opened == 0 && f->ended == 0) {
        turn(f);
        if (strstr(peer_received(f->peer, NULL), "\r\n\r\n") != NULL) {
            peer_upgrade(f->peer);
        }
    }
}

START_TEST(speaks_tls) {
    pki p;
    pki_init(&p);
    fixture f;
    setup_with(&f, p.ca_file);
    SSL_CTX *context = pki_good_context(&p, "chat.example");
    open_secure(&f, "chat.example", context);
    ck_assert_msg(f.opened == 1, "%s", f.reason);
    char *text = filled(200000);
    peer_frame(f.peer, 0x81, text, 200000);
    wait_for_texts(&f, 200001);
    ck_assert_mem_eq(f.texts.bytes, text, 200000);
    ck_assert_int_eq(websocket_send(f.ws, "MSG {}", 6), DGG_OK);
    expect_frame(&f, 0x81, "MSG {}", 6);
    free(text);
    teardown(&f);
    SSL_CTX_free(context);
    pki_free(&p);
}
END_TEST

START_TEST(says_what_is_wrong_with_a_certificate) {
    pki p;
    pki_init(&p);
    const struct {
        pki_server server;
        bool is_trusted;
        const char *words;
    } cases[] = {
        {{"other.example", -DAY_S, DAY_S, false},
         true,
         "the certificate is for another host name"},
        {{"chat.example", -2 * DAY_S, -DAY_S, false},
         true,
         "the certificate has expired"},
        {{"chat.example", DAY_S, 2 * DAY_S, false},
         true,
         "the certificate is not valid yet; is the clock right?"},
        {{"chat.example", -DAY_S, DAY_S, true},
         true,
         "the certificate is signed by itself"},
        {{"chat.example", -DAY_S, DAY_S, false},
         false,
         "the certificate's authority is not known here"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture f;
        setup_with(&f, cases[i].is_trusted ? p.ca_file : NULL);
        SSL_CTX *context = pki_server_context(&p, &cases[i].server);
        open_secure(&f, "chat.example", context);
        expect_end(&f, DGG_ERROR_CERTIFICATE, 1006);
        ck_assert_str_eq(f.reason, cases[i].words);
        ck_assert_int_eq(f.opened, 0);
        teardown(&f);
        SSL_CTX_free(context);
    }
    pki_free(&p);
}
END_TEST

START_TEST(a_port_without_tls_is_told) {
    fixture f;
    setup(&f);
    start(&f, "wss", "chat.example");
    size_t bytes = 0;
    while (bytes == 0) {
        turn(&f);
        peer_received(f.peer, &bytes);
    }
    ck_assert_ptr_null(strstr(peer_received(f.peer, NULL), "authtoken"));
    peer_say(f.peer, "HTTP/1.1 400 Bad Request\r\n\r\n");
    peer_close(f.peer);
    expect_end(&f, DGG_ERROR_TLS, 1006);
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
          hands_on_whole_texts, takes_texts_that_come_with_the_upgrade,
          joins_fragments_cut_at_every_byte, takes_the_largest_text,
          ends_when_a_text_is_too_large, ends_when_fragments_grow_too_large,
          ends_at_a_binary_message, ends_at_broken_frames,
          a_masked_frame_does_no_harm, tells_the_close_code,
          tells_of_a_line_that_broke, says_goodbye_when_freed,
          says_goodbye_though_the_loop_goes_too, pings_when_it_is_quiet,
          any_pong_is_a_sign_of_life, a_silent_line_is_dead,
          a_long_pause_is_not_silence, sends_in_order, the_queue_has_an_end,
          sends_nothing_after_the_end, may_be_freed_in_every_handler,
          may_be_freed_after_any_number_of_rounds, reconnects_on_the_same_loop,
          speaks_tls, says_what_is_wrong_with_a_certificate,
          a_port_without_tls_is_told, leaves_the_programs_signals_alone)
