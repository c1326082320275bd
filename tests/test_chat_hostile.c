/* A chat against a server that breaks every rule: one CLOSE with a reason,
 * nothing lost or doubled before it, and a new connection after it. */
#include "chat_scene.h"
#include "peer.h"
#include "websocket.h"

typedef enum hang_up { STAYS, FIN, RST } hang_up;

typedef struct attack {
    const char *bytes;
    size_t count;
    hang_up then;
    dgg_error error;
    int code;
} attack;

#define BYTES(literal) literal, sizeof literal - 1
#define ONE            "MSG {\"nick\":\"ann\",\"data\":\"one\"}"
#define TWO            "MSG {\"nick\":\"ann\",\"data\":\"two\"}"

static void open_scene(chat_scene *s, peer **p) {
    chat_scene_open(s);
    *p = peer_new();
    char url[64];
    snprintf(url, sizeof url, "ws://127.0.0.1:%d/ws", peer_port(*p));
    const dgg_options options = {.loop = s->loop, .endpoints.chat_url = url};
    ck_assert_int_eq(dgg_chat_new(&s->chat, &options), DGG_OK);
    ck_assert_int_eq(
        dgg_chat_on(s->chat, DGG_ON_EVERY_EVENT, chat_scene_watch, s), DGG_OK);
    ck_assert_int_eq(dgg_chat_connect(s->chat), DGG_OK);
}

static void wait_for(chat_scene *s, peer *p, dgg_event_kind kind,
                     size_t count) {
    while (s->seen[kind] < count) {
        peer_wait(p, s->loop);
    }
}

static void let_in(chat_scene *s, peer *p) {
    size_t opened = s->seen[DGG_EVENT_OPEN];
    while (strstr(peer_received(p, NULL), "\r\n\r\n") == NULL) {
        peer_wait(p, s->loop);
    }
    peer_upgrade(p);
    wait_for(s, p, DGG_EVENT_OPEN, opened + 1);
}

static void close_scene(chat_scene *s, peer *p) {
    chat_scene_close(s);
    peer_free(p);
}

/* Goes on as if nothing had been. */
static void expect_return(chat_scene *s, peer *p) {
    ck_assert_int_ge(s->close.retry_ms, 0);
    chat_scene_clear(s);
    chat_scene_advance(s, s->close.retry_ms);
    while (peer_connections(p) < 2) {
        peer_wait(p, s->loop);
    }
    let_in(s, p);
    peer_text(p, TWO);
    wait_for(s, p, DGG_EVENT_MESSAGE, 2);
    ck_assert_str_eq(chat_scene_log(s), "connecting\nopen\nMSG ann: two\n");
}

static void suffer(const attack *a) {
    chat_scene s;
    peer *p;
    open_scene(&s, &p);
    let_in(&s, p);
    peer_text(p, "MSG {");
    peer_text(p, ONE);
    wait_for(&s, p, DGG_EVENT_MESSAGE, 1);
    peer_send(p, a->bytes, a->count);
    if (a->then == FIN) {
        peer_close(p);
    } else if (a->then == RST) {
        peer_reset(p);
    }
    wait_for(&s, p, DGG_EVENT_CLOSE, 1);
    ck_assert_int_eq(s.close.error, a->error);
    ck_assert_int_eq(s.close.code, a->code);
    ck_assert_uint_eq(s.close.rejected, 1);
    ck_assert_str_eq(chat_scene_log(&s),
                     "connecting\nopen\nMSG ann: one\nclose\n");
    expect_return(&s, p);
    close_scene(&s, p);
}

START_TEST(comes_back_from_every_attack) {
    static const attack attacks[] = {
        {BYTES("\xC1\x01x"), STAYS, DGG_ERROR_PROTOCOL, 1006},
        {BYTES("\x83\x01x"), STAYS, DGG_ERROR_PROTOCOL, 1006},
        {BYTES("\x82\x01x"), STAYS, DGG_ERROR_PROTOCOL, 1006},
        {BYTES("\x80\x01x"), STAYS, DGG_ERROR_PROTOCOL, 1006},
        {BYTES("\x01\x01x\x81\x01y"), STAYS, DGG_ERROR_PROTOCOL, 1006},
        {BYTES("\x09\x01x"), STAYS, DGG_ERROR_PROTOCOL, 1006},
        {BYTES("\x89\x7E\x00\x7E"), STAYS, DGG_ERROR_PROTOCOL, 1006},
        {BYTES("\x88\x01x"), STAYS, DGG_ERROR_PROTOCOL, 1006},
        {BYTES("\x88\x02\xFF\xFF"), STAYS, DGG_ERROR_PROTOCOL, 1006},
        {BYTES("\x88\x02\x03\xED"), STAYS, DGG_ERROR_CLOSED, 1002},
        {BYTES("\x88\x00"), STAYS, DGG_ERROR_CLOSED, 1005},
        {BYTES("\x88\x04\x03\xE9\xFF\xC0"), STAYS, DGG_ERROR_CLOSED, 1001},
        {BYTES("\xF7\x7F\x00\xFF"), STAYS, DGG_ERROR_PROTOCOL, 1006},
        {BYTES("\x81\x20MSG {\"nick"), FIN, DGG_ERROR_CLOSED, 1006},
        {BYTES("\x81\x20MSG {\"nick"), RST, DGG_ERROR_CLOSED, 1006},
        {BYTES("\x01\x05MSG {"), FIN, DGG_ERROR_CLOSED, 1006},
        {BYTES("\x81\x7F\x00"), FIN, DGG_ERROR_CLOSED, 1006},
        {BYTES(""), FIN, DGG_ERROR_CLOSED, 1006},
        {BYTES(""), RST, DGG_ERROR_CLOSED, 1006},
    };
    for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++) {
        suffer(&attacks[i]);
    }
}
END_TEST

