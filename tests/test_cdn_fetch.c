#include "cdn_fetch.h"
#include "fake_site.h"
#include "scratch.h"

#define PATH "/a.json"

/* A CDN, the copies of it, and one fetch at a time. */
typedef struct scene {
    scratch disk;
    fake_site site;
    dgg_loop *loop;
    cdn_cache *cache;
    cdn_fetch *list;
    cdn_place place;
    int answers;
    dgg_cdn_answer answer; /* of the newest */
    char reason[512];
    char body[64];
    char type[128];
} scene;

static int64_t now_ms = INT64_C(1793710800000); /* 2026-11-03 */

static int64_t wall_ms(void *user) {
    (void)user;
    return now_ms;
}

static void open_scene(scene *s) {
    const dgg_loop_options options = {.environment = {.wall_ms = wall_ms}};
    *s = (scene){0};
    scratch_open(&s->disk);
    fake_site_open(&s->site);
    ck_assert_int_eq(dgg_loop_new(&s->loop, &options), DGG_OK);
    s->cache = cdn_cache_new(s->disk.path, "source", &cache_files_system);
    snprintf(s->place.base, sizeof s->place.base, "%s", s->site.url);
    strcpy(s->place.key, "1.1");
    fake_site_set(&s->site, PATH, 200, "[1]");
}

static void close_scene(scene *s) {
    ck_assert_ptr_null(s->list);
    cdn_cache_free(s->cache);
    dgg_loop_free(s->loop);
    fake_site_close(&s->site);
    scratch_close(&s->disk);
}

static void on_done(void *user, const dgg_cdn_answer *answer) {
    scene *s = user;
    s->answers++;
    s->answer = *answer;
    snprintf(s->reason, sizeof s->reason, "%s", answer->status.reason);
    snprintf(s->body, sizeof s->body, "%s", answer->body);
    snprintf(s->type, sizeof s->type, "%s", answer->content_type);
}

/* A list of numbers is what it should be. */
static dgg_error take_list(void *user, const char *path, const char *body,
                           size_t bytes) {
    (void)path;
    (void)user;
    return bytes >= 2 && body[0] == '[' ? DGG_OK : DGG_ERROR_NOT_JSON;
}

static cdn_fetch *start(scene *s, const char *path, bool is_list) {
    const cdn_fetch_options options = {
        .loop = s->loop,
        .cache = s->cache,
        .list = &s->list,
        .path = path,
        .take = is_list ? take_list : NULL,
        .callback = on_done,
        .user = s,
    };
    cdn_fetch *fetch = cdn_fetch_new(&options);
    ck_assert_ptr_nonnull(fetch);
    return fetch;
}

static void finish(scene *s) {
    int before = s->answers;
    while (s->answers == before) {
        fake_site_turn(&s->site, s->loop);
    }
}

static void fetch(scene *s, bool is_list) {
    cdn_fetch_begin(start(s, PATH, is_list), &s->place);
    finish(s);
}

static void expect(const scene *s, dgg_error error, const char *body,
                   bool is_cached, bool is_stale) {
    ck_assert_int_eq(s->answer.status.error, error);
    ck_assert_str_eq(s->body, body);
    ck_assert_uint_eq(s->answer.bytes, strlen(body));
    ck_assert_int_eq(s->answer.is_cached, is_cached);
    ck_assert_int_eq(s->answer.is_stale, is_stale);
    ck_assert_int_eq(s->reason[0] != '\0', error != DGG_OK || is_stale);
}

static void expect_hits(const scene *s, int hits) {
    ck_assert_int_eq(fake_site_hits(&s->site, PATH), hits);
}

START_TEST(asks_once_while_the_key_stays) {
    scene s;
    open_scene(&s);
    fetch(&s, true);
    expect(&s, DGG_OK, "[1]", false, false);
    ck_assert_int_eq(s.answer.status.http_status, 200);
    ck_assert_str_eq(s.site.routes[0].query, "?_=1.1");
    now_ms += INT64_C(1000) * 60 * 60 * 24 * 365;
    fetch(&s, true);
    expect(&s, DGG_OK, "[1]", true, false);
    ck_assert_int_eq(s.answer.status.http_status, 0);
    ck_assert_str_eq(s.type, "application/json");
    expect_hits(&s, 1);
    close_scene(&s);
}
END_TEST

START_TEST(asks_again_when_the_key_or_the_place_changed) {
    scene s;
    open_scene(&s);
    fetch(&s, true);
    strcpy(s.place.key, "2.2");
    fake_site_set(&s.site, PATH, 200, "[2]");
    fetch(&s, true);
    expect(&s, DGG_OK, "[2]", false, false);
    strcat(s.place.base, "/");
    fetch(&s, true);
    expect(&s, DGG_OK, "[2]", false, false);
    fetch(&s, true);
    expect(&s, DGG_OK, "[2]", true, false);
    expect_hits(&s, 3);
    close_scene(&s);
}
END_TEST

