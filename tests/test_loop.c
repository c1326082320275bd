#include "loop.h"
#include "test.h"

#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

/* --- a clock the tests turn ---------------------------------------------- */

typedef struct fake {
    int64_t now_ms;
    uint64_t random;
} fake;

static int64_t fake_monotonic_ms(void *user) {
    return ((fake *)user)->now_ms;
}

static uint64_t fake_random(void *user) {
    return ((fake *)user)->random;
}

static dgg_loop *loop_on(fake *f) {
    const dgg_loop_options options = {
        .environment = {.monotonic_ms = fake_monotonic_ms,
                        .random = fake_random,
                        .user = f},
    };
    dgg_loop *loop;
    ck_assert_int_eq(dgg_loop_new(&loop, &options), DGG_OK);
    return loop;
}

/* --- timers that write down who ran -------------------------------------- */

typedef struct bell {
    loop_timer timer;
    char name;
    char *log;
    loop_timer *stops;    /* stopped when this one rings */
    int64_t restart_ms;   /* after which it rings again; -1 never */
    dgg_loop *frees_loop; /* freed when this one rings */
} bell;

static void ring(void *user) {
    bell *b = user;
    size_t end = strlen(b->log);
    b->log[end] = b->name;
    b->log[end + 1] = '\0';
    if (b->stops != NULL) {
        loop_timer_stop(b->stops);
    }
    if (b->restart_ms >= 0) {
        loop_timer_start(&b->timer, b->restart_ms);
    }
    dgg_loop_free(b->frees_loop);
}

static void bell_init(bell *b, dgg_loop *loop, char name, char *log) {
    *b = (bell){.name = name, .log = log, .restart_ms = -1};
    loop_timer_init(&b->timer, loop, ring, b);
}

START_TEST(rings_in_order_of_time_then_of_start) {
    fake f = {0};
    dgg_loop *loop = loop_on(&f);
    char log[8] = "";
    bell a, b, c;
    bell_init(&a, loop, 'a', log);
    bell_init(&b, loop, 'b', log);
    bell_init(&c, loop, 'c', log);
    loop_timer_start(&a.timer, 20);
    loop_timer_start(&b.timer, 10);
    loop_timer_start(&c.timer, 20);
    ck_assert_int_eq(dgg_loop_timeout_ms(loop), 10);
    dgg_loop_service(loop);
    ck_assert_str_eq(log, "");
    f.now_ms = 9;
    ck_assert_int_eq(dgg_loop_timeout_ms(loop), 1);
    f.now_ms = 10;
    dgg_loop_service(loop);
    ck_assert_str_eq(log, "b");
    f.now_ms = 500;
    dgg_loop_service(loop);
    ck_assert_str_eq(log, "bac");
    ck_assert_int_eq(dgg_loop_timeout_ms(loop), -1);
    dgg_loop_free(loop);
}
END_TEST

static dgg_loop *loop_at_speed(fake *f, double speed) {
    const dgg_loop_options options = {
        .environment = {.monotonic_ms = fake_monotonic_ms,
                        .clock_speed = speed,
                        .user = f},
    };
    dgg_loop *loop;
    ck_assert_int_eq(dgg_loop_new(&loop, &options), DGG_OK);
    return loop;
}

START_TEST(waits_as_long_as_its_clock_needs) {
    static const struct {
        double speed;
        int64_t delay_ms;
        int timeout_ms;
    } cases[] = {
        {0, 10, 10},     {1, 10, 10},     {4, 10, 3},
        {4, 12, 3},      {4, 13, 4},      {1000, 1, 1},
        {1000, 1000, 1}, {1000, 1001, 2}, {0.5, 10, 20},
        {0.01, 1, 100},  {1000, 0, 0},    {0.01, 1 << 30, INT_MAX},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fake f = {0};
        dgg_loop *loop = loop_at_speed(&f, cases[i].speed);
        char log[8] = "";
        bell a;
        bell_init(&a, loop, 'a', log);
        loop_timer_start(&a.timer, cases[i].delay_ms);
        ck_assert_int_eq(loop_next_due_ms(loop), cases[i].delay_ms);
        ck_assert_int_eq(dgg_loop_timeout_ms(loop), cases[i].timeout_ms);
        dgg_loop_free(loop);
    }
}
END_TEST

