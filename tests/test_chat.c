#include "chat_scene.h"
#include "peer.h"

static void expect_nick(dgg_options options, const char *nick) {
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(&s, options);
    chat_scene_connect(&s);
    ck_assert_str_eq(dgg_chat_nick(s.chat), nick);
    chat_scene_close(&s);
}

START_TEST(tells_who_we_are) {
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(&s, chat_scene_login());
    ck_assert(!dgg_chat_is_open(s.chat));
    ck_assert_str_eq(dgg_chat_nick(s.chat), "");
    chat_scene_connect(&s);
    ck_assert(dgg_chat_is_open(s.chat));
    ck_assert_str_eq(dgg_chat_nick(s.chat), SERVER_DEMO_NICK);
    ck_assert_ptr_eq(strstr(chat_scene_log(&s), "connecting\nopen\nME "),
                     chat_scene_log(&s));
    chat_scene_close(&s);
}
END_TEST

START_TEST(is_anonymous_without_credentials) {
    expect_nick((dgg_options){0}, "");
}
END_TEST

START_TEST(credentials_stay_home_unless_trusted) {
    dgg_options options = chat_scene_login();
    options.endpoints.is_trusted = false;
    expect_nick(options, "");
}
END_TEST

/* The server ignores the login key beside a session, so an unknown session
 * shows that it came alone or not at all. */
START_TEST(a_session_is_sent_instead_of_the_key) {
    dgg_options options = chat_scene_login();
    options.credentials.session_id = SERVER_DEMO_SESSION;
    expect_nick(options, SERVER_DEMO_NICK);
    options.credentials.auth_token = NULL;
    expect_nick(options, SERVER_DEMO_NICK);
    options.credentials.session_id = "unknownsession";
    expect_nick(options, "");
}
END_TEST

/* What the server is asked with. */
static char *request_of(dgg_options options) {
    chat_scene s;
    chat_scene_open(&s);
    peer *p = peer_new();
    char url[64];
    snprintf(url, sizeof url, "ws://127.0.0.1:%d/ws", peer_port(p));
    chat_scene_add_chat_at(&s, options, url);
    dgg_chat_connect(s.chat);
    while (strstr(peer_received(p, NULL), "\r\n\r\n") == NULL) {
        peer_wait(p, s.loop);
    }
    char *request = strdup(peer_received(p, NULL));
    ck_assert_ptr_nonnull(request);
    peer_free(p);
    chat_scene_close(&s);
    return request;
}

/* With a session the server looks at nothing else (destinygg/chat, user.go). */
START_TEST(one_cookie_is_sent_and_no_more) {
    dgg_options options = chat_scene_login();
    char *request = request_of(options);
    ck_assert_ptr_nonnull(
        strstr(request, "\r\nCookie: authtoken=" SERVER_DEMO_TOKEN "\r\n"));
    free(request);
    options.credentials.session_id = SERVER_DEMO_SESSION;
    request = request_of(options);
    ck_assert_ptr_nonnull(
        strstr(request, "\r\nCookie: sid=" SERVER_DEMO_SESSION "\r\n"));
    ck_assert_ptr_null(strstr(request, "authtoken"));
    free(request);
    request = request_of((dgg_options){0});
    ck_assert_ptr_null(strstr(request, "Cookie"));
    free(request);
}
END_TEST

START_TEST(refuses_what_cannot_work) {
    dgg_chat *chat = NULL;
    const char *const urls[] = {"http://127.0.0.1/", "127.0.0.1", "ws://",
                                "wss://user:word@chat.example/ws"};
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        const dgg_options options = {.endpoints.chat_url = urls[i]};
        ck_assert_int_eq(dgg_chat_new(&chat, &options), DGG_ERROR_URL);
        ck_assert_ptr_null(chat);
    }
    char longest[2048];
    snprintf(longest, sizeof longest, "ws://127.0.0.1/%02000d", 1);
    const dgg_options path = {.endpoints.chat_url = longest};
    ck_assert_int_eq(dgg_chat_new(&chat, &path), DGG_ERROR_URL);
    snprintf(longest, sizeof longest, "ws://%0130d/", 1);
    ck_assert_int_eq(dgg_chat_new(&chat, &path), DGG_ERROR_URL);
    const dgg_options token = {.credentials.auth_token = "tooshort"};
    ck_assert_int_eq(dgg_chat_new(&chat, &token), DGG_ERROR_TOKEN);
    const dgg_options session = {.credentials.session_id = "a\r\nb: c"};
    ck_assert_int_eq(dgg_chat_new(&chat, &session), DGG_ERROR_ARGUMENT);
}
END_TEST

