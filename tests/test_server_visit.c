#include "server_peer.h"
#include "server_visit.h"

/* A visit to a server of this age, and nothing answered yet. */
static void begin(server_visit *v, scene *s, server_site_age age) {
    static const server_request nothing;
    server_set_site_age(s->server, age);
    server_visit_init(v, s->server, &nothing);
}

static void end(server_visit *v, int status, const char *body) {
    ck_assert(!v->json.has_failed);
    ck_assert_int_eq(v->status, status);
    ck_assert_str_eq(v->body.bytes, body);
    server_visit_free(v);
}

START_TEST(quotes_words_only_today) {
    scene s;
    server_visit v;
    scene_open_bare(&s);
    begin(&v, &s, SERVER_SITE_2026);
    server_visit_give_word(&v, 500, "throttled");
    end(&v, 500, "\"throttled\"");
    begin(&v, &s, SERVER_SITE_2021);
    server_visit_give_word(&v, 200, "bannotfound");
    end(&v, 200, "bannotfound");
    scene_close(&s);
}
END_TEST

START_TEST(wraps_and_says_how_it_went) {
    scene s;
    server_visit v;
    scene_open_bare(&s);
    begin(&v, &s, SERVER_SITE_2026);
    server_visit_open_envelope(&v);
    server_writer_count(&v.json, "data", 1);
    server_visit_close_envelope(&v);
    end(&v, 200, "{\"success\":true,\"message\":null,\"data\":1}");
    begin(&v, &s, SERVER_SITE_2026);
    server_visit_give_outcome(&v, false, "no \"owls\"");
    end(&v, 200, "{\"success\":false,\"message\":\"no \\\"owls\\\"\"}");
    scene_close(&s);
}
END_TEST

START_TEST(throws_with_an_id_of_twelve_characters) {
    scene s;
    server_visit v;
    scene_open_bare(&s);
    begin(&v, &s, SERVER_SITE_2021);
    server_visit_throw(&v, "why");
    static const char start[] = "{\"code\":500,\"error\":\"why\",\"id\":\"";
    ck_assert_int_eq(strncmp(v.body.bytes, start, strlen(start)), 0);
    ck_assert_uint_eq(v.body.used, strlen(start) + 12 + strlen("\"}"));
    server_visit_free(&v);
    scene_close(&s);
}
END_TEST

START_TEST(errors_of_pages_are_pages) {
    scene s;
    server_visit v;
    scene_open_bare(&s);
    for (int i = 0; i < 2; i++) {
        begin(&v, &s, SERVER_SITE_2026);
        v.has_pages = true;
        if (i == 0) {
            server_visit_forbid(&v);
        } else {
            server_visit_throw(&v, "why");
        }
        ck_assert_int_eq(v.status, i == 0 ? 403 : 500);
        ck_assert_str_eq(v.type, "text/html; charset=utf-8");
        ck_assert_ptr_nonnull(
            strstr(v.body.bytes, i == 0 ? "Forbidden" : "<h1>why</h1>"));
        server_visit_free(&v);
    }
    scene_close(&s);
}
END_TEST

START_TEST(redirects_with_a_header) {
    scene s;
    server_visit v;
    scene_open_bare(&s);
    begin(&v, &s, SERVER_SITE_2026);
    server_visit_add_header(&v, "X-Pong", "pong");
    server_visit_redirect(&v, "/login");
    ck_assert_int_eq(v.status, 303);
    ck_assert_str_eq(v.headers.bytes, "X-Pong: pong\r\nLocation: /login\r\n");
    server_visit_free(&v);
    scene_close(&s);
}
END_TEST

TEST_MAIN("server_visit", quotes_words_only_today, wraps_and_says_how_it_went,
          throws_with_an_id_of_twelve_characters, errors_of_pages_are_pages,
          redirects_with_a_header)
