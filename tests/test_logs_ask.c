#include "logs_scene.h"

static logs_scene scene;
static fake_route *route;

#define EMPTY "{\"data\":{\"messages\":[]}}"
#define ONE                                                           \
    "{\"data\":{\"messages\":[{\"username\":\"bird\",\"text\":\"a\"," \
    "\"searchAfter\":10}]}}"

static void setup(void) {
    scene_open_by_hand(&scene);
    route = fake_site_set(&scene.site, "/anon/search", 200, EMPTY);
}

static void teardown(void) {
    scene_close(&scene);
}

static dgg_error begin(void) {
    const dgg_log_reader reader = scene_reader(&scene);
    return dgg_logs_search(scene.logs, &(dgg_log_query){.nick = "bird"},
                           &reader);
}

static void search(void) {
    scene_read(&scene, begin());
}

static void throttle(const char *headers) {
    route->status = 429;
    route->headers = headers;
}

START_TEST(the_first_request_goes_out_at_once) {
    search();
    ck_assert_uint_eq(scene.waits, 0);
    ck_assert_int_eq(scene.site.requests, 1);
}
END_TEST

START_TEST(there_is_a_pause_between_two_pages) {
    route = fake_site_set(&scene.site, "/anon/search", 200, ONE);
    search(); /* the second page repeats the first */
    ck_assert_int_eq(scene.site.requests, 2);
    ck_assert_uint_eq(scene.waits, 1);
    ck_assert_int_eq(scene.waited_ms[0], DGG_LOGS_PAUSE_MS);
}
END_TEST

START_TEST(and_between_two_readings) {
    search();
    scene.now_ms += 400;
    search();
    ck_assert_uint_eq(scene.waits, 1);
    ck_assert_int_eq(scene.waited_ms[0], DGG_LOGS_PAUSE_MS - 400);
    scene.now_ms += DGG_LOGS_PAUSE_MS;
    search();
    ck_assert_uint_eq(scene.waits, 1);
    ck_assert_int_eq(scene.announced_ms, 0);
}
END_TEST

/* Reads on until the service was asked so often. */
static void turn_to_request(int count) {
    while (scene.site.requests < count) {
        ck_assert_uint_eq(scene.ends, 0);
        scene_turn(&scene);
    }
}

START_TEST(a_service_is_left_alone_as_long_as_it_says) {
    throttle("Retry-After: 30\r\n");
    ck_assert_int_eq(begin(), DGG_OK);
    turn_to_request(1);
    route->status = 200;
    scene_read(&scene, DGG_OK);
    scene_expect(&scene, DGG_OK, "");
    ck_assert_uint_eq(scene.waits, 1);
    ck_assert_int_eq(scene.waited_ms[0], 30000);
    ck_assert_int_eq(scene.announced_ms, 30000);
}
END_TEST

START_TEST(without_a_time_the_wait_doubles_until_it_is_enough) {
    throttle(NULL);
    search();
    scene_expect(&scene, DGG_ERROR_THROTTLED, "");
    ck_assert_int_eq(scene.site.requests, DGG_LOGS_TRIES);
    ck_assert_uint_eq(scene.waits, DGG_LOGS_TRIES - 1);
    for (size_t i = 0; i < scene.waits; i++) {
        ck_assert_int_eq(scene.waited_ms[i], 5000 << i);
    }
    ck_assert_int_eq(scene.announced_ms, 5000 + 10000 + 20000 + 40000);
    ck_assert_int_eq(scene.end.status.http_status, 429);
}
END_TEST

START_TEST(a_good_answer_ends_the_count) {
    route = fake_site_set(&scene.site, "/anon/search", 429, ONE);
    ck_assert_int_eq(begin(), DGG_OK);
    turn_to_request(DGG_LOGS_TRIES - 1);
    route->status = 200;
    turn_to_request(DGG_LOGS_TRIES);
    throttle(NULL);
    turn_to_request(2 * DGG_LOGS_TRIES - 1);
    route->status = 200;
    route->body = EMPTY;
    route->bytes = strlen(EMPTY);
    scene_read(&scene, DGG_OK);
    scene_expect(&scene, DGG_OK, "bird:a ");
}
END_TEST

START_TEST(who_asks_for_an_hour_is_not_asked_again) {
    throttle("Retry-After: 3600\r\n");
    search();
    scene_expect(&scene, DGG_ERROR_THROTTLED, "");
    ck_assert_int_eq(scene.end.status.retry_after_ms, 3600000);
    ck_assert_int_eq(scene.site.requests, 1);
    ck_assert_int_eq(begin(), DGG_ERROR_THROTTLED);
    scene.now_ms += 3600000 - DGG_LOGS_WAIT_MAX_MS;
    route->status = 200;
    search();
    scene_expect(&scene, DGG_OK, "");
    ck_assert_int_eq(scene.announced_ms, DGG_LOGS_WAIT_MAX_MS);
    ck_assert_int_eq(scene.site.requests, 2);
}
END_TEST

