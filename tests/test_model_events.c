#include "model_case.h"

static void receive_from(model_case *c, const char *nick, const char *feature,
                         const char *text) {
    const char *features[] = {feature};
    dgg_event event = case_event(c, DGG_EVENT_MESSAGE, nick, text);
    event.user.features = features;
    event.user.feature_count = 1;
    event.user.sent = DGG_USER_FEATURES;
    model_apply(&c->m, &event, c->now);
}

static void moderate(model_case *c, dgg_event_kind kind, const char *moderator,
                     int64_t duration_s) {
    dgg_event event = case_event(c, kind, moderator, "");
    event.as.moderation.target = "Bob";
    event.as.moderation.duration_s = duration_s;
    model_apply(&c->m, &event, c->now);
}

static void replay(model_case *c, int64_t time_ms, const char *nick,
                   const char *text) {
    dgg_event event = case_event(c, DGG_EVENT_MESSAGE, nick, text);
    event.timestamp_ms = time_ms;
    event.is_replay = true;
    model_apply(&c->m, &event, c->now);
}

static size_t chat_count(const model_case *c) {
    return history_count(&c->m.windows.list[WINDOW_CHAT]->lines);
}

START_TEST(messages_appear_in_chat) {
    model_case c;
    case_begin(&c);
    receive(&c, DGG_EVENT_MESSAGE, "Amy", "hello");
    receive(&c, DGG_EVENT_MESSAGE, "Amy", "/me waves");
    receive(&c, DGG_EVENT_MESSAGE, "Amy", "/ME shouts");
    receive(&c, DGG_EVENT_MESSAGE, "Amy", "/means nothing");
    expect_line(chat_line(&c, 3), LINE_MESSAGE, "Amy", "hello");
    expect_line(chat_line(&c, 2), LINE_ACTION, "Amy", "waves");
    expect_line(chat_line(&c, 1), LINE_ACTION, "Amy", "shouts");
    expect_line(chat_line(&c, 0), LINE_MESSAGE, "Amy", "/means nothing");
    expect_no_effect(&c);
    case_end(&c);
}
END_TEST

START_TEST(the_own_messages_are_marked) {
    model_case c;
    case_begin(&c);
    receive(&c, DGG_EVENT_MESSAGE, "", "nobody");
    ck_assert(!chat_line(&c, 0)->is_own);
    go_online(&c, "Amy");
    receive(&c, DGG_EVENT_MESSAGE, "amy", "mine");
    ck_assert(chat_line(&c, 0)->is_own);
    receive(&c, DGG_EVENT_MESSAGE, "bob", "his");
    ck_assert(!chat_line(&c, 0)->is_own);
    case_end(&c);
}
END_TEST

START_TEST(greentext_is_for_those_who_may) {
    model_case c;
    case_begin(&c);
    receive_from(&c, "amy", "subscriber", ">green");
    ck_assert(chat_line(&c, 0)->is_green);
    receive_from(&c, "amy", "moderator", "/me >green");
    ck_assert(chat_line(&c, 0)->is_green);
    receive_from(&c, "amy", "flair9", ">plain");
    ck_assert(!chat_line(&c, 0)->is_green);
    receive_from(&c, "amy", "subscriber", "plain");
    ck_assert(!chat_line(&c, 0)->is_green);
    case_end(&c);
}
END_TEST

START_TEST(broadcasts_need_no_author) {
    model_case c;
    case_begin(&c);
    receive(&c, DGG_EVENT_BROADCAST, "", "Stream starts in 5 minutes");
    expect_line(chat_line(&c, 0), LINE_BROADCAST, "",
                "Stream starts in 5 minutes");
    case_end(&c);
}
END_TEST

