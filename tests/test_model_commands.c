#include "model_case.h"

START_TEST(text_goes_to_chat) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    enter(&c, "hello there");
    expect_effect(&c, EFFECT_SEND_MESSAGE, "", "hello there");
    ck_assert_str_eq(typed(&c), "");
    press(&c, "Up");
    ck_assert_str_eq(typed(&c), "hello there");
    case_end(&c);
}
END_TEST

START_TEST(actions_and_double_slashes_are_text) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    enter(&c, "/me waves");
    expect_effect(&c, EFFECT_SEND_MESSAGE, "", "/me waves");
    enter(&c, "//quit");
    expect_effect(&c, EFFECT_SEND_MESSAGE, "", "/quit");
    case_end(&c);
}
END_TEST

START_TEST(text_in_a_conversation_is_whispered) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    receive(&c, DGG_EVENT_WHISPER, "bob", "psst");
    press(&c, "M-r");
    drop_effects(&c);
    enter(&c, "yes?");
    expect_effect(&c, EFFECT_SEND_WHISPER, "bob", "yes?");
    press(&c, "Up");
    ck_assert_str_eq(typed(&c), "");
    case_end(&c);
}
END_TEST

START_TEST(msg_whispers_from_anywhere) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    enter(&c, "/w Bob hi there");
    expect_effect(&c, EFFECT_SEND_WHISPER, "Bob", "hi there");
    ck_assert_str_eq(windows_shown(&c.m.windows)->nick, "Bob");
    ck_assert_str_eq(line_text(line_at(talk_with(&c, "bob"), 0)), "hi there");
    press(&c, "Up");
    ck_assert_str_eq(typed(&c), "");
    enter(&c, "/msg Ann");
    ck_assert_str_eq(windows_shown(&c.m.windows)->nick, "Ann");
    case_end(&c);
}
END_TEST

START_TEST(a_malformed_nick_is_refused_and_the_line_kept) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me_myself");
    enter(&c, "/msg x! hi");
    expect_hint(&c, "3 to 20");
    ck_assert_str_eq(typed(&c), "/msg x! hi");
    press(&c, "C-u");
    enter(&c, "/open");
    expect_hint(&c, "Usage: /open nick");
    press(&c, "C-u");
    enter(&c, "/w");
    expect_hint(&c, "Usage: /msg nick text");
    press(&c, "C-u");
    enter(&c, "/msg ME_myself hi");
    expect_hint(&c, "yourself");
    expect_no_effect(&c);
    ck_assert_uint_eq(c.m.windows.count, 1);
    case_end(&c);
}
END_TEST

START_TEST(a_slip_before_a_whisper_is_held_back_once) {
    static const char *const slips[] = {
        " /w bob hi", "   /msg nobody hi", "w bob hi",
        "MSG bob hi", "tell Bob hi",       " /quit",
        " w bob hi",
    };
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
        model_case c;
        case_begin(&c);
        go_online(&c, "me");
        receive(&c, DGG_EVENT_JOIN, "bob", "");
        enter(&c, slips[i]);
        expect_no_effect(&c);
        expect_hint(&c, "Enter again");
        ck_assert_str_eq(typed(&c), slips[i]);
        press(&c, "Enter");
        const char *trimmed = slips[i] + strspn(slips[i], " ");
        expect_effect(&c, EFFECT_SEND_MESSAGE, "", trimmed);
        case_end(&c);
    }
}
END_TEST

START_TEST(a_changed_line_is_held_back_again) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    receive(&c, DGG_EVENT_JOIN, "bob", "");
    enter(&c, "w bob hi");
    enter(&c, "!");
    expect_no_effect(&c);
    press(&c, "Enter");
    expect_effect(&c, EFFECT_SEND_MESSAGE, "", "w bob hi!");
    case_end(&c);
}
END_TEST

START_TEST(ordinary_sentences_are_not_held_back) {
    static const char *const sentences[] = {
        "tell me more", "w nobody hi", "bob w", "two  spaces", "w",
        "msg",          "t / w",
    };
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    receive(&c, DGG_EVENT_JOIN, "bob", "");
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        enter(&c, sentences[i]);
        expect_effect(&c, EFFECT_SEND_MESSAGE, "", sentences[i]);
    }
    case_end(&c);
}
END_TEST

START_TEST(an_unknown_command_is_kept_and_explained) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    enter(&c, "/hepl me");
    expect_hint(&c, "No command /hepl. Closest: /help. (//hepl");
    ck_assert_str_eq(typed(&c), "/hepl me");
    expect_no_effect(&c);
    case_end(&c);
}
END_TEST

START_TEST(commands_ask_for_their_effects) {
    model_case c;
    case_begin(&c);
    enter(&c, "/connect");
    expect_effect(&c, EFFECT_CONNECT, "", "");
    go_online(&c, "me");
    enter(&c, "/connect");
    expect_no_effect(&c);
    expect_hint(&c, "Connected already");
    enter(&c, "/disconnect");
    expect_effect(&c, EFFECT_DISCONNECT, "", "");
    enter(&c, "/q");
    expect_effect(&c, EFFECT_QUIT, "", "");
    enter(&c, "/help");
    ck_assert_int_eq(c.m.focus, FOCUS_HELP);
    case_end(&c);
}
END_TEST

