#include "chat_scene.h"
#include "server_state.h"

static dgg_options with_session(const chat_scene *s) {
    return (dgg_options){
        .endpoints = {.site_url = server_site_url(s->server),
                      .is_trusted = true},
        .credentials.session_id = SERVER_DEMO_SESSION,
        .send_policy = DGG_SEND_REPLIES,
    };
}

static dgg_options with_token(const chat_scene *s) {
    dgg_options options = with_session(s);
    options.credentials = (dgg_credentials){.auth_token = SERVER_DEMO_TOKEN};
    return options;
}

static void post(chat_scene *s, const char *from, const char *text) {
    ck_assert_ptr_nonnull(server_mailbox_add(
        &s->server->mailbox, from, SERVER_DEMO_NICK, text, 1700000000000));
}

static bool is_read(const chat_scene *s, size_t index) {
    return s->server->mailbox.letters[index].is_read;
}

START_TEST(loads_the_profile_before_it_connects) {
    chat_scene s;
    chat_scene_open(&s);
    dgg_options options = with_token(&s);
    options.loads_profile = true;
    chat_scene_add_chat(&s, options);
    ck_assert_ptr_null(dgg_chat_profile(s.chat));
    ck_assert_int_eq(dgg_chat_connect(s.chat), DGG_OK);
    ck_assert_int_eq(dgg_chat_connect(s.chat), DGG_ERROR_STATE);
    chat_scene_wait(&s, DGG_EVENT_CONNECTING, 1);
    const dgg_account *account = dgg_chat_profile(s.chat);
    ck_assert_ptr_nonnull(account);
    ck_assert_str_eq(account->user.nick, SERVER_DEMO_NICK);
    ck_assert(dgg_user_has(&account->user, "subscriber"));
    ck_assert_str_eq(dgg_chat_nick(s.chat), SERVER_DEMO_NICK);
    chat_scene_wait(&s, DGG_EVENT_ME, 1);
    chat_scene_close(&s);
}
END_TEST

START_TEST(connects_even_when_the_site_does_not_answer) {
    chat_scene s;
    chat_scene_open(&s);
    server_set_faults(s.server, &(server_faults){.http_status = 503});
    dgg_options options = with_session(&s);
    options.loads_profile = true;
    options.handles_unread_whispers = true;
    options.handles_history = true;
    chat_scene_add_chat(&s, options);
    ck_assert_int_eq(dgg_chat_connect(s.chat), DGG_OK);
    ck_assert_uint_eq(s.seen[DGG_EVENT_SITE_ERROR], 0);
    chat_scene_wait(&s, DGG_EVENT_ME, 1);
    ck_assert_uint_eq(s.seen[DGG_EVENT_SITE_ERROR], 3);
    ck_assert_ptr_null(dgg_chat_profile(s.chat));
    chat_scene_close(&s);
}
END_TEST

START_TEST(tells_unread_whispers_and_history_first) {
    chat_scene s;
    chat_scene_open(&s);
    server_broadcast(s.server, "MSG {\"nick\":\"carol\",\"features\":[],"
                               "\"timestamp\":1700000000000,\"data\":\"hi\"}");
    post(&s, "bird", "one");
    post(&s, "bird", "two");
    dgg_options options = with_session(&s);
    options.handles_unread_whispers = true;
    options.handles_history = true;
    chat_scene_add_chat(&s, options);
    ck_assert_int_eq(dgg_chat_connect(s.chat), DGG_OK);
    ck_assert_str_eq(chat_scene_log(&s), "");
    chat_scene_wait(&s, DGG_EVENT_CONNECTING, 1);
    ck_assert_str_eq(chat_scene_log(&s), "replay  bird: one\n"
                                         "replay  bird: two\n"
                                         "replay MSG carol: hi\n"
                                         "connecting\n");
    ck_assert(is_read(&s, 0) && is_read(&s, 1));
    chat_scene_close(&s);
}
END_TEST