START_TEST(moderation_is_told_in_words) {
    model_case c;
    case_begin(&c);
    moderate(&c, DGG_EVENT_MUTE, "Mod", 600);
    expect_line(chat_line(&c, 0), LINE_MODERATION, "", "Bob muted 10m by Mod");
    moderate(&c, DGG_EVENT_MUTE, "Mod", 0);
    expect_line(chat_line(&c, 0), LINE_MODERATION, "", "Bob muted by Mod");
    moderate(&c, DGG_EVENT_UNMUTE, "Mod", 0);
    expect_line(chat_line(&c, 0), LINE_MODERATION, "", "Bob unmuted by Mod");
    moderate(&c, DGG_EVENT_BAN, "Mod", 0);
    expect_line(chat_line(&c, 0), LINE_MODERATION, "", "Bob banned by Mod");
    moderate(&c, DGG_EVENT_UNBAN, "", 0);
    expect_line(chat_line(&c, 0), LINE_MODERATION, "", "Bob unbanned");
    case_end(&c);
}
END_TEST

START_TEST(hostile_text_is_cleaned) {
    model_case c;
    case_begin(&c);
    receive(&c, DGG_EVENT_MESSAGE, "a\033b", "\033]0;x\a");
    expect_line(chat_line(&c, 0), LINE_MESSAGE, "a\u241bb", "\u241b]0;x\u2407");
    receive(&c, DGG_EVENT_WHISPER, "a\033b", "\033[2J");
    ck_assert_str_eq(c.m.windows.list[1]->nick, "a\u241bb");
    case_end(&c);
}
END_TEST

START_TEST(a_whisper_is_in_chat_and_in_its_conversation) {
    model_case c;
    case_begin(&c);
    receive(&c, DGG_EVENT_WHISPER, "Bob", "psst");
    expect_line(chat_line(&c, 0), LINE_WHISPER, "Bob", "psst");
    window *talk = talk_with(&c, "bob");
    expect_line(line_at(talk, 0), LINE_MESSAGE, "Bob", "psst");
    ck_assert_uint_eq(talk->unread, 1);
    ck_assert_str_eq(c.m.windows.last_whisperer, "Bob");
    ck_assert_uint_eq(c.m.windows.current, WINDOW_CHAT);
    expect_effect(&c, EFFECT_BELL, "", "");
    expect_no_effect(&c);
    case_end(&c);
}
END_TEST

START_TEST(a_whisper_that_is_seen_is_read) {
    model_case c;
    case_begin(&c);
    receive(&c, DGG_EVENT_WHISPER, "Bob", "one");
    press(&c, "M-2");
    receive(&c, DGG_EVENT_WHISPER, "Bob", "two");
    ck_assert_uint_eq(talk_with(&c, "bob")->unread, 0);
    press(&c, "F1");
    receive(&c, DGG_EVENT_WHISPER, "Bob", "three");
    ck_assert_uint_eq(talk_with(&c, "bob")->unread, 1);
    press(&c, "Esc");
    ck_assert_uint_eq(talk_with(&c, "bob")->unread, 0);
    case_end(&c);
}
END_TEST

START_TEST(connecting_is_noticed) {
    model_case c;
    case_begin(&c);
    go_online(&c, "Amy");
    expect_line(chat_line(&c, 0), LINE_NOTICE, "", "Connected as Amy.");
    ck_assert_str_eq(c.m.own_nick, "Amy");
    go_online(&c, "");
    expect_line(chat_line(&c, 0), LINE_NOTICE, "",
                "Connected, reading only: not logged in.");
    ck_assert_str_eq(c.m.own_nick, "");
    case_end(&c);
}
END_TEST

START_TEST(names_fill_the_list_and_are_noticed) {
    model_case c;
    case_begin(&c);
    dgg_user users[] = {{.nick = "bob"}, {.nick = "amy"}};
    dgg_event event = case_event(&c, DGG_EVENT_NAMES, "", "");
    event.as.names = (dgg_names){users, 2, 99};
    model_apply(&c.m, &event, c.now);
    ck_assert_uint_eq(roster_count(c.m.roster), 2);
    ck_assert_int_eq(c.m.connection_count, 99);
    expect_line(chat_line(&c, 0), LINE_NOTICE, "",
                "2 users are here, 99 connections.");
    case_end(&c);
}
END_TEST

