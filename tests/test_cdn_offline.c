/* A dgg_cdn with copies on disk: what a program that starts again finds. */
#include "dgg_cdn.h"
#include "fake_site.h"
#include "scratch.h"

#include <signal.h>
#include <sys/resource.h>

#define PAGE    "/embed/chat"
#define EMOTES  "/2.1/emotes/emotes.json"
#define FLAIRS  "/2.1/flairs/flairs.json"
#define SECRETS "demosession0000000000"

typedef struct scene {
    scratch disk;
    char directory[128];
    fake_site site;
    char page[512];
    dgg_loop *loop;
    dgg_cdn *cdn;
    int answers;
    dgg_cdn_answer answer;
    char reason[512];
} scene;

static void set_key(scene *s, const char *key) {
    snprintf(s->page, sizeof s->page,
             "<script id='chat-include' data-cache-key='%s' "
             "data-cdn='%s/2.1'>",
             key, s->site.url);
    fake_site_set(&s->site, PAGE, 200, s->page);
}

/* As the program does when it starts again. */
static void start(scene *s) {
    dgg_cdn_free(s->cdn);
    const dgg_cdn_options options = {
        .endpoints = {.site_url = s->site.url},
        .cache_directory = s->directory,
    };
    ck_assert_int_eq(dgg_cdn_new(&s->cdn, s->loop, &options), DGG_OK);
}

static void open_scene(scene *s) {
    *s = (scene){0};
    scratch_open(&s->disk);
    fake_site_open(&s->site);
    snprintf(s->directory, sizeof s->directory, "%s/dgg/cdn", s->disk.path);
    ck_assert_int_eq(dgg_loop_new(&s->loop, NULL), DGG_OK);
    set_key(s, "1.1");
    fake_site_set(&s->site, EMOTES, 200, "[{\"prefix\":\"YEE\"}]");
    fake_site_set(&s->site, FLAIRS, 200, "[{\"name\":\"flair1\"}]");
    start(s);
}

static void close_scene(scene *s) {
    dgg_cdn_free(s->cdn);
    dgg_loop_free(s->loop);
    fake_site_close(&s->site);
    scratch_close(&s->disk);
}

static void on_answer(void *user, const dgg_cdn_answer *answer) {
    scene *s = user;
    s->answers++;
    s->answer = *answer;
    snprintf(s->reason, sizeof s->reason, "%s", answer->status.reason);
}

static void finish(scene *s) {
    int before = s->answers;
    while (s->answers == before) {
        fake_site_turn(&s->site, s->loop);
    }
}

static void load(scene *s) {
    start(s);
    ck_assert_int_eq(dgg_cdn_load(s->cdn, on_answer, s), DGG_OK);
    finish(s);
}

static void expect_tables(const scene *s) {
    ck_assert_int_eq(s->answer.status.error, DGG_OK);
    ck_assert_ptr_nonnull(dgg_emotes_find(dgg_cdn_emotes(s->cdn), "YEE", 3));
    ck_assert_ptr_nonnull(dgg_flairs_find(dgg_cdn_flairs(s->cdn), "flair1"));
}

static void expect_cache(const scene *s, dgg_error error, const char *part) {
    const dgg_api_status *status = dgg_cdn_cache_status(s->cdn);
    ck_assert_int_eq(status->error, error);
    ck_assert_msg(strstr(status->reason, part) != NULL, "%s", status->reason);
}

START_TEST(tables_are_asked_for_once_a_key) {
    scene s;
    open_scene(&s);
    load(&s);
    expect_tables(&s);
    ck_assert(!s.answer.is_cached && !s.answer.is_stale);
    ck_assert_int_eq(s.answer.status.http_status, 200);
    load(&s);
    expect_tables(&s);
    ck_assert(s.answer.is_cached && !s.answer.is_stale);
    ck_assert_str_eq(s.reason, "");
    ck_assert_int_eq(fake_site_hits(&s.site, PAGE), 2);
    ck_assert_int_eq(fake_site_hits(&s.site, EMOTES), 1);
    set_key(&s, "2.2");
    fake_site_set(&s.site, EMOTES, 200, "[{\"prefix\":\"NEW\"}]");
    load(&s);
    ck_assert(!s.answer.is_cached);
    ck_assert_ptr_nonnull(dgg_emotes_find(dgg_cdn_emotes(s.cdn), "NEW", 3));
    ck_assert_int_eq(fake_site_hits(&s.site, EMOTES), 2);
    close_scene(&s);
}
END_TEST

