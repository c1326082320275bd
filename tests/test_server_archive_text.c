#include "server_archive_text.h"
#include "server_log_scene.h"

static const server_span july = {1593561600000, 1596240000000};

/* What is written of the lines that are wanted; NULL: there is none. */
static char *written(scene *s, const server_selection *wanted) {
    static const server_request nothing;
    server_visit v;
    server_visit_init(&v, s->server, &nothing);
    bool has_any = server_archive_write(&v, wanted);
    ck_assert(!v.json.has_failed);
    char *text = has_any ? strdup(v.body.bytes) : NULL;
    server_visit_free(&v);
    return text;
}

static void expect(scene *s, const server_selection *wanted,
                   const char *expected) {
    char *text = written(s, wanted);
    ck_assert_str_eq(text, expected);
    free(text);
}

START_TEST(selects_by_all_it_is_told) {
    static const char owl[] =
        "[2020-07-09 18:03:57 UTC] owl: bird good night\n";
    scene s;
    log_scene_open(&s);
    expect(&s, &(server_selection){.span = july, .nick = "OWL", .part = "GOOD"},
           owl);
    expect(&s, &(server_selection){.span = july, .line_part = ":57 utc] OWL"},
           owl);
    expect(&s, &(server_selection){.span = july, .mentioned = "BIRD"},
           "[2020-07-09 18:03:56 UTC] owl: Hello, Bird OwlBlink\n"
           "[2020-07-09 18:03:57 UTC] owl: bird good night\n");
    scene_close(&s);
}
END_TEST

START_TEST(says_that_there_is_nothing) {
    scene s;
    log_scene_open(&s);
    ck_assert_ptr_null(
        written(&s, &(server_selection){.span = july, .part = "late"}));
    ck_assert_ptr_null(
        written(&s, &(server_selection){.span = {0, july.from_ms}}));
    scene_close(&s);
}
END_TEST

START_TEST(has_lines_that_are_none_on_request) {
    scene s;
    log_scene_open(&s);
    server_set_faults(s.server, &(server_faults){.logs.garbage_every = 2});
    expect(&s, &(server_selection){.span = july},
           "[2020-07-09 18:03:55 UTC] Bird: hello there\n"
           "2020-07-09 18:03:55 UTC] owl: no bracket\n"
           "[2020-07-09 18:03:57 UTC] owl: bird good night\n");
    scene_close(&s);
}
END_TEST

START_TEST(ends_within_its_last_line_on_request) {
    scene s;
    log_scene_open(&s);
    server_set_faults(s.server, &(server_faults){.logs.cuts_last_line = true});
    expect(&s, &(server_selection){.span = july, .nick = "owl"},
           "[2020-07-09 18:03:56 UTC] owl: Hello, Bird OwlBlink\n"
           "[2020-07-09 18:03:57 UT");
    scene_close(&s);
}
END_TEST

TEST_MAIN("server_archive_text", has_lines_that_are_none_on_request,
          ends_within_its_last_line_on_request, selects_by_all_it_is_told,
          says_that_there_is_nothing)
