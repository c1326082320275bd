/* Commands of the chat, to the demo server and back. */
#include "chat_scene.h"

static void open_as(chat_scene *s, const char *token) {
    chat_scene_open(s);
    dgg_options options = chat_scene_login();
    options.credentials.auth_token = token;
    chat_scene_add_chat(s, options);
    chat_scene_connect(s);
    chat_scene_settle(s);
    chat_scene_clear(s);
}

static void open_moderator(chat_scene *s) {
    open_as(s, SERVER_MODERATOR_TOKEN);
}

static void give(chat_scene *s, dgg_command wanted) {
    uint64_t id = 0;
    ck_assert_int_eq(dgg_chat_send(s->chat, &wanted, &id), DGG_OK);
    ck_assert_uint_gt(id, 0);
}

/* The next result is this one. */
static void expect_result(chat_scene *s, const char *words) {
    char line[128];
    size_t count = s->seen[DGG_EVENT_SEND_RESULT] + 1;
    chat_scene_wait(s, DGG_EVENT_SEND_RESULT, count);
    snprintf(line, sizeof line, "send %zu %s\n", count, words);
    ck_assert_msg(strstr(chat_scene_log(s), line) != NULL,
                  "not \"%s\" but:\n%s", line, chat_scene_log(s));
}

static void confirm(chat_scene *s, dgg_command wanted) {
    give(s, wanted);
    expect_result(s, "confirmed");
}

static void refuse(chat_scene *s, dgg_command wanted, const char *reason) {
    char words[64];
    snprintf(words, sizeof words, "refused: %s", reason);
    give(s, wanted);
    expect_result(s, words);
}

static const char *const yes_no[] = {"Yes", "No"};

static dgg_command ask(void) {
    return (dgg_command){
        .kind = DGG_COMMAND_START_POLL,
        .text = "More?",
        .as.poll = {.options = yes_no, .option_count = 2, .length_ms = 30000}};
}

START_TEST(moderators_keep_order) {
    chat_scene s;
    open_moderator(&s);
    confirm(&s, (dgg_command){.kind = DGG_COMMAND_MUTE,
                              .nick = "DEMO_friend",
                              .as.sanction.duration_ms = 60000});
    ck_assert_uint_eq(s.seen[DGG_EVENT_MUTE], 1);
    confirm(&s, (dgg_command){.kind = DGG_COMMAND_UNMUTE,
                              .nick = SERVER_FRIEND_NICK});
    confirm(&s, (dgg_command){.kind = DGG_COMMAND_BAN,
                              .nick = SERVER_FRIEND_NICK,
                              .text = "spam"});
    confirm(&s, (dgg_command){.kind = DGG_COMMAND_UNBAN,
                              .nick = SERVER_FRIEND_NICK});
    confirm(&s, (dgg_command){.kind = DGG_COMMAND_SUB_ONLY,
                              .as.sub_only = {.is_on = true, .tier = 2}});
    confirm(&s, (dgg_command){.kind = DGG_COMMAND_SUB_ONLY});
    refuse(
        &s,
        (dgg_command){.kind = DGG_COMMAND_MUTE, .nick = SERVER_MODERATOR_NICK},
        "nopermission");
    refuse(
        &s,
        (dgg_command){.kind = DGG_COMMAND_UNBAN, .nick = SERVER_UNKNOWN_NICK},
        "notfound");
    chat_scene_close(&s);
}
END_TEST

START_TEST(viewers_keep_no_order) {
    static const dgg_command_kind kinds[] = {
        DGG_COMMAND_MUTE,         DGG_COMMAND_UNMUTE,
        DGG_COMMAND_BAN,          DGG_COMMAND_UNBAN,
        DGG_COMMAND_SUB_ONLY,     DGG_COMMAND_BROADCAST,
        DGG_COMMAND_PIN,          DGG_COMMAND_STOP_POLL,
        DGG_COMMAND_ADD_PHRASE,   DGG_COMMAND_REMOVE_PHRASE,
        DGG_COMMAND_RELOAD_USERS, DGG_COMMAND_REMOVE_EVENT,
        DGG_COMMAND_UNSPOTLIGHT,
    };
    chat_scene s;
    open_as(&s, SERVER_DEMO_TOKEN);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        refuse(&s,
               (dgg_command){
                   .kind = kinds[i], .nick = SERVER_FRIEND_NICK, .text = "x"},
               "nopermission");
    }
    refuse(&s, ask(), "nopermission");
    chat_scene_close(&s);
}
END_TEST