START_TEST(who_whispered_while_nobody_looked_may_be_answered) {
    chat_scene s;
    chat_scene_open(&s);
    post(&s, SERVER_FRIEND_NICK, "one");
    dgg_options options = with_session(&s);
    options.handles_unread_whispers = true;
    chat_scene_add_chat(&s, options);
    chat_scene_connect(&s);
    ck_assert_int_eq(dgg_chat_send_whisper(s.chat, "carol", "hi", NULL),
                     DGG_ERROR_NOT_A_REPLY);
    ck_assert_int_eq(
        dgg_chat_send_whisper(s.chat, SERVER_FRIEND_NICK, "hi", NULL), DGG_OK);
    chat_scene_close(&s);
}
END_TEST

START_TEST(a_disconnect_ends_what_comes_before) {
    chat_scene s;
    chat_scene_open(&s);
    dgg_options options = with_session(&s);
    options.loads_profile = true;
    options.handles_history = true;
    chat_scene_add_chat(&s, options);
    ck_assert_int_eq(dgg_chat_connect(s.chat), DGG_OK);
    dgg_loop_service(s.loop);
    ck_assert_int_eq(dgg_chat_disconnect(s.chat), DGG_OK);
    ck_assert_int_eq(s.close.retry_ms, -1);
    chat_scene_connect(&s);
    ck_assert_uint_eq(s.seen[DGG_EVENT_CONNECTING], 1);
    chat_scene_close(&s);
}
END_TEST

/* Answers to a run that was ended do not take the steps of the next one. */
START_TEST(a_second_run_takes_its_own_steps) {
    for (int turns = 0; turns < 12; turns++) {
        chat_scene s;
        chat_scene_open(&s);
        post(&s, "bird", "one");
        dgg_options options = with_session(&s);
        options.loads_profile = true;
        options.handles_unread_whispers = true;
        options.handles_history = true;
        chat_scene_add_chat(&s, options);
        ck_assert_int_eq(dgg_chat_connect(s.chat), DGG_OK);
        for (int i = 0; i < turns; i++) {
            dgg_loop_service(s.loop);
        }
        ck_assert_int_eq(dgg_chat_disconnect(s.chat), DGG_OK);
        size_t connects = s.seen[DGG_EVENT_CONNECTING];
        ck_assert_int_eq(dgg_chat_connect(s.chat), DGG_OK);
        chat_scene_wait(&s, DGG_EVENT_CONNECTING, connects + 1);
        ck_assert_uint_eq(s.seen[DGG_EVENT_WHISPER], 1);
        ck_assert_ptr_nonnull(dgg_chat_profile(s.chat));
        chat_scene_close(&s);
    }
}
END_TEST

START_TEST(a_chat_may_be_freed_before_it_connects) {
    chat_scene s;
    chat_scene_open(&s);
    dgg_options options = with_session(&s);
    options.handles_unread_whispers = true;
    post(&s, "bird", "one");
    for (int turns = 0; turns < 12; turns++) {
        chat_scene_add_chat(&s, options);
        ck_assert_int_eq(dgg_chat_connect(s.chat), DGG_OK);
        for (int i = 0; i < turns; i++) {
            dgg_loop_service(s.loop);
        }
        dgg_chat_free(s.chat);
    }
    s.chat = NULL;
    chat_scene_close(&s);
}
END_TEST

START_TEST(marks_each_whisper_as_read) {
    chat_scene s;
    chat_scene_open(&s);
    dgg_options options = with_session(&s);
    options.marks_as_read = true;
    chat_scene_add_chat(&s, options);
    chat_scene_connect(&s);
    post(&s, "bird", "one");
    post(&s, "bird", "two");
    server_broadcast(s.server, "PRIVMSG {\"messageid\":2,\"nick\":\"bird\","
                               "\"timestamp\":1700000000000,"
                               "\"data\":\"two\"}");
    while (!is_read(&s, 1)) {
        dgg_loop_wait(s.loop, -1);
    }
    ck_assert(!is_read(&s, 0));
    server_set_faults(s.server, &(server_faults){.http_status = 500});
    server_broadcast(s.server, "PRIVMSG {\"messageid\":1,\"nick\":\"bird\","
                               "\"timestamp\":1700000000000,"
                               "\"data\":\"one\"}");
    chat_scene_wait(&s, DGG_EVENT_SITE_ERROR, 1);
    ck_assert(!is_read(&s, 0));
    chat_scene_close(&s);
}
END_TEST

