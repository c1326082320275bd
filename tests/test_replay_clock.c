#include "replay_clock.h"
#include "test.h"

static int64_t real_ms;

static int64_t read_real(void *user) {
    (void)user;
    return real_ms;
}

static replay_clock clock_at(double speed) {
    real_ms = 5000;
    return (replay_clock){.real_ms = read_real, .speed = speed};
}

START_TEST(stands_until_it_is_started) {
    replay_clock c = clock_at(1);
    real_ms += 100;
    ck_assert_int_eq(replay_clock_read(&c, INT64_MAX), 0);
    replay_clock_start(&c);
    ck_assert_int_eq(replay_clock_read(&c, INT64_MAX), 0);
    real_ms += 7;
    ck_assert_int_eq(replay_clock_read(&c, INT64_MAX), 7);
}
END_TEST

START_TEST(goes_as_fast_as_it_is_told) {
    static const struct {
        double speed;
        int64_t real_ms;
        int64_t shown_ms;
    } cases[] = {{4, 25, 100}, {0.01, 250, 2}, {1000, 1, 1000}, {0.5, 3, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        replay_clock c = clock_at(cases[i].speed);
        replay_clock_start(&c);
        real_ms += cases[i].real_ms;
        ck_assert_int_eq(replay_clock_read(&c, INT64_MAX), cases[i].shown_ms);
    }
}
END_TEST

START_TEST(waits_for_what_has_to_happen_then_catches_up) {
    replay_clock c = clock_at(1);
    replay_clock_start(&c);
    real_ms += 100;
    ck_assert_int_eq(replay_clock_read(&c, 40), 40);
    ck_assert_int_eq(replay_clock_read(&c, 40), 40);
    ck_assert_int_eq(replay_clock_read(&c, 90), 90);
    ck_assert_int_eq(replay_clock_read(&c, 1000), 100);
}
END_TEST

START_TEST(never_goes_back) {
    replay_clock c = clock_at(1);
    replay_clock_start(&c);
    real_ms += 100;
    ck_assert_int_eq(replay_clock_read(&c, INT64_MAX), 100);
    ck_assert_int_eq(replay_clock_read(&c, 50), 100);
    real_ms -= 60;
    ck_assert_int_eq(replay_clock_read(&c, INT64_MAX), 100);
}
END_TEST

START_TEST(stops_and_goes_on_from_there) {
    replay_clock c = clock_at(2);
    replay_clock_start(&c);
    real_ms += 50;
    ck_assert_int_eq(replay_clock_read(&c, INT64_MAX), 100);
    replay_clock_stop(&c);
    real_ms += 1000;
    ck_assert_int_eq(replay_clock_read(&c, INT64_MAX), 100);
    replay_clock_start(&c);
    real_ms += 5;
    ck_assert_int_eq(replay_clock_read(&c, INT64_MAX), 110);
}
END_TEST

START_TEST(a_far_time_does_not_overflow) {
    replay_clock c = clock_at(1000);
    replay_clock_start(&c);
    real_ms = INT64_MAX / 4;
    ck_assert_int_eq(replay_clock_read(&c, INT64_MAX - 1), INT64_MAX - 1);
}
END_TEST

TEST_MAIN("replay_clock", stands_until_it_is_started,
          goes_as_fast_as_it_is_told,
          waits_for_what_has_to_happen_then_catches_up, never_goes_back,
          stops_and_goes_on_from_there, a_far_time_does_not_overflow)
