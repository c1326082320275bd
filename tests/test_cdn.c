#include "dgg_cdn.h"
#include "server.h"
#include "test.h"

#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

typedef struct scene {
    dgg_loop *loop;
    server *server;
    dgg_cdn *cdn;
    size_t answers;
    dgg_api_status status; /* of the newest answer, but for its reason */
    char reason[256];
} scene;

static void open_loop(scene *s, const dgg_loop_options *options) {
    *s = (scene){0};
    ck_assert_int_eq(dgg_loop_new(&s->loop, options), DGG_OK);
    ck_assert_int_eq(server_new(&s->server, s->loop,
                                &(server_options){.has_no_script = true}, NULL),
                     DGG_OK);
}

static void open_scene(scene *s) {
    open_loop(s, NULL);
    const dgg_endpoints endpoints = {.site_url = server_site_url(s->server)};
    ck_assert_int_eq(dgg_cdn_new(&s->cdn, s->loop, &endpoints), DGG_OK);
}

static void close_scene(scene *s) {
    dgg_cdn_free(s->cdn);
    server_free(s->server);
    dgg_loop_free(s->loop);
}

static void on_load(void *user, const dgg_api_status *status) {
    scene *s = user;
    s->answers++;
    s->status = *status;
    snprintf(s->reason, sizeof s->reason, "%s", status->reason);
}

static void load(scene *s) {
    size_t answers = s->answers;
    ck_assert_int_eq(dgg_cdn_load(s->cdn, on_load, s), DGG_OK);
    while (s->answers == answers) {
        dgg_loop_wait(s->loop, -1);
    }
}

START_TEST(finds_the_cdn_and_loads_both_tables) {
    scene s;
    open_scene(&s);
    ck_assert_ptr_null(dgg_cdn_emotes(s.cdn));
    ck_assert_ptr_null(dgg_cdn_flairs(s.cdn));
    load(&s);
    ck_assert_int_eq(s.status.error, DGG_OK);
    ck_assert_str_eq(s.reason, "");
    ck_assert_uint_gt(dgg_emotes_count(dgg_cdn_emotes(s.cdn)), 0);
    ck_assert_uint_gt(dgg_flairs_count(dgg_cdn_flairs(s.cdn)), 0);
    load(&s);
    ck_assert_int_eq(s.status.error, DGG_OK);
    close_scene(&s);
}
END_TEST

START_TEST(takes_the_cdn_it_was_given) {
    scene s;
    open_loop(&s, NULL);
    const dgg_endpoints endpoints = {.site_url = "http://127.0.0.1:1",
                                     .cdn_url = server_site_url(s.server)};
    ck_assert_int_eq(dgg_cdn_new(&s.cdn, s.loop, &endpoints), DGG_OK);
    load(&s);
    ck_assert_int_eq(s.status.error, DGG_OK);
    ck_assert_uint_gt(dgg_emotes_count(dgg_cdn_emotes(s.cdn)), 0);
    close_scene(&s);
}
END_TEST

static void expect_failure(int http_status, dgg_error error) {
    scene s;
    open_loop(&s, NULL);
    const dgg_endpoints endpoints = {.cdn_url = server_site_url(s.server)};
    ck_assert_int_eq(dgg_cdn_new(&s.cdn, s.loop, &endpoints), DGG_OK);
    server_set_faults(s.server, &(server_faults){.http_status = http_status});
    load(&s);
    ck_assert_int_eq(s.status.error, error);
    ck_assert_int_eq(s.status.http_status, http_status);
    ck_assert_str_ne(s.reason, "");
    ck_assert_ptr_null(dgg_cdn_emotes(s.cdn));
    close_scene(&s);
}

START_TEST(a_redirect_says_that_there_is_nothing) {
    expect_failure(301, DGG_ERROR_NOT_FOUND);
    expect_failure(404, DGG_ERROR_NOT_FOUND);
}
END_TEST

START_TEST(says_when_the_cdn_is_in_trouble) {
    expect_failure(403, DGG_ERROR_HTTP_STATUS);
    expect_failure(500, DGG_ERROR_HTTP_STATUS);
}
END_TEST

