#include "server_visitor.h"

static void expect_from_cdn(scene *s, const char *path, const char *part) {
    char start[128];
    snprintf(start, sizeof start, "GET %s", path);
    expect_visit(s, start, VISITOR_BROWSER, part);
}

START_TEST(serves_tables_below_any_version) {
    scene s;
    scene_open_bare(&s);
    static const char *const paths[] = {
        "/emotes/emotes.json",
        "/1.0.0/emotes/emotes.json?_=1",
        "/2.32.2/emotes/emotes.json",
        "/x/emotes/emotes.json",
    };
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        expect_from_cdn(&s, paths[i], "\"prefix\":\"OwlBlink\"");
        expect_from_cdn(&s, paths[i], "Content-Type: application/json\r\n");
    }
    expect_from_cdn(&s, "/1.0.0/flairs/flairs.json", "\"name\":\"flair42\"");
    expect_visit(&s, "GET /1/2/emotes/emotes.json", VISITOR_BROWSER,
                 "HTTP/1.1 404 ");
    scene_close(&s);
}
END_TEST

START_TEST(serves_the_pictures_that_its_tables_name) {
    static const char start[] = "\"url\":\"";
    scene s;
    scene_open_bare(&s);
    char *table = visit(&s, "GET /emotes/emotes.json", VISITOR_BROWSER, NULL);
    char *url = strstr(table, start) + strlen(start);
    url[strcspn(url, "\"")] = '\0';
    const char *site = server_site_url(s.server);
    ck_assert_msg(strncmp(url, site, strlen(site)) == 0, "%s", url);
    expect_from_cdn(&s, url + strlen(site), "HTTP/1.1 200 ");
    expect_from_cdn(&s, url + strlen(site), "\r\n\r\n\x89PNG\r\n");
    expect_from_cdn(&s, url + strlen(site), "Content-Type: image/png\r\n");
    expect_from_cdn(&s, "/1/flairs/flair13.png", "Content-Type: image/png\r\n");
    free(table);
    scene_close(&s);
}
END_TEST

START_TEST(serves_sheets_for_a_year) {
    scene s;
    scene_open_bare(&s);
    expect_from_cdn(&s, "/1.0.0/emotes/emotes.css?_=1", "\n.emote.OwlBlink {");
    expect_from_cdn(&s, "/flairs/flairs.css", "\n.flair.flair42 {");
    expect_from_cdn(&s, "/flairs/flairs.css", "Content-Type: text/css\r\n");
    expect_from_cdn(&s, "/flairs/flairs.css",
                    "Cache-Control: public, max-age=31536000\r\n");
    scene_close(&s);
}
END_TEST

START_TEST(moves_away_who_asks_for_what_is_not_there) {
    static const char *const paths[] = {
        "/1.0.0/emotes/None.png", "/emotes/",        "/emotes/emotes.js",
        "/flairs/emotes.json",    "/emotes/a/b.png",
    };
    scene s;
    scene_open_bare(&s);
    char location[128];
    snprintf(location, sizeof location, "\r\nLocation: %s\r\n",
             server_site_url(s.server));
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        expect_from_cdn(&s, paths[i], "HTTP/1.1 301 Moved Permanently\r\n");
        expect_from_cdn(&s, paths[i], location);
    }
    scene_close(&s);
}
END_TEST

START_TEST(serves_browsers_only) {
    scene s;
    scene_open_bare(&s);
    static const char *const headers[] = {"", "User-Agent: curl/8.0\r\n"};
    for (size_t i = 0; i < 2; i++) {
        expect_visit(&s, "GET /emotes/emotes.json", headers[i],
                     "HTTP/1.1 403 Forbidden\r\nContent-Type: text/html");
        expect_visit(&s, "GET /1/flairs/None.png", headers[i], "HTTP/1.1 403 ");
    }
    expect_visit(&s, "POST /emotes/emotes.json", VISITOR_BROWSER,
                 "HTTP/1.1 405 ");
    scene_close(&s);
}
END_TEST

TEST_MAIN("server_cdn", serves_tables_below_any_version,
          serves_the_pictures_that_its_tables_name, serves_sheets_for_a_year,
          moves_away_who_asks_for_what_is_not_there, serves_browsers_only)
