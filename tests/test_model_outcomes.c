#include "model_case.h"

/* Types it in the window shown and lets the library take it as `id`. */
static void send(model_case *c, const char *text, uint64_t id) {
    enter(c, text);
    effect one;
    ck_assert(effects_take(&c->m.effects, &one));
    model_send_started(&c->m, one.tag, DGG_OK, id, c->now);
    effect_free(&one);
}

static void end_send(model_case *c, uint64_t id, dgg_send_outcome outcome,
                     const char *reason) {
    dgg_event event = case_event(c, DGG_EVENT_SEND_RESULT, "", "");
    event.as.send = (dgg_send_result){
        .id = id, .outcome = outcome, .reason = reason, .nick = "", .text = ""};
    model_apply(&c->m, &event, c->now);
}

/* Online, in a conversation with bob. */
static void begin_with_bob(model_case *c) {
    case_begin(c);
    go_online(c, "me");
    receive(c, DGG_EVENT_WHISPER, "bob", "psst");
    press(c, "M-r");
    drop_effects(c);
}

static size_t lines_of(const window *w) {
    return history_count(&w->lines);
}

START_TEST(a_whisper_is_pending_until_confirmed) {
    model_case c;
    begin_with_bob(&c);
    send(&c, "hi", 7);
    const line *l = line_at(talk_with(&c, "bob"), 0);
    expect_line(l, LINE_MESSAGE, "me", "hi");
    ck_assert_int_eq(l->state, LINE_PENDING);
    ck_assert(l->is_own);
    expect_hint(&c, "sending");
    end_send(&c, 8, DGG_SEND_CONFIRMED, "");
    ck_assert_int_eq(l->state, LINE_PENDING);
    end_send(&c, 7, DGG_SEND_CONFIRMED, "");
    ck_assert_int_eq(l->state, LINE_PLAIN);
    ck_assert_str_eq(status_hint_at(&c.m.status, c.now.person_ms), "");
    ck_assert_str_eq(typed(&c), "");
    case_end(&c);
}
END_TEST

START_TEST(a_refused_whisper_comes_back) {
    model_case c;
    begin_with_bob(&c);
    send(&c, "hi", 7);
    receive(&c, DGG_EVENT_ERROR, "", "notfound");
    end_send(&c, 7, DGG_SEND_REFUSED, "notfound");
    window *talk = talk_with(&c, "bob");
    ck_assert_int_eq(line_at(talk, 1)->state, LINE_REFUSED);
    expect_line(line_at(talk, 0), LINE_ERROR, "", "No such user.");
    ck_assert_str_eq(typed(&c), "hi");
    case_end(&c);
}
END_TEST

START_TEST(a_refusal_is_told_once_with_its_details) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    send(&c, "hello", 1);
    const window *chat = c.m.windows.list[WINDOW_CHAT];
    size_t before = lines_of(chat);
    dgg_event event = case_event(&c, DGG_EVENT_ERROR, "", "muted");
    event.as.refusal = (dgg_refusal){.mute_left_s = 61, .filtered = ""};
    model_apply(&c.m, &event, c.now);
    end_send(&c, 1, DGG_SEND_REFUSED, "muted");
    ck_assert_uint_eq(lines_of(chat), before + 1);
    expect_line(chat_line(&c, 0), LINE_ERROR, "", "Muted: 01:01 left.");
    ck_assert_str_eq(typed(&c), "hello");
    case_end(&c);
}
END_TEST

START_TEST(an_error_about_something_else_is_told_too) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    send(&c, "hello", 1);
    receive(&c, DGG_EVENT_ERROR, "", "noactivepoll");
    end_send(&c, 1, DGG_SEND_CONFIRMED, "");
    expect_line(chat_line(&c, 0), LINE_ERROR, "", "No poll is running.");
    case_end(&c);
}
END_TEST

START_TEST(a_second_try_after_the_throttle_is_not_told) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    send(&c, "hello", 1);
    size_t before = lines_of(c.m.windows.list[WINDOW_CHAT]);
    receive(&c, DGG_EVENT_ERROR, "", "throttled");
    end_send(&c, 1, DGG_SEND_CONFIRMED, "");
    ck_assert_uint_eq(lines_of(c.m.windows.list[WINDOW_CHAT]), before);
    case_end(&c);
}
END_TEST

