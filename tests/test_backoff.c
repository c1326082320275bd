#include "backoff.h"
#include "test.h"

#define NEVER_OPEN (-1)

static int64_t longest(uint32_t attempts) {
    backoff b = {attempts};
    int64_t found = 0;
    for (uint64_t random = 0; random < 60000; random++) {
        backoff again = b;
        int64_t delay = backoff_next(&again, NEVER_OPEN, 1006, random);
        ck_assert_int_ge(delay, BACKOFF_MINIMUM_MS);
        found = delay > found ? delay : found;
    }
    return found;
}

START_TEST(the_window_doubles_up_to_a_minute) {
    ck_assert_int_eq(longest(0), 3000);
    ck_assert_int_eq(longest(1), 6000);
    ck_assert_int_eq(longest(2), 12000);
    ck_assert_int_eq(longest(4), 48000);
    ck_assert_int_eq(longest(5), 60000);
    ck_assert_int_eq(longest(UINT32_MAX), 60000);
}
END_TEST

START_TEST(tries_are_counted_until_a_healthy_connection) {
    backoff b = {0};
    for (uint32_t i = 1; i <= 10; i++) {
        backoff_next(&b, NEVER_OPEN, 1006, i);
        ck_assert_uint_eq(b.attempts, i);
    }
    backoff_next(&b, BACKOFF_HEALTHY_MS - 1, 1006, 0);
    ck_assert_uint_eq(b.attempts, 11);
    ck_assert_int_le(backoff_next(&b, BACKOFF_HEALTHY_MS, 1006, UINT64_MAX),
                     BACKOFF_FIRST_WINDOW_MS);
    ck_assert_uint_eq(b.attempts, 1);
}
END_TEST

START_TEST(going_away_is_routine_only_after_health) {
    for (uint64_t random = 0; random < 3000; random++) {
        backoff b = {7};
        int64_t delay = backoff_next(&b, 60000, 1001, random);
        ck_assert_int_ge(delay, 0);
        ck_assert_int_lt(delay, BACKOFF_ROUTINE_MS);
    }
    backoff b = {7};
    ck_assert_int_gt(backoff_next(&b, 100, 1001, 50000), BACKOFF_ROUTINE_MS);
}
END_TEST

START_TEST(the_count_does_not_wrap) {
    backoff b = {UINT32_MAX};
    backoff_next(&b, NEVER_OPEN, 1006, 0);
    ck_assert_uint_eq(b.attempts, UINT32_MAX);
}
END_TEST

TEST_MAIN("backoff", the_window_doubles_up_to_a_minute,
          tries_are_counted_until_a_healthy_connection,
          going_away_is_routine_only_after_health, the_count_does_not_wrap)
