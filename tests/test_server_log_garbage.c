#include "server_log_garbage.h"
#include "test.h"
#include "utf8.h"

#include <string.h>

static void write(size_t index, buffer *out) {
    buffer_init(out, 1 << 16);
    ck_assert(server_log_garbage_write(index, out));
}

START_TEST(is_of_every_kind_in_turn) {
    static const char *const expected[] = {
        "2020-07-09 18:03:55 UTC] owl: no bracket",
        "[2020-13-09 18:03:55 UTC] owl: no such month",
        "[2020-07-09 18:03:55 UTC] : no nick",
        "[2020-07-09 18:03:55 UTC] o",
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        buffer out;
        write(i + SERVER_LOG_GARBAGE_KINDS, &out);
        ck_assert_str_eq(out.bytes, expected[i]);
        buffer_free(&out);
    }
}
END_TEST

START_TEST(is_one_line_each) {
    for (size_t i = 0; i < SERVER_LOG_GARBAGE_KINDS; i++) {
        buffer out;
        write(i, &out);
        ck_assert(out.used == 0 || memchr(out.bytes, '\n', out.used) == NULL);
        buffer_free(&out);
    }
}
END_TEST

START_TEST(has_what_its_kind_says) {
    buffer out;
    write(SERVER_LOG_GARBAGE_NUL, &out);
    ck_assert_ptr_nonnull(memchr(out.bytes, '\0', out.used));
    buffer_free(&out);
    write(SERVER_LOG_GARBAGE_UTF8, &out);
    ck_assert(!utf8_is_valid(out.bytes, out.used));
    buffer_free(&out);
    write(SERVER_LOG_GARBAGE_LONG, &out);
    ck_assert_uint_gt(out.used, 20000);
    buffer_free(&out);
    write(SERVER_LOG_GARBAGE_NO_COLON, &out);
    ck_assert_ptr_null(strstr(out.bytes, ": "));
    buffer_free(&out);
    write(SERVER_LOG_GARBAGE_EMPTY, &out);
    ck_assert_uint_eq(out.used, 0);
    buffer_free(&out);
}
END_TEST

TEST_MAIN("server_log_garbage", is_of_every_kind_in_turn, is_one_line_each,
          has_what_its_kind_says)
