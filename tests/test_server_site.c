#include "server_visitor.h"

static void expect_status(scene *s, const char *start, const char *headers,
                          int status) {
    char line[32];
    snprintf(line, sizeof line, "HTTP/1.1 %d ", status);
    expect_visit(s, start, headers, line);
}

START_TEST(points_the_chat_page_at_itself) {
    scene s;
    scene_open_bare(&s);
    char part[256];
    snprintf(part, sizeof part,
             "<script id=\"chat-include\" data-ws-url=\"%s\" "
             "data-cache-key=\"1700000000000.1234\" data-cdn=\"%s/1.0.0\" "
             "data-ban-appeal-url=\"\" src=",
             server_chat_url(s.server), server_site_url(s.server));
    expect_visit(&s, "GET /embed/chat", "", part);
    expect_visit(&s, "GET /embed/onstreamchat", "", part);
    expect_visit(&s, "GET /embed/votechat", "", part);
    expect_visit(&s, "GET /embed/chat", "", "Content-Type: text/html");
    server_set_cache_key(s.server, "1.2");
    expect_visit(&s, "GET /embed/chat", "", "data-cache-key=\"1.2\"");
    scene_close(&s);
}
END_TEST

START_TEST(announces_less_in_other_years) {
    scene s;
    scene_open_bare(&s);
    char part[256];
    snprintf(part, sizeof part,
             "<script id=\"chat-include\" "
             "data-cache-key=\"1700000000000.1234\" data-cdn=\"%s/1.0.0\" src=",
             server_site_url(s.server));
    server_set_site_age(s.server, SERVER_SITE_2020);
    expect_visit(&s, "GET /embed/chat", "", part);
    server_set_faults(s.server, &(server_faults){.site.has_bare_page = true});
    expect_visit(&s, "GET /embed/chat", "", "<script id=\"chat-include\" src=");
    scene_close(&s);
}
END_TEST

START_TEST(finds_its_way_as_the_router_does) {
    scene s;
    scene_open_bare(&s);
    static const char *const same[] = {
        "GET /api/userinfo?token=x",       "GET /API/UserInfo?token=x",
        "GET /api/userinfo.json?token=x",  "GET /api/userinfo/?token=x",
        "GET /api/userinfo.json/?token=x",
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        expect_visit(&s, same[i], "", "invalid_token");
    }
    static const char *const others[] = {
        "GET /",
        "GET /nothing",
        "GET /api/userinfo//?token=x",
        "GET /api/userinfo/x",
        "GET /api/messages/usr/a/b/inbox",
        "GET /api/messages/usr//inbox",
        "GET /api/messages/usr/inbox",
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        expect_status(&s, others[i], VISITOR_DEMO, 404);
        expect_visit(&s, others[i], VISITOR_DEMO,
                     "<h1>There is no such page</h1>");
    }
    scene_close(&s);
}
END_TEST

START_TEST(has_no_page_for_other_methods) {
    scene s;
    scene_open_bare(&s);
    static const char *const requests[] = {
        "POST /api/userinfo",        "POST /api/chat/me",
        "PUT /api/chat/me/settings", "GET /profile/messages/send",
        "POST /api/messages/inbox",  "GET /api/messages/msg/1/open",
        "GET /api/stream/host",      "HEAD /ping",
    };
    for (size_t i = 0; i < sizeof requests / sizeof *requests; i++) {
        expect_status(&s, requests[i], VISITOR_ADMIN VISITOR_GUARD, 404);
    }
    scene_close(&s);
}
END_TEST

START_TEST(asks_for_a_session) {
    static const char *const paths[] = {
        "/api/chat/me",
        "/api/chat/me/settings",
        "/api/chat/me/ban",
        "/api/chat/stalk",
        "/api/chat/mentions",
        "/api/messages/unread",
        "/api/messages/unread-count",
        "/api/messages/inbox",
        "/api/messages/conversations",
        "/api/messages/usr/bird/inbox",
        "/api/messages/open",
        "/api/info/giftcheck",
    };
    scene s;
    scene_open_bare(&s);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        expect_get(&s, paths[i], "", 403, VISITOR_FORBIDDEN);
        expect_get(&s, paths[i], "Cookie: authtoken=" SERVER_DEMO_TOKEN "\r\n",
                   403, VISITOR_FORBIDDEN);
    }
    scene_close(&s);
}
END_TEST