START_TEST(leaves_whispers_unread_unless_told) {
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(&s, with_session(&s));
    chat_scene_connect(&s);
    post(&s, "bird", "one");
    server_broadcast(s.server, "PRIVMSG {\"messageid\":1,\"nick\":\"bird\","
                               "\"timestamp\":1700000000000,"
                               "\"data\":\"one\"}");
    chat_scene_wait(&s, DGG_EVENT_WHISPER, 1);
    ck_assert_int_eq(dgg_api_messages_unread(dgg_chat_api(s.chat), NULL, NULL),
                     DGG_OK);
    ck_assert(!is_read(&s, 0));
    ck_assert_int_eq(dgg_chat_mark_all_as_read(s.chat, "bird", NULL, NULL),
                     DGG_OK);
    ck_assert(is_read(&s, 0));
    chat_scene_close(&s);
}
END_TEST

/* Puts a server in place that says only this, as the one of 2022 did. */
static void say_only(chat_scene *s, const char *frame) {
    char path[] = "/tmp/test_chat_site.XXXXXX";
    FILE *file = fdopen(mkstemp(path), "w");
    ck_assert_ptr_nonnull(file);
    fprintf(file,
            "{\"dgg_script\":1,\"greeting\":\"script\"}\n"
            "{\"at_ms\":0,\"frame\":\"%s\"}\n",
            frame);
    fclose(file);
    server_free(s->server);
    ck_assert_int_eq(server_new(&s->server, s->loop,
                                &(server_options){.script = path}, NULL),
                     DGG_OK);
    remove(path);
}

START_TEST(asks_who_we_are_where_the_server_does_not_say) {
    chat_scene s;
    chat_scene_open(&s);
    say_only(&s, "NAMES {\\\"connectioncount\\\":1,\\\"users\\\":[]}");
    chat_scene_add_chat(&s, with_token(&s));
    ck_assert_int_eq(dgg_chat_connect(s.chat), DGG_OK);
    while (dgg_chat_nick(s.chat)[0] == '\0') {
        dgg_loop_wait(s.loop, -1);
    }
    ck_assert_str_eq(dgg_chat_nick(s.chat), SERVER_DEMO_NICK);
    ck_assert_uint_eq(s.seen[DGG_EVENT_ME], 0);
    chat_scene_close(&s);
}
END_TEST

START_TEST(keeps_its_session_alive) {
    enum { TEN_MINUTES_MS = 10 * 60 * 1000 };
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(&s, with_session(&s));
    chat_scene_connect(&s);
    const server_account *account =
        server_accounts_by_nick(&s.server->accounts, SERVER_DEMO_NICK);
    for (int i = 0; i < 2; i++) {
        s.now_ms += TEN_MINUTES_MS;
        while (account->web.used_ms < s.now_ms) {
            dgg_loop_wait(s.loop, -1);
        }
    }
    chat_scene_close(&s);
}
END_TEST

START_TEST(says_what_an_option_needs) {
    chat_scene s;
    chat_scene_open(&s);
    dgg_options options = {.loop = s.loop, .loads_profile = true};
    ck_assert_int_eq(dgg_chat_new(&s.chat, &options), DGG_ERROR_ANONYMOUS);
    options = (dgg_options){.loop = s.loop, .marks_as_read = true};
    options.credentials.auth_token = SERVER_DEMO_TOKEN;
    ck_assert_int_eq(dgg_chat_new(&s.chat, &options), DGG_ERROR_ANONYMOUS);
    options = (dgg_options){.loop = s.loop, .handles_unread_whispers = true};
    ck_assert_int_eq(dgg_chat_new(&s.chat, &options), DGG_ERROR_ANONYMOUS);
    options = (dgg_options){.loop = s.loop, .handles_history = true};
    ck_assert_int_eq(dgg_chat_new(&s.chat, &options), DGG_OK);
    chat_scene_close(&s);
}
END_TEST

TEST_MAIN("chat_site", loads_the_profile_before_it_connects,
          connects_even_when_the_site_does_not_answer,
          tells_unread_whispers_and_history_first,
          who_whispered_while_nobody_looked_may_be_answered,
          a_disconnect_ends_what_comes_before, a_second_run_takes_its_own_steps,
          a_chat_may_be_freed_before_it_connects, marks_each_whisper_as_read,
          leaves_whispers_unread_unless_told, says_what_an_option_needs,
          keeps_its_session_alive,
          asks_who_we_are_where_the_server_does_not_say)