START_TEST(open_and_exit_a_conversation) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    enter(&c, "/exit");
    expect_hint(&c, "Chat stays open");
    press(&c, "C-u");
    enter(&c, "/o bob");
    ck_assert_str_eq(windows_shown(&c.m.windows)->nick, "bob");
    expect_effect(&c, EFFECT_LOAD_INBOX, "bob", "");
    enter(&c, "/exit");
    ck_assert_uint_eq(c.m.windows.count, 1);
    ck_assert_uint_eq(c.m.windows.current, WINDOW_CHAT);
    case_end(&c);
}
END_TEST

START_TEST(reply_opens_the_last_whisperer) {
    model_case c;
    case_begin(&c);
    receive(&c, DGG_EVENT_WHISPER, "bob", "psst");
    enter(&c, "/r");
    ck_assert_str_eq(windows_shown(&c.m.windows)->nick, "bob");
    ck_assert_str_eq(c.m.windows.list[WINDOW_CHAT]->input.text, "");
    case_end(&c);
}
END_TEST

START_TEST(a_recording_keeps_what_cannot_be_sent) {
    static const char *const lines[] = {"hello", "//quit", "/w bob hi",
                                        "/connect", "/disconnect"};
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    model_begin_replay(&c.m, 1);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        if (i == 3) {
            model_end_replay(&c.m, c.now);
        }
        enter(&c, lines[i]);
        expect_hint(&c, "This is a recording: ");
        ck_assert_str_eq(typed(&c), lines[i]);
        expect_no_effect(&c);
        press(&c, "C-c");
    }
    case_end(&c);
}
END_TEST

START_TEST(a_recording_can_be_looked_at_and_left) {
    model_case c;
    case_begin(&c);
    model_begin_replay(&c.m, 1);
    enter(&c, "/w bob");
    ck_assert_str_eq(windows_shown(&c.m.windows)->nick, "bob");
    drop_effects(&c);
    enter(&c, "/quit");
    expect_effect(&c, EFFECT_QUIT, "", "");
    case_end(&c);
}
END_TEST

static void start_poll(model_case *c, bool can_vote) {
    static const dgg_poll_option options[] = {{"Yes", 0}, {"No", 0}};
    dgg_event e = case_event(c, DGG_EVENT_POLL_START, "Mod", "");
    e.as.poll = (dgg_poll){.question = "More?",
                           .options = options,
                           .option_count = 2,
                           .length_ms = 30000,
                           .can_vote = can_vote};
    model_apply(&c->m, &e, c->now);
}

START_TEST(a_number_votes_while_a_poll_runs) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    enter(&c, "1");
    expect_effect(&c, EFFECT_SEND_MESSAGE, "", "1");
    start_poll(&c, true);
    enter(&c, " 02");
    expect_effect(&c, EFFECT_VOTE, "", "2");
    expect_hint(&c, "sending");
    ck_assert_str_eq(typed(&c), "");
    enter(&c, "3");
    expect_effect(&c, EFFECT_SEND_MESSAGE, "", "3");
    enter(&c, "2 of them");
    expect_effect(&c, EFFECT_SEND_MESSAGE, "", "2 of them");
    case_end(&c);
}
END_TEST

START_TEST(a_number_in_a_conversation_is_whispered) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    start_poll(&c, true);
    receive(&c, DGG_EVENT_WHISPER, "bob", "psst");
    press(&c, "M-r");
    drop_effects(&c);
    enter(&c, "2");
    expect_effect(&c, EFFECT_SEND_WHISPER, "bob", "2");
    case_end(&c);
}
END_TEST

START_TEST(a_vote_that_would_not_count_is_held_back_once) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    start_poll(&c, false);
    enter(&c, "2");
    expect_no_effect(&c);
    expect_hint(&c, "You cannot vote in this poll. Enter again");
    press(&c, "Enter");
    expect_effect(&c, EFFECT_SEND_MESSAGE, "", "2");
    start_poll(&c, true);
    dgg_event counted = case_event(&c, DGG_EVENT_VOTE_COUNTED, "", "");
    counted.as.vote.option = 1;
    model_apply(&c.m, &counted, c.now);
    enter(&c, "1");
    expect_no_effect(&c);
    expect_hint(&c, "You have voted. Enter again");
    case_end(&c);
}
END_TEST

START_TEST(a_vote_that_comes_too_late_is_held_back_once) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    start_poll(&c, true);
    receive(&c, DGG_EVENT_POLL_STOP, "", "");
    case_wait(&c, 2999);
    enter(&c, "2");
    expect_no_effect(&c);
    expect_hint(&c, "The poll has ended. Enter again");
    ck_assert_str_eq(typed(&c), "2");
    press(&c, "Enter");
    expect_effect(&c, EFFECT_SEND_MESSAGE, "", "2");
    case_wait(&c, 1);
    enter(&c, "1");
    expect_effect(&c, EFFECT_SEND_MESSAGE, "", "1");
    case_end(&c);
}
END_TEST

TEST_MAIN("model_commands", a_number_votes_while_a_poll_runs,
          a_number_in_a_conversation_is_whispered,
          a_vote_that_would_not_count_is_held_back_once,
          a_vote_that_comes_too_late_is_held_back_once, text_goes_to_chat,
          actions_and_double_slashes_are_text,
          text_in_a_conversation_is_whispered, msg_whispers_from_anywhere,
          a_malformed_nick_is_refused_and_the_line_kept,
          a_slip_before_a_whisper_is_held_back_once,
          a_changed_line_is_held_back_again,
          ordinary_sentences_are_not_held_back,
          an_unknown_command_is_kept_and_explained,
          commands_ask_for_their_effects, open_and_exit_a_conversation,
          reply_opens_the_last_whisperer, a_recording_keeps_what_cannot_be_sent,
          a_recording_can_be_looked_at_and_left)