static int disconnect(dgg_chat *chat, const dgg_event *event, void *user) {
    (void)event;
    (void)user;
    dgg_chat_disconnect(chat);
    return 0;
}

START_TEST(disconnecting_ends_it_at_once) {
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(&s, (dgg_options){0});
    ck_assert_int_eq(dgg_chat_disconnect(s.chat), DGG_ERROR_STATE);
    chat_scene_connect(&s);
    ck_assert_int_eq(dgg_chat_connect(s.chat), DGG_ERROR_STATE);
    ck_assert_int_eq(dgg_chat_disconnect(s.chat), DGG_OK);
    ck_assert_uint_eq(s.seen[DGG_EVENT_CLOSE], 1);
    ck_assert_int_eq(s.close.error, DGG_ERROR_CLOSED);
    ck_assert_int_eq(s.close.retry_ms, -1);
    ck_assert(!dgg_chat_is_open(s.chat));
    while (server_connections(s.server) > 0) {
        dgg_loop_wait(s.loop, -1);
    }
    ck_assert_int_eq(dgg_chat_disconnect(s.chat), DGG_ERROR_STATE);
    chat_scene_connect(&s);
    chat_scene_close(&s);
}
END_TEST

START_TEST(a_handler_may_disconnect) {
    chat_scene s;
    chat_scene_open(&s);
    server_broadcast(s.server, "MSG {\"nick\":\"bird\",\"data\":\"one\"}");
    server_broadcast(s.server, "MSG {\"nick\":\"bird\",\"data\":\"two\"}");
    chat_scene_add_chat(&s, (dgg_options){0});
    dgg_chat_on(s.chat, DGG_ON_CHAT_MESSAGE, disconnect, NULL);
    dgg_chat_connect(s.chat);
    chat_scene_wait(&s, DGG_EVENT_CLOSE, 1);
    ck_assert_uint_eq(s.seen[DGG_EVENT_MESSAGE], 1);
    ck_assert_int_eq(s.close.retry_ms, -1);
    chat_scene_close(&s);
}
END_TEST

START_TEST(running_ends_with_a_disconnect) {
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(&s, (dgg_options){0});
    dgg_chat_on(s.chat, DGG_ON_SERVED_CONNECTIONS, disconnect, NULL);
    ck_assert_int_eq(dgg_chat_run_forever(s.chat), DGG_OK);
    ck_assert_uint_eq(s.seen[DGG_EVENT_CLOSE], 1);
    chat_scene_close(&s);
}
END_TEST

START_TEST(running_ends_with_a_ban) {
    chat_scene s;
    chat_scene_open(&s);
    server_set_faults(s.server, &(server_faults){.is_banned = true});
    chat_scene_add_chat(&s, (dgg_options){0});
    ck_assert_int_eq(dgg_chat_run_forever(s.chat), DGG_ERROR_BANNED);
    chat_scene_close(&s);
}
END_TEST

static int run_inside(dgg_chat *chat, const dgg_event *event, void *user) {
    (void)event;
    (void)user;
    ck_assert_int_eq(dgg_chat_run_forever(chat), DGG_ERROR_STATE);
    dgg_chat_disconnect(chat);
    return 0;
}

START_TEST(cannot_run_twice) {
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(&s, (dgg_options){0});
    dgg_chat_on(s.chat, DGG_ON_OPEN, run_inside, NULL);
    ck_assert_int_eq(dgg_chat_run_forever(s.chat), DGG_OK);
    chat_scene_close(&s);
}
END_TEST

static int run_other(dgg_chat *chat, const dgg_event *event, void *user) {
    (void)event;
    ck_assert_int_eq(dgg_chat_run_forever(user), DGG_ERROR_STATE);
    dgg_chat_disconnect(chat);
    return 0;
}

