#include "dgg_api.h"
#include "server_state.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

typedef struct scene {
    dgg_loop *loop;
    server *server;
    dgg_api *api;
    size_t answers;
    dgg_api_status status; /* of the newest answer, but for its reason */
    char reason[256];
    char text[512]; /* the list of the newest answer */
} scene;

static void open_with(scene *s, const dgg_credentials *credentials,
                      bool is_trusted) {
    *s = (scene){0};
    ck_assert_int_eq(dgg_loop_new(&s->loop, NULL), DGG_OK);
    ck_assert_int_eq(server_new(&s->server, s->loop,
                                &(server_options){.has_no_script = true}, NULL),
                     DGG_OK);
    const dgg_endpoints endpoints = {.site_url = server_site_url(s->server),
                                     .is_trusted = is_trusted};
    ck_assert_int_eq(dgg_api_new(&s->api, s->loop, &endpoints, credentials),
                     DGG_OK);
}

static void open_logged_in(scene *s) {
    open_with(s, &(dgg_credentials){.session_id = SERVER_DEMO_SESSION}, true);
}

static void close_scene(scene *s) {
    dgg_api_free(s->api);
    server_free(s->server);
    dgg_loop_free(s->loop);
}

static void keep_status(scene *s, const dgg_api_status *status) {
    s->answers++;
    s->status = *status;
    snprintf(s->reason, sizeof s->reason, "%s", status->reason);
    s->text[0] = '\0';
}

static void on_unread(void *user, const dgg_api_answer *answer) {
    scene *s = user;
    const dgg_unread_list *unread = &answer->as.unread;
    keep_status(s, &answer->status);
    for (size_t i = 0; i < unread->count; i++) {
        size_t used = strlen(s->text);
        snprintf(s->text + used, sizeof s->text - used, "%s %d\n",
                 unread->list[i].nick, (int)unread->list[i].count);
    }
}

static void on_inbox(void *user, const dgg_api_answer *answer) {
    scene *s = user;
    keep_status(s, &answer->status);
    for (size_t i = 0; i < answer->as.messages.count; i++) {
        const dgg_private_message *m = &answer->as.messages.list[i];
        size_t used = strlen(s->text);
        snprintf(s->text + used, sizeof s->text - used, "%s>%s %s%s\n", m->from,
                 m->to, m->text, m->is_read ? " (read)" : "");
    }
}

static void wait_for(scene *s, size_t answers) {
    while (s->answers < answers) {
        dgg_loop_wait(s->loop, -1);
    }
}

static void post(scene *s, const char *from, const char *to, const char *text,
                 int64_t sent_ms) {
    ck_assert_ptr_nonnull(
        server_mailbox_add(&s->server->mailbox, from, to, text, sent_ms));
}

START_TEST(tells_who_has_written) {
    scene s;
    open_logged_in(&s);
    post(&s, "bird", SERVER_DEMO_NICK, "one", 1700000000000);
    post(&s, "bird", SERVER_DEMO_NICK, "two", 1700000001000);
    post(&s, "carol", SERVER_DEMO_NICK, "hey", 1700000002000);
    ck_assert_int_eq(dgg_api_messages_unread(s.api, on_unread, &s), DGG_OK);
    ck_assert_uint_eq(s.answers, 0);
    wait_for(&s, 1);
    ck_assert_int_eq(s.status.error, DGG_OK);
    ck_assert_int_eq(s.status.http_status, 200);
    ck_assert_str_eq(s.text, "carol 1\nbird 2\n");
    close_scene(&s);
}
END_TEST

START_TEST(opens_a_conversation) {
    scene s;
    open_logged_in(&s);
    post(&s, "bird", SERVER_DEMO_NICK, "one", 1700000000000);
    post(&s, SERVER_DEMO_NICK, "bird", "two", 1700000001000);
    dgg_api_messages_inbox(s.api, "bird", 0, on_inbox, &s);
    wait_for(&s, 1);
    ck_assert_str_eq(s.text, "demo_viewer>bird two\nbird>demo_viewer one\n");
    dgg_api_messages_inbox(s.api, "bird", 1, on_inbox, &s);
    wait_for(&s, 2);
    ck_assert_str_eq(s.text, "bird>demo_viewer one (read)\n");
    close_scene(&s);
}
END_TEST

