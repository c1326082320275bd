#include "server_peer.h"

#define SESSION "Cookie: sid=" SERVER_DEMO_SESSION "\r\n"

/* The answer's head and body as one text; malloc'd. */
static char *get(scene *s, const char *path, const char *headers) {
    peer p;
    peer_open(&p, s);
    char request[512];
    int length =
        snprintf(request, sizeof request,
                 "GET %s HTTP/1.1\r\nHost: h\r\n%sConnection: close\r\n\r\n",
                 path, headers);
    peer_send(&p, request, (size_t)length);
    while (!p.has_ended) {
        peer_step(&p);
    }
    char *answer = strdup(p.input.bytes);
    peer_close(&p);
    return answer;
}

static void expect(scene *s, const char *path, const char *headers,
                   const char *part) {
    char *answer = get(s, path, headers);
    ck_assert_msg(strstr(answer, part) != NULL, "%s\n%s", path, answer);
    free(answer);
}

START_TEST(points_the_chat_page_at_itself) {
    scene s;
    scene_open_bare(&s);
    char part[256];
    snprintf(part, sizeof part,
             "<script id=\"chat-include\" data-ws-url=\"%s\" "
             "data-cache-key=\"1700000000000.1234\" data-cdn=\"%s/1.0.0\"",
             server_chat_url(s.server), server_site_url(s.server));
    expect(&s, "/embed/chat", "", part);
    expect(&s, "/embed/chat", "", "Content-Type: text/html");
    scene_close(&s);
}
END_TEST

START_TEST(serves_emotes_and_flairs_below_any_version) {
    scene s;
    scene_open_bare(&s);
    expect(&s, "/emotes/emotes.json", "", "\"prefix\":\"OwlBlink\"");
    expect(&s, "/1.0.0/emotes/emotes.json?_=1", "", "\"prefix\":\"OwlBlink\"");
    expect(&s, "/1.0.0/flairs/flairs.json", "", "\"name\":\"flair42\"");
    scene_close(&s);
}
END_TEST

START_TEST(tells_who_a_key_belongs_to) {
    scene s;
    scene_open_bare(&s);
    expect(&s, "/api/userinfo?token=" SERVER_DEMO_TOKEN, "",
           "\"nick\":\"demo_viewer\"");
    expect(&s, "/api/userinfo?token=" SERVER_FRIEND_TOKEN, "",
           "\"userId\":\"424243\"");
    expect(&s, "/api/userinfo?token=wrong", "", "HTTP/1.1 200 OK");
    expect(&s, "/api/userinfo?token=wrong", "", "\"error\":\"invalid_token\"");
    expect(&s, "/api/userinfo", "", "HTTP/1.1 500 ");
    scene_close(&s);
}
END_TEST

START_TEST(asks_for_a_session) {
    scene s;
    scene_open_bare(&s);
    expect(&s, "/api/messages/unread", "", "HTTP/1.1 403 ");
    expect(&s, "/api/messages/unread", "",
           "{\"code\":403,\"error\":\"forbidden\"}");
    expect(&s, "/api/messages/unread",
           "Cookie: authtoken=" SERVER_DEMO_TOKEN "\r\n", "HTTP/1.1 403 ");
    expect(&s, "/api/messages/unread", SESSION, "\r\n\r\n[]");
    scene_close(&s);
}
END_TEST

START_TEST(marks_as_read_what_was_opened) {
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_log_in(&p, &s);
    peer_say(&p, "PRIVMSG {\"nick\":\"demo_friend\",\"data\":\"psst\"}");
    peer_expect_frame(&p, "PRIVMSGSENT \"\"");
    const char *friend_session = "Cookie: sid=" SERVER_FRIEND_SESSION "\r\n";
    expect(&s, "/api/messages/unread", friend_session, "\"unread\":\"1\"");
    expect(&s, "/api/messages/inbox", friend_session, "\"unread\":\"1\"");
    expect(&s, "/api/messages/usr/Demo_Viewer/inbox", friend_session,
           "\"message\":\"psst\"");
    expect(&s, "/api/messages/unread", friend_session, "\r\n\r\n[]");
    expect(&s, "/api/messages/msg/1/open", friend_session,
           "{\"success\":true}");
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(has_a_page_for_what_is_not_there) {
    scene s;
    scene_open_bare(&s);
    expect(&s, "/nothing", "", "HTTP/1.1 404 Not Found");
    expect(&s, "/nothing", "", "<h1>There is no such page</h1>");
    expect(&s, "/api/messages/usr/a/b/inbox", SESSION, "HTTP/1.1 404 ");
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

TEST_MAIN("server_site", points_the_chat_page_at_itself,
          serves_emotes_and_flairs_below_any_version,
          tells_who_a_key_belongs_to, asks_for_a_session,
          marks_as_read_what_was_opened, has_a_page_for_what_is_not_there,
          answers_several_requests_on_one_connection)
