#include "record_privacy.h"
#include "test.h"

#include <string.h>

START_TEST(only_answers_that_others_may_see_are_kept) {
    const char *const public_paths[] = {
        "/embed/chat", "/2.1.0/emotes/emotes.json", "/flairs/flairs.json"};
    const char *const private_paths[] = {"/api/messages/unread",
                                         "/api/messages/usr/some_body/inbox",
                                         "/messages/usr/a/inbox"};
    const char *const others[] = {"/api/userinfo",
                                  "/api/messages/inbox",
                                  "/api/messages/msg/7/open",
                                  "/api/messages/usr/a/b/inbox",
                                  "/usr/a/inbox",
                                  "/emotes.json",
                                  "/embed/chat/",
                                  "/",
                                  ""};
    for (size_t i = 0; i < 3; i++) {
        ck_assert(record_may_hold_answer(public_paths[i], false));
        ck_assert(record_may_hold_answer(public_paths[i], true));
        ck_assert(!record_may_hold_answer(private_paths[i], false));
        ck_assert(record_may_hold_answer(private_paths[i], true));
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        ck_assert_msg(!record_may_hold_answer(others[i], true), "%s",
                      others[i]);
    }
}
END_TEST

static bool is_held(dgg_event_kind kind, const char *name, bool has_whispers) {
    const dgg_event event = {.kind = kind, .name = name};
    return record_may_hold_event(&event, has_whispers);
}

START_TEST(whispers_are_kept_when_asked_for) {
    ck_assert(is_held(DGG_EVENT_MESSAGE, "MSG", false));
    ck_assert(is_held(DGG_EVENT_CLOSE, "", false));
    ck_assert(is_held(DGG_EVENT_UNKNOWN, "PRIV", false));
    ck_assert(!is_held(DGG_EVENT_WHISPER, "PRIVMSG", false));
    ck_assert(!is_held(DGG_EVENT_WHISPER_SENT, "PRIVMSGSENT", false));
    ck_assert(!is_held(DGG_EVENT_UNKNOWN, "PRIVMSGREAD", false));
    ck_assert(is_held(DGG_EVENT_WHISPER, "PRIVMSG", true));
    ck_assert(!is_held(DGG_EVENT_SEND_RESULT, "", true));
    ck_assert(!is_held(DGG_EVENT_SITE_ERROR, "", true));
    const dgg_event entry = {
        .kind = DGG_EVENT_MESSAGE, .name = "MSG", .is_replay = true};
    ck_assert(!record_may_hold_event(&entry, true));
}
END_TEST

static void expect_shown(const char *payload, const char *shown) {
    dgg_event event = {.kind = DGG_EVENT_HISTORY,
                       .payload = payload,
                       .payload_bytes = strlen(payload)};
    buffer memory;
    buffer_init(&memory, 1 << 16);
    ck_assert(record_hide_whispers(&event, &memory));
    ck_assert_uint_eq(event.payload_bytes, strlen(shown));
    ck_assert_msg(memcmp(event.payload, shown, strlen(shown)) == 0, "%s",
                  event.payload);
    buffer_free(&memory);
}

START_TEST(a_history_loses_its_whispers_only) {
    expect_shown("[ \"MSG {}\",\n \"JOIN {}\" ]",
                 "[ \"MSG {}\",\n \"JOIN {}\" ]");
    expect_shown("[]", "[]");
    expect_shown("[\"_X {}\",\"PRIVMSG 1\",\"7 {}\"]", "[\"_X {}\",\"7 {}\"]");
    expect_shown("[ \"MSG {}\", \"PRIVMSG {\\\"data\\\":1}\",\"JOIN {}\"]",
                 "[\"MSG {}\",\"JOIN {}\"]");
    expect_shown("[\"privmsg {}\"]", "[]");
    expect_shown("[\"\\u0050RIVMSGSENT {}\",\"MSG \\u00e9\"]",
                 "[\"MSG \\u00e9\"]");
}
END_TEST

START_TEST(a_history_loses_what_could_hide_whispers) {
    expect_shown("[\" PRIVMSG {}\",\"PRIVMSG{}\",{\"PRIVMSG\":1},\"\",7,"
                 "\"history [\\\"PRIVMSG {}\\\"]\",\"MSG 1\"]",
                 "[\"MSG 1\"]");
}
END_TEST

START_TEST(other_events_are_left_alone) {
    dgg_event event = {.kind = DGG_EVENT_MESSAGE,
                       .payload = "[\"PRIVMSG {}\"]",
                       .payload_bytes = 14};
    buffer memory;
    buffer_init(&memory, 0);
    ck_assert(record_hide_whispers(&event, &memory));
    ck_assert_str_eq(event.payload, "[\"PRIVMSG {}\"]");
    event.kind = DGG_EVENT_HISTORY;
    ck_assert(!record_hide_whispers(&event, &memory)); /* no room */
}
END_TEST

TEST_MAIN("record_privacy", only_answers_that_others_may_see_are_kept,
          whispers_are_kept_when_asked_for, a_history_loses_its_whispers_only,
          a_history_loses_what_could_hide_whispers, other_events_are_left_alone)