START_TEST(keeps_the_last_good_tables) {
    scene s;
    open_scene(&s);
    load(&s);
    size_t count = dgg_emotes_count(dgg_cdn_emotes(s.cdn));
    server_set_faults(s.server, &(server_faults){.http_status = 500});
    load(&s);
    ck_assert_int_eq(s.status.error, DGG_ERROR_HTTP_STATUS);
    ck_assert_uint_eq(dgg_emotes_count(dgg_cdn_emotes(s.cdn)), count);
    close_scene(&s);
}
END_TEST

/* Which hosts were asked for, by several helper threads at once; the names
 * resolve to nothing. */
typedef struct asked {
    atomic_bool live_site;
    atomic_bool live_cdn;
    atomic_bool other;
} asked;

static int resolve_nothing(void *user, const char *host,
                           char address[DGG_ADDRESS_BYTES]) {
    asked *a = user;
    (void)address;
    if (strcmp(host, "www.destiny.gg") == 0) {
        a->live_site = true;
    } else if (strcmp(host, "cdn.destiny.gg") == 0) {
        a->live_cdn = true;
    } else {
        a->other = true;
    }
    return -1;
}

START_TEST(falls_back_on_the_known_cdn_of_the_live_site) {
    scene s;
    static asked a;
    const dgg_loop_options options = {
        .environment = {.resolve = resolve_nothing, .user = &a}};
    open_loop(&s, &options);
    ck_assert_int_eq(dgg_cdn_new(&s.cdn, s.loop, NULL), DGG_OK);
    load(&s);
    ck_assert_int_eq(s.status.error, DGG_ERROR_RESOLVE);
    ck_assert(a.live_site && a.live_cdn && !a.other);
    close_scene(&s);
}
END_TEST

START_TEST(does_not_leave_a_site_that_was_given) {
    scene s;
    static asked a;
    const dgg_loop_options options = {
        .environment = {.resolve = resolve_nothing, .user = &a}};
    open_loop(&s, &options);
    const dgg_endpoints endpoints = {.site_url = "https://chat.example"};
    ck_assert_int_eq(dgg_cdn_new(&s.cdn, s.loop, &endpoints), DGG_OK);
    load(&s);
    ck_assert_int_eq(s.status.error, DGG_ERROR_RESOLVE);
    ck_assert(a.other && !a.live_site && !a.live_cdn);
    close_scene(&s);
}
END_TEST

START_TEST(refuses_what_cannot_work) {
    scene s;
    open_scene(&s);
    dgg_cdn *cdn = NULL;
    const dgg_endpoints site = {.site_url = "ws://127.0.0.1"};
    ck_assert_int_eq(dgg_cdn_new(&cdn, s.loop, &site), DGG_ERROR_URL);
    const dgg_endpoints given = {.cdn_url = "nonsense"};
    ck_assert_int_eq(dgg_cdn_new(&cdn, s.loop, &given), DGG_ERROR_URL);
    ck_assert_ptr_null(cdn);
    ck_assert_int_eq(dgg_cdn_load(s.cdn, on_load, &s), DGG_OK);
    ck_assert_int_eq(dgg_cdn_load(s.cdn, on_load, &s), DGG_ERROR_STATE);
    close_scene(&s);
}
END_TEST

static void free_inside(void *user, const dgg_api_status *status) {
    scene *s = user;
    on_load(user, status);
    dgg_cdn_free(s->cdn);
    s->cdn = NULL;
}

START_TEST(a_callback_may_free_the_cdn) {
    scene s;
    open_scene(&s);
    dgg_cdn_load(s.cdn, free_inside, &s);
    while (s.cdn != NULL) {
        dgg_loop_wait(s.loop, -1);
    }
    ck_assert_uint_eq(s.answers, 1);
    close_scene(&s);
}
END_TEST

TEST_MAIN("cdn", finds_the_cdn_and_loads_both_tables,
          takes_the_cdn_it_was_given, a_redirect_says_that_there_is_nothing,
          says_when_the_cdn_is_in_trouble, keeps_the_last_good_tables,
          falls_back_on_the_known_cdn_of_the_live_site,
          does_not_leave_a_site_that_was_given, refuses_what_cannot_work,
          a_callback_may_free_the_cdn)