START_TEST(joins_and_quits_change_only_the_list) {
    model_case c;
    case_begin(&c);
    receive(&c, DGG_EVENT_JOIN, "bob", "");
    receive(&c, DGG_EVENT_JOIN, "amy", "");
    receive(&c, DGG_EVENT_QUIT, "bob", "");
    ck_assert_uint_eq(roster_count(c.m.roster), 1);
    ck_assert_uint_eq(chat_count(&c), 0);
    case_end(&c);
}
END_TEST

START_TEST(a_delta_is_joins_and_quits) {
    const char *const removed[] = {"BOB", "nobody"};
    dgg_user users[] = {{.nick = "amy"}, {.nick = "cat"}};
    model_case c;
    case_begin(&c);
    receive(&c, DGG_EVENT_JOIN, "amy", "");
    receive(&c, DGG_EVENT_JOIN, "bob", "");
    dgg_event event = case_event(&c, DGG_EVENT_USERS_DELTA, "", "");
    event.as.users_delta = (dgg_users_delta){users, 2, removed, 2};
    model_apply(&c.m, &event, c.now);
    ck_assert_uint_eq(roster_count(c.m.roster), 2);
    ck_assert_ptr_nonnull(roster_find(c.m.roster, "cat"));
    ck_assert_ptr_null(roster_find(c.m.roster, "bob"));
    ck_assert_uint_eq(chat_count(&c), 0);
    case_end(&c);
}
END_TEST

START_TEST(only_the_own_update_is_told) {
    const char *features[] = {"moderator"};
    model_case c;
    case_begin(&c);
    receive(&c, DGG_EVENT_OPEN, "", "");
    dgg_event event = case_event(&c, DGG_EVENT_ME, "Amy", "");
    event.user.id = 5;
    model_apply(&c.m, &event, c.now);
    receive(&c, DGG_EVENT_JOIN, "Bob", "");
    size_t before = chat_count(&c);
    event = case_event(&c, DGG_EVENT_USER_UPDATED, "Bob", "");
    event.user = (dgg_user){.id = 6,
                            .nick = "Bob",
                            .features = features,
                            .feature_count = 1,
                            .sent = DGG_USER_FEATURES | DGG_USER_ID};
    model_apply(&c.m, &event, c.now);
    ck_assert_uint_eq(chat_count(&c), before);
    ck_assert_uint_eq(roster_find(c.m.roster, "bob")->section,
                      SECTION_MODERATOR);
    event.user.id = 5;
    event.user.nick = "Amy";
    model_apply(&c.m, &event, c.now);
    expect_line(chat_line(&c, 0), LINE_NOTICE, "", "Amy now has: moderator");
    case_end(&c);
}
END_TEST

START_TEST(what_the_site_wants_is_told) {
    model_case c;
    case_begin(&c);
    dgg_event event = case_event(&c, DGG_EVENT_RELOAD, "", "");
    event.as.reload_ms = 12000;
    model_apply(&c.m, &event, c.now);
    expect_line(chat_line(&c, 0), LINE_NOTICE, "",
                "The site asks everybody to connect anew: reconnecting in 12 "
                "s.");
    receive(&c, DGG_EVENT_REFRESH, "Amy", "");
    ck_assert_int_eq(chat_line(&c, 0)->kind, LINE_NOTICE);
    ck_assert_uint_eq(chat_count(&c), 2);
    case_end(&c);
}
END_TEST

