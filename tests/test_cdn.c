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
    dgg_cdn_answer answer; /* the newest, but for what it points to */
    char reason[256];
    char body[4096];
    char type[64];
} scene;

static void open_loop(scene *s, const dgg_loop_options *options) {
    *s = (scene){0};
    ck_assert_int_eq(dgg_loop_new(&s->loop, options), DGG_OK);
    ck_assert_int_eq(server_new(&s->server, s->loop,
                                &(server_options){.has_no_script = true}, NULL),
                     DGG_OK);
}

static void new_cdn(scene *s, dgg_endpoints endpoints) {
    const dgg_cdn_options options = {.endpoints = endpoints};
    ck_assert_int_eq(dgg_cdn_new(&s->cdn, s->loop, &options), DGG_OK);
}

static void open_scene(scene *s) {
    open_loop(s, NULL);
    new_cdn(s, (dgg_endpoints){.site_url = server_site_url(s->server)});
}

static void close_scene(scene *s) {
    dgg_cdn_free(s->cdn);
    server_free(s->server);
    dgg_loop_free(s->loop);
}

static void on_answer(void *user, const dgg_cdn_answer *answer) {
    scene *s = user;
    s->answers++;
    s->answer = *answer;
    snprintf(s->reason, sizeof s->reason, "%s", answer->status.reason);
    snprintf(s->body, sizeof s->body, "%s", answer->body);
    snprintf(s->type, sizeof s->type, "%s", answer->content_type);
}

static void wait_for(scene *s, size_t answers) {
    while (s->answers < answers) {
        dgg_loop_wait(s->loop, -1);
    }
}

static void load(scene *s) {
    ck_assert_int_eq(dgg_cdn_load(s->cdn, on_answer, s), DGG_OK);
    wait_for(s, s->answers + 1);
}

static void get(scene *s, const char *path) {
    ck_assert_int_eq(dgg_cdn_get(s->cdn, path, on_answer, s), DGG_OK);
    wait_for(s, s->answers + 1);
}

START_TEST(finds_the_cdn_and_loads_both_tables) {
    scene s;
    open_scene(&s);
    ck_assert_ptr_null(dgg_cdn_emotes(s.cdn));
    ck_assert_ptr_null(dgg_cdn_flairs(s.cdn));
    load(&s);
    ck_assert_int_eq(s.answer.status.error, DGG_OK);
    ck_assert_str_eq(s.reason, "");
    ck_assert_uint_gt(dgg_emotes_count(dgg_cdn_emotes(s.cdn)), 0);
    ck_assert_uint_gt(dgg_flairs_count(dgg_cdn_flairs(s.cdn)), 0);
    load(&s);
    ck_assert_int_eq(s.answer.status.error, DGG_OK);
    close_scene(&s);
}
END_TEST

START_TEST(takes_the_cdn_it_was_given) {
    scene s;
    open_loop(&s, NULL);
    new_cdn(&s, (dgg_endpoints){.site_url = "http://127.0.0.1:1",
                                .cdn_url = server_site_url(s.server)});
    load(&s);
    ck_assert_int_eq(s.answer.status.error, DGG_OK);
    ck_assert_uint_gt(dgg_emotes_count(dgg_cdn_emotes(s.cdn)), 0);
    close_scene(&s);
}
END_TEST

static void expect_failure(int http_status, dgg_error error) {
    scene s;
    open_loop(&s, NULL);
    new_cdn(&s, (dgg_endpoints){.cdn_url = server_site_url(s.server)});
    server_set_faults(s.server, &(server_faults){.http_status = http_status});
    load(&s);
    ck_assert_int_eq(s.answer.status.error, error);
    ck_assert_int_eq(s.answer.status.http_status, http_status);
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
    ck_assert_int_eq(s.answer.status.error, DGG_ERROR_HTTP_STATUS);
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
    ck_assert_int_eq(s.answer.status.error, DGG_ERROR_RESOLVE);
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
    new_cdn(&s, (dgg_endpoints){.site_url = "https://chat.example"});
    load(&s);
    ck_assert_int_eq(s.answer.status.error, DGG_ERROR_RESOLVE);
    ck_assert(a.other && !a.live_site && !a.live_cdn);
    close_scene(&s);
}
END_TEST

START_TEST(refuses_what_cannot_work) {
    scene s;
    open_scene(&s);
    dgg_cdn *cdn = NULL;
    const dgg_cdn_options site = {.endpoints.site_url = "ws://127.0.0.1"};
    ck_assert_int_eq(dgg_cdn_new(&cdn, s.loop, &site), DGG_ERROR_URL);
    const dgg_cdn_options given = {.endpoints.cdn_url = "nonsense"};
    ck_assert_int_eq(dgg_cdn_new(&cdn, s.loop, &given), DGG_ERROR_URL);
    ck_assert_ptr_null(cdn);
    ck_assert_int_eq(dgg_cdn_load(s.cdn, on_answer, &s), DGG_OK);
    ck_assert_int_eq(dgg_cdn_load(s.cdn, on_answer, &s), DGG_ERROR_STATE);
    close_scene(&s);
}
END_TEST