START_TEST(offline_the_last_ones_are_there) {
    scene s;
    open_scene(&s);
    load(&s);
    fake_site_close(&s.site);
    load(&s);
    expect_tables(&s);
    ck_assert(s.answer.is_cached && s.answer.is_stale);
    ck_assert_int_eq(s.answer.status.http_status, 0);
    ck_assert_ptr_nonnull(strstr(s.reason, "using what was loaded on 2"));
    expect_cache(&s, DGG_OK, "");
    close_scene(&s);
}
END_TEST

START_TEST(without_copies_offline_is_an_error) {
    scene s;
    open_scene(&s);
    fake_site_close(&s.site);
    load(&s);
    ck_assert_int_eq(s.answer.status.error, DGG_ERROR_REFUSED);
    ck_assert_ptr_null(dgg_cdn_emotes(s.cdn));
    expect_cache(&s, DGG_OK, "");
    close_scene(&s);
}
END_TEST

START_TEST(a_page_that_says_nothing_makes_old_what_is_there) {
    scene s;
    open_scene(&s);
    load(&s);
    fake_site_set(&s.site, PAGE, 200, "<html>Just a moment...</html>");
    load(&s);
    expect_tables(&s);
    ck_assert(s.answer.is_stale);
    ck_assert_int_eq(fake_site_hits(&s.site, EMOTES), 1);
    close_scene(&s);
}
END_TEST

START_TEST(of_two_tables_one_may_be_old) {
    scene s;
    open_scene(&s);
    load(&s);
    set_key(&s, "2.2");
    fake_site_set(&s.site, FLAIRS, 200, "{\"error\":\"x\"}");
    load(&s);
    expect_tables(&s);
    ck_assert(s.answer.is_cached && s.answer.is_stale);
    ck_assert_int_eq(s.answer.status.http_status, 200);
    close_scene(&s);
}
END_TEST

START_TEST(what_is_missing_is_what_the_reason_is_about) {
    scene s;
    open_scene(&s);
    fake_site_set(&s.site, FLAIRS, 200, "<html>");
    load(&s);
    ck_assert_int_eq(s.answer.status.error, DGG_OK);
    ck_assert_ptr_nonnull(dgg_cdn_emotes(s.cdn));
    ck_assert_ptr_null(dgg_cdn_flairs(s.cdn));
    ck_assert_str_eq(s.reason, dgg_strerror(DGG_ERROR_HTML));
    close_scene(&s);
}
END_TEST

START_TEST(bytes_of_a_table_do_not_spoil_its_copy) {
    scene s;
    open_scene(&s);
    load(&s);
    set_key(&s, "2.2");
    fake_site_set(&s.site, EMOTES, 200, "<html>");
    start(&s);
    ck_assert_int_eq(dgg_cdn_get(s.cdn, "emotes/emotes.json", on_answer, &s),
                     DGG_OK);
    finish(&s);
    ck_assert(s.answer.is_stale);
    load(&s);
    expect_tables(&s);
    expect_cache(&s, DGG_OK, "");
    close_scene(&s);
}
END_TEST

START_TEST(any_object_is_kept) {
    scene s;
    open_scene(&s);
    fake_site_set(&s.site, "/2.1/a.png", 200, "PNG");
    for (int i = 0; i < 2; i++) {
        start(&s);
        ck_assert_int_eq(dgg_cdn_get(s.cdn, "/a.png", on_answer, &s), DGG_OK);
        finish(&s);
        ck_assert_int_eq(s.answer.status.error, DGG_OK);
        ck_assert_int_eq(s.answer.is_cached, i == 1);
    }
    ck_assert_int_eq(fake_site_hits(&s.site, "/2.1/a.png"), 1);
    close_scene(&s);
}
END_TEST