START_TEST(waits_for_nothing_when_its_clock_stands_still) {
    fake f = {0};
    dgg_loop *loop = loop_at_speed(&f, 2);
    char log[8] = "";
    bell a, b;
    bell_init(&a, loop, 'a', log);
    bell_init(&b, loop, 'b', log);
    ck_assert_int_eq(loop_next_due_ms(loop), INT64_MAX);
    loop_timer_start(&a.timer, 10);
    loop_set_clock_speed(loop, 0);
    ck_assert_int_eq(dgg_loop_timeout_ms(loop), -1);
    loop_timer_start(&b.timer, 0);
    ck_assert_int_eq(dgg_loop_timeout_ms(loop), 0);
    dgg_loop_service(loop);
    ck_assert_str_eq(log, "b");
    loop_set_clock_speed(loop, 2);
    ck_assert_int_eq(dgg_loop_timeout_ms(loop), 5);
    dgg_loop_free(loop);
}
END_TEST

START_TEST(moves_an_armed_timer) {
    fake f = {.now_ms = -1000};
    dgg_loop *loop = loop_on(&f);
    char log[8] = "";
    bell a;
    bell_init(&a, loop, 'a', log);
    loop_timer_start(&a.timer, 10);
    loop_timer_start(&a.timer, 50);
    f.now_ms += 10;
    dgg_loop_service(loop);
    ck_assert_str_eq(log, "");
    f.now_ms += 40;
    dgg_loop_service(loop);
    dgg_loop_service(loop);
    ck_assert_str_eq(log, "a");
    loop_timer_stop(&a.timer);
    dgg_loop_free(loop);
}
END_TEST

START_TEST(one_timer_stops_another_that_is_due) {
    fake f = {0};
    dgg_loop *loop = loop_on(&f);
    char log[8] = "";
    bell a, b;
    bell_init(&a, loop, 'a', log);
    bell_init(&b, loop, 'b', log);
    a.stops = &b.timer;
    loop_timer_start(&a.timer, 0);
    loop_timer_start(&b.timer, 0);
    dgg_loop_service(loop);
    ck_assert_str_eq(log, "a");
    dgg_loop_free(loop);
}
END_TEST

START_TEST(a_timer_without_delay_runs_once_a_service) {
    fake f = {0};
    dgg_loop *loop = loop_on(&f);
    char log[8] = "";
    bell a, b;
    bell_init(&a, loop, 'a', log);
    bell_init(&b, loop, 'b', log);
    a.restart_ms = 0;
    loop_timer_start(&a.timer, -5);
    loop_timer_start(&b.timer, 0);
    dgg_loop_service(loop);
    ck_assert_str_eq(log, "ab");
    ck_assert_int_eq(dgg_loop_timeout_ms(loop), 0);
    dgg_loop_service(loop);
    ck_assert_str_eq(log, "aba");
    dgg_loop_free(loop);
}
END_TEST

START_TEST(may_be_freed_inside_a_callback) {
    fake f = {0};
    dgg_loop *loop = loop_on(&f);
    char log[8] = "";
    bell a, b;
    bell_init(&a, loop, 'a', log);
    bell_init(&b, loop, 'b', log);
    a.frees_loop = loop;
    loop_timer_start(&a.timer, 0);
    loop_timer_start(&b.timer, 0);
    dgg_loop_service(loop);
    ck_assert_str_eq(log, "a");
}
END_TEST

START_TEST(far_timers_do_not_overflow_the_timeout) {
    fake f = {0};
    dgg_loop *loop = loop_on(&f);
    char log[8] = "";
    bell a;
    bell_init(&a, loop, 'a', log);
    loop_timer_start(&a.timer, INT64_C(1) << 40);
    ck_assert_int_eq(dgg_loop_timeout_ms(loop), INT32_MAX);
    dgg_loop_free(loop);
}
END_TEST

/* --- uv handles behind the descriptor ------------------------------------ */

static void on_readable(uv_poll_t *handle, int status, int events) {
    (void)events;
    char byte;
    ck_assert_int_eq(status, 0);
    int fd;
    uv_fileno((uv_handle_t *)handle, &fd);
    ck_assert_int_eq(read(fd, &byte, 1), 1);
    *(char *)handle->data = byte;
}