START_TEST(the_unknown_shows_nothing) {
    model_case c;
    case_begin(&c);
    receive(&c, DGG_EVENT_UNKNOWN, "", "x");
    receive(&c, DGG_EVENT_PING, "", "");
    receive(&c, DGG_EVENT_WHISPER_SENT, "", "");
    ck_assert_uint_eq(chat_count(&c), 0);
    expect_no_effect(&c);
    case_end(&c);
}
END_TEST

START_TEST(history_fills_the_screen_quietly) {
    model_case c;
    case_begin(&c);
    receive(&c, DGG_EVENT_HISTORY, "", "");
    replay(&c, 1000, "amy", "one");
    replay(&c, 2000, "bob", "two");
    expect_line(chat_line(&c, 1), LINE_MESSAGE, "amy", "one");
    ck_assert_int_eq(chat_line(&c, 1)->time_ms, 1000);
    ck_assert_uint_eq(status_rate_tenths(&c.m.status, c.now.monotonic_ms), 0);
    expect_no_effect(&c);
    case_end(&c);
}
END_TEST

START_TEST(history_does_not_double_what_was_shown) {
    model_case c;
    case_begin(&c);
    receive(&c, DGG_EVENT_MESSAGE, "amy", "LUL");
    receive(&c, DGG_EVENT_MESSAGE, "amy", "LUL");
    ck_assert_uint_eq(chat_count(&c), 2);
    receive(&c, DGG_EVENT_HISTORY, "", "");
    replay(&c, c.now.wall_ms, "amy", "LUL");
    replay(&c, c.now.wall_ms, "amy", "LUL");
    replay(&c, c.now.wall_ms + 1, "amy", "missed");
    ck_assert_uint_eq(chat_count(&c), 3);
    expect_line(chat_line(&c, 0), LINE_MESSAGE, "amy", "missed");
    receive(&c, DGG_EVENT_HISTORY, "", "");
    replay(&c, c.now.wall_ms + 1, "amy", "missed");
    ck_assert_uint_eq(chat_count(&c), 3);
    case_end(&c);
}
END_TEST

static void lose(model_case *c, dgg_error error, int code, int64_t retry_ms) {
    dgg_event event = case_event(c, DGG_EVENT_CLOSE, "", "");
    event.as.close = (dgg_close){
        .error = error, .code = code, .reason = "", .retry_ms = retry_ms};
    model_apply(&c->m, &event, c->now);
}

START_TEST(a_lost_connection_is_told_once) {
    model_case c;
    case_begin(&c);
    go_online(&c, "amy");
    size_t before = chat_count(&c);
    lose(&c, DGG_ERROR_REFUSED, 1006, 500);
    lose(&c, DGG_ERROR_REFUSED, 1006, 900);
    lose(&c, DGG_ERROR_REFUSED, 1006, 1700);
    ck_assert_uint_eq(chat_count(&c), before + 1);
    ck_assert_int_eq(chat_line(&c, 0)->kind, LINE_ERROR);
    lose(&c, DGG_ERROR_BANNED, 1000, -1);
    ck_assert_ptr_nonnull(strstr(line_text(chat_line(&c, 0)), "banned"));
    case_end(&c);
}
END_TEST

START_TEST(a_routine_restart_is_not_told) {
    model_case c;
    case_begin(&c);
    go_online(&c, "amy");
    size_t before = chat_count(&c);
    lose(&c, DGG_ERROR_CLOSED, 1001, 300);
    ck_assert_uint_eq(chat_count(&c), before);
    ck_assert_int_eq(c.m.status.link, LINK_WAITING);
    go_online(&c, "amy");
    receive(&c, DGG_EVENT_NAMES, "", "");
    ck_assert_uint_eq(chat_count(&c), before);
    lose(&c, DGG_ERROR_CLOSED, 1001, 300);
    go_online(&c, "");
    ck_assert_uint_eq(chat_count(&c), before + 1);
    case_end(&c);
}
END_TEST

