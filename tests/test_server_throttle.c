#include "server_throttle.h"
#include "test.h"

#include <string.h>

START_TEST(takes_one_text_every_300_ms) {
    server_throttle t;
    server_throttle_init(&t);
    ck_assert(server_throttle_take(&t, 0));
    ck_assert(server_throttle_take(&t, 301));
    ck_assert(server_throttle_take(&t, 602));
}
END_TEST

START_TEST(doubles_the_gap_for_each_text_that_comes_too_soon) {
    server_throttle t;
    server_throttle_init(&t);
    ck_assert(server_throttle_take(&t, 0));
    ck_assert(!server_throttle_take(&t, 100)); /* 600 */
    ck_assert(!server_throttle_take(&t, 200)); /* 1200 */
    ck_assert(!server_throttle_take(&t, 1199));
    ck_assert(server_throttle_take(&t, 1200));
    ck_assert(!server_throttle_take(&t, 2399)); /* it never shrinks ... */
    ck_assert(server_throttle_take(&t, 2400));
    ck_assert(server_throttle_take(&t, 302401)); /* ... but after silence */
    ck_assert(server_throttle_take(&t, 302702));
}
END_TEST

START_TEST(has_no_gap_left_after_the_eighth_doubling) {
    server_throttle t;
    server_throttle_init(&t);
    ck_assert(server_throttle_take(&t, 0));
    for (int i = 0; i < 7; i++) {
        ck_assert(!server_throttle_take(&t, 1));
    }
    ck_assert(server_throttle_take(&t, 1));
}
END_TEST

START_TEST(notices_a_repetition_with_or_without_me) {
    server_throttle t;
    server_throttle_init(&t);
    ck_assert(!server_throttle_repeats(&t, "hello", 5));
    ck_assert(server_throttle_repeats(&t, "/me hello", 9));
    ck_assert(!server_throttle_repeats(&t, "/ME hello", 9));
    ck_assert(!server_throttle_repeats(&t, "hello", 5));
    ck_assert_int_eq(t.scale, 2);
}
END_TEST

TEST_MAIN("server_throttle", takes_one_text_every_300_ms,
          doubles_the_gap_for_each_text_that_comes_too_soon,
          has_no_gap_left_after_the_eighth_doubling,
          notices_a_repetition_with_or_without_me)