START_TEST(a_new_watcher_asks_for_service_then_wakes_the_descriptor) {
    dgg_loop *loop;
    ck_assert_int_eq(dgg_loop_new(&loop, NULL), DGG_OK);
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    uv_poll_t handle;
    char got = '\0';
    handle.data = &got;
    ck_assert_int_eq(uv_poll_init(loop_uv(loop), &handle, ends[0]), 0);
    ck_assert_int_eq(uv_poll_start(&handle, UV_READABLE, on_readable), 0);
    ck_assert_int_eq(dgg_loop_timeout_ms(loop), 0);
    dgg_loop_service(loop);
    ck_assert_int_eq(dgg_loop_timeout_ms(loop), -1);

    struct pollfd fd = {.fd = dgg_loop_fd(loop), .events = POLLIN};
    ck_assert_int_eq(poll(&fd, 1, 0), 0);
    ck_assert_int_eq(write(ends[1], "x", 1), 1);
    ck_assert_int_eq(poll(&fd, 1, 0), 1);
    dgg_loop_wait(loop, -1);
    ck_assert_int_eq(got, 'x');
    /* A handle that its owner forgot does not keep the loop from going. */
    dgg_loop_free(loop);
    close(ends[0]);
    close(ends[1]);
}
END_TEST

START_TEST(waiting_ends_after_the_given_time) {
    dgg_loop *loop;
    ck_assert_int_eq(dgg_loop_new(&loop, NULL), DGG_OK);
    dgg_loop_wait(loop, 0);
    dgg_loop_wait(loop, 1);
    dgg_loop_free(loop);
}
END_TEST

/* --- the rest ------------------------------------------------------------ */

static void do_nothing(int number) {
    (void)number;
}

/* Without any other reason to end. The signal comes again and again, for one
 * that comes just before the wait does not end it. */
START_TEST(a_signal_ends_the_wait) {
    const struct sigaction action = {.sa_handler = do_nothing,
                                     .sa_flags = SA_RESTART};
    const struct itimerval often = {{0, 1000}, {0, 1000}};
    const struct itimerval never = {{0, 0}, {0, 0}};
    fake f = {0};
    dgg_loop *loop = loop_on(&f);
    ck_assert_int_eq(dgg_loop_timeout_ms(loop), -1);
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &often, NULL);
    dgg_loop_wait(loop, -1);
    setitimer(ITIMER_REAL, &never, NULL);
    signal(SIGALRM, SIG_DFL);
    dgg_loop_free(loop);
}
END_TEST

static void count_release(void *value) {
    (*(int *)value)++;
}

START_TEST(releases_what_was_made_on_it) {
    fake f = {0};
    dgg_loop *loop = loop_on(&f);
    int released = 0;
    ck_assert_ptr_null(loop_get(loop, LOOP_HTTP));
    loop_set(loop, LOOP_HTTP, &released, count_release);
    ck_assert_ptr_eq(loop_get(loop, LOOP_HTTP), &released);
    ck_assert_ptr_null(loop_get(loop, LOOP_WEBSOCKET));
    dgg_loop_free(loop);
    ck_assert_int_eq(released, 1);
    dgg_loop_free(NULL);
}
END_TEST

START_TEST(random_numbers_stay_below_the_bound) {
    fake f = {.random = UINT64_MAX};
    dgg_loop *loop = loop_on(&f);
    ck_assert_uint_eq(loop_random(loop, 0), 0);
    ck_assert_uint_eq(loop_random(loop, 1), 0);
    ck_assert_uint_lt(loop_random(loop, 10), 10);
    dgg_loop_free(loop);
    ck_assert_int_eq(dgg_loop_new(&loop, NULL), DGG_OK);
    ck_assert_uint_ne(loop_random(loop, UINT64_MAX),
                      loop_random(loop, UINT64_MAX));
    ck_assert_int_gt(dgg_loop_wall_ms(loop), INT64_C(1600000000000));
    int64_t before_ms = dgg_loop_monotonic_ms(loop);
    ck_assert_int_ge(dgg_loop_monotonic_ms(loop), before_ms);
    dgg_loop_free(loop);
}
END_TEST

START_TEST(an_unreadable_ca_file_is_an_argument_error) {
    const dgg_loop_options options = {.ca_file = "/nonexistent/ca.pem"};
    dgg_loop *loop;
    ck_assert_int_eq(dgg_loop_new(&loop, &options), DGG_ERROR_ARGUMENT);
    ck_assert_ptr_null(loop);
}
END_TEST

TEST_MAIN("loop", rings_in_order_of_time_then_of_start, moves_an_armed_timer,
          waits_as_long_as_its_clock_needs,
          waits_for_nothing_when_its_clock_stands_still,
          one_timer_stops_another_that_is_due,
          a_timer_without_delay_runs_once_a_service,
          may_be_freed_inside_a_callback,
          far_timers_do_not_overflow_the_timeout,
          a_new_watcher_asks_for_service_then_wakes_the_descriptor,
          waiting_ends_after_the_given_time, a_signal_ends_the_wait,
          releases_what_was_made_on_it, random_numbers_stay_below_the_bound,
          an_unreadable_ca_file_is_an_argument_error)
