/* The object and its readings: what a program may do, and when. */
#include "logs_scene.h"

static logs_scene scene;

enum { LINES = 150 };

static const dgg_month august = {2026, 8};

static void setup(void) {
    scene_open(&scene);
    for (int i = 0; i < LINES; i++) {
        ck_assert(server_add_log(scene.server, "bird",
                                 INT64_C(1785542400000) + i * 1000, "x"));
    }
}

static void teardown(void) {
    scene_close(&scene);
}

typedef dgg_error (*begin_call)(void);

static dgg_error begin_search(void) {
    const dgg_log_reader reader = scene_reader(&scene);
    return dgg_logs_search(scene.logs, &(dgg_log_query){.nick = "bird"},
                           &reader);
}

static dgg_error begin_file(void) {
    const dgg_log_reader reader = scene_reader(&scene);
    return dgg_logs_user(scene.logs, "bird", august, &reader);
}

static const begin_call calls[] = {begin_search, begin_file};

enum { CALLS = sizeof calls / sizeof *calls };

START_TEST(addresses_and_logins_are_checked) {
    dgg_logs *logs;
    static const char *const wrong[] = {
        "ftp://x", "ws://x", "x", "http://a b", "http://a?b", "http://a#b"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const dgg_endpoints search = {.logs_url = wrong[i]};
        const dgg_endpoints archive = {.archive_url = wrong[i]};
        ck_assert_int_eq(dgg_logs_new(&logs, scene.loop, &search, NULL),
                         DGG_ERROR_URL);
        ck_assert_int_eq(dgg_logs_new(&logs, scene.loop, &archive, NULL),
                         DGG_ERROR_URL);
        ck_assert_ptr_null(logs);
    }
    const dgg_credentials no_token = {.auth_token = "short"};
    ck_assert_int_eq(dgg_logs_new(&logs, scene.loop, NULL, &no_token),
                     DGG_ERROR_TOKEN);
    ck_assert_int_eq(dgg_logs_new(&logs, scene.loop, NULL, NULL), DGG_OK);
    ck_assert_int_eq(dgg_logs_last(logs)->status.error, DGG_ERROR_STATE);
    dgg_logs_free(logs);
    dgg_logs_free(NULL);
}
END_TEST

START_TEST(there_is_one_reading_at_a_time) {
    dgg_error error = begin_search();
    const dgg_log_reader reader = {.on_line = scene_on_line, .user = &scene};
    ck_assert_int_eq(dgg_logs_user(scene.logs, "bird", august, &reader),
                     DGG_ERROR_STATE);
    ck_assert_int_eq(dgg_logs_stalk(scene.logs, "bird", 3, &reader),
                     DGG_ERROR_STATE);
    scene_read(&scene, error);
    ck_assert_uint_eq(scene.lines, LINES);
}
END_TEST

START_TEST(somebody_has_to_listen) {
    ck_assert_int_eq(
        dgg_logs_user(scene.logs, "bird", august, &(dgg_log_reader){0}),
        DGG_ERROR_ARGUMENT);
}
END_TEST

START_TEST(a_reader_may_stop_at_every_line) {
    for (size_t call = 0; call < CALLS; call++) {
        for (size_t at = 1; at <= LINES; at += 49) {
            scene.at = at;
            scene.result = 1;
            scene_read(&scene, calls[call]());
            ck_assert_uint_eq(scene.lines, at);
            ck_assert(scene.end.is_stopped);
            ck_assert_int_eq(scene.end.status.error, DGG_OK);
        }
    }
}
END_TEST

START_TEST(cancelling_from_a_line_is_stopping) {
    scene.at = 3;
    scene.cancels = true;
    for (size_t call = 0; call < CALLS; call++) {
        scene_read(&scene, calls[call]());
        ck_assert_uint_eq(scene.lines, 3);
        ck_assert(scene.end.is_stopped);
    }
}
END_TEST

START_TEST(a_reading_can_be_cancelled_at_any_time) {
    for (size_t call = 0; call < CALLS; call++) {
        for (size_t turns = 0; turns < 20; turns++) {
            dgg_error error = calls[call]();
            for (size_t i = 0; i < turns && scene.ends == 0; i++) {
                scene_turn(&scene);
            }
            size_t ends = scene.ends;
            dgg_logs_cancel(scene.logs);
            dgg_logs_cancel(scene.logs);
            ck_assert_uint_eq(scene.ends, ends);
            scene_read(&scene, error);
            ck_assert(scene.end.is_stopped || ends == 1);
            scene.waits = 0;
        }
    }
}
END_TEST

START_TEST(the_object_can_be_freed_at_any_time) {
    for (size_t call = 0; call < CALLS; call++) {
        for (size_t turns = 0; turns < 20; turns++) {
            ck_assert_int_eq(calls[call](), DGG_OK);
            for (size_t i = 0; i < turns && scene.ends == 0; i++) {
                scene_turn(&scene);
            }
            size_t lines = scene.lines;
            dgg_logs_free(scene.logs);
            for (int i = 0; i < 3; i++) {
                dgg_loop_wait(scene.loop, 0);
            }
            ck_assert_uint_eq(scene.lines, lines);
            ck_assert_uint_le(scene.ends, turns > 0);
            scene.waits = 0;
            scene_open_logs(&scene, server_logs_url(scene.server));
        }
    }
}
END_TEST