static void cancel_on_progress(void *user, const dgg_log_report *report) {
    (void)user;
    ck_assert_int_gt(report->wait_ms, 0);
    dgg_logs_cancel(scene.logs);
}

START_TEST(a_wait_need_not_be_waited_for) {
    throttle("Retry-After: 30\r\n");
    dgg_log_reader reader = scene_reader(&scene);
    reader.on_progress = cancel_on_progress;
    scene_read(&scene,
               dgg_logs_search(scene.logs, &(dgg_log_query){0}, &reader));
    scene_expect(&scene, DGG_OK, "");
    ck_assert(scene.end.is_stopped);
    ck_assert_uint_eq(scene.waits, 0);
}
END_TEST

static void free_on_progress(void *user, const dgg_log_report *report) {
    (void)user;
    ck_assert_int_gt(report->wait_ms, 0);
    dgg_logs_free(scene.logs);
    scene.logs = NULL;
}

/* A wait of the reading's own, and one that is left of the reading before. */
START_TEST(a_wait_may_be_the_end_of_the_object) {
    for (int before = 0; before <= 1; before++) {
        scene_close(&scene);
        setup();
        throttle("Retry-After: 30\r\n");
        dgg_log_reader reader = scene_reader(&scene);
        reader.on_progress = cancel_on_progress;
        if (before > 0) {
            scene_read(&scene, dgg_logs_search(scene.logs, &(dgg_log_query){0},
                                               &reader));
        }
        reader = scene_reader(&scene);
        reader.on_progress = free_on_progress;
        scene_read(&scene,
                   dgg_logs_search(scene.logs, &(dgg_log_query){0}, &reader));
        ck_assert_int_eq(scene.site.requests, 1);
    }
}
END_TEST

START_TEST(one_service_does_not_speak_for_the_other) {
    throttle("Retry-After: 3600\r\n");
    fake_site_set(&scene.site, "/Destinygg%20chatlog/July%202020/bans.txt", 200,
                  "");
    search();
    const dgg_log_reader reader = scene_reader(&scene);
    scene_read(&scene,
               dgg_logs_bans(scene.logs, (dgg_month){2020, 7}, &reader));
    scene_expect(&scene, DGG_OK, "");
    ck_assert_uint_eq(scene.waits, 0);
    ck_assert_int_eq(begin(), DGG_ERROR_THROTTLED);
}
END_TEST

START_TEST(a_retry_after_that_is_none_counts_as_none) {
    static const char *const headers[] = {
        "Retry-After: soon\r\n", "Retry-After: -5\r\n", "Retry-After: 0\r\n",
        "Retry-After:\r\n", "Retry-After: Thu, 01 Jan 2015 00:00:00 GMT\r\n"};
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        scene_close(&scene);
        setup();
        throttle(headers[i]);
        search();
        scene_expect(&scene, DGG_ERROR_THROTTLED, "");
        ck_assert_int_eq(scene.waited_ms[0], 5000);
        ck_assert_int_eq(scene.end.status.retry_after_ms, 0);
    }
}
END_TEST

START_TEST(no_credential_goes_to_a_service) {
    ck_assert_int_eq(begin(), DGG_OK);
    struct pollfd fd = {.fd = scene.site.listener, .events = POLLIN};
    while (poll(&fd, 1, 0) == 0) {
        dgg_loop_wait(scene.loop, 1);
    }
    char request[FAKE_BYTES] = "";
    size_t used = 0;
    int peer = accept(scene.site.listener, NULL, NULL);
    while (strstr(request, "\r\n\r\n") == NULL) {
        dgg_loop_service(scene.loop);
        ssize_t count =
            recv(peer, request + used, sizeof request - 1 - used, MSG_DONTWAIT);
        used += count > 0 ? (size_t)count : 0;
        request[used] = '\0';
    }
    ck_assert_ptr_nonnull(strstr(request, "GET /anon/search?"));
    ck_assert_ptr_nonnull(strstr(request, "User-Agent: "));
    ck_assert_ptr_null(strstr(request, "Cookie"));
    ck_assert_ptr_null(strstr(request, SERVER_DEMO_SESSION));
    close(peer);
}
END_TEST

TEST_MAIN_WITH("logs_ask", setup, teardown, the_first_request_goes_out_at_once,
               there_is_a_pause_between_two_pages, and_between_two_readings,
               a_service_is_left_alone_as_long_as_it_says,
               without_a_time_the_wait_doubles_until_it_is_enough,
               a_good_answer_ends_the_count,
               who_asks_for_an_hour_is_not_asked_again,
               a_wait_need_not_be_waited_for,
               a_wait_may_be_the_end_of_the_object,
               one_service_does_not_speak_for_the_other,
               a_retry_after_that_is_none_counts_as_none,
               no_credential_goes_to_a_service)
