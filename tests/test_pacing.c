#include "pacing.h"
#include "test.h"

#define START ((int64_t)1000000)

START_TEST(the_first_text_goes_at_once) {
    ck_assert_int_eq(pacing_wait_ms(&(pacing){0}, START), 0);
}
END_TEST

START_TEST(a_clock_may_begin_at_0) {
    pacing p = {0};
    pacing_sent(&p, 0);
    ck_assert_int_eq(pacing_wait_ms(&p, 0), 380);
}
END_TEST

START_TEST(the_next_waits_for_the_throttle) {
    pacing p = {0};
    pacing_sent(&p, START);
    pacing_accepted(&p);
    ck_assert_int_eq(pacing_wait_ms(&p, START), 380);
    ck_assert_int_eq(pacing_wait_ms(&p, START + 100), 280);
    ck_assert_int_eq(pacing_wait_ms(&p, START + 380), 0);
    ck_assert_int_eq(pacing_wait_ms(&p, START + 9999), 0);
}
END_TEST

START_TEST(each_duplicate_lengthens_the_wait) {
    pacing p = {0};
    pacing_sent(&p, START);
    pacing_duplicate(&p);
    ck_assert_int_eq(pacing_wait_ms(&p, START), 680);
    for (int i = 0; i < 100; i++) {
        pacing_duplicate(&p);
    }
    ck_assert_int_eq(pacing_wait_ms(&p, START), 64 * 300 + 80);
}
END_TEST

START_TEST(five_quiet_minutes_forgive) {
    pacing p = {0};
    pacing_sent(&p, START);
    pacing_duplicate(&p);
    int64_t later = START + PACING_RESET_MS;
    pacing_sent(&p, later);
    ck_assert_int_eq(pacing_wait_ms(&p, later), 680);
    pacing_sent(&p, later + PACING_RESET_MS + 1);
    ck_assert_int_eq(pacing_wait_ms(&p, later + PACING_RESET_MS + 1), 380);
}
END_TEST

START_TEST(throttled_waits_five_seconds_and_then_twice_as_long) {
    pacing p = {0};
    pacing_sent(&p, START);
    pacing_throttled(&p, START + 50);
    ck_assert_int_eq(pacing_wait_ms(&p, START + 50), 5000);
    pacing_sent(&p, START + 5050);
    pacing_throttled(&p, START + 5100);
    ck_assert_int_eq(pacing_wait_ms(&p, START + 5100), 10000);
    for (int i = 0; i < 100; i++) {
        pacing_throttled(&p, START);
    }
    ck_assert_int_eq(pacing_wait_ms(&p, START), PACING_RESET_MS);
}
END_TEST

START_TEST(acceptance_ends_the_penalty_but_not_the_scale) {
    pacing p = {0};
    pacing_sent(&p, START);
    pacing_throttled(&p, START);
    pacing_sent(&p, START + 5000);
    pacing_accepted(&p);
    ck_assert_int_eq(pacing_wait_ms(&p, START + 5000), 680);
}
END_TEST

START_TEST(five_quiet_minutes_end_the_penalty) {
    pacing p = {0};
    for (int i = 0; i < 3; i++) {
        pacing_throttled(&p, START);
    }
    int64_t later = START + PACING_RESET_MS + 1;
    pacing_sent(&p, later);
    ck_assert_int_eq(pacing_wait_ms(&p, later), 380);
}
END_TEST

/* Each refusal within 300 ms doubles the server's gap: 19 s after six. */
START_TEST(six_refusals_are_remembered) {
    pacing p = {0};
    pacing_sent(&p, START);
    for (int i = 0; i < 6; i++) {
        pacing_throttled(&p, START);
    }
    pacing_sent(&p, START + 160000);
    pacing_accepted(&p);
    ck_assert_int_eq(pacing_wait_ms(&p, START + 160000), 64 * 300 + 80);
}
END_TEST

TEST_MAIN("pacing", a_clock_may_begin_at_0, five_quiet_minutes_end_the_penalty,
          six_refusals_are_remembered, the_first_text_goes_at_once,
          the_next_waits_for_the_throttle, each_duplicate_lengthens_the_wait,
          five_quiet_minutes_forgive,
          throttled_waits_five_seconds_and_then_twice_as_long,
          acceptance_ends_the_penalty_but_not_the_scale)
