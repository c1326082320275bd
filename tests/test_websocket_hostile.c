#include "websocket_case.h"

/* What came before is handed on once, what comes after not at all. */
static void expect_protocol_error(const void *bytes, size_t count) {
    fixture f;
    setup(&f);
    open_it(&f);
    peer_text(f.peer, "before");
    peer_send(f.peer, bytes, count);
    peer_text(f.peer, "after");
    expect_end(&f, DGG_ERROR_PROTOCOL, 1006);
    ck_assert_str_eq(f.texts.bytes, "before|");
    teardown(&f);
}

START_TEST(ends_at_reserved_bits_and_opcodes) {
    for (unsigned bit = 0x10; bit < 0x80; bit <<= 1) {
        const unsigned char text[] = {(unsigned char)(0x81 | bit), 1, 'x'};
        const unsigned char ping[] = {(unsigned char)(0x89 | bit), 0};
        expect_protocol_error(text, sizeof text);
        expect_protocol_error(ping, sizeof ping);
    }
    for (unsigned opcode = 0x3; opcode <= 0xF; opcode++) {
        const unsigned char frame[] = {(unsigned char)(0x80 | opcode), 1, 'x'};
        if (opcode < 0x8 || opcode > 0xA) {
            expect_protocol_error(frame, sizeof frame);
        }
    }
}
END_TEST

START_TEST(ends_at_fragments_out_of_order) {
    expect_protocol_error("\x80\x01x", 3);         /* continues nothing */
    expect_protocol_error("\x00\x01x", 3);         /* the same, not final */
    expect_protocol_error("\x80\x00", 2);          /* the same, empty */
    expect_protocol_error("\x01\x00\x81\x01x", 5); /* a text within a text */
    expect_protocol_error("\x01\x00\x01\x01x", 5);
    expect_protocol_error("\x01\x01x\x82\x01x", 6); /* a binary one */
}
END_TEST

START_TEST(a_last_fragment_is_the_last) {
    fixture f;
    setup(&f);
    open_it(&f);
    peer_send(f.peer, "\x01\x01x\x80\x01y\x80\x01z", 9);
    expect_end(&f, DGG_ERROR_PROTOCOL, 1006);
    ck_assert_str_eq(f.texts.bytes, "xy|");
    teardown(&f);
}
END_TEST

START_TEST(ends_at_impossible_control_frames) {
    expect_protocol_error("\x09\x01x", 3); /* fragmented */
    expect_protocol_error("\x0A\x01x", 3);
    expect_protocol_error("\x08\x02\x03\xE8", 4);
    expect_protocol_error("\x89\x7E\x00\x7E", 4); /* 126 bytes */
    expect_protocol_error("\x8A\x7E\x00\x7E", 4);
    expect_protocol_error("\x88\x7E\x00\x7E", 4);
    expect_protocol_error("\x89\x7F\0\0\0\0\0\0\0\1x", 11);
}
END_TEST

START_TEST(ends_at_impossible_close_frames) {
    expect_protocol_error("\x88\x01x", 3);        /* half a code */
    expect_protocol_error("\x88\x02\x13\x88", 4); /* 5000 */
    expect_protocol_error("\x88\x02\xFF\xFF", 4);
}
END_TEST

/* Codes that must not stand in a frame (RFC 6455, section 7.4.1). */
START_TEST(does_not_believe_reserved_close_codes) {
    static const int codes[] = {0, 999, 1004, 1005, 1006, 1015, 1016, 2999};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        const unsigned char code[] = {(unsigned char)(codes[i] >> 8),
                                      (unsigned char)codes[i]};
        fixture f;
        setup(&f);
        open_it(&f);
        peer_text(f.peer, "before");
        peer_frame(f.peer, 0x88, code, sizeof code);
        peer_text(f.peer, "after");
        expect_end(&f, DGG_ERROR_CLOSED, 1002);
        ck_assert_str_eq(f.texts.bytes, "before|");
        teardown(&f);
    }
}
END_TEST

static void expect_reason(const char *sent, size_t bytes, const char *told) {
    char payload[125] = "\x03\xE8";
    memcpy(payload + 2, sent, bytes);
    fixture f;
    setup(&f);
    open_it(&f);
    peer_frame(f.peer, 0x88, payload, 2 + bytes);
    expect_end(&f, DGG_ERROR_CLOSED, 1000);
    ck_assert_str_eq(f.reason, told);
    teardown(&f);
}

START_TEST(cleans_the_reason_of_a_close) {
    char longest[123];
    char expected[124] = "";
    memset(longest, 'x', sizeof longest);
    memcpy(expected, longest, sizeof longest);
    expect_reason(longest, sizeof longest, expected);
    expect_reason("a\xFF\xC0\x80z", 5, "az");
    expect_reason("a\xED\xA0\x80z", 5, "az");
    expect_reason("a\xF0\x9F\x98", 4, "a");
    expect_reason("a\x1B]0;x\x07z", 8, "a]0;xz");
    expect_reason("a\0z", 3, "a");
}
END_TEST

