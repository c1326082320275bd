#include "server_picture.h"
#include "test.h"

#include <string.h>

/* Of one red pixel, as other programs read it. */
static const uint8_t red_pixel[] =
    "\x89PNG\r\n\x1a\n"
    "\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x01\x03\0\0\0\x25\xdb\x56\xca"
    "\0\0\0\x03PLTE\xff\0\0\x19\xe2\x09\x37"
    "\0\0\0\x0dIDAT\x78\x01\x01\x02\0\xfd\xff\0\0\0\x02\0\x01";

START_TEST(writes_every_byte_of_a_picture) {
    buffer out;
    buffer_init(&out, 1024);
    server_picture picture = {1, 1, {255, 0, 0}};
    ck_assert(server_picture_write(&picture, &out));
    size_t bytes = sizeof red_pixel - 1;
    ck_assert_uint_eq(out.used, bytes + 4 + 12);
    ck_assert_mem_eq(out.bytes, red_pixel, bytes);
    ck_assert_mem_eq(out.bytes + bytes + 4, "\0\0\0\0IEND\xae\x42\x60\x82", 12);
    buffer_free(&out);
}
END_TEST

START_TEST(has_limits) {
    static const struct {
        server_picture picture;
        bool is_good;
    } cases[] = {
        {{SERVER_PICTURE_SIDE, SERVER_PICTURE_SIDE, {0}}, true},
        {{SERVER_PICTURE_SIDE + 1, 1, {0}}, false},
        {{1, SERVER_PICTURE_SIDE + 1, {0}}, false},
        {{0, 1, {0}}, false},
        {{1, 0, {0}}, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buffer out;
        buffer_init(&out, 1 << 17);
        ck_assert(server_picture_write(&cases[i].picture, &out) ==
                  cases[i].is_good);
        buffer_free(&out);
    }
}
END_TEST

TEST_MAIN("server_picture", writes_every_byte_of_a_picture, has_limits)
