#include "model_case.h"

static const dgg_api_status ok = {
    .error = DGG_OK, .http_status = 200, .reason = ""};

static dgg_private_message message(int64_t time_ms, const char *from,
                                   const char *text) {
    return (dgg_private_message){
        .from = from, .to = "", .text = text, .timestamp_ms = time_ms};
}

/* Whether the texts of a conversation are these, separated by bars. */
static void expect_talk(model_case *c, const char *nick, const char *expected) {
    char seen[512] = "";
    const window *talk = talk_with(c, nick);
    for (uint64_t i = talk->lines.first; i < talk->lines.next; i++) {
        strcat(seen, i > talk->lines.first ? "|" : "");
        strcat(seen, line_text(history_get(&talk->lines, i)));
    }
    ck_assert_str_eq(seen, expected);
}

START_TEST(older_messages_are_asked_for_once) {
    model_case c;
    case_begin(&c);
    receive(&c, DGG_EVENT_WHISPER, "bob", "psst");
    drop_effects(&c);
    press(&c, "M-2");
    expect_effect(&c, EFFECT_LOAD_INBOX, "bob", "");
    press(&c, "M-1");
    press(&c, "M-2");
    expect_no_effect(&c);
    model_inbox_loaded(&c.m, "bob", &ok, NULL, 0, c.now);
    press(&c, "M-1");
    press(&c, "M-2");
    expect_no_effect(&c);
    case_end(&c);
}
END_TEST

START_TEST(older_messages_stand_before_those_that_came_live) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    int64_t now = c.now.wall_ms;
    receive(&c, DGG_EVENT_WHISPER, "bob", "live");
    dgg_private_message list[] = {
        message(now / 1000 * 1000, "bob", "live"),
        message(now - 50000, "me", "/me waves"),
        message(now - 90000, "bob", "oldest"),
    };
    model_inbox_loaded(&c.m, "BOB", &ok, list, 3, c.now);
    expect_talk(&c, "bob", "oldest|waves|live");
    ck_assert(line_at(talk_with(&c, "bob"), 1)->is_own);
    ck_assert_int_eq(line_at(talk_with(&c, "bob"), 1)->kind, LINE_ACTION);
    model_inbox_loaded(&c.m, "bob", &ok, list, 3, c.now);
    expect_talk(&c, "bob", "oldest|waves|live");
    case_end(&c);
}
END_TEST

START_TEST(what_was_said_twice_stands_twice) {
    model_case c;
    case_begin(&c);
    int64_t now = c.now.wall_ms;
    receive(&c, DGG_EVENT_WHISPER, "bob", "ok");
    dgg_private_message list[] = {
        message(now, "bob", "ok"),
        message(now - 10000, "bob", "ok"),
    };
    model_inbox_loaded(&c.m, "bob", &ok, list, 2, c.now);
    expect_talk(&c, "bob", "ok|ok");
    case_end(&c);
}
END_TEST

START_TEST(what_was_missed_while_away_goes_in_between) {
    model_case c;
    case_begin(&c);
    int64_t start = c.now.wall_ms;
    receive(&c, DGG_EVENT_WHISPER, "bob", "before");
    c.now.wall_ms = start + 600000;
    receive(&c, DGG_EVENT_WHISPER, "bob", "after");
    dgg_private_message list[] = {
        message(start + 600000, "bob", "after"),
        message(start + 300000, "bob", "missed"),
        message(start, "bob", "before"),
    };
    model_inbox_loaded(&c.m, "bob", &ok, list, 3, c.now);
    expect_talk(&c, "bob", "before|missed|after");
    case_end(&c);
}
END_TEST

START_TEST(the_site_confirms_what_nobody_confirmed) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    enter(&c, "/w bob hello");
    dgg_private_message list[] = {
        message(c.now.wall_ms + 2000, "me", "hello"),
    };
    model_inbox_loaded(&c.m, "bob", &ok, list, 1, c.now);
    expect_talk(&c, "bob", "hello");
    ck_assert_int_eq(line_at(talk_with(&c, "bob"), 0)->state, LINE_PLAIN);
    case_end(&c);
}
END_TEST

START_TEST(unread_whispers_open_their_conversations) {
    model_case c;
    case_begin(&c);
    dgg_unread list[] = {
        {"bob", 2, c.now.wall_ms - 1000},
        {"amy", 1, c.now.wall_ms - 2000},
        {"nothing", 0, 0},
    };
    model_unread_loaded(&c.m, &ok, list, 3, c.now);
    ck_assert_uint_eq(c.m.windows.count, 3);
    ck_assert_uint_eq(talk_with(&c, "bob")->unread, 2);
    ck_assert_uint_eq(windows_unread(&c.m.windows), 3);
    expect_line(chat_line(&c, 0), LINE_NOTICE, "",
                "Unread whispers from 2 people: F4 opens the list.");
    expect_no_effect(&c);
    press(&c, "M-a");
    ck_assert_str_eq(windows_shown(&c.m.windows)->nick, "bob");
    expect_effect(&c, EFFECT_LOAD_INBOX, "bob", "");
    case_end(&c);
}
END_TEST