START_TEST(what_comes_back_does_not_overwrite_what_is_typed) {
    model_case c;
    begin_with_bob(&c);
    send(&c, "first", 7);
    type_text(&c, "second");
    end_send(&c, 7, DGG_SEND_DROPPED, "");
    ck_assert_str_eq(typed(&c), "second");
    expect_hint(&c, "again with Up");
    press(&c, "C-u");
    press(&c, "Up");
    ck_assert_str_eq(typed(&c), "first");
    case_end(&c);
}
END_TEST

START_TEST(what_comes_back_comes_back_where_it_was_typed) {
    model_case c;
    begin_with_bob(&c);
    send(&c, "a secret", 7);
    press(&c, "M-1");
    end_send(&c, 7, DGG_SEND_DROPPED, "");
    ck_assert_str_eq(typed(&c), "");
    ck_assert_str_eq(talk_with(&c, "bob")->input.text, "a secret");
    ck_assert_int_eq(line_at(talk_with(&c, "bob"), 1)->state, LINE_REFUSED);
    case_end(&c);
}
END_TEST

START_TEST(a_closed_conversation_opens_for_what_comes_back) {
    model_case c;
    begin_with_bob(&c);
    send(&c, "a secret", 7);
    enter(&c, "/exit");
    ck_assert_uint_eq(c.m.windows.count, 1);
    end_send(&c, 7, DGG_SEND_REFUSED, "notfound");
    ck_assert_str_eq(talk_with(&c, "bob")->input.text, "a secret");
    case_end(&c);
}
END_TEST

START_TEST(slashed_text_comes_back_as_text) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    send(&c, "//quit", 1);
    end_send(&c, 1, DGG_SEND_DROPPED, "");
    ck_assert_str_eq(typed(&c), "//quit");
    press(&c, "C-u");
    send(&c, "/me waves", 2);
    end_send(&c, 2, DGG_SEND_DROPPED, "");
    ck_assert_str_eq(typed(&c), "/me waves");
    case_end(&c);
}
END_TEST

START_TEST(nobody_answered) {
    model_case c;
    begin_with_bob(&c);
    send(&c, "hi", 7);
    end_send(&c, 7, DGG_SEND_UNCONFIRMED, "");
    ck_assert_int_eq(line_at(talk_with(&c, "bob"), 0)->state, LINE_UNCONFIRMED);
    ck_assert_str_eq(typed(&c), "");
    press(&c, "M-1");
    send(&c, "hello", 8);
    end_send(&c, 8, DGG_SEND_UNCONFIRMED, "");
    ck_assert_ptr_nonnull(strstr(line_text(chat_line(&c, 0)), "hello"));
    press(&c, "Up");
    ck_assert_str_eq(typed(&c), "hello");
    case_end(&c);
}
END_TEST

START_TEST(what_the_library_does_not_take_comes_back) {
    model_case c;
    case_begin(&c);
    go_online(&c, "");
    enter(&c, "hello");
    uint64_t tag = expect_effect(&c, EFFECT_SEND_MESSAGE, "", "hello");
    model_send_started(&c.m, tag, DGG_ERROR_ANONYMOUS, 0, c.now);
    ck_assert_str_eq(typed(&c), "hello");
    expect_line(chat_line(&c, 0), LINE_ERROR, "",
                "Log in first: --token-file takes a login key.");
    model_send_started(&c.m, tag, DGG_OK, 5, c.now);
    end_send(&c, 5, DGG_SEND_REFUSED, "notfound");
    ck_assert_str_eq(line_text(chat_line(&c, 0)),
                     "Log in first: --token-file takes a login key.");
    case_end(&c);
}
END_TEST

/* Where the site's clock is ahead of ours, its messages sort behind a line
 * that is still on its way. */