START_TEST(polls_are_held) {
    chat_scene s;
    open_moderator(&s);
    const dgg_command stop = {.kind = DGG_COMMAND_STOP_POLL};
    refuse(&s, stop, "noactivepoll");
    confirm(&s, ask());
    refuse(&s, ask(), "activepoll");
    ck_assert_int_eq(dgg_chat_vote(s.chat, 0, NULL), DGG_ERROR_ARGUMENT);
    const dgg_command vote = {.kind = DGG_COMMAND_CAST_VOTE, .as.vote = 2};
    const dgg_command third = {.kind = DGG_COMMAND_CAST_VOTE, .as.vote = 3};
    refuse(&s, third, "protocolerror");
    confirm(&s, vote);
    refuse(&s, vote, "alreadyvoted");
    confirm(&s, stop);
    refuse(&s, vote, "noactivepoll");
    chat_scene_close(&s);
}
END_TEST

START_TEST(phrases_are_banned) {
    chat_scene s;
    open_moderator(&s);
    const dgg_command add = {.kind = DGG_COMMAND_ADD_PHRASE, .text = "spoiler"};
    const dgg_command remove = {.kind = DGG_COMMAND_REMOVE_PHRASE,
                                .text = "spoiler"};
    confirm(&s, add);
    refuse(&s, add, "duplicatephrase");
    refuse(&s, (dgg_command){.kind = DGG_COMMAND_MESSAGE, .text = "a spoiler"},
           "bannedphrase");
    confirm(&s, remove);
    refuse(&s, remove, "nophrase");
    chat_scene_close(&s);
}
END_TEST

START_TEST(marks_are_set_and_taken_off) {
    chat_scene s;
    open_moderator(&s);
    confirm(&s, (dgg_command){.kind = DGG_COMMAND_PIN, .text = "Read this"});
    confirm(&s, (dgg_command){.kind = DGG_COMMAND_PIN});
    server_broadcast(s.server,
                     "MSG {\"id\":5,\"nick\":\"bird\",\"features\":[],"
                     "\"timestamp\":1700000000500,\"data\":\"well said\"}");
    chat_scene_settle(&s);
    dgg_command spotlight = {.kind = DGG_COMMAND_SPOTLIGHT,
                             .nick = "BIRD",
                             .text = "well said",
                             .as.timestamp_ms = 1700000000500};
    confirm(&s, spotlight);
    spotlight.text = "never said";
    refuse(&s, spotlight, "notfound");
    refuse(&s, (dgg_command){.kind = DGG_COMMAND_UNSPOTLIGHT, .text = "abc"},
           "notfound");
    chat_scene_close(&s);
}
END_TEST

static int keep_key(dgg_chat *chat, const dgg_event *event, void *user) {
    (void)chat;
    snprintf(user, DGG_KEY_BYTES + 1, "%s", event->as.spotlight.key);
    return 0;
}

START_TEST(a_spotlight_goes_out) {
    chat_scene s;
    char key[DGG_KEY_BYTES + 1] = "";
    open_moderator(&s);
    dgg_chat_on(s.chat, DGG_ON_SPOTLIGHT, keep_key, key);
    server_broadcast(s.server,
                     "MSG {\"id\":5,\"nick\":\"bird\",\"features\":[],"
                     "\"timestamp\":1700000000500,\"data\":\"well said\"}");
    chat_scene_settle(&s);
    confirm(&s, (dgg_command){.kind = DGG_COMMAND_SPOTLIGHT,
                              .nick = "bird",
                              .text = "well said",
                              .as.timestamp_ms = 1700000000500});
    confirm(&s, (dgg_command){.kind = DGG_COMMAND_UNSPOTLIGHT, .text = key});
    chat_scene_close(&s);
}
END_TEST

