#include "chat_internal.h"
#include "chat_scene.h"

static void open_gate(void) {
    setenv("DGG_ENABLE_WHISPERS", "1", 1);
}

static dgg_error check_whisper(const chat_gate *gate, const char *nick) {
    command whisper = {.kind = DGG_COMMAND_WHISPER};
    snprintf(whisper.nick, sizeof whisper.nick, "%s", nick);
    return chat_gate_check(gate, &whisper);
}

static bool allows(const chat_gate *gate, const char *nick) {
    return check_whisper(gate, nick) == DGG_OK;
}

/* All that is no whisper. */
static void expect_others(const chat_gate *gate, dgg_error error) {
    for (int kind = 0; kind < DGG_COMMAND_KINDS; kind++) {
        const command other = {.kind = (dgg_command_kind)kind};
        if (kind != DGG_COMMAND_WHISPER) {
            ck_assert_int_eq(chat_gate_check(gate, &other), error);
        }
    }
}

START_TEST(lets_replies_through_only) {
    static const dgg_send_policy policies[] = {DGG_SEND_IF_ENABLED,
                                               DGG_SEND_REPLIES};
    open_gate();
    for (size_t i = 0; i < sizeof policies / sizeof *policies; i++) {
        chat_gate gate = {.policy = policies[i]};
        ck_assert_int_eq(check_whisper(&gate, "bird"), DGG_ERROR_NOT_A_REPLY);
        chat_gate_remember(&gate, "Bird");
        ck_assert(allows(&gate, "bird"));
        ck_assert_int_eq(check_whisper(&gate, "stranger"),
                         DGG_ERROR_NOT_A_REPLY);
        expect_others(&gate, DGG_OK);
    }
}
END_TEST

START_TEST(is_closed_unless_it_was_opened) {
    static const char *const closed[] = {"", "none", "NONE", "false", "False"};
    chat_gate gate = {.policy = DGG_SEND_IF_ENABLED};
    chat_gate_remember(&gate, "bird");
    unsetenv("DGG_ENABLE_WHISPERS");
    ck_assert(!dgg_sending_is_enabled());
    ck_assert_int_eq(check_whisper(&gate, "bird"), DGG_ERROR_GATED);
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++) {
        setenv("DGG_ENABLE_WHISPERS", closed[i], 1);
        ck_assert(!dgg_sending_is_enabled());
        ck_assert_int_eq(check_whisper(&gate, "bird"), DGG_ERROR_GATED);
        expect_others(&gate, DGG_ERROR_GATED);
    }
    open_gate();
    ck_assert(dgg_sending_is_enabled());
    ck_assert(allows(&gate, "bird"));
    expect_others(&gate, DGG_OK);
}
END_TEST

START_TEST(a_program_may_open_it) {
    chat_gate gate = {.policy = DGG_SEND_REPLIES};
    setenv("DGG_ENABLE_WHISPERS", "false", 1);
    ck_assert_int_eq(check_whisper(&gate, "bird"), DGG_ERROR_NOT_A_REPLY);
    chat_gate_remember(&gate, "bird");
    ck_assert(allows(&gate, "bird"));
    expect_others(&gate, DGG_OK);
}
END_TEST

START_TEST(stands_open_where_a_person_types) {
    chat_gate gate = {.policy = DGG_SEND_TO_ANYBODY};
    unsetenv("DGG_ENABLE_WHISPERS");
    ck_assert(allows(&gate, "stranger"));
    expect_others(&gate, DGG_OK);
    chat_gate_remember(&gate, "bird");
    ck_assert_uint_eq(gate.next, 0);
}
END_TEST

START_TEST(a_crowd_pushes_out_the_oldest) {
    chat_gate gate = {.policy = DGG_SEND_IF_ENABLED};
    open_gate();
    chat_gate_remember(&gate, "first");
    for (int i = 0; i < CHAT_PEERS; i++) {
        char nick[COMMAND_NICK_BYTES];
        snprintf(nick, sizeof nick, "crowd%d", i);
        ck_assert(!allows(&gate, nick));
        chat_gate_remember(&gate, nick);
        chat_gate_remember(&gate, nick);
        ck_assert(allows(&gate, nick));
    }
    ck_assert(!allows(&gate, "first"));
    ck_assert(allows(&gate, "crowd0"));
}
END_TEST

START_TEST(forgets_what_is_no_nick) {
    chat_gate gate = {.policy = DGG_SEND_IF_ENABLED};
    open_gate();
    chat_gate_remember(&gate, "");
    chat_gate_remember(&gate, "a nick far longer than the site allows");
    ck_assert_uint_eq(gate.next, 0);
}
END_TEST

/* The same through a chat: a whisper that arrives opens the way back. */
START_TEST(a_whisper_may_be_answered) {
    chat_scene s;
    open_gate();
    chat_scene_open(&s);
    dgg_options options = chat_scene_login();
    options.send_policy = DGG_SEND_IF_ENABLED;
    chat_scene_add_chat(&s, options);
    chat_scene_connect(&s);
    ck_assert_int_eq(dgg_chat_send_whisper(s.chat, "bird", "hi", NULL),
                     DGG_ERROR_NOT_A_REPLY);
    server_broadcast(s.server, "PRIVMSG {\"nick\":\"Bird\",\"data\":\"hey\"}");
    chat_scene_wait(&s, DGG_EVENT_WHISPER, 1);
    ck_assert_int_eq(dgg_chat_send_whisper(s.chat, "bird", "hi", NULL), DGG_OK);
    chat_scene_close(&s);
}
END_TEST

START_TEST(nothing_leaves_a_closed_gate) {
    chat_scene s;
    unsetenv("DGG_ENABLE_WHISPERS");
    chat_scene_open(&s);
    dgg_options options = chat_scene_login();
    options.send_policy = DGG_SEND_IF_ENABLED;
    chat_scene_add_chat(&s, options);
    chat_scene_connect(&s);
    ck_assert_int_eq(dgg_chat_send_message(s.chat, "hi", NULL),
                     DGG_ERROR_GATED);
    ck_assert_int_eq(dgg_chat_vote(s.chat, 1, NULL), DGG_ERROR_GATED);
    chat_scene_settle(&s);
    char *none = server_take_received(s.server);
    ck_assert_str_eq(none, "");
    free(none);
    open_gate();
    ck_assert_int_eq(dgg_chat_send_message(s.chat, "hi", NULL), DGG_OK);
    chat_scene_expect_received(&s, "MSG {\"data\":\"hi\"}\n");
    chat_scene_close(&s);
}
END_TEST

TEST_MAIN("chat_gate", lets_replies_through_only,
          is_closed_unless_it_was_opened, a_program_may_open_it,
          stands_open_where_a_person_types, a_crowd_pushes_out_the_oldest,
          forgets_what_is_no_nick, a_whisper_may_be_answered,
          nothing_leaves_a_closed_gate)