/* Nothing is done that another page could have made a browser ask for. */
START_TEST(asks_for_the_guard_where_something_changes) {
    static const char *const paths[] = {
        "POST /api/messages/msg/1/open", "POST /api/messages/open",
        "POST /profile/messages/send",   "POST /api/stream/host",
        "POST /api/stream/unhost",
    };
    scene s;
    scene_open_bare(&s);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        expect_answered(visit(&s, paths[i], VISITOR_ADMIN, ""), 403,
                        VISITOR_FORBIDDEN);
        expect_answered(
            visit(&s, paths[i], VISITOR_ADMIN "X-CSRF-Guard: NOO\r\n", ""), 403,
            VISITOR_FORBIDDEN);
        expect_status(&s, paths[i], VISITOR_ADMIN VISITOR_GUARD, 200);
    }
    server_set_site_age(s.server, SERVER_SITE_2021);
    expect_status(&s, "POST /api/messages/open", VISITOR_DEMO, 200);
    scene_close(&s);
}
END_TEST

START_TEST(has_no_newer_pages_in_older_times) {
    static const char *const paths[] = {
        "GET /api/chat/userinfo?username=demo_viewer",
        "GET /api/messages/unread-count",
        "GET /api/messages/conversations",
        "POST /api/stream/host",
        "POST /api/stream/unhost",
    };
    scene s;
    scene_open_bare(&s);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        server_set_site_age(s.server, SERVER_SITE_2026);
        expect_status(&s, paths[i], VISITOR_ADMIN VISITOR_GUARD, 200);
        server_set_site_age(s.server, SERVER_SITE_2021);
        expect_status(&s, paths[i], VISITOR_ADMIN VISITOR_GUARD, 404);
    }
    scene_close(&s);
}
END_TEST

START_TEST(keeps_pages_for_servers_to_itself) {
    scene s;
    scene_open_bare(&s);
    expect_get(&s, "/api/auth", VISITOR_ADMIN, 403, VISITOR_FORBIDDEN);
    expect_get(&s, "/api/info/profile", VISITOR_ADMIN, 403, VISITOR_FORBIDDEN);
    expect_answered(visit(&s, "POST /api/messages/send", VISITOR_ADMIN, ""),
                    403, VISITOR_FORBIDDEN);
    scene_close(&s);
}
END_TEST

START_TEST(answers_several_requests_on_one_connection) {
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_open(&p, &s);
    const char requests[] =
        "POST /a HTTP/1.1\r\nContent-Length: 6\r\n\r\nGET /b"
        "GET /api/userinfo?token=x HTTP/1.1\r\n\r\n";
    peer_send(&p, requests, strlen(requests));
    char *head = peer_take_head(&p);
    ck_assert_ptr_nonnull(strstr(head, "404"));
    free(head);
    while (strstr(p.input.used == 0 ? "" : p.input.bytes, "invalid_token") ==
           NULL) {
        ck_assert(!p.has_ended);
        peer_step(&p);
    }
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(puts_a_page_in_front_of_everything) {
    scene s;
    scene_open_bare(&s);
    static const int statuses[] = {403, 429, 503, 200};
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        server_set_faults(s.server,
                          &(server_faults){.site = {.page_status = statuses[i],
                                                    .retry_after_s = 7}});
        expect_status(&s, "GET /api/chat/me", VISITOR_DEMO, statuses[i]);
        expect_visit(&s, "GET /ping", "", "\r\nRetry-After: 7\r\n");
        expect_visit(&s, "GET /emotes/emotes.json", VISITOR_BROWSER,
                     "\r\nContent-Type: text/html");
        expect_visit(&s, "GET /embed/chat", "", "<title>Just a moment");
    }
    server_set_faults(s.server, &(server_faults){.site = {.page_status = 503,
                                                          .only = "/emotes/"}});
    expect_status(&s, "GET /emotes/emotes.json", VISITOR_BROWSER, 503);
    expect_status(&s, "GET /flairs/flairs.json", VISITOR_BROWSER, 200);
    char *answer = visit(&s, "GET /emotes/emotes.json", VISITOR_BROWSER, NULL);
    ck_assert_ptr_null(strstr(answer, "Retry-After"));
    free(answer);
    scene_close(&s);
}
END_TEST

