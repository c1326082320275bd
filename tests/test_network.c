#include "fake_site.h"
#include "network.h"
#include "scratch.h"

typedef struct scene {
    scratch disk;
    fake_site site;
    network network;
    int answers;
    dgg_error error;
} scene;

static void open_scene(scene *s) {
    *s = (scene){0};
    scratch_open(&s->disk);
    fake_site_open(&s->site);
    fake_site_set(&s->site, "/emotes/emotes.json", 200, "[]");
    fake_site_set(&s->site, "/flairs/flairs.json", 200, "[]");
    setenv("HOME", s->disk.path, 1);
    unsetenv("XDG_CACHE_HOME");
}

static void close_scene(scene *s) {
    fake_site_close(&s->site);
    scratch_close(&s->disk);
}

static void on_tables(void *user, const dgg_cdn_answer *answer) {
    scene *s = user;
    s->answers++;
    s->error = answer->status.error;
}

/* Loads the tables as a program with these options does, once. */
static void load(scene *s, const options *o) {
    char problem[NETWORK_PROBLEM_BYTES];
    const network_handlers handlers = {0};
    ck_assert_msg(network_open(&s->network, o, &handlers, problem) == DGG_OK,
                  "%s", problem);
    s->answers = 0;
    ck_assert_int_eq(dgg_cdn_load(s->network.cdn, on_tables, s), DGG_OK);
    while (s->answers == 0) {
        fake_site_turn(&s->site, s->network.loop);
    }
    network_close(&s->network);
}

static void load_from_site(scene *s) {
    const options o = {.endpoints = {.chat_url = "ws://127.0.0.1:1/ws",
                                     .cdn_url = s->site.url},
                       .speed = 1};
    load(s, &o);
    ck_assert_int_eq(s->error, DGG_OK);
}

static size_t copies_in(const scene *s, const char *below) {
    char path[256];
    snprintf(path, sizeof path, "%s%s", s->disk.path, below);
    return scratch_each(path, NULL);
}

START_TEST(copies_are_where_the_person_keeps_them) {
    scene s;
    char cache[128];
    open_scene(&s);
    load_from_site(&s);
    ck_assert_uint_eq(copies_in(&s, "/.cache/dgg/cdn"), 2);
    snprintf(cache, sizeof cache, "%s/other", s.disk.path);
    setenv("XDG_CACHE_HOME", cache, 1);
    load_from_site(&s);
    ck_assert_uint_eq(copies_in(&s, "/other/dgg/cdn"), 2);
    load_from_site(&s);
    ck_assert_int_eq(s.site.requests, 4);
    close_scene(&s);
}
END_TEST

START_TEST(a_relative_place_is_none) {
    scene s;
    open_scene(&s);
    setenv("XDG_CACHE_HOME", "relative", 1);
    load_from_site(&s);
    ck_assert_uint_eq(copies_in(&s, "/.cache/dgg/cdn"), 2);
    setenv("HOME", "relative", 1);
    load_from_site(&s);
    unsetenv("HOME");
    load_from_site(&s);
    struct stat status;
    ck_assert_int_ne(stat("relative", &status), 0);
    ck_assert_int_eq(s.site.requests, 6);
    close_scene(&s);
}
END_TEST

START_TEST(demo_and_replay_leave_nothing) {
    scene s;
    char path[1024];
    open_scene(&s);
    load(&s, &(options){.demo.is_wanted = true, .speed = 1});
    ck_assert_int_eq(s.error, DGG_OK);
    snprintf(path, sizeof path, "%s/fixtures/recording.jsonl", TEST_DIRECTORY);
    load(&s, &(options){.tape.replay = path, .speed = 1000});
    ck_assert_uint_eq(copies_in(&s, ""), 0);
    close_scene(&s);
}
END_TEST

/* The CDN's answers have to be in the recording, though there are copies. */
START_TEST(a_recording_has_the_tables) {
    scene s;
    char path[128];
    open_scene(&s);
    load_from_site(&s);
    snprintf(path, sizeof path, "%s/tape.jsonl", s.disk.path);
    const options o = {
        .endpoints = {.chat_url = "ws://127.0.0.1:1/ws", .cdn_url = s.site.url},
        .tape.record = path,
        .speed = 1};
    load(&s, &o);
    size_t bytes;
    char *tape = scratch_read(path, &bytes);
    ck_assert_ptr_nonnull(strstr(tape, "\"/emotes/emotes.json\""));
    ck_assert_ptr_nonnull(strstr(tape, "\"/flairs/flairs.json\""));
    free(tape);
    close_scene(&s);
}
END_TEST

static void expect_logs(const options *o, const char *host, bool is_archive) {
    char problem[NETWORK_PROBLEM_BYTES];
    const network_handlers handlers = {0};
    network n;
    ck_assert_msg(network_open(&n, o, &handlers, problem) == DGG_OK, "%s",
                  problem);
    ck_assert_str_eq(n.logs.host, host);
    ck_assert_int_eq(n.logs.is_archive, is_archive);
    ck_assert_int_eq(n.logs.logs != NULL, *host != '\0');
    network_close(&n);
}

START_TEST(logs_are_where_the_options_say) {
    scene s;
    char path[1024];
    open_scene(&s);
    options o = {.speed = 1};
    expect_logs(&o, "api-v2.rustlesearch.dev", false);
    o.endpoints.archive_url = "http://archive.example/logs";
    expect_logs(&o, "archive.example", true);
    o.endpoints.logs_url = "http://search.example:81";
    expect_logs(&o, "search.example", false);
    expect_logs(&(options){.demo.is_wanted = true, .speed = 1}, "127.0.0.1",
                false);
    snprintf(path, sizeof path, "%s/fixtures/recording.jsonl", TEST_DIRECTORY);
    expect_logs(&(options){.tape.replay = path, .speed = 1000}, "", false);
    close_scene(&s);
}
END_TEST

TEST_MAIN("network", logs_are_where_the_options_say,
          copies_are_where_the_person_keeps_them, a_relative_place_is_none,
          demo_and_replay_leave_nothing, a_recording_has_the_tables)
