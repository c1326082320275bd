#include "server_frame.h"
#include "test.h"

#include <string.h>

/* A masked text frame "Hello", from RFC 6455, section 5.7. */
static const char hello[] = "\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58";
enum { HELLO_BYTES = sizeof hello - 1 };

static int violation_of(const char *bytes, size_t count) {
    char copy[64];
    memcpy(copy, bytes, count);
    server_frame frame;
    ck_assert_uint_eq(server_frame_decode(copy, count, &frame), 0);
    return frame.violation;
}

START_TEST(decodes_the_example_of_the_rfc) {
    char bytes[HELLO_BYTES];
    memcpy(bytes, hello, HELLO_BYTES);
    server_frame frame;
    ck_assert_uint_eq(server_frame_decode(bytes, HELLO_BYTES, &frame),
                      HELLO_BYTES);
    ck_assert_int_eq(frame.opcode, SERVER_TEXT);
    ck_assert(frame.is_final);
    ck_assert_uint_eq(frame.bytes, 5);
    ck_assert_mem_eq(frame.payload, "Hello", 5);
}
END_TEST

START_TEST(waits_for_the_rest_wherever_it_is_cut) {
    for (size_t count = 0; count < HELLO_BYTES; count++) {
        ck_assert_int_eq(violation_of(hello, count), 0);
    }
}
END_TEST

START_TEST(refuses_what_the_rfc_forbids) {
    ck_assert_int_eq(violation_of("\x81\x05Hello", 7), 1002);    /* no mask */
    ck_assert_int_eq(violation_of("\xc1\x80\0\0\0\0", 6), 1002); /* RSV1 */
    ck_assert_int_eq(violation_of("\x83\x80\0\0\0\0", 6), 1002); /* opcode */
    ck_assert_int_eq(violation_of("\x09\x80\0\0\0\0", 6), 1002); /* cut ping */
    ck_assert_int_eq(violation_of("\x89\xfe\0\x80\0\0\0\0", 8), 1002);
}
END_TEST

START_TEST(takes_6144_bytes_and_not_one_more) {
    char bytes[8 + SERVER_FRAME_LIMIT] = "\x81\xfe\x18\x00";
    server_frame frame;
    ck_assert_uint_eq(server_frame_decode(bytes, sizeof bytes, &frame),
                      sizeof bytes);
    ck_assert_uint_eq(frame.bytes, 6144);
    ck_assert_int_eq(violation_of("\x81\xfe\x18\x01", 4), 1009);
    ck_assert_int_eq(
        violation_of("\x81\xff\xff\xff\xff\xff\xff\xff\xff\xff", 10), 1009);
}
END_TEST

START_TEST(writes_the_three_lengths) {
    uint8_t header[SERVER_FRAME_HEADER_BYTES];
    ck_assert_uint_eq(server_frame_header(header, SERVER_TEXT, 125), 2);
    ck_assert_mem_eq(header, "\x81\x7d", 2);
    ck_assert_uint_eq(server_frame_header(header, SERVER_PING, 126), 4);
    ck_assert_mem_eq(header, "\x89\x7e\x00\x7e", 4);
    ck_assert_uint_eq(server_frame_header(header, SERVER_TEXT, 65536), 10);
    ck_assert_mem_eq(header, "\x81\x7f\0\0\0\0\0\x01\0\0", 10);
}
END_TEST

static void expect_fragments(const char *text, size_t piece_bytes,
                             const char *expected, size_t bytes) {
    buffer out;
    buffer_init(&out, 1024);
    ck_assert(
        server_frame_write_fragments(&out, text, strlen(text), piece_bytes));
    ck_assert_uint_eq(out.used, bytes);
    ck_assert_mem_eq(out.bytes, expected, bytes);
    buffer_free(&out);
}

START_TEST(writes_fragments_with_pings_between) {
    static const char in_two[] = "\x01\x03MSG\x89\x07"
                                 "between\x80\x02 1";
    static const char in_three[] = "\x01\x01M\x89\x07"
                                   "between\x00\x01S"
                                   "\x89\x07"
                                   "between\x80\x01G";
    expect_fragments("MSG 1", 3, in_two, sizeof in_two - 1);
    expect_fragments("MSG", 1, in_three, sizeof in_three - 1);
    expect_fragments("MSG", 3, "\x81\x03MSG", 5);
    expect_fragments("", 3, "\x81\x00", 2);
}
END_TEST

START_TEST(fragments_stay_within_their_room) {
    buffer out;
    buffer_init(&out, 20);
    ck_assert(!server_frame_write_fragments(&out, "MSG", 3, 1));
    buffer_free(&out);
}
END_TEST

TEST_MAIN("server_frame", decodes_the_example_of_the_rfc,
          waits_for_the_rest_wherever_it_is_cut, refuses_what_the_rfc_forbids,
          takes_6144_bytes_and_not_one_more, writes_the_three_lengths,
          writes_fragments_with_pings_between, fragments_stay_within_their_room)
