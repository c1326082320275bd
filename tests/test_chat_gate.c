#include "chat_internal.h"
#include "chat_scene.h"

static void open_gate(void) {
    setenv("DGG_ENABLE_WHISPERS", "1", 1);
}

START_TEST(lets_replies_through_only) {
    chat_gate gate = {.policy = DGG_WHISPERS_REPLIES_ONLY};
    open_gate();
    ck_assert(!chat_gate_allows(&gate, "bird"));
    chat_gate_remember(&gate, "Bird");
    ck_assert(chat_gate_allows(&gate, "bird"));
    ck_assert(!chat_gate_allows(&gate, "stranger"));
}
END_TEST

START_TEST(is_closed_unless_it_was_opened) {
    static const char *const closed[] = {"", "false", "False"};
    chat_gate gate = {.policy = DGG_WHISPERS_REPLIES_ONLY};
    chat_gate_remember(&gate, "bird");
    unsetenv("DGG_ENABLE_WHISPERS");
    ck_assert(!chat_gate_allows(&gate, "bird"));
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++) {
        setenv("DGG_ENABLE_WHISPERS", closed[i], 1);
        ck_assert(!chat_gate_allows(&gate, "bird"));
    }
    open_gate();
    ck_assert(chat_gate_allows(&gate, "bird"));
}
END_TEST

START_TEST(stands_open_where_a_person_types) {
    chat_gate gate = {.policy = DGG_WHISPERS_TO_ANYBODY};
    unsetenv("DGG_ENABLE_WHISPERS");
    ck_assert(chat_gate_allows(&gate, "stranger"));
}
END_TEST

START_TEST(a_crowd_pushes_out_the_oldest) {
    chat_gate gate = {.policy = DGG_WHISPERS_REPLIES_ONLY};
    open_gate();
    chat_gate_remember(&gate, "first");
    for (int i = 0; i < CHAT_PEERS; i++) {
        char nick[32];
        snprintf(nick, sizeof nick, "crowd%d", i);
        ck_assert(!chat_gate_allows(&gate, nick));
        chat_gate_remember(&gate, nick);
        chat_gate_remember(&gate, nick);
        ck_assert(chat_gate_allows(&gate, nick));
    }
    ck_assert(!chat_gate_allows(&gate, "first"));
    ck_assert(chat_gate_allows(&gate, "crowd0"));
}
END_TEST

START_TEST(forgets_what_is_no_nick) {
    chat_gate gate = {.policy = DGG_WHISPERS_REPLIES_ONLY};
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
    options.whisper_policy = DGG_WHISPERS_REPLIES_ONLY;
    chat_scene_add_chat(&s, options);
    chat_scene_connect(&s);
    ck_assert_int_eq(dgg_chat_send_whisper(s.chat, "bird", "hi", NULL),
                     DGG_ERROR_GATED);
    server_broadcast(s.server, "PRIVMSG {\"nick\":\"Bird\",\"data\":\"hey\"}");
    chat_scene_wait(&s, DGG_EVENT_WHISPER, 1);
    ck_assert_int_eq(dgg_chat_send_whisper(s.chat, "bird", "hi", NULL), DGG_OK);
    chat_scene_close(&s);
}
END_TEST

TEST_MAIN("chat_gate", lets_replies_through_only,
          is_closed_unless_it_was_opened, stands_open_where_a_person_types,
          a_crowd_pushes_out_the_oldest, forgets_what_is_no_nick,
          a_whisper_may_be_answered)