START_TEST(older_messages_do_not_hide_a_line_from_its_outcome) {
    model_case c;
    begin_with_bob(&c);
    send(&c, "hi", 7);
    dgg_private_message newer = {.timestamp_ms = c.now.wall_ms + 5000,
                                 .from = "bob",
                                 .to = "me",
                                 .text = "from the site"};
    dgg_api_status ok = {.error = DGG_OK, .reason = ""};
    model_inbox_loaded(&c.m, "bob", &ok, &newer, 1, c.now);
    const line *l = line_at(talk_with(&c, "bob"), 1);
    ck_assert_str_eq(line_text(l), "hi");
    end_send(&c, 7, DGG_SEND_CONFIRMED, "");
    ck_assert_int_eq(l->state, LINE_PLAIN);
    case_end(&c);
}
END_TEST

START_TEST(nobody_answered_in_a_conversation_that_was_closed) {
    model_case c;
    begin_with_bob(&c);
    send(&c, "hi", 7);
    enter(&c, "/exit");
    end_send(&c, 7, DGG_SEND_UNCONFIRMED, "");
    ck_assert_str_eq(line_text(line_at(talk_with(&c, "bob"), 0)),
                     "Nobody confirmed this text: hi");
    case_end(&c);
}
END_TEST

/* Online, with a poll in which "2" was typed: send 3. */
static void begin_with_vote(model_case *c) {
    static const dgg_poll_option options[] = {{"Yes", 0}, {"No", 0}};
    case_begin(c);
    go_online(c, "me");
    dgg_event e = case_event(c, DGG_EVENT_POLL_START, "Mod", "");
    e.as.poll = (dgg_poll){.question = "More?",
                           .options = options,
                           .option_count = 2,
                           .length_ms = 30000,
                           .can_vote = true};
    model_apply(&c->m, &e, c->now);
    send(c, "2", 3);
}

START_TEST(a_counted_vote_marks_its_option) {
    model_case c;
    begin_with_vote(&c);
    ck_assert_int_eq(c.m.poll.known.own_vote, 0);
    dgg_event counted = case_event(&c, DGG_EVENT_VOTE_COUNTED, "", "");
    counted.as.vote.option = 2;
    model_apply(&c.m, &counted, c.now);
    end_send(&c, 3, DGG_SEND_CONFIRMED, "");
    ck_assert_int_eq(c.m.poll.known.own_vote, 2);
    expect_line(chat_line(&c, 0), LINE_NOTICE, "",
                "Your vote for 2 was counted");
    ck_assert_str_eq(status_hint_at(&c.m.status, c.now.person_ms), "");
    case_end(&c);
}
END_TEST

START_TEST(a_refused_vote_comes_back) {
    model_case c;
    begin_with_vote(&c);
    receive(&c, DGG_EVENT_ERROR, "", "alreadyvoted");
    end_send(&c, 3, DGG_SEND_REFUSED, "alreadyvoted");
    expect_line(chat_line(&c, 0), LINE_ERROR, "", "You have voted.");
    ck_assert_str_eq(typed(&c), "2");
    case_end(&c);
}
END_TEST

START_TEST(nobody_answered_a_vote) {
    model_case c;
    begin_with_vote(&c);
    end_send(&c, 3, DGG_SEND_UNCONFIRMED, "");
    expect_line(chat_line(&c, 0), LINE_ERROR, "",
                "Nobody confirmed this vote; Up has it again: 2");
    press(&c, "Up");
    ck_assert_str_eq(typed(&c), "2");
    case_end(&c);
}
END_TEST

TEST_MAIN("model_outcomes", a_counted_vote_marks_its_option,
          a_refused_vote_comes_back, nobody_answered_a_vote,
          a_whisper_is_pending_until_confirmed, a_refused_whisper_comes_back,
          a_refusal_is_told_once_with_its_details,
          an_error_about_something_else_is_told_too,
          a_second_try_after_the_throttle_is_not_told,
          what_comes_back_does_not_overwrite_what_is_typed,
          what_comes_back_comes_back_where_it_was_typed,
          a_closed_conversation_opens_for_what_comes_back,
          slashed_text_comes_back_as_text, nobody_answered,
          older_messages_do_not_hide_a_line_from_its_outcome,
          nobody_answered_in_a_conversation_that_was_closed,
          what_the_library_does_not_take_comes_back)