START_TEST(needs_a_session) {
    scene s;
    open_with(&s, &(dgg_credentials){.auth_token = SERVER_DEMO_TOKEN}, true);
    ck_assert_int_eq(dgg_api_messages_unread(s.api, on_unread, &s),
                     DGG_ERROR_ANONYMOUS);
    ck_assert_int_eq(dgg_api_messages_inbox(s.api, "bird", 0, on_inbox, &s),
                     DGG_ERROR_ANONYMOUS);
    close_scene(&s);
}
END_TEST

START_TEST(a_session_stays_home_unless_trusted) {
    scene s;
    open_with(&s, &(dgg_credentials){.session_id = SERVER_DEMO_SESSION}, false);
    ck_assert_int_eq(dgg_api_messages_unread(s.api, on_unread, &s),
                     DGG_ERROR_ANONYMOUS);
    close_scene(&s);
}
END_TEST

START_TEST(says_when_the_session_is_not_accepted) {
    scene s;
    open_with(&s, &(dgg_credentials){.session_id = "expiredsession"}, true);
    dgg_api_messages_unread(s.api, on_unread, &s);
    wait_for(&s, 1);
    ck_assert_int_eq(s.status.error, DGG_ERROR_NOT_LOGGED_IN);
    ck_assert_int_eq(s.status.http_status, 403);
    ck_assert_ptr_nonnull(strstr(s.reason, "forbidden"));
    ck_assert_ptr_null(strstr(s.reason, "expiredsession"));
    close_scene(&s);
}
END_TEST

START_TEST(says_when_the_site_is_in_trouble) {
    scene s;
    open_logged_in(&s);
    server_set_faults(s.server, &(server_faults){.http_status = 429});
    dgg_api_messages_unread(s.api, on_unread, &s);
    wait_for(&s, 1);
    ck_assert_int_eq(s.status.error, DGG_ERROR_THROTTLED);
    server_set_faults(s.server, &(server_faults){.http_status = 502});
    dgg_api_messages_inbox(s.api, "bird", 0, on_inbox, &s);
    wait_for(&s, 2);
    ck_assert_int_eq(s.status.error, DGG_ERROR_HTTP_STATUS);
    ck_assert_int_eq(s.status.http_status, 502);
    close_scene(&s);
}
END_TEST

START_TEST(says_when_nobody_is_there) {
    scene s;
    open_logged_in(&s);
    dgg_api_free(s.api);
    const dgg_endpoints endpoints = {.api_url = "http://127.0.0.1:1/api",
                                     .is_trusted = true};
    const dgg_credentials credentials = {.session_id = SERVER_DEMO_SESSION};
    dgg_api_new(&s.api, s.loop, &endpoints, &credentials);
    dgg_api_messages_unread(s.api, on_unread, &s);
    wait_for(&s, 1);
    ck_assert_int_eq(s.status.error, DGG_ERROR_REFUSED);
    ck_assert_int_eq(s.status.http_status, 0);
    close_scene(&s);
}
END_TEST

START_TEST(refuses_what_cannot_work) {
    scene s;
    open_logged_in(&s);
    ck_assert_int_eq(dgg_api_messages_inbox(s.api, "../../x", 0, on_inbox, &s),
                     DGG_ERROR_NICK);
    ck_assert_int_eq(dgg_api_messages_inbox(s.api, NULL, 0, on_inbox, &s),
                     DGG_ERROR_NICK);
    dgg_api *api = NULL;
    const dgg_endpoints endpoints = {.api_url = "ws://127.0.0.1/"};
    ck_assert_int_eq(dgg_api_new(&api, s.loop, &endpoints, NULL),
                     DGG_ERROR_URL);
    const dgg_credentials wrong = {.session_id = "a\nb"};
    ck_assert_int_eq(dgg_api_new(&api, s.loop, NULL, &wrong),
                     DGG_ERROR_ARGUMENT);
    const dgg_endpoints elsewhere = {.site_url = "http://127.0.0.1"};
    ck_assert_int_eq(dgg_api_new(&api, s.loop, &elsewhere, &wrong),
                     DGG_ERROR_ARGUMENT);
    ck_assert_ptr_null(api);
    close_scene(&s);
}
END_TEST

