#include "websocket_case.h"

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

TEST_MAIN("websocket_hostile", ends_at_broken_frames,
          a_masked_frame_does_no_harm, ends_when_a_text_is_too_large,
          ends_when_fragments_grow_too_large, ends_at_a_binary_message)
