#include "backoff.h"
#include "test.h"

#define NEVER_OPEN (-1)
#define UNEXPECTED false
#define ROUTINE    true

static int64_t longest(uint32_t attempts) {
    backoff b = {attempts};
    int64_t found = 0;
    for (uint64_t random = 0; random < 60000; random++) {
        backoff again = b;
        int64_t delay_ms = backoff_next(&again, NEVER_OPEN, UNEXPECTED, random);
        test_require(delay_ms >= BACKOFF_MINIMUM_MS);
        found = delay_ms > found ? delay_ms : found;
    }
    return found;
}

static int64_t delay(uint32_t attempts, int64_t open_ms, bool is_routine,
                     uint64_t random) {
    backoff b = {attempts};
    return backoff_next(&b, open_ms, is_routine, random);
}

/* The chance that gives the longest delay is the window's width. */
START_TEST(both_ends_of_a_window_are_reached) {
    static const int64_t windows_ms[] = {3000,  6000,  12000, 24000,
                                         48000, 60000, 60000};
    for (uint32_t i = 0; i < sizeof windows_ms / sizeof *windows_ms; i++) {
        uint64_t width = (uint64_t)windows_ms[i] - 500;
        ck_assert_int_eq(delay(i, 4999, UNEXPECTED, 0), 500);
        ck_assert_int_eq(delay(i, 4999, UNEXPECTED, width), windows_ms[i]);
        ck_assert_int_eq(delay(i, 4999, UNEXPECTED, width + 1), 500);
        ck_assert_int_eq(delay(i, 4999, ROUTINE, 0), 500);
        ck_assert_int_eq(delay(i, 4999, ROUTINE, width), windows_ms[i]);
        ck_assert_int_eq(delay(i, 5000, UNEXPECTED, 0), 500);
        ck_assert_int_eq(delay(i, 5000, UNEXPECTED, 2500), 3000);
        ck_assert_int_eq(delay(i, 5000, ROUTINE, 0), 0);
        ck_assert_int_eq(delay(i, 5000, ROUTINE, 999), 999);
    }
}
END_TEST

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
        backoff_next(&b, NEVER_OPEN, UNEXPECTED, i);
        ck_assert_uint_eq(b.attempts, i);
    }
    backoff_next(&b, BACKOFF_HEALTHY_MS - 1, UNEXPECTED, 0);
    ck_assert_uint_eq(b.attempts, 11);
    ck_assert_int_le(
        backoff_next(&b, BACKOFF_HEALTHY_MS, UNEXPECTED, UINT64_MAX),
        BACKOFF_FIRST_WINDOW_MS);
    ck_assert_uint_eq(b.attempts, 1);
}
END_TEST

START_TEST(what_is_routine_is_quick_only_after_health) {
    for (uint64_t random = 0; random < 3000; random++) {
        backoff b = {7};
        int64_t delay_ms = backoff_next(&b, 60000, ROUTINE, random);
        ck_assert_int_ge(delay_ms, 0);
        ck_assert_int_lt(delay_ms, BACKOFF_ROUTINE_MS);
    }
    backoff b = {7};
    ck_assert_int_gt(backoff_next(&b, 100, ROUTINE, 50000), BACKOFF_ROUTINE_MS);
}
END_TEST

START_TEST(the_count_does_not_wrap) {
    backoff b = {UINT32_MAX};
    backoff_next(&b, NEVER_OPEN, UNEXPECTED, 0);
    ck_assert_uint_eq(b.attempts, UINT32_MAX);
}
END_TEST

TEST_MAIN("backoff", both_ends_of_a_window_are_reached,
          the_window_doubles_up_to_a_minute,
          tries_are_counted_until_a_healthy_connection,
          what_is_routine_is_quick_only_after_health, the_count_does_not_wrap)