/* --- trouble with the disk ----------------------------------------------- */

static void damage(const char *path) {
    scratch_write(path, "half", 4);
}

START_TEST(damaged_copies_are_loaded_again_and_told) {
    scene s;
    open_scene(&s);
    load(&s);
    ck_assert_uint_eq(scratch_each(s.directory, damage), 2);
    load(&s);
    expect_tables(&s);
    ck_assert(!s.answer.is_cached);
    expect_cache(&s, DGG_ERROR_CACHE_DAMAGED, s.directory);
    load(&s);
    ck_assert(s.answer.is_cached);
    expect_cache(&s, DGG_OK, "");
    scratch_each(s.directory, damage);
    fake_site_close(&s.site);
    load(&s);
    ck_assert_int_eq(s.answer.status.error, DGG_ERROR_REFUSED);
    ck_assert_ptr_null(dgg_cdn_emotes(s.cdn));
    expect_cache(&s, DGG_ERROR_CACHE_DAMAGED, s.directory);
    close_scene(&s);
}
END_TEST

START_TEST(a_disk_that_takes_nothing_does_not_matter) {
    scene s;
    open_scene(&s);
    strcat(s.directory, "/below");
    char path[256];
    snprintf(path, sizeof path, "%s/dgg", s.disk.path);
    scratch_write(path, "x", 1);
    load(&s);
    expect_tables(&s);
    expect_cache(&s, DGG_ERROR_CACHE_READ_ONLY, s.directory);
    close_scene(&s);
}
END_TEST

/* A file that may not become larger than a disk that is full has room. */
START_TEST(a_full_disk_does_not_matter) {
    scene s;
    struct rlimit all;
    open_scene(&s);
    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &all), 0);
    const struct rlimit some = {40, all.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &some), 0);
    load(&s);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &all), 0);
    expect_tables(&s);
    expect_cache(&s, DGG_ERROR_CACHE_FULL, s.directory);
    ck_assert_uint_eq(scratch_each(s.directory, NULL), 0);
    close_scene(&s);
}
END_TEST

/* --- what may be on it --------------------------------------------------- */

static void expect_no_secret(const char *path) {
    size_t bytes;
    char *text = scratch_read(path, &bytes);
    for (size_t i = 0; i + 4 <= bytes; i++) {
        ck_assert_int_ne(memcmp(text + i, "demo", 4), 0);
        ck_assert_int_ne(memcmp(text + i, "sid=", 4), 0);
    }
    free(text);
}

/* A login for the site beside it changes nothing. */
START_TEST(holds_no_credential) {
    scene s;
    dgg_api *api;
    open_scene(&s);
    const dgg_endpoints endpoints = {.site_url = s.site.url,
                                     .is_trusted = true};
    const dgg_credentials login = {.session_id = SECRETS};
    ck_assert_int_eq(dgg_api_new(&api, s.loop, &endpoints, &login), DGG_OK);
    load(&s);
    ck_assert_uint_eq(scratch_each(s.directory, expect_no_secret), 2);
    dgg_api_free(api);
    close_scene(&s);
}
END_TEST

TEST_MAIN("cdn_offline", tables_are_asked_for_once_a_key,
          offline_the_last_ones_are_there, without_copies_offline_is_an_error,
          a_page_that_says_nothing_makes_old_what_is_there,
          of_two_tables_one_may_be_old,
          what_is_missing_is_what_the_reason_is_about,
          bytes_of_a_table_do_not_spoil_its_copy, any_object_is_kept,
          damaged_copies_are_loaded_again_and_told,
          a_disk_that_takes_nothing_does_not_matter,
          a_full_disk_does_not_matter, holds_no_credential)