START_TEST(cannot_run_inside_a_handler_of_another) {
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(&s, (dgg_options){0});
    dgg_chat *other = NULL;
    const dgg_options options = {
        .loop = s.loop, .endpoints.chat_url = server_chat_url(s.server)};
    ck_assert_int_eq(dgg_chat_new(&other, &options), DGG_OK);
    dgg_chat_on(s.chat, DGG_ON_OPEN, run_other, other);
    ck_assert_int_eq(dgg_chat_run_forever(s.chat), DGG_OK);
    dgg_chat_free(other);
    chat_scene_close(&s);
}
END_TEST

static int free_chat(dgg_chat *chat, const dgg_event *event, void *user) {
    chat_scene *s = user;
    (void)event;
    dgg_chat_free(chat);
    s->chat = NULL;
    return 0;
}

static void expect_free_at(dgg_on kind, dgg_event_kind last) {
    chat_scene s;
    chat_scene_open(&s);
    server_broadcast(s.server, "MSG {\"nick\":\"bird\",\"data\":\"one\"}");
    server_broadcast(s.server, "MSG {\"nick\":\"bird\",\"data\":\"two\"}");
    chat_scene_add_chat(&s, (dgg_options){0});
    chat_scene_remark never = {.line = "never"};
    dgg_chat_on(s.chat, kind, free_chat, &s);
    chat_scene_remark_on(&s, kind, &never);
    dgg_chat_connect(s.chat);
    while (s.chat != NULL) {
        dgg_loop_wait(s.loop, -1);
    }
    ck_assert_uint_eq(s.seen[last], 1);
    ck_assert_uint_eq(s.seen[DGG_EVENT_CLOSE], 0);
    ck_assert_ptr_null(strstr(chat_scene_log(&s), "never"));
    chat_scene_close(&s);
}

START_TEST(a_handler_may_free_the_chat) {
    expect_free_at(DGG_ON_CONNECTING, DGG_EVENT_CONNECTING);
    expect_free_at(DGG_ON_OPEN, DGG_EVENT_OPEN);
    expect_free_at(DGG_ON_HISTORY, DGG_EVENT_HISTORY);
    expect_free_at(DGG_ON_CHAT_MESSAGE, DGG_EVENT_MESSAGE);
}
END_TEST

START_TEST(a_handler_may_free_the_chat_when_it_closed) {
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(&s, (dgg_options){0});
    chat_scene_connect(&s);
    dgg_chat_on(s.chat, DGG_ON_WS_CLOSE, free_chat, &s);
    server_close_all(s.server, 1001);
    while (s.chat != NULL) {
        dgg_loop_wait(s.loop, -1);
    }
    ck_assert_int_eq(s.close.code, 1001);
    chat_scene_advance(&s, 60 * 1000);
    chat_scene_close(&s);
}
END_TEST

static int free_own(dgg_chat *chat, const dgg_event *event, void *user) {
    (void)event;
    *(int *)user += 1;
    dgg_chat_free(chat);
    return 0;
}

START_TEST(a_chat_with_its_own_loop_may_be_freed_inside) {
    dgg_chat *chat = NULL;
    int calls = 0;
    const dgg_options options = {.endpoints.chat_url = "ws://127.0.0.1:1/ws"};
    ck_assert_int_eq(dgg_chat_new(&chat, &options), DGG_OK);
    dgg_chat_on(chat, DGG_ON_CONNECTING, free_own, &calls);
    ck_assert_int_eq(dgg_chat_run_forever(chat), DGG_OK);
    ck_assert_int_eq(calls, 1);
    ck_assert_int_eq(dgg_chat_new(&chat, &options), DGG_OK);
    dgg_chat_on(chat, DGG_ON_WS_CLOSE, free_own, &calls);
    dgg_chat_connect(chat);
    dgg_loop *loop = dgg_chat_loop(chat);
    while (calls < 2) {
        dgg_loop_wait(loop, -1);
    }
}
END_TEST

TEST_MAIN("chat", tells_who_we_are, is_anonymous_without_credentials,
          credentials_stay_home_unless_trusted,
          a_session_is_sent_instead_of_the_key, one_cookie_is_sent_and_no_more,
          refuses_what_cannot_work, disconnecting_ends_it_at_once,
          a_handler_may_disconnect, running_ends_with_a_disconnect,
          running_ends_with_a_ban, cannot_run_twice,
          cannot_run_inside_a_handler_of_another, a_handler_may_free_the_chat,
          a_handler_may_free_the_chat_when_it_closed,
          a_chat_with_its_own_loop_may_be_freed_inside)
