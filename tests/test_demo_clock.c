#include "demo_clock.h"

#include "test.h"

START_TEST(runs_at_its_speed) {
    static const struct {
        double speed;
        int64_t real_ms, run_ms;
    } cases[] = {
        {1, 1000, 1000}, {10, 1000, 10000},  {0.5, 1000, 500},
        {3, 0, 0},       {1000, 500, 10000},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        demo_clock clock;
        demo_clock_start(&clock, cases[i].speed);
        int64_t then_ms = clock.real_ms + cases[i].real_ms;
        ck_assert_int_eq(demo_clock_run_ms(&clock, then_ms), cases[i].run_ms);
    }
}
END_TEST

START_TEST(a_loop_goes_by_it) {
    demo_clock clock;
    demo_clock_start(&clock, 10);
    /* Started a minute ago, so that what the test itself takes is little. */
    clock.real_ms -= 60000;
    const dgg_loop_options options = {.environment =
                                          demo_clock_environment(&clock)};
    dgg_loop *loop;
    ck_assert_int_eq(dgg_loop_new(&loop, &options), DGG_OK);
    ck_assert_int_ge(dgg_loop_monotonic_ms(loop) - clock.real_ms, 600000);
    ck_assert_int_ge(dgg_loop_wall_ms(loop) - clock.wall_ms, 600000);
    dgg_loop_free(loop);
}
END_TEST

TEST_MAIN("demo_clock", runs_at_its_speed, a_loop_goes_by_it)