START_TEST(the_event_bar_loses_an_event) {
    chat_scene s;
    open_moderator(&s);
    server_broadcast(s.server,
                     "DONATION {\"timestamp\":1700000001000,\"data\":\"\","
                     "\"user\":{\"id\":5,\"nick\":\"bird\",\"features\":[]},"
                     "\"amount\":500,\"uuid\":\"5f0d\","
                     "\"expirationTimestamp\":1700009999000}");
    const dgg_command remove = {.kind = DGG_COMMAND_REMOVE_EVENT,
                                .text = "5f0d"};
    confirm(&s, remove);
    refuse(&s, remove, "cantremoveevent");
    chat_scene_close(&s);
}
END_TEST

START_TEST(only_admins_broadcast) {
    chat_scene s;
    open_as(&s, SERVER_ADMIN_TOKEN);
    confirm(&s, (dgg_command){.kind = DGG_COMMAND_BROADCAST, .text = "news"});
    refuse(&s, (dgg_command){.kind = DGG_COMMAND_MUTE, .nick = "demo_admin"},
           "nopermission");
    chat_scene_close(&s);
}
END_TEST

START_TEST(one_mutes_oneself) {
    chat_scene s;
    open_as(&s, SERVER_DEMO_TOKEN);
    confirm(&s, (dgg_command){.kind = DGG_COMMAND_DIE});
    refuse(&s, (dgg_command){.kind = DGG_COMMAND_MESSAGE, .text = "alive?"},
           "muted");
    chat_scene_close(&s);
}
END_TEST

START_TEST(anybody_may_ping) {
    chat_scene s;
    chat_scene_open(&s);
    chat_scene_add_chat(&s, (dgg_options){.send_policy = DGG_SEND_TO_ANYBODY});
    chat_scene_connect(&s);
    ck_assert_int_eq(dgg_chat_vote(s.chat, 1, NULL), DGG_ERROR_ANONYMOUS);
    confirm(&s, (dgg_command){.kind = DGG_COMMAND_PING});
    chat_scene_expect_received(&s, "PING {}\n");
    chat_scene_close(&s);
}
END_TEST

/* The users that come are no answer: others may have asked for them. */
START_TEST(reloading_users_is_never_confirmed) {
    chat_scene s;
    open_moderator(&s);
    give(&s, (dgg_command){.kind = DGG_COMMAND_RELOAD_USERS});
    chat_scene_wait(&s, DGG_EVENT_USER_UPDATED, 1);
    chat_scene_settle(&s);
    ck_assert_uint_eq(s.seen[DGG_EVENT_SEND_RESULT], 0);
    chat_scene_advance(&s, 10000);
    ck_assert_uint_eq(s.seen[DGG_EVENT_SEND_RESULT], 1);
    ck_assert_ptr_nonnull(strstr(chat_scene_log(&s), "send 1 unconfirmed\n"));
    chat_scene_close(&s);
}
END_TEST

/* --- the queue ----------------------------------------------------------- */

START_TEST(only_talk_is_paced) {
    chat_scene s;
    open_as(&s, SERVER_DEMO_TOKEN);
    const dgg_command ping = {.kind = DGG_COMMAND_PING};
    confirm(&s, (dgg_command){.kind = DGG_COMMAND_MESSAGE, .text = "one"});
    confirm(&s, ping);
    confirm(&s, ping);
    give(&s, (dgg_command){.kind = DGG_COMMAND_MESSAGE, .text = "two"});
    chat_scene_settle(&s);
    ck_assert_uint_eq(s.seen[DGG_EVENT_SEND_RESULT], 3);
    chat_scene_advance(&s, 380);
    expect_result(&s, "confirmed");
    chat_scene_close(&s);
}
END_TEST

/* Another connection of the account may have used up what it may send. */
START_TEST(an_order_that_is_throttled_waits_too) {
    chat_scene s;
    open_moderator(&s);
    give(&s, (dgg_command){.kind = DGG_COMMAND_RELOAD_USERS});
    free(chat_scene_take_received(&s));
    server_broadcast(s.server, "ERR {\"description\":\"throttled\"}");
    chat_scene_wait(&s, DGG_EVENT_ERROR, 1);
    chat_scene_advance(&s, 4999);
    chat_scene_settle(&s);
    char *none = server_take_received(s.server);
    ck_assert_str_eq(none, "");
    free(none);
    chat_scene_advance(&s, 1);
    chat_scene_expect_received(&s, "RELOADUSERS {}\n");
    server_broadcast(s.server, "ERR {\"description\":\"throttled\"}");
    expect_result(&s, "refused: throttled");
    chat_scene_close(&s);
}
END_TEST

