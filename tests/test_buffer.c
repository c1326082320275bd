#include "buffer.h"
#include "test.h"

#include <stdint.h>

START_TEST(appends_and_terminates) {
    buffer b;
    buffer_init(&b, 100);
    ck_assert(buffer_append(&b, "", 0));
    ck_assert_str_eq(b.bytes, "");
    ck_assert(buffer_append(&b, "one", 3));
    ck_assert(buffer_append(&b, "two", 3));
    ck_assert_str_eq(b.bytes, "onetwo");
    ck_assert_uint_eq(b.used, 6);
    buffer_free(&b);
}
END_TEST

START_TEST(takes_exactly_its_maximum) {
    buffer b;
    buffer_init(&b, 1000);
    for (int i = 0; i < 1000; i++) {
        ck_assert(buffer_append(&b, "x", 1));
    }
    ck_assert(!buffer_append(&b, "x", 1));
    ck_assert(!buffer_append(&b, "x", SIZE_MAX));
    ck_assert_uint_eq(b.used, 1000);
    ck_assert_int_eq(b.bytes[1000], '\0');
    buffer_free(&b);
}
END_TEST

START_TEST(drops_what_was_consumed) {
    buffer b;
    buffer_init(&b, 100);
    buffer_consume(&b, 5);
    ck_assert(buffer_append(&b, "onetwo", 6));
    buffer_consume(&b, 0);
    buffer_consume(&b, 3);
    ck_assert_str_eq(b.bytes, "two");
    buffer_consume(&b, 99);
    ck_assert_str_eq(b.bytes, "");
    ck_assert_uint_eq(b.used, 0);
    buffer_free(&b);
}
END_TEST

START_TEST(gives_back_capacity_on_reset) {
    buffer b;
    buffer_init(&b, 1 << 20);
    char block[4096] = {0};
    for (int i = 0; i < 200; i++) {
        ck_assert(buffer_append(&b, block, sizeof block));
    }
    buffer_reset(&b, 1 << 20);
    ck_assert_uint_gt(b.capacity, 4096);
    buffer_reset(&b, 4096);
    ck_assert_uint_eq(b.capacity, 4096);
    ck_assert_uint_eq(b.used, 0);
    ck_assert(buffer_append(&b, "again", 5));
    ck_assert_str_eq(b.bytes, "again");
    buffer_free(&b);
    ck_assert_ptr_null(b.bytes);
}
END_TEST

START_TEST(can_be_used_after_a_free) {
    buffer b;
    buffer_init(&b, 4);
    ck_assert(buffer_append(&b, "abcd", 4));
    buffer_free(&b);
    buffer_free(&b);
    buffer_reset(&b, 0);
    ck_assert(buffer_append(&b, "abcd", 4));
    ck_assert(!buffer_append(&b, "e", 1));
    buffer_free(&b);
}
END_TEST

TEST_MAIN("buffer", appends_and_terminates, takes_exactly_its_maximum,
          drops_what_was_consumed, gives_back_capacity_on_reset,
          can_be_used_after_a_free)