START_TEST(comes_back_from_too_much) {
    size_t count = 10 + (100 << 10);
    char *bytes = calloc(1, count);
    ck_assert_ptr_nonnull(bytes);
    memcpy(bytes, "\x81\x7F\0\0\0\0\x7F\xFF\xFF\xFF", 10);
    suffer(&(attack){bytes, count, STAYS, DGG_ERROR_TOO_LARGE, 1006});
    free(bytes);
}
END_TEST

/* No attack at all: text that is not UTF-8 is repaired where it is a text and
 * refused where it is not, and the line goes on. */
START_TEST(lives_with_invalid_utf8) {
    chat_scene s;
    peer *p;
    open_scene(&s, &p);
    let_in(&s, p);
    peer_text(p, "MSG {\"nick\":\"ann\",\"data\":\"a\xED\xA0\x80\xC0\x80z\"}");
    peer_text(p, "MSG {\"nick\":\"ann\",\xFF\"data\":\"x\"}");
    peer_text(p, "MS\xC7 {\"nick\":\"ann\",\"data\":\"x\"}");
    peer_text(p, "\xEF\xBB\xBFMSG {\"nick\":\"ann\",\"data\":\"x\"}");
    peer_text(p, ONE);
    wait_for(&s, p, DGG_EVENT_MESSAGE, 2);
#define FFFD "\xEF\xBF\xBD"
    ck_assert_str_eq(chat_scene_log(&s),
                     "connecting\nopen\n"
                     "MSG ann: a" FFFD FFFD FFFD FFFD FFFD "z\n"
                     "MSG ann: one\n");
    dgg_chat_disconnect(s.chat);
    ck_assert_uint_eq(s.close.rejected, 3);
    close_scene(&s, p);
}
END_TEST

/* A message cut into fragments at every byte, in the middle of a character
 * too, is the same message. */
START_TEST(fragments_change_nothing) {
    static const char text[] =
        "MSG {\"nick\":\"ann\",\"data\":\"\xF0\x9F\x98\x80\xC3\xA9!\"}";
    size_t bytes = sizeof text - 1;
    chat_scene s;
    peer *p;
    open_scene(&s, &p);
    let_in(&s, p);
    for (size_t cut = 0; cut <= bytes; cut++) {
        chat_scene_clear(&s);
        peer_frame(p, 0x01, text, cut);
        peer_frame(p, 0x8A, "PONG ", 5);
        peer_frame(p, 0x80, text + cut, bytes - cut);
        wait_for(&s, p, DGG_EVENT_MESSAGE, cut + 1);
        ck_assert_str_eq(chat_scene_log(&s),
                         "MSG ann: \xF0\x9F\x98\x80\xC3\xA9!\n");
    }
    ck_assert_uint_eq(s.seen[DGG_EVENT_CLOSE], 0);
    close_scene(&s, p);
}
END_TEST

START_TEST(gives_a_half_announced_text_a_minute) {
    chat_scene s;
    peer *p;
    open_scene(&s, &p);
    let_in(&s, p);
    peer_text(p, ONE);
    peer_send(p, "\x81\x7F\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFFMSG", 13);
    wait_for(&s, p, DGG_EVENT_MESSAGE, 1);
    for (int64_t ms = 0; ms < WEBSOCKET_DEAD_MS; ms += WEBSOCKET_PING_MS) {
        ck_assert_uint_eq(s.seen[DGG_EVENT_CLOSE], 0);
        chat_scene_advance(&s, WEBSOCKET_PING_MS);
        dgg_loop_service(s.loop);
    }
    wait_for(&s, p, DGG_EVENT_CLOSE, 1);
    ck_assert_int_eq(s.close.error, DGG_ERROR_SILENT);
    expect_return(&s, p);
    close_scene(&s, p);
}
END_TEST

TEST_MAIN("chat_hostile", comes_back_from_every_attack,
          comes_back_from_too_much, lives_with_invalid_utf8,
          fragments_change_nothing, gives_a_half_announced_text_a_minute)