START_TEST(without_a_key_a_copy_is_good_for_six_hours) {
    scene s;
    open_scene(&s);
    s.place.key[0] = '\0';
    fetch(&s, true);
    ck_assert_str_eq(s.site.routes[0].query, "");
    now_ms += DGG_CDN_COPY_MS - 1;
    fetch(&s, true);
    expect(&s, DGG_OK, "[1]", true, false);
    now_ms++;
    fetch(&s, true);
    expect(&s, DGG_OK, "[1]", false, false);
    now_ms--; /* the clock was put back */
    fetch(&s, true);
    expect(&s, DGG_OK, "[1]", false, false);
    expect_hits(&s, 3);
    close_scene(&s);
}
END_TEST

START_TEST(in_trouble_the_last_good_copy_is_used) {
    scene s;
    open_scene(&s);
    fetch(&s, true);
    strcpy(s.place.key, "2.2");
    static const int statuses[] = {500, 403, 404, 301};
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        fake_site_set(&s.site, PATH, statuses[i], "no");
        fetch(&s, true);
        expect(&s, DGG_OK, "[1]", true, true);
        ck_assert_ptr_nonnull(strstr(s.reason, "using what was loaded on "));
    }
    fake_site_close(&s.site);
    fetch(&s, true);
    expect(&s, DGG_OK, "[1]", true, true);
    ck_assert_ptr_nonnull(strstr(s.reason, "refused"));
    close_scene(&s);
}
END_TEST

START_TEST(says_of_when_the_copy_is) {
    scene s;
    now_ms = INT64_C(1793710800000);
    open_scene(&s);
    fetch(&s, true);
    now_ms += INT64_C(1000) * 60 * 60 * 24 * 30;
    s.place = (cdn_place){0};
    cdn_verdict_set(&s.place.trouble, DGG_ERROR_RESOLVE, 0, "");
    fetch(&s, true);
    expect(&s, DGG_OK, "[1]", true, true);
    ck_assert_str_eq(s.reason, "the host name could not be resolved; using "
                               "what was loaded on 2026-11-03");
    close_scene(&s);
}
END_TEST

START_TEST(a_young_copy_is_told_to_be_one_when_the_site_is_in_trouble) {
    scene s;
    open_scene(&s);
    fetch(&s, true);
    s.place.key[0] = '\0';
    cdn_verdict_set(&s.place.trouble, DGG_ERROR_TIMEOUT, 0, "");
    fetch(&s, true);
    expect(&s, DGG_OK, "[1]", true, true);
    expect_hits(&s, 1);
    close_scene(&s);
}
END_TEST

START_TEST(what_the_cdn_does_not_have_is_not_there) {
    scene s;
    open_scene(&s);
    fetch(&s, false);
    strcpy(s.place.key, "2.2");
    fake_site_set(&s.site, PATH, 404, "no");
    fetch(&s, false);
    expect(&s, DGG_ERROR_NOT_FOUND, "", false, false);
    ck_assert_int_eq(s.answer.status.http_status, 404);
    ck_assert_str_eq(s.type, "");
    fake_site_set(&s.site, PATH, 500, "no");
    fetch(&s, false);
    expect(&s, DGG_OK, "[1]", true, true);
    close_scene(&s);
}
END_TEST

START_TEST(what_is_not_as_it_should_be_is_not_kept) {
    scene s;
    open_scene(&s);
    fetch(&s, true);
    strcpy(s.place.key, "2.2");
    fake_site_set(&s.site, PATH, 200, " \n<html>Just a moment...</html>");
    fetch(&s, true);
    expect(&s, DGG_OK, "[1]", true, true);
    ck_assert_ptr_nonnull(strstr(s.reason, dgg_strerror(DGG_ERROR_HTML)));
    fake_site_set(&s.site, PATH, 200, "nonsense");
    fetch(&s, true);
    expect(&s, DGG_OK, "[1]", true, true);
    ck_assert_ptr_nonnull(strstr(s.reason, dgg_strerror(DGG_ERROR_NOT_JSON)));
    close_scene(&s);
}
END_TEST

START_TEST(without_a_copy_the_error_is_told) {
    scene s;
    open_scene(&s);
    fake_site_set(&s.site, PATH, 200, "<html>");
    fetch(&s, true);
    expect(&s, DGG_ERROR_HTML, "", false, false);
    fake_site_set(&s.site, PATH, 500, "no");
    fetch(&s, true);
    expect(&s, DGG_ERROR_HTTP_STATUS, "", false, false);
    ck_assert_int_eq(cdn_cache_status(s.cache)->error, DGG_OK);
    close_scene(&s);
}
END_TEST