/* Nothing is kept for what is only announced: if it does not come, the line
 * is as dead as any other. */
START_TEST(an_announced_text_that_never_comes_is_silence) {
    fixture f;
    setup(&f);
    open_it(&f);
    peer_text(f.peer, "before");
    peer_send(f.peer, "\x81\x7F\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFFx", 11);
    wait_for_texts(&f, 7);
    for (int64_t ms = 0; ms < WEBSOCKET_DEAD_MS; ms += WEBSOCKET_PING_MS) {
        ck_assert_int_eq(f.ended, 0);
        advance(&f, WEBSOCKET_PING_MS);
    }
    expect_end(&f, DGG_ERROR_SILENT, 1006);
    ck_assert_str_eq(f.texts.bytes, "before|");
    teardown(&f);
}
END_TEST

/* RFC 6455 wants the shortest form of a length; the others do no harm. */
START_TEST(a_length_may_be_longer_than_needed) {
    fixture f;
    setup(&f);
    open_it(&f);
    peer_send(f.peer, "\x81\x7E\x00\x01x", 5);
    peer_send(f.peer, "\x81\x7F\0\0\0\0\0\0\0\x01y", 11);
    wait_for_texts(&f, 4);
    ck_assert_str_eq(f.texts.bytes, "x|y|");
    teardown(&f);
}
END_TEST

/* The bytes of a text are judged where its meaning is; here they have to
 * arrive as they were, however they are cut. */
START_TEST(hands_on_invalid_utf8_as_it_is) {
    static const char bytes[] = "a\xC0\x80\xED\xA0\x80\xFF\xF0\x9F\x98\x80"
                                "\xE2\x82z";
    size_t count = sizeof bytes - 1;
    fixture f;
    setup(&f);
    open_it(&f);
    for (size_t cut = 0; cut <= count; cut++) {
        buffer_reset(&f.texts, 64);
        peer_frame(f.peer, 0x01, bytes, cut);
        peer_frame(f.peer, 0x89, "hi", 2);
        peer_frame(f.peer, 0x80, bytes + cut, count - cut);
        peer_frame_head(f.peer, 0x81, count);
        peer_send(f.peer, bytes, cut);
        dgg_loop_service(f.loop);
        peer_send(f.peer, bytes + cut, count - cut);
        wait_for_texts(&f, 2 * (count + 1));
        ck_assert_mem_eq(f.texts.bytes, bytes, count);
        ck_assert_mem_eq(f.texts.bytes + count + 1, bytes, count);
    }
    teardown(&f);
}
END_TEST

START_TEST(takes_a_flood_of_empty_fragments) {
    fixture f;
    setup(&f);
    open_it(&f);
    peer_send(f.peer, "\x01\x01x", 3);
    for (size_t i = 0; i < test_rounds(100000); i++) {
        peer_send(f.peer, "\x00\x00", 2);
    }
    peer_send(f.peer, "\x80\x01y", 3);
    wait_for_texts(&f, 3);
    ck_assert_str_eq(f.texts.bytes, "xy|");
    teardown(&f);
}
END_TEST

/* Not every one is answered (RFC 6455, section 5.5.3), but none wrongly. */
START_TEST(takes_a_flood_of_pings_and_foreign_pongs) {
    enum { PINGS = 20000 };
    char payload[125];
    memset(payload, 'p', sizeof payload);
    fixture f;
    setup(&f);
    open_it(&f);
    for (int i = 0; i < PINGS; i++) {
        peer_frame(f.peer, 0x89, payload, sizeof payload);
        peer_frame(f.peer, 0x8A, payload, sizeof payload);
    }
    peer_text(f.peer, "after");
    wait_for_texts(&f, 6);
    peer_frame(f.peer, 0x89, "last", 4);
    int first = 0;
    char got[PEER_FRAME_BYTES] = "";
    for (size_t bytes = 0; strcmp(got, "last") != 0;) {
        while (!peer_take_frame(f.peer, &first, got, &bytes)) {
            turn(&f);
        }
        ck_assert_int_eq(first, 0x8A);
        ck_assert(bytes == 4 || memcmp(got, payload, sizeof payload) == 0);
    }
    ck_assert_str_eq(f.texts.bytes, "after|");
    teardown(&f);
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

TEST_MAIN("websocket_hostile", ends_at_reserved_bits_and_opcodes,
          ends_at_fragments_out_of_order, a_last_fragment_is_the_last,
          ends_at_impossible_control_frames, ends_at_impossible_close_frames,
          does_not_believe_reserved_close_codes, cleans_the_reason_of_a_close,
          an_announced_text_that_never_comes_is_silence,
          a_length_may_be_longer_than_needed, hands_on_invalid_utf8_as_it_is,
          takes_a_flood_of_empty_fragments,
          takes_a_flood_of_pings_and_foreign_pongs, a_masked_frame_does_no_harm,
          ends_when_a_text_is_too_large, ends_when_fragments_grow_too_large,
          ends_at_a_binary_message)
