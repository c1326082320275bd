#include "chat_scene.h"

static dgg_options with(const chat_scene *s, dgg_credentials credentials) {
    return (dgg_options){
        .endpoints = {.site_url = server_site_url(s->server),
                      .is_trusted = true},
        .credentials = credentials,
        .send_policy = DGG_SEND_TO_ANYBODY,
    };
}

static void on_profile(void *user, const dgg_api_answer *answer) {
    chat_scene_note(user, answer->status.error == DGG_OK
                              ? answer->as.account.user.nick
                              : dgg_strerror(answer->status.error));
}

static void wait_for_note(chat_scene *s) {
    while (s->log.used == 0) {
        dgg_loop_wait(s->loop, -1);
    }
}

START_TEST(learns_who_we_are_and_passes_it_on) {
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(
        &s, with(&s, (dgg_credentials){.auth_token = SERVER_DEMO_TOKEN}));
    ck_assert_int_eq(dgg_chat_update_profile(s.chat, on_profile, &s), DGG_OK);
    wait_for_note(&s);
    ck_assert_str_eq(chat_scene_log(&s), SERVER_DEMO_NICK "\n");
    ck_assert_str_eq(dgg_chat_nick(s.chat), SERVER_DEMO_NICK);
    const dgg_account *account = dgg_chat_profile(s.chat);
    ck_assert_ptr_nonnull(account);
    ck_assert_int_eq(account->user.subscription.tier, 1);
    chat_scene_close(&s);
}
END_TEST

START_TEST(waits_without_a_callback) {
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(
        &s, with(&s, (dgg_credentials){.auth_token = SERVER_DEMO_TOKEN}));
    ck_assert_int_eq(dgg_chat_update_profile(s.chat, NULL, NULL), DGG_OK);
    ck_assert_str_eq(dgg_chat_profile(s.chat)->user.nick, SERVER_DEMO_NICK);
    chat_scene_close(&s);
}
END_TEST

START_TEST(a_session_is_enough) {
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(
        &s, with(&s, (dgg_credentials){.session_id = SERVER_DEMO_SESSION}));
    ck_assert_int_eq(dgg_chat_update_profile(s.chat, NULL, NULL), DGG_OK);
    ck_assert_str_eq(dgg_chat_profile(s.chat)->user.nick, SERVER_DEMO_NICK);
    chat_scene_close(&s);
}
END_TEST

START_TEST(a_refused_key_leaves_nothing) {
    chat_scene s;
    char unknown[65];
    memset(unknown, 'x', 64);
    unknown[64] = '\0';
    chat_scene_open(&s);
    chat_scene_add_chat(&s, with(&s, (dgg_credentials){.auth_token = unknown}));
    ck_assert_int_eq(dgg_chat_update_profile(s.chat, on_profile, &s), DGG_OK);
    wait_for_note(&s);
    ck_assert_ptr_null(dgg_chat_profile(s.chat));
    ck_assert_str_eq(dgg_chat_nick(s.chat), "");
    ck_assert_int_eq(dgg_chat_update_profile(s.chat, NULL, NULL),
                     DGG_ERROR_TOKEN_REFUSED);
    chat_scene_close(&s);
}
END_TEST

START_TEST(needs_a_credential) {
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(&s, with(&s, (dgg_credentials){0}));
    ck_assert_int_eq(dgg_chat_update_profile(s.chat, on_profile, &s),
                     DGG_ERROR_ANONYMOUS);
    ck_assert_int_eq(dgg_chat_update_profile(s.chat, NULL, NULL),
                     DGG_ERROR_ANONYMOUS);
    chat_scene_close(&s);
}
END_TEST

START_TEST(freeing_forgets_who_asked) {
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(
        &s, with(&s, (dgg_credentials){.auth_token = SERVER_DEMO_TOKEN}));
    ck_assert_int_eq(dgg_chat_update_profile(s.chat, on_profile, &s), DGG_OK);
    ck_assert_int_eq(dgg_chat_update_profile(s.chat, on_profile, &s), DGG_OK);
    dgg_loop_service(s.loop);
    dgg_chat_free(s.chat);
    s.chat = NULL;
    dgg_loop_service(s.loop);
    ck_assert_str_eq(chat_scene_log(&s), "");
    chat_scene_close(&s);
}
END_TEST

static void free_inside(void *user, const dgg_api_answer *answer) {
    chat_scene *s = user;
    on_profile(user, answer);
    dgg_chat_free(s->chat);
    s->chat = NULL;
}

START_TEST(a_callback_may_free_the_chat) {
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(
        &s, with(&s, (dgg_credentials){.auth_token = SERVER_DEMO_TOKEN}));
    ck_assert_int_eq(dgg_chat_update_profile(s.chat, free_inside, &s), DGG_OK);
    wait_for_note(&s);
    ck_assert_ptr_null(s.chat);
    chat_scene_close(&s);
}
END_TEST

TEST_MAIN("chat_profile", learns_who_we_are_and_passes_it_on,
          waits_without_a_callback, a_session_is_enough,
          a_refused_key_leaves_nothing, needs_a_credential,
          freeing_forgets_who_asked, a_callback_may_free_the_chat)