START_TEST(the_throttle_outlives_a_connection) {
    chat_scene s;
    open_as(&s, SERVER_DEMO_TOKEN);
    server_set_faults(s.server,
                      &(server_faults){.refuse_whispers = "throttled"});
    give(&s, (dgg_command){
                 .kind = DGG_COMMAND_WHISPER, .nick = "bird", .text = "hi"});
    chat_scene_wait(&s, DGG_EVENT_ERROR, 1);
    server_close_all(s.server, -1);
    expect_result(&s, "dropped");
    chat_scene_connect(&s);
    free(server_take_received(s.server));
    give(&s, (dgg_command){.kind = DGG_COMMAND_MESSAGE, .text = "hello"});
    chat_scene_advance(&s, 4999);
    chat_scene_settle(&s);
    char *none = server_take_received(s.server);
    ck_assert_str_eq(none, "");
    free(none);
    chat_scene_advance(&s, 1);
    chat_scene_expect_received(&s, "MSG {\"data\":\"hello\"}\n");
    chat_scene_close(&s);
}
END_TEST

static int count_kinds(dgg_chat *chat, const dgg_event *event, void *user) {
    const dgg_send_result *result = &event->as.send;
    char line[128];
    (void)chat;
    snprintf(line, sizeof line, "%d \"%s\" \"%s\"", result->command,
             result->nick, result->text);
    chat_scene_note(user, line);
    return 0;
}

START_TEST(a_result_says_what_it_was) {
    chat_scene s;
    open_moderator(&s);
    dgg_chat_on(s.chat, DGG_ON_SEND_RESULT, count_kinds, &s);
    give(&s, (dgg_command){
                 .kind = DGG_COMMAND_BAN, .nick = "bird", .text = " spam "});
    give(&s, (dgg_command){.kind = DGG_COMMAND_STOP_POLL, .text = "ignored"});
    ck_assert_int_eq(dgg_chat_vote(s.chat, 2, NULL), DGG_OK);
    dgg_chat_disconnect(s.chat);
    char expected[256];
    snprintf(expected, sizeof expected,
             "close\nsend 1 dropped\n%d \"bird\" \"spam\"\n"
             "send 2 dropped\n%d \"\" \"\"\nsend 3 dropped\n%d \"\" \"2\"\n",
             DGG_COMMAND_BAN, DGG_COMMAND_STOP_POLL, DGG_COMMAND_CAST_VOTE);
    ck_assert_str_eq(chat_scene_log(&s), expected);
    chat_scene_close(&s);
}
END_TEST

START_TEST(every_kind_counts_in_the_queue) {
    chat_scene s;
    open_moderator(&s);
    for (int i = 0; i < 8; i++) {
        give(&s, (dgg_command){.kind = DGG_COMMAND_PING});
    }
    const dgg_command die = {.kind = DGG_COMMAND_DIE};
    ck_assert_int_eq(dgg_chat_send(s.chat, &die, NULL), DGG_ERROR_QUEUE_FULL);
    chat_scene_wait(&s, DGG_EVENT_SEND_RESULT, 8);
    ck_assert_int_eq(dgg_chat_send(s.chat, &die, NULL), DGG_OK);
    chat_scene_close(&s);
}
END_TEST

TEST_MAIN("chat_commands", moderators_keep_order, viewers_keep_no_order,
          polls_are_held, phrases_are_banned, marks_are_set_and_taken_off,
          a_spotlight_goes_out, the_event_bar_loses_an_event,
          only_admins_broadcast, one_mutes_oneself, anybody_may_ping,
          reloading_users_is_never_confirmed, only_talk_is_paced,
          an_order_that_is_throttled_waits_too,
          the_throttle_outlives_a_connection, a_result_says_what_it_was,
          every_kind_counts_in_the_queue)