/* As an older program may have left it. */
START_TEST(a_copy_that_is_not_as_it_should_be_is_damaged) {
    scene s;
    open_scene(&s);
    fake_site_set(&s.site, PATH, 200, "nonsense");
    fetch(&s, false);
    fake_site_set(&s.site, PATH, 200, "[1]");
    fetch(&s, true);
    expect(&s, DGG_OK, "[1]", false, false);
    ck_assert_int_eq(cdn_cache_status(s.cache)->error, DGG_ERROR_CACHE_DAMAGED);
    expect_hits(&s, 2);
    close_scene(&s);
}
END_TEST

START_TEST(an_answer_that_is_too_large_or_cut_is_none) {
    scene s;
    open_scene(&s);
    fetch(&s, true);
    strcpy(s.place.key, "2.2");
    s.site.routes[0].announced = HTTP_MAX_BYTES + 1;
    fetch(&s, true);
    expect(&s, DGG_OK, "[1]", true, true);
    ck_assert_ptr_nonnull(strstr(s.reason, dgg_strerror(DGG_ERROR_TOO_LARGE)));
    s.site.routes[0].announced = 100; /* it breaks off */
    fetch(&s, true);
    expect(&s, DGG_OK, "[1]", true, true);
    close_scene(&s);
}
END_TEST

START_TEST(a_type_that_cannot_be_shown_is_left_out) {
    scene s;
    open_scene(&s);
    fake_site_set(&s.site, PATH, 200, "[1]")->type = "text/\x1b[2Jplain";
    fetch(&s, true);
    expect(&s, DGG_OK, "[1]", false, false);
    ck_assert_str_eq(s.type, "");
    close_scene(&s);
}
END_TEST

/* The CDN's own bytes have to get into a recording, and a recording's not
 * among the copies. */
START_TEST(a_loop_that_is_recorded_has_no_copies) {
    scene s;
    const http_tap nobody = {0};
    open_scene(&s);
    fetch(&s, true);
    http_set_tap(s.loop, &nobody);
    fake_site_set(&s.site, PATH, 200, "[2]");
    fetch(&s, true);
    expect(&s, DGG_OK, "[2]", false, false);
    fake_site_set(&s.site, PATH, 500, "no");
    fetch(&s, true);
    expect(&s, DGG_ERROR_HTTP_STATUS, "", false, false);
    http_set_tap(s.loop, NULL);
    fetch(&s, true);
    expect(&s, DGG_OK, "[1]", true, false);
    close_scene(&s);
}
END_TEST

START_TEST(those_that_wait_begin_together) {
    scene s;
    open_scene(&s);
    fake_site_set(&s.site, "/b", 200, "b");
    start(&s, PATH, true);
    start(&s, "/b", false);
    cdn_fetch_begin_all(s.list, &s.place);
    cdn_fetch_begin_all(s.list, &s.place); /* none waits any more */
    finish(&s);
    while (s.answers < 2) {
        fake_site_turn(&s.site, s.loop);
    }
    ck_assert_int_eq(s.site.requests, 2);
    close_scene(&s);
}
END_TEST

START_TEST(cancelled_ones_are_never_heard_of) {
    scene s;
    open_scene(&s);
    fetch(&s, true);
    start(&s, PATH, true);                            /* waits */
    cdn_fetch_begin(start(&s, PATH, true), &s.place); /* has a copy */
    cdn_fetch_begin(start(&s, "/b", true), &s.place); /* asks */
    while (s.list != NULL) {
        cdn_fetch_cancel(s.list);
    }
    dgg_loop_service(s.loop);
    ck_assert_int_eq(s.answers, 1);
    close_scene(&s);
}
END_TEST

TEST_MAIN("cdn_fetch", asks_once_while_the_key_stays,
          asks_again_when_the_key_or_the_place_changed,
          without_a_key_a_copy_is_good_for_six_hours,
          in_trouble_the_last_good_copy_is_used, says_of_when_the_copy_is,
          a_young_copy_is_told_to_be_one_when_the_site_is_in_trouble,
          what_the_cdn_does_not_have_is_not_there,
          what_is_not_as_it_should_be_is_not_kept,
          without_a_copy_the_error_is_told,
          a_copy_that_is_not_as_it_should_be_is_damaged,
          an_answer_that_is_too_large_or_cut_is_none,
          a_type_that_cannot_be_shown_is_left_out,
          a_loop_that_is_recorded_has_no_copies, those_that_wait_begin_together,
          cancelled_ones_are_never_heard_of)