START_TEST(freeing_cancels_what_is_under_way) {
    scene s;
    open_logged_in(&s);
    dgg_api_messages_unread(s.api, on_unread, &s);
    dgg_api_messages_inbox(s.api, "bird", 0, on_inbox, &s);
    dgg_loop_service(s.loop);
    dgg_api_free(s.api);
    s.api = NULL;
    dgg_loop_service(s.loop);
    ck_assert_uint_eq(s.answers, 0);
    close_scene(&s);
}
END_TEST

static void free_inside(void *user, const dgg_api_answer *answer) {
    scene *s = user;
    keep_status(s, &answer->status);
    dgg_api_free(s->api);
    s->api = NULL;
}

START_TEST(a_callback_may_free_the_api) {
    scene s;
    open_logged_in(&s);
    dgg_api_messages_unread(s.api, free_inside, &s);
    dgg_api_messages_unread(s.api, free_inside, &s);
    wait_for(&s, 1);
    ck_assert_ptr_null(s.api);
    dgg_loop_service(s.loop);
    ck_assert_uint_eq(s.answers, 1);
    close_scene(&s);
}
END_TEST

START_TEST(waits_for_the_answer_without_a_callback) {
    scene s;
    open_logged_in(&s);
    ck_assert_int_eq(dgg_api_last(s.api)->status.error, DGG_ERROR_STATE);
    post(&s, "bird", SERVER_DEMO_NICK, "one", 1700000000000);
    ck_assert_int_eq(dgg_api_messages_unread(s.api, NULL, NULL), DGG_OK);
    const dgg_api_answer *last = dgg_api_last(s.api);
    ck_assert_int_eq(last->status.error, DGG_OK);
    ck_assert_uint_eq(last->as.unread.count, 1);
    ck_assert_str_eq(last->as.unread.list[0].nick, "bird");
    server_set_faults(s.server, &(server_faults){.http_status = 500});
    ck_assert_int_eq(dgg_api_messages_unread(s.api, NULL, NULL),
                     DGG_ERROR_HTTP_STATUS);
    last = dgg_api_last(s.api);
    ck_assert_int_eq(last->status.http_status, 500);
    ck_assert_str_ne(last->status.reason, "");
    ck_assert_uint_eq(last->as.unread.count, 0);
    close_scene(&s);
}
END_TEST

static void wait_inside(void *user, const dgg_api_answer *answer) {
    scene *s = user;
    keep_status(s, &answer->status);
    ck_assert_int_eq(dgg_api_messages_unread(s->api, NULL, NULL),
                     DGG_ERROR_STATE);
}

START_TEST(does_not_wait_inside_of_a_callback) {
    scene s;
    open_logged_in(&s);
    ck_assert_int_eq(dgg_api_messages_unread(s.api, wait_inside, &s), DGG_OK);
    wait_for(&s, 1);
    ck_assert_int_eq(s.status.error, DGG_OK);
    close_scene(&s);
}
END_TEST

/* The answer that is waited for comes after one that ends the object. */
START_TEST(being_freed_ends_the_wait) {
    scene s;
    open_logged_in(&s);
    ck_assert_int_eq(dgg_api_messages_unread(s.api, free_inside, &s), DGG_OK);
    ck_assert_int_eq(dgg_api_messages_inbox(s.api, "bird", 0, NULL, NULL),
                     DGG_ERROR_STATE);
    ck_assert_ptr_null(s.api);
    close_scene(&s);
}
END_TEST

TEST_MAIN("api", tells_who_has_written, opens_a_conversation, needs_a_session,
          a_session_stays_home_unless_trusted,
          says_when_the_session_is_not_accepted,
          says_when_the_site_is_in_trouble, says_when_nobody_is_there,
          refuses_what_cannot_work, freeing_cancels_what_is_under_way,
          a_callback_may_free_the_api, waits_for_the_answer_without_a_callback,
          does_not_wait_inside_of_a_callback, being_freed_ends_the_wait)
