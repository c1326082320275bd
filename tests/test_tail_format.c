#include "tail_format.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

/* 2026-09-05 18:29:51 UTC */
enum { TIME_S = 1788632991 };

static dgg_event event_of(dgg_event_kind kind, const char *name,
                          const char *nick, const char *text) {
    return (dgg_event){
        .kind = kind,
        .name = name,
        .user.nick = nick,
        .text = text,
        .payload = "",
        .timestamp_ms = (int64_t)TIME_S * 1000,
        .received_ms = (int64_t)TIME_S * 1000 + 5,
    };
}

static void expect(const dgg_event *event, const char *line) {
    char *text = tail_text(event);
    ck_assert_str_eq(text, line);
    free(text);
}

START_TEST(messages_read_like_chat) {
    dgg_event e = event_of(DGG_EVENT_MESSAGE, "MSG", "bob", "hello there");
    expect(&e, "[18:29:51] bob: hello there");
    e.kind = DGG_EVENT_WHISPER;
    expect(&e, "[18:29:51] [whisper] bob: hello there");
    e.kind = DGG_EVENT_BROADCAST;
    expect(&e, "[18:29:51] ! hello there");
}
END_TEST

START_TEST(nothing_a_terminal_obeys_gets_through) {
    dgg_event e = event_of(DGG_EVENT_MESSAGE, "MSG", "b\033[31mob",
                           "a\033]0;title\007b\nc\xff");
    char *text = tail_text(&e);
    for (const char *p = text; *p != '\0'; p++) {
        ck_assert_msg((unsigned char)*p >= 32, "control byte in %s", text);
    }
    free(text);
}
END_TEST

START_TEST(moderation_names_both) {
    dgg_event e = event_of(DGG_EVENT_MUTE, "MUTE", "mod_a", "");
    e.as.moderation = (dgg_moderation){.target = "bob", .duration_s = 600};
    expect(&e, "[18:29:51] -- bob muted 10m by mod_a");
    e.user.nick = "";
    expect(&e, "[18:29:51] -- bob muted 10m");
}
END_TEST

START_TEST(what_has_no_sentence_has_its_name) {
    dgg_event e = event_of(DGG_EVENT_UNKNOWN, "WATCHING", "", "");
    expect(&e, "[18:29:51] -- WATCHING");
    e = event_of(DGG_EVENT_JOIN, "JOIN", "bob", "");
    expect(&e, "[18:29:51] -- bob joined");
}
END_TEST

START_TEST(a_close_says_why_and_when) {
    dgg_event e = event_of(DGG_EVENT_CLOSE, "", "", "");
    e.as.close = (dgg_close){.error = DGG_ERROR_REFUSED,
                             .code = 1006,
                             .reason = "",
                             .retry_ms = 1500};
    expect(&e, "[18:29:51] -- disconnected: the host refused the connection; "
               "next try in 1.5 s");
}
END_TEST

START_TEST(lists_are_whole_names_in_any_case) {
    ck_assert(tail_wants("MSG,PRIVMSG", false, "PRIVMSG"));
    ck_assert(tail_wants("msg", true, "MSG"));
    ck_assert(!tail_wants("PRIVMSG", false, "MSG"));
    ck_assert(!tail_wants("MSGX", false, "MSG"));
    ck_assert(!tail_wants("", false, "MSG"));
}
END_TEST

START_TEST(without_a_list_text_leaves_out_who_comes_and_goes) {
    ck_assert(tail_wants(NULL, false, "MSG"));
    ck_assert(tail_wants(NULL, false, "DONATION"));
    ck_assert(tail_wants(NULL, false, "RELOAD"));
    ck_assert(!tail_wants(NULL, false, "JOIN"));
    ck_assert(!tail_wants(NULL, false, "VOTECAST"));
    ck_assert(tail_wants(NULL, true, "JOIN"));
}
END_TEST

TEST_MAIN("tail_format", messages_read_like_chat,
          nothing_a_terminal_obeys_gets_through, moderation_names_both,
          what_has_no_sentence_has_its_name, a_close_says_why_and_when,
          lists_are_whole_names_in_any_case,
          without_a_list_text_leaves_out_who_comes_and_goes)