static void free_inside(void *user, const dgg_cdn_answer *answer) {
    scene *s = user;
    on_answer(user, answer);
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

START_TEST(being_freed_ends_the_wait) {
    scene s;
    open_scene(&s);
    ck_assert_int_eq(dgg_cdn_get(s.cdn, "/a", free_inside, &s), DGG_OK);
    ck_assert_int_eq(dgg_cdn_load(s.cdn, NULL, NULL), DGG_ERROR_STATE);
    ck_assert_ptr_null(s.cdn);
    close_scene(&s);
}
END_TEST

/* --- any object ---------------------------------------------------------- */

START_TEST(gives_any_object_as_bytes) {
    scene s;
    open_scene(&s);
    get(&s, "flairs/flairs.json"); /* asks the site first */
    ck_assert_int_eq(s.answer.status.error, DGG_OK);
    ck_assert_int_eq(s.answer.status.http_status, 200);
    ck_assert_int_eq(s.body[0], '[');
    ck_assert_uint_gt(s.answer.bytes, 100);
    ck_assert_str_eq(s.type, "application/json");
    ck_assert_ptr_null(dgg_cdn_flairs(s.cdn));
    get(&s, "/no/such/object.png");
    ck_assert_int_eq(s.answer.status.error, DGG_ERROR_NOT_FOUND);
    ck_assert_int_eq(s.answer.status.http_status, 404);
    ck_assert_str_eq(s.body, "");
    close_scene(&s);
}
END_TEST

/* Zeros and bytes that are no text arrive as they are. */
START_TEST(a_picture_is_bytes) {
    static const char start[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    scene s;
    open_scene(&s);
    load(&s);
    const dgg_emote *emote = dgg_emotes_at(dgg_cdn_emotes(s.cdn), 0);
    char path[128];
    snprintf(path, sizeof path, "/emotes/%s.png", emote->name);
    ck_assert_int_eq(dgg_cdn_get(s.cdn, path, NULL, NULL), DGG_OK);
    const dgg_cdn_answer *answer = dgg_cdn_last(s.cdn);
    ck_assert_str_eq(answer->content_type, "image/png");
    ck_assert_uint_gt(answer->bytes, sizeof start);
    ck_assert_mem_eq(answer->body, start, sizeof start - 1);
    close_scene(&s);
}
END_TEST

START_TEST(a_redirect_is_not_followed) {
    scene s;
    open_scene(&s);
    load(&s);
    server_set_faults(s.server, &(server_faults){.http_status = 301});
    get(&s, "/a.png");
    ck_assert_int_eq(s.answer.status.error, DGG_ERROR_NOT_FOUND);
    ck_assert_int_eq(s.answer.status.http_status, 301);
    close_scene(&s);
}
END_TEST

START_TEST(several_may_be_under_way) {
    scene s;
    open_scene(&s);
    ck_assert_int_eq(dgg_cdn_load(s.cdn, on_answer, &s), DGG_OK);
    for (size_t i = 0; i < 5; i++) {
        ck_assert_int_eq(
            dgg_cdn_get(s.cdn, "/emotes/emotes.json", on_answer, &s), DGG_OK);
    }
    wait_for(&s, 6);
    ck_assert_int_eq(s.answer.status.error, DGG_OK);
    ck_assert_ptr_nonnull(dgg_cdn_emotes(s.cdn));
    close_scene(&s);
}
END_TEST

START_TEST(a_free_cancels_all_of_them) {
    scene s;
    open_scene(&s);
    load(&s);
    dgg_cdn_get(s.cdn, "/a", on_answer, &s);
    dgg_cdn_get(s.cdn, "/b", on_answer, &s);
    dgg_cdn_load(s.cdn, on_answer, &s);
    dgg_cdn_free(s.cdn);
    s.cdn = NULL;
    dgg_loop_wait(s.loop, 0);
    ck_assert_uint_eq(s.answers, 1);
    close_scene(&s);
}
END_TEST

static void ask_again(void *user, const dgg_cdn_answer *answer) {
    scene *s = user;
    on_answer(user, answer);
    ck_assert_int_eq(dgg_cdn_get(s->cdn, "/a", on_answer, s), DGG_OK);
    ck_assert_int_eq(dgg_cdn_load(s->cdn, on_answer, s), DGG_OK);
    ck_assert_int_eq(dgg_cdn_get(s->cdn, "/a", NULL, NULL), DGG_ERROR_STATE);
    ck_assert_int_eq(dgg_cdn_load(s->cdn, NULL, NULL), DGG_ERROR_STATE);
}

START_TEST(a_callback_may_ask_again) {
    scene s;
    open_scene(&s);
    dgg_cdn_get(s.cdn, "/emotes/emotes.json", ask_again, &s);
    wait_for(&s, 3);
    dgg_cdn_load(s.cdn, ask_again, &s);
    wait_for(&s, 6);
    close_scene(&s);
}
END_TEST

START_TEST(a_get_may_be_the_end_of_the_cdn) {
    scene s;
    open_scene(&s);
    dgg_cdn_get(s.cdn, "/a", on_answer, &s);
    dgg_cdn_get(s.cdn, "/b", free_inside, &s);
    while (s.cdn != NULL) {
        dgg_loop_wait(s.loop, -1);
    }
    close_scene(&s);
}
END_TEST

START_TEST(refuses_paths_that_cannot_be) {
    scene s;
    open_scene(&s);
    ck_assert_int_eq(dgg_cdn_get(s.cdn, NULL, on_answer, &s),
                     DGG_ERROR_ARGUMENT);
    ck_assert_int_eq(dgg_cdn_get(s.cdn, "/../a", on_answer, &s),
                     DGG_ERROR_ARGUMENT);
    ck_assert_int_eq(dgg_cdn_get(s.cdn, "/a?b", NULL, NULL),
                     DGG_ERROR_ARGUMENT);
    close_scene(&s);
}
END_TEST

/* --- waiting for the answer ---------------------------------------------- */

START_TEST(without_a_callback_the_loop_is_turned) {
    scene s;
    open_scene(&s);
    const dgg_cdn_answer *last = dgg_cdn_last(s.cdn);
    ck_assert_int_eq(last->status.error, DGG_ERROR_STATE);
    ck_assert_int_eq(dgg_cdn_load(s.cdn, NULL, NULL), DGG_OK);
    ck_assert_int_eq(dgg_cdn_last(s.cdn)->status.error, DGG_OK);
    ck_assert_ptr_nonnull(dgg_cdn_flairs(s.cdn));
    ck_assert_int_eq(dgg_cdn_get(s.cdn, "/emotes/emotes.json", NULL, NULL),
                     DGG_OK);
    last = dgg_cdn_last(s.cdn);
    ck_assert_int_eq(last->body[0], '[');
    ck_assert_uint_eq(strlen(last->body), last->bytes);
    ck_assert_int_eq(dgg_cdn_get(s.cdn, "/a", NULL, NULL), DGG_ERROR_NOT_FOUND);
    last = dgg_cdn_last(s.cdn);
    ck_assert_int_eq(last->status.http_status, 404);
    ck_assert_str_ne(last->status.reason, "");
    ck_assert_str_eq(last->body, "");
    close_scene(&s);
}
END_TEST

START_TEST(waiting_while_another_load_runs_is_refused) {
    scene s;
    open_scene(&s);
    dgg_cdn_load(s.cdn, on_answer, &s);
    ck_assert_int_eq(dgg_cdn_load(s.cdn, NULL, NULL), DGG_ERROR_STATE);
    ck_assert_int_eq(dgg_cdn_get(s.cdn, "/emotes/emotes.json", NULL, NULL),
                     DGG_OK);
    wait_for(&s, 1);
    close_scene(&s);
}
END_TEST

START_TEST(without_copies_there_is_no_trouble_with_them) {
    scene s;
    open_scene(&s);
    ck_assert_int_eq(dgg_cdn_cache_status(s.cdn)->error, DGG_OK);
    ck_assert_str_eq(dgg_cdn_cache_status(s.cdn)->reason, "");
    close_scene(&s);
}
END_TEST

TEST_MAIN("cdn", finds_the_cdn_and_loads_both_tables,
          takes_the_cdn_it_was_given, a_redirect_says_that_there_is_nothing,
          says_when_the_cdn_is_in_trouble, keeps_the_last_good_tables,
          falls_back_on_the_known_cdn_of_the_live_site,
          does_not_leave_a_site_that_was_given, refuses_what_cannot_work,
          a_callback_may_free_the_cdn, being_freed_ends_the_wait,
          gives_any_object_as_bytes, a_picture_is_bytes,
          a_redirect_is_not_followed, several_may_be_under_way,
          a_free_cancels_all_of_them, a_callback_may_ask_again,
          a_get_may_be_the_end_of_the_cdn, refuses_paths_that_cannot_be,
          without_a_callback_the_loop_is_turned,
          waiting_while_another_load_runs_is_refused,
          without_copies_there_is_no_trouble_with_them)