START_TEST(sends_elsewhere_on_request) {
    scene s;
    scene_open_bare(&s);
    server_set_faults(
        s.server, &(server_faults){.site.redirect = "https://other.invalid/"});
    expect_status(&s, "GET /api/chat/me", VISITOR_DEMO, 303);
    expect_visit(&s, "GET /api/chat/me", VISITOR_DEMO,
                 "\r\nLocation: https://other.invalid/\r\n");
    scene_close(&s);
}
END_TEST

#define INVALID \
    "{\"error\":\"invalid_token\",\"message\":\"Invalid token\",\"code\":400}"

START_TEST(lies_about_the_length_on_request) {
    scene s;
    scene_open_bare(&s);
    server_set_faults(s.server, &(server_faults){.site.length_error = 5});
    peer p;
    peer_open(&p, &s);
    const char request[] = "GET /api/userinfo?token=x HTTP/1.1\r\n\r\n";
    peer_send(&p, request, strlen(request));
    char *head = peer_take_head(&p);
    char length[64];
    snprintf(length, sizeof length, "\r\nContent-Length: %zu\r\n",
             strlen(INVALID) + 5);
    ck_assert_ptr_nonnull(strstr(head, length));
    free(head);
    free(peer_take(&p, strlen(INVALID)));
    peer_expect_end(&p);
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(sends_chunks_on_request) {
    scene s;
    scene_open_bare(&s);
    server_set_faults(s.server, &(server_faults){.site.chunk_bytes = 60});
    expect_get(&s, "/api/userinfo?token=x", "", 200,
               "3c\r\n{\"error\":\"invalid_token\",\"message\":\"Invalid "
               "token\",\"code\":40\r\n2\r\n0}\r\n0\r\n\r\n");
    scene_close(&s);
}
END_TEST

/* The bytes that follow the head, which holds `part`, are told apart only by
 * their number. */
static size_t count_body(scene *s, const char *part) {
    peer p;
    peer_open(&p, s);
    const char request[] = "GET /api/userinfo?token=x HTTP/1.1\r\n\r\n";
    peer_send(&p, request, strlen(request));
    char *head = peer_take_head(&p);
    ck_assert_msg(strstr(head, part) != NULL, "%s", head);
    free(head);
    size_t count = 0;
    while (!p.has_ended) {
        count += p.input.used;
        buffer_reset(&p.input, 0);
        peer_step(&p);
    }
    count += p.input.used;
    peer_close(&p);
    return count;
}

START_TEST(sends_thirty_megabytes_on_request) {
    enum { BLANKS = 30 << 20, PIECE = 64 << 10 };
    scene s;
    scene_open_bare(&s);
    char length[64];
    snprintf(length, sizeof length, "\r\nContent-Length: %zu\r\n",
             strlen(INVALID) + BLANKS);
    server_set_faults(s.server, &(server_faults){.site.filler_bytes = BLANKS});
    ck_assert_uint_eq(count_body(&s, length), strlen(INVALID) + BLANKS);
    server_set_faults(
        s.server,
        &(server_faults){.site = {.filler_bytes = BLANKS, .chunk_bytes = 100}});
    size_t framing = strlen("3e\r\n\r\n") + strlen("0\r\n\r\n") +
                     BLANKS / PIECE * strlen("10000\r\n\r\n");
    ck_assert_uint_eq(count_body(&s, "\r\nTransfer-Encoding: chunked\r\n"),
                      strlen(INVALID) + BLANKS + framing);
    scene_close(&s);
}
END_TEST

START_TEST(refuses_bodies_that_nobody_would_keep) {
    scene s;
    scene_open_bare(&s);
    expect_visit(&s, "POST /ping", "Content-Length: 262145\r\n",
                 "HTTP/1.1 413 Payload Too Large\r\nContent-Type: text/html");
    scene_close(&s);
}
END_TEST

TEST_MAIN("server_site", points_the_chat_page_at_itself,
          announces_less_in_other_years, finds_its_way_as_the_router_does,
          has_no_page_for_other_methods, asks_for_a_session,
          asks_for_the_guard_where_something_changes,
          has_no_newer_pages_in_older_times, keeps_pages_for_servers_to_itself,
          answers_several_requests_on_one_connection,
          puts_a_page_in_front_of_everything, sends_elsewhere_on_request,
          lies_about_the_length_on_request, sends_chunks_on_request,
          sends_thirty_megabytes_on_request,
          refuses_bodies_that_nobody_would_keep)
