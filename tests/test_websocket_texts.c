#include "websocket_case.h"

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

TEST_MAIN("websocket_texts", hands_on_whole_texts,
          takes_texts_that_come_with_the_upgrade,
          joins_fragments_cut_at_every_byte, takes_the_largest_text)
