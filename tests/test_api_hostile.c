#include "api_scene.h"

#include <stdio.h>
#include <string.h>

static void expect(const server_faults *faults, dgg_error error) {
    api_scene s;
    api_scene_open(&s, SERVER_SITE_2026);
    api_scene_post(&s, "bird", "one");
    server_set_faults(s.server, faults);
    dgg_error got = dgg_api_messages_unread(s.api, NULL, NULL);
    const dgg_api_answer *last = dgg_api_last(s.api);
    ck_assert_msg(got == error, "%s: %s", dgg_strerror(got),
                  last->status.reason);
    ck_assert_uint_eq(last->as.unread.count, 0);
    ck_assert_ptr_null(strstr(last->status.reason, SERVER_DEMO_SESSION));
    api_scene_close(&s);
}

static void expect_fault(server_site_faults fault, dgg_error error) {
    expect(&(server_faults){.site = fault}, error);
}

START_TEST(a_page_is_not_taken_for_data) {
    expect_fault((server_site_faults){.page_status = 200}, DGG_ERROR_HTML);
    expect_fault((server_site_faults){.page_status = 503},
                 DGG_ERROR_HTTP_STATUS);
    expect_fault((server_site_faults){.page_status = 403}, DGG_ERROR_HTML);
    expect_fault((server_site_faults){.page_status = 404}, DGG_ERROR_HTML);
}
END_TEST

START_TEST(a_site_that_asks_to_wait_says_how_long) {
    api_scene s;
    api_scene_open(&s, SERVER_SITE_2026);
    server_set_faults(
        s.server,
        &(server_faults){.site = {.page_status = 429, .retry_after_s = 17}});
    ck_assert_int_eq(dgg_api_info_stream(s.api, NULL, NULL),
                     DGG_ERROR_THROTTLED);
    ck_assert_int_eq(dgg_api_last(s.api)->status.retry_after_ms, 17000);
    api_scene_close(&s);
}
END_TEST

START_TEST(too_much_is_not_kept) {
    expect_fault((server_site_faults){.filler_bytes = 30000000},
                 DGG_ERROR_TOO_LARGE);
}
END_TEST

/* A head that ends early is another matter than a body that does. */
START_TEST(an_answer_that_breaks_off_is_none) {
    expect(&(server_faults){.http_cut_bytes = 20}, DGG_ERROR_CLOSED);
    expect_fault((server_site_faults){.length_error = 5}, DGG_ERROR_TRUNCATED);
    expect(&(server_faults){.http_cut_bytes = 150}, DGG_ERROR_TRUNCATED);
}
END_TEST

START_TEST(no_redirect_is_followed) {
    expect_fault((server_site_faults){.redirect = "/api/messages/unread"},
                 DGG_ERROR_REDIRECT_LOOP);
    expect_fault((server_site_faults){.redirect = "/login"},
                 DGG_ERROR_REDIRECT);
    expect_fault((server_site_faults){.redirect = "https://evil.example/"},
                 DGG_ERROR_REDIRECT_HOST);
    expect_fault((server_site_faults){.redirect = "http://127.0.0.1:1/api"},
                 DGG_ERROR_REDIRECT_HOST);
    expect_fault((server_site_faults){.redirect = "file:///etc/passwd"},
                 DGG_ERROR_REDIRECT_HOST);
}
END_TEST

START_TEST(pieces_are_put_together) {
    api_scene s;
    api_scene_open(&s, SERVER_SITE_2026);
    api_scene_post(&s, "bird", "one");
    server_set_faults(s.server, &(server_faults){.site = {.chunk_bytes = 3}});
    ck_assert_uint_eq(
        api_scene_good(&s, dgg_api_messages_unread(s.api, NULL, NULL))
            ->as.unread.count,
        1);
    api_scene_close(&s);
}
END_TEST

/* --- much at once -------------------------------------------------------- */

enum { CHATS = 2, REQUESTS = 10 };

typedef struct crowd {
    size_t answers;
    size_t greetings;
} crowd;

static void on_answer(void *user, const dgg_api_answer *answer) {
    ck_assert_msg(answer->status.error == DGG_OK, "%s", answer->status.reason);
    ((crowd *)user)->answers++;
}

static int on_history(dgg_chat *chat, const dgg_event *event, void *user) {
    (void)chat;
    (void)event;
    ((crowd *)user)->greetings++;
    return 0;
}

static dgg_chat *add_chat(api_scene *s, const char *token, crowd *c) {
    const dgg_options options = {
        .endpoints = {.chat_url = server_chat_url(s->server),
                      .site_url = server_site_url(s->server),
                      .is_trusted = true},
        .credentials.auth_token = token,
        .loads_profile = true,
        .loop = s->loop,
    };
    dgg_chat *chat = NULL;
    ck_assert_int_eq(dgg_chat_new(&chat, &options), DGG_OK);
    dgg_chat_on(chat, DGG_ON_HISTORY, on_history, c);
    ck_assert_int_eq(dgg_chat_connect(chat), DGG_OK);
    return chat;
}

static dgg_error ask(dgg_api *api, int number, crowd *c) {
    switch (number % 5) {
    case 0: return dgg_api_messages_unread(api, on_answer, c);
    case 1: return dgg_api_info_stream(api, on_answer, c);
    case 2: return dgg_api_user_info(api, on_answer, c);
    case 3: return dgg_api_chat_history(api, on_answer, c);
    default: return dgg_api_messages_inbox(api, "bird", 0, on_answer, c);
    }
}

START_TEST(two_chats_and_ten_requests_share_a_loop) {
    api_scene s;
    crowd c = {0};
    api_scene_open(&s, SERVER_SITE_2026);
    dgg_chat *chats[CHATS] = {add_chat(&s, SERVER_DEMO_TOKEN, &c),
                              add_chat(&s, SERVER_FRIEND_TOKEN, &c)};
    for (int i = 0; i < REQUESTS; i++) {
        ck_assert_int_eq(ask(s.api, i, &c), DGG_OK);
    }
    while (c.answers < REQUESTS || c.greetings < CHATS) {
        dgg_loop_wait(s.loop, -1);
    }
    ck_assert_str_eq(dgg_chat_nick(chats[0]), SERVER_DEMO_NICK);
    ck_assert_str_eq(dgg_chat_nick(chats[1]), SERVER_FRIEND_NICK);
    dgg_chat_free(chats[0]);
    dgg_chat_free(chats[1]);
    api_scene_close(&s);
}
END_TEST

TEST_MAIN("api_hostile", a_page_is_not_taken_for_data,
          a_site_that_asks_to_wait_says_how_long, too_much_is_not_kept,
          an_answer_that_breaks_off_is_none, no_redirect_is_followed,
          pieces_are_put_together, two_chats_and_ten_requests_share_a_loop)