START_TEST(whispers_read_live_are_not_unread_again) {
    model_case c;
    case_begin(&c);
    receive(&c, DGG_EVENT_WHISPER, "bob", "psst");
    press(&c, "M-2");
    press(&c, "M-1");
    drop_effects(&c);
    dgg_unread same = {"bob", 1, c.now.wall_ms};
    model_unread_loaded(&c.m, &ok, &same, 1, c.now);
    ck_assert_uint_eq(talk_with(&c, "bob")->unread, 0);
    dgg_unread newer = {"bob", 2, c.now.wall_ms + 60000};
    model_unread_loaded(&c.m, &ok, &newer, 1, c.now);
    ck_assert_uint_eq(talk_with(&c, "bob")->unread, 2);
    press(&c, "M-2");
    expect_effect(&c, EFFECT_LOAD_INBOX, "bob", "");
    case_end(&c);
}
END_TEST

START_TEST(unread_of_the_conversation_shown_is_loaded_at_once) {
    model_case c;
    case_begin(&c);
    receive(&c, DGG_EVENT_WHISPER, "bob", "psst");
    press(&c, "M-2");
    drop_effects(&c);
    dgg_unread newer = {"bob", 2, c.now.wall_ms + 60000};
    model_unread_loaded(&c.m, &ok, &newer, 1, c.now);
    ck_assert_uint_eq(talk_with(&c, "bob")->unread, 0);
    expect_effect(&c, EFFECT_LOAD_INBOX, "bob", "");
    case_end(&c);
}
END_TEST

START_TEST(a_site_in_trouble_is_told_and_a_missing_session_is_not) {
    model_case c;
    case_begin(&c);
    receive(&c, DGG_EVENT_WHISPER, "bob", "psst");
    size_t before = history_count(&c.m.windows.list[WINDOW_CHAT]->lines);
    dgg_api_status none = {.error = DGG_ERROR_ANONYMOUS, .reason = ""};
    model_unread_loaded(&c.m, &none, NULL, 0, c.now);
    model_inbox_loaded(&c.m, "bob", &none, NULL, 0, c.now);
    ck_assert_uint_eq(history_count(&c.m.windows.list[WINDOW_CHAT]->lines),
                      before);
    expect_talk(&c, "bob", "psst");
    dgg_api_status broken = {.error = DGG_ERROR_HTTP_STATUS,
                             .http_status = 502,
                             .reason = "HTTP 502"};
    model_unread_loaded(&c.m, &broken, NULL, 0, c.now);
    ck_assert_ptr_nonnull(strstr(line_text(chat_line(&c, 0)), "HTTP 502"));
    model_inbox_loaded(&c.m, "bob", &broken, NULL, 0, c.now);
    ck_assert_int_eq(line_at(talk_with(&c, "bob"), 0)->kind, LINE_ERROR);
    model_inbox_loaded(&c.m, "nobody", &broken, NULL, 0, c.now);
    case_end(&c);
}
END_TEST

/* Nobody can be written to under such a name, but what he wrote is there. */
START_TEST(an_odd_name_can_be_opened_from_the_list) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    receive(&c, DGG_EVENT_WHISPER, "odd name", "psst");
    press(&c, "F4");
    press(&c, "Enter");
    ck_assert_str_eq(windows_shown(&c.m.windows)->nick, "odd name");
    ck_assert_uint_eq(windows_unread(&c.m.windows), 0);
    press(&c, "Esc");
    press(&c, "M-r");
    ck_assert_str_eq(windows_shown(&c.m.windows)->nick, "odd name");
    case_end(&c);
}
END_TEST

TEST_MAIN("model_talks", an_odd_name_can_be_opened_from_the_list,
          older_messages_are_asked_for_once,
          older_messages_stand_before_those_that_came_live,
          what_was_said_twice_stands_twice,
          what_was_missed_while_away_goes_in_between,
          the_site_confirms_what_nobody_confirmed,
          unread_whispers_open_their_conversations,
          whispers_read_live_are_not_unread_again,
          unread_of_the_conversation_shown_is_loaded_at_once,
          a_site_in_trouble_is_told_and_a_missing_session_is_not)
