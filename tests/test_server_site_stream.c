#include "server_visitor.h"

#define STREAM "/api/info/stream"
#define HOST   "/api/stream/host"
#define UNHOST "/api/stream/unhost"

/* An hour and a second after the stream began. */
#define FACTS                                                        \
    "\"live\":true,\"game\":\"Owls\","                               \
    "\"preview\":\"https://videos.demo.invalid/preview.jpg\","       \
    "\"status_text\":\"Watching owls until one of us blinks\","      \
    "\"started_at\":\"2023-11-14T21:13:21+0000\",\"ended_at\":null," \
    "\"duration\":3601,\"viewers\":1"

#define HOSTED                                                 \
    "{\"id\":\"Owl TV\",\"url\":\"https://kick.invalid/owl\"," \
    "\"name\":\"Owl TV\","                                     \
    "\"preview\":\"https://videos.demo.invalid/preview.jpg\"," \
    "\"display_name\":\"Owl TV\"}"

#define HOSTING                                                         \
    "{\"url\":\"https://kick.invalid/owl\",\"displayName\":\"Owl TV\"," \
    "\"title\":\"hoo\"}"

/* A server with one who watches. */
static void open_scene(scene *s) {
    scene_open_bare(s);
    server_broadcast(s->server, "JOIN {\"nick\":\"bird\"}");
    s->now_ms += 1000;
}

START_TEST(has_had_three_shapes) {
    scene s;
    open_scene(&s);
    expect_get(&s, STREAM, "", 200,
               "{\"data\":{\"streams\":{\"twitch\":null,\"youtube\":{" FACTS
               ",\"id\":\"demo0000001\",\"platform\":\"youtube\","
               "\"type\":\"video\"},\"facebook\":null,\"rumble\":null,"
               "\"kick\":null}}}");
    server_set_site_age(s.server, SERVER_SITE_2021);
    expect_get(&s, STREAM, "", 200,
               "{\"data\":{\"hostedChannel\":null,\"streams\":{"
               "\"twitch\":null,\"youtube\":{" FACTS
               ",\"videoId\":\"demo0000001\"}}}}");
    server_set_site_age(s.server, SERVER_SITE_2020);
    expect_get(&s, STREAM, "", 200, "{" FACTS ",\"host\":null}");
    scene_close(&s);
}
END_TEST

START_TEST(says_when_it_has_ended) {
    scene s;
    open_scene(&s);
    server_set_site_age(s.server, SERVER_SITE_2020);
    server_set_live(s.server, false);
    s.now_ms += 5000;
    server_set_live(s.server, false);
    expect_visit(&s, "GET " STREAM, "",
                 "\"started_at\":\"2023-11-14T21:13:21+0000\","
                 "\"ended_at\":\"2023-11-14T22:13:22+0000\","
                 "\"duration\":3601,\"viewers\":0,");
    expect_visit(&s, "GET " STREAM, "", "{\"live\":false,");
    server_set_live(s.server, true);
    expect_visit(&s, "GET " STREAM, "",
                 "\"started_at\":\"2023-11-14T22:13:27+0000\","
                 "\"ended_at\":null,\"duration\":0,\"viewers\":1,");
    scene_close(&s);
}
END_TEST

START_TEST(says_when_nothing_has_changed) {
    scene s;
    open_scene(&s);
    char *answer = visit(&s, "GET " STREAM, "", NULL);
    ck_assert_ptr_nonnull(strstr(answer, "\r\nCache-Control: private\r\n"));
    char tag[64], headers[128];
    const char *found = strstr(answer, "\r\nETag: ");
    ck_assert_ptr_nonnull(found);
    ck_assert_int_eq(sscanf(found, "\r\nETag: %40s", tag), 1);
    free(answer);
    snprintf(headers, sizeof headers, "If-None-Match: %s\r\n", tag);
    expect_get(&s, STREAM, headers, 304, "");
    s.now_ms += 1000; /* it lasts longer now */
    expect_visit(&s, "GET " STREAM, headers, "HTTP/1.1 200 ");
    scene_close(&s);
}
END_TEST

START_TEST(lists_what_can_be_seen_later) {
    scene s;
    open_scene(&s);
    expect_visit(&s, "GET /api/info/videos", "",
                 "\r\n\r\n{\"status\":\"success\",\"data\":["
                 "{\"id\":\"demovideo01\",\"title\":\"Owls, part 3\","
                 "\"mediumThumbnailUrl\":");
    expect_visit(&s, "GET /api/info/videos", "",
                 "\"streamViewers\":100,"
                 "\"streamStartTime\":\"2023-11-13T21:13:21+0000\","
                 "\"streamEndTime\":\"2023-11-13T23:13:21+0000\","
                 "\"url\":\"https://videos.demo.invalid/demovideo01\",");
    server_set_site_age(s.server, SERVER_SITE_2021);
    expect_visit(&s, "GET /api/info/videos", "", "\"streamViewers\":\"100\",");
    scene_close(&s);
}
END_TEST

START_TEST(shows_another_channel) {
    scene s;
    open_scene(&s);
    expect_post(&s, HOST, VISITOR_MODERATOR VISITOR_GUARD, HOSTING,
                "{\"success\":true,\"message\":\"The channel is hosted.\"}");
    expect_visit(&s, "GET " STREAM, "",
                 "{\"data\":{\"hostedChannel\":" HOSTED ",\"streams\":{");
    server_set_site_age(s.server, SERVER_SITE_2020);
    expect_visit(&s, "GET " STREAM, "", ",\"host\":" HOSTED "}");
    server_set_site_age(s.server, SERVER_SITE_2026);
    expect_post(&s, UNHOST, VISITOR_ADMIN VISITOR_GUARD, "",
                "{\"success\":true,\"message\":\"The channel is not hosted "
                "any more.\"}");
    expect_post(&s, UNHOST, VISITOR_ADMIN VISITOR_GUARD, "",
                "{\"success\":false,\"message\":\"No channel is hosted.\"}");
    expect_visit(&s, "GET " STREAM, "", "{\"data\":{\"streams\":{");
    scene_close(&s);
}
END_TEST

START_TEST(refuses_what_is_no_channel) {
    static const char *const bodies[] = {
        "",
        "url=https://kick.invalid/owl",
        "[]",
        "{}",
        "{\"url\":7}",
        "{\"url\":\"http://kick.invalid/owl\"}",
        "{\"url\":\"wss://kick.invalid/owl\"}",
        "{\"url\":\"owl\"}",
    };
    scene s;
    open_scene(&s);
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        expect_post(&s, HOST, VISITOR_ADMIN VISITOR_GUARD, bodies[i],
                    "{\"success\":false,\"message\":\"This is no link to a "
                    "channel.\"}");
    }
    scene_close(&s);
}
END_TEST

START_TEST(obeys_only_who_may_host) {
    scene s;
    open_scene(&s);
    static const char *const starts[] = {"POST " HOST, "POST " UNHOST};
    for (size_t i = 0; i < 2; i++) {
        expect_answered(
            visit(&s, starts[i], VISITOR_DEMO VISITOR_GUARD, HOSTING), 403,
            VISITOR_FORBIDDEN);
        expect_answered(visit(&s, starts[i], VISITOR_GUARD, HOSTING), 403,
                        VISITOR_FORBIDDEN);
    }
    scene_close(&s);
}
END_TEST

TEST_MAIN("server_site_stream", has_had_three_shapes, says_when_it_has_ended,
          says_when_nothing_has_changed, lists_what_can_be_seen_later,
          shows_another_channel, refuses_what_is_no_channel,
          obeys_only_who_may_host)
