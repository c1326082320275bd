#include "logs_scene.h"

#include "server_state.h"

static logs_scene scene;

static void setup(void) {
    scene_open(&scene);
    server_broadcast(scene.server,
                     "MSG {\"nick\":\"bird\",\"features\":[],\"timestamp\":"
                     "1785542400000,\"data\":\"hello tree\"}");
    server_broadcast(scene.server,
                     "MSG {\"nick\":\"bird\",\"features\":[],\"timestamp\":"
                     "1785542401000,\"data\":\"again\"}");
}

static void teardown(void) {
    scene_close(&scene);
}

START_TEST(the_site_tells_what_somebody_said) {
    const dgg_log_reader reader = scene_reader(&scene);
    scene_read(&scene, dgg_logs_stalk(scene.logs, "bird", 0, &reader));
    scene_expect(&scene, DGG_OK, "bird:hello tree bird:again ");
    ck_assert_int_eq(scene.end.status.http_status, 200);
}
END_TEST

START_TEST(and_who_was_named) {
    const dgg_log_reader reader = scene_reader(&scene);
    scene_read(&scene, dgg_logs_mentions(scene.logs, "tree", 5, &reader));
    scene_expect(&scene, DGG_OK, "bird:hello tree ");
}
END_TEST

START_TEST(a_session_may_ask_once_in_ten_seconds) {
    dgg_log_reader reader = scene_reader(&scene);
    scene_read(&scene, dgg_logs_stalk(scene.logs, "bird", 3, &reader));
    reader = scene_reader(&scene);
    scene_read(&scene, dgg_logs_stalk(scene.logs, "bird", 3, &reader));
    scene_expect(&scene, DGG_ERROR_THROTTLED, "");
}
END_TEST

START_TEST(what_cannot_be_asked_is_refused_at_once) {
    const dgg_log_reader reader = scene_reader(&scene);
    ck_assert_int_eq(dgg_logs_stalk(scene.logs, "b", 3, &reader),
                     DGG_ERROR_NICK);
    ck_assert_int_eq(dgg_logs_mentions(scene.logs, "bird", 30, &reader),
                     DGG_ERROR_ARGUMENT);
    scene_read(&scene, dgg_logs_stalk(scene.logs, "bird", 3, &reader));
    scene_expect(&scene, DGG_OK, "bird:hello tree bird:again ");
}
END_TEST

START_TEST(nobody_is_asked_without_a_session) {
    dgg_logs *logs;
    const dgg_log_reader reader = scene_reader(&scene);
    ck_assert_int_eq(dgg_logs_new(&logs, scene.loop, NULL, NULL), DGG_OK);
    ck_assert_int_eq(dgg_logs_stalk(logs, "bird", 3, &reader),
                     DGG_ERROR_ANONYMOUS);
    dgg_logs_free(logs);
}
END_TEST

START_TEST(a_line_may_end_it_all) {
    const dgg_log_reader reader = scene_reader(&scene);
    scene.at = 1;
    scene.frees = true;
    scene_read(&scene, dgg_logs_stalk(scene.logs, "bird", 3, &reader));
    ck_assert_uint_eq(scene.lines, 1);
}
END_TEST

START_TEST(a_cancelled_answer_is_not_told) {
    const dgg_log_reader reader = scene_reader(&scene);
    dgg_error error = dgg_logs_stalk(scene.logs, "bird", 3, &reader);
    dgg_logs_cancel(scene.logs);
    scene_read(&scene, error);
    scene_expect(&scene, DGG_OK, "");
    ck_assert(scene.end.is_stopped);
}
END_TEST

TEST_MAIN_WITH("logs_site", setup, teardown, the_site_tells_what_somebody_said,
               and_who_was_named, a_session_may_ask_once_in_ten_seconds,
               what_cannot_be_asked_is_refused_at_once,
               nobody_is_asked_without_a_session, a_line_may_end_it_all,
               a_cancelled_answer_is_not_told)
