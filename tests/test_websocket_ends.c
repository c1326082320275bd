#include "websocket_case.h"

/* --- ends ------------------------------------------------------------------
 */

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

/* Texts, whole and in fragments with a ping between; where each is complete,
 * and what was handed on then. */
static const char wire_bytes[] = "\x81\x03one\x01\x02tw\x89\x02hi\x80\x01o"
                                 "\x81\x00\x81\x05three";
static const struct {
    size_t bytes;
    const char *texts;
} complete[] = {
    {0, ""},
    {5, "one|"},
    {16, "one|two|"},
    {18, "one|two||"},
    {25, "one|two||three|"},
};

static const char *texts_of(size_t bytes) {
    const char *texts = "";
    for (size_t i = 0; i < sizeof complete / sizeof *complete; i++) {
        texts = complete[i].bytes <= bytes ? complete[i].texts : texts;
    }
    return texts;
}

static void cut_at(fixture *f, size_t cut, void (*hang_up)(peer *p)) {
    const char *expected = texts_of(cut);
    f->opened = 0;
    f->ended = 0;
    buffer_reset(&f->texts, 64);
    open_it(f);
    peer_send(f->peer, wire_bytes, cut);
    wait_for_texts(f, strlen(expected)); /* a RST would overtake them */
    hang_up(f->peer);
    expect_end(f, DGG_ERROR_CLOSED, 1006);
    ck_assert_str_eq(f->texts.used > 0 ? f->texts.bytes : "", expected);
    websocket_free(f->ws);
    f->ws = NULL;
}

/* After each of these ends the next connection is as good as the first. */
START_TEST(loses_no_whole_text_cut_at_every_byte) {
    fixture f;
    setup(&f);
    for (size_t cut = 0; cut < sizeof wire_bytes; cut++) {
        cut_at(&f, cut, peer_close);
        cut_at(&f, cut, peer_reset);
    }
    teardown(&f);
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

/* --- silence ---------------------------------------------------------------
 */

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

TEST_MAIN("websocket_ends", tells_the_close_code, tells_of_a_line_that_broke,
          loses_no_whole_text_cut_at_every_byte, says_goodbye_when_freed,
          says_goodbye_though_the_loop_goes_too, pings_when_it_is_quiet,
          any_pong_is_a_sign_of_life, a_silent_line_is_dead,
          a_long_pause_is_not_silence)