START_TEST(a_restart_that_takes_long_is_told) {
    model_case c;
    case_begin(&c);
    go_online(&c, "amy");
    size_t before = chat_count(&c);
    lose(&c, DGG_ERROR_CLOSED, 1001, 9420);
    ck_assert_uint_eq(chat_count(&c), before + 1);
    ck_assert_int_eq(status_shown_link(&c.m.status, c.now.monotonic_ms),
                     LINK_WAITING);
    case_end(&c);
}
END_TEST

START_TEST(an_error_of_the_server_gets_a_sentence) {
    model_case c;
    case_begin(&c);
    receive(&c, DGG_EVENT_ERROR, "", "nochatting");
    ck_assert_int_eq(chat_line(&c, 0)->kind, LINE_ERROR);
    ck_assert_ptr_nonnull(
        strstr(line_text(chat_line(&c, 0)), "pick a username"));
    case_end(&c);
}
END_TEST

START_TEST(being_banned_is_told_by_the_close_alone) {
    model_case c;
    case_begin(&c);
    receive(&c, DGG_EVENT_ERROR, "", "banned");
    lose(&c, DGG_ERROR_BANNED, 1006, -1);
    ck_assert_uint_eq(chat_count(&c), 1);
    case_end(&c);
}
END_TEST

/* The person chosen in the list stays chosen while others come and go. */
START_TEST(the_chosen_user_stays_chosen) {
    model_case c;
    case_begin(&c);
    receive(&c, DGG_EVENT_JOIN, "bob", "");
    receive(&c, DGG_EVENT_JOIN, "dan", "");
    press(&c, "F2");
    press(&c, "Down");
    receive(&c, DGG_EVENT_JOIN, "amy", "");
    receive(&c, DGG_EVENT_JOIN, "cat", "");
    ck_assert_str_eq(roster_at(c.m.roster, c.m.users.selected)->nick, "dan");
    receive(&c, DGG_EVENT_QUIT, "dan", "");
    ck_assert_uint_lt(c.m.users.selected, roster_count(c.m.roster));
    receive(&c, DGG_EVENT_QUIT, "amy", "");
    receive(&c, DGG_EVENT_QUIT, "bob", "");
    receive(&c, DGG_EVENT_QUIT, "cat", "");
    ck_assert_uint_eq(c.m.users.selected, 0);
    case_end(&c);
}
END_TEST

START_TEST(the_chosen_conversation_stays_chosen) {
    model_case c;
    case_begin(&c);
    receive(&c, DGG_EVENT_WHISPER, "amy", "1");
    c.now.wall_ms += 1000;
    receive(&c, DGG_EVENT_WHISPER, "bob", "2");
    press(&c, "F4");
    press(&c, "Down");
    c.now.wall_ms += 1000;
    receive(&c, DGG_EVENT_WHISPER, "cat", "3");
    press(&c, "Enter");
    ck_assert_str_eq(windows_shown(&c.m.windows)->nick, "amy");
    case_end(&c);
}
END_TEST

TEST_MAIN("model_events", messages_appear_in_chat, the_own_messages_are_marked,
          greentext_is_for_those_who_may, broadcasts_need_no_author,
          moderation_is_told_in_words, hostile_text_is_cleaned,
          a_whisper_is_in_chat_and_in_its_conversation,
          a_whisper_that_is_seen_is_read, connecting_is_noticed,
          names_fill_the_list_and_are_noticed,
          joins_and_quits_change_only_the_list, a_delta_is_joins_and_quits,
          only_the_own_update_is_told, what_the_site_wants_is_told,
          the_unknown_shows_nothing, history_fills_the_screen_quietly,
          history_does_not_double_what_was_shown,
          a_lost_connection_is_told_once, a_routine_restart_is_not_told,
          a_restart_that_takes_long_is_told,
          an_error_of_the_server_gets_a_sentence,
          being_banned_is_told_by_the_close_alone, the_chosen_user_stays_chosen,
          the_chosen_conversation_stays_chosen)