START_TEST(also_from_a_line) {
    for (size_t call = 0; call < CALLS; call++) {
        scene.at = 2;
        scene.frees = true;
        scene_read(&scene, calls[call]());
        ck_assert_uint_eq(scene.lines, 2);
        for (int i = 0; i < 3; i++) {
            dgg_loop_wait(scene.loop, 0);
        }
        ck_assert_uint_eq(scene.ends, 0);
        scene_open_logs(&scene, server_logs_url(scene.server));
    }
}
END_TEST

static void free_on_progress(void *user, const dgg_log_report *report) {
    (void)user;
    (void)report;
    dgg_logs_free(scene.logs);
    scene.logs = NULL;
}

START_TEST(and_from_a_progress) {
    for (size_t call = 0; call < CALLS; call++) {
        dgg_log_reader reader = scene_reader(&scene);
        reader.on_progress = free_on_progress;
        dgg_error error =
            call == 0
                ? dgg_logs_search(scene.logs, &(dgg_log_query){0}, &reader)
                : dgg_logs_user(scene.logs, "bird", august, &reader);
        scene_read(&scene, error);
        ck_assert_uint_eq(scene.ends, 0);
        scene_open_logs(&scene, server_logs_url(scene.server));
    }
}
END_TEST

static void free_at_end(void *user, const dgg_log_report *report) {
    scene_on_end(user, report);
    dgg_logs_free(scene.logs);
    scene.logs = NULL;
}

static void begin_at_end(void *user, const dgg_log_report *report) {
    scene_on_end(user, report);
    ck_assert_int_eq(begin_file(), DGG_OK);
}

START_TEST(at_its_end_everything_may_be_done) {
    dgg_log_reader reader = scene_reader(&scene);
    reader.on_end = begin_at_end;
    ck_assert_int_eq(
        dgg_logs_search(scene.logs, &(dgg_log_query){.limit = 1}, &reader),
        DGG_OK);
    while (scene.lines < LINES || scene.ends == 0) {
        scene_turn(&scene);
    }
    reader = scene_reader(&scene);
    reader.on_end = free_at_end;
    ck_assert_int_eq(dgg_logs_user(scene.logs, "bird", august, &reader),
                     DGG_OK);
    while (scene.logs != NULL) {
        scene_turn(&scene);
    }
    ck_assert_uint_eq(scene.lines, LINES);
    ck_assert_uint_eq(scene.ends, 1);
}
END_TEST

static int wait_inside(void *user, const dgg_line *line) {
    (void)line;
    dgg_logs *logs;
    const dgg_log_reader reader = {.on_line = scene_on_line, .user = user};
    ck_assert_int_eq(dgg_logs_new(&logs, scene.loop, NULL, NULL), DGG_OK);
    ck_assert_int_eq(dgg_logs_user(logs, "bird", august, &reader),
                     DGG_ERROR_STATE);
    dgg_logs_free(logs);
    return 1;
}

static void free_at_end_of_one(void *user, const dgg_log_report *report) {
    (void)user;
    ck_assert_uint_eq(report->lines, 1);
    dgg_logs_free(scene.logs);
    scene.logs = NULL;
}

START_TEST(nobody_waits_inside_of_a_handler) {
    dgg_log_reader reader = scene_reader(&scene);
    reader.on_line = wait_inside;
    reader.on_progress = NULL;
    reader.on_end = free_at_end_of_one;
    ck_assert_int_eq(dgg_logs_user(scene.logs, "bird", august, &reader),
                     DGG_OK);
    while (scene.logs != NULL) {
        scene_turn(&scene);
    }
}
END_TEST

START_TEST(a_reading_that_waits_has_a_report) {
    dgg_log_reader reader = scene_reader(&scene);
    reader.on_end = NULL;
    ck_assert_int_eq(dgg_logs_user(scene.logs, "bird", august, &reader),
                     DGG_OK);
    ck_assert_uint_eq(dgg_logs_last(scene.logs)->lines, LINES);
    scene.now_ms += DGG_LOGS_PAUSE_MS;
    ck_assert_int_eq(dgg_logs_user(scene.logs, "tree", august, &reader),
                     DGG_ERROR_NOT_FOUND);
    const dgg_log_report *last = dgg_logs_last(scene.logs);
    ck_assert_int_eq(last->status.error, DGG_ERROR_NOT_FOUND);
    ck_assert_str_eq(last->status.reason, "the archive has no such log");
    reader = scene_reader(&scene);
    ck_assert_int_eq(dgg_logs_stalk(scene.logs, "", 3, &reader),
                     DGG_ERROR_NICK);
    ck_assert_int_eq(last->status.error, DGG_ERROR_NOT_FOUND);
}
END_TEST

TEST_MAIN_WITH("logs", setup, teardown, addresses_and_logins_are_checked,
               there_is_one_reading_at_a_time, somebody_has_to_listen,
               a_reader_may_stop_at_every_line,
               cancelling_from_a_line_is_stopping,
               a_reading_can_be_cancelled_at_any_time,
               the_object_can_be_freed_at_any_time, also_from_a_line,
               and_from_a_progress, at_its_end_everything_may_be_done,
               nobody_waits_inside_of_a_handler,
               a_reading_that_waits_has_a_report)
