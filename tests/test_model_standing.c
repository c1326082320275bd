#include "model_case.h"

static size_t chat_count(const model_case *c) {
    return history_count(&c->m.windows.list[WINDOW_CHAT]->lines);
}

static void apply(model_case *c, const dgg_event *event) {
    model_apply(&c->m, event, c->now);
}

static void pin(model_case *c, const char *text, const char *uuid) {
    dgg_event e = case_event(c, DGG_EVENT_PIN, "Mod", text);
    e.as.pin.uuid = uuid;
    e.timestamp_ms = 1000;
    apply(c, &e);
}

START_TEST(a_pin_is_told_once) {
    model_case c;
    case_begin(&c);
    pin(&c, "", "");
    pin(&c, "Read the rules", "a");
    pin(&c, "Read the rules", "a");
    ck_assert_uint_eq(chat_count(&c), 1);
    expect_line(chat_line(&c, 0), LINE_EVENT, "", "Mod pinned: Read the rules");
    ck_assert_int_eq(chat_line(&c, 0)->time_ms, c.now.wall_ms);
    pin(&c, "", "");
    expect_line(chat_line(&c, 0), LINE_EVENT, "",
                "Mod took the pinned message down");
    case_end(&c);
}
END_TEST

START_TEST(spotlights_are_told_when_they_differ) {
    static const dgg_spotlight list[] = {
        {.key = "a", .author.nick = "Amy", .text = "hello"}};
    model_case c;
    case_begin(&c);
    dgg_event e = case_event(&c, DGG_EVENT_SPOTLIGHTS, "", "");
    apply(&c, &e);
    e.as.spotlights = (dgg_spotlights){list, 1};
    apply(&c, &e);
    apply(&c, &e);
    ck_assert_uint_eq(chat_count(&c), 1);
    expect_line(chat_line(&c, 0), LINE_EVENT, "", "Spotlights: Amy: hello");
    case_end(&c);
}
END_TEST

static void tell_bar(model_case *c, size_t promised, size_t sent) {
    dgg_event e = case_event(c, DGG_EVENT_PAID_EVENTS, "", "");
    e.as.entry_count = promised;
    apply(c, &e);
    for (size_t i = 0; i < sent; i++) {
        dgg_event entry = case_event(c, DGG_EVENT_DONATION, "Amy", "text");
        entry.as.paid.amount_cents = 100 * (int64_t)(i + 1);
        entry.is_replay = true;
        entry.is_bar_entry = true;
        apply(c, &entry);
    }
}

START_TEST(the_event_bar_is_one_line) {
    model_case c;
    case_begin(&c);
    tell_bar(&c, 0, 0);
    ck_assert_uint_eq(chat_count(&c), 0);
    tell_bar(&c, 2, 2);
    tell_bar(&c, 2, 2);
    ck_assert_uint_eq(chat_count(&c), 1);
    expect_line(chat_line(&c, 0), LINE_EVENT, "",
                "On the event bar: Amy donated $1.00 · Amy donated $2.00");
    case_end(&c);
}
END_TEST

/* An entry that broke its rules does not come. */
START_TEST(the_event_bar_does_not_wait_for_ever) {
    model_case c;
    case_begin(&c);
    tell_bar(&c, 2, 1);
    ck_assert_uint_eq(chat_count(&c), 0);
    receive(&c, DGG_EVENT_MESSAGE, "Bob", "hi");
    ck_assert_uint_eq(chat_count(&c), 2);
    expect_line(chat_line(&c, 1), LINE_EVENT, "",
                "On the event bar: Amy donated $1.00");
    case_end(&c);
}
END_TEST

static void start_poll(model_case *c, const char *question, int64_t start_ms) {
    static const dgg_poll_option options[] = {{"Yes", 0}, {"No", 0}};
    dgg_event e = case_event(c, DGG_EVENT_POLL_START, "Mod", "");
    e.as.poll = (dgg_poll){.question = question,
                           .options = options,
                           .option_count = 2,
                           .start_ms = start_ms,
                           .now_ms = start_ms,
                           .length_ms = 30000};
    apply(c, &e);
}

static void vote(model_case *c, int option, int64_t quantity) {
    dgg_event e = case_event(c, DGG_EVENT_VOTE_CAST, "", "");
    e.as.vote = (dgg_vote){option, quantity};
    apply(c, &e);
}

START_TEST(a_poll_is_told_at_its_start_and_end) {
    model_case c;
    case_begin(&c);
    start_poll(&c, "Tea?", 1000);
    expect_line(chat_line(&c, 0), LINE_EVENT, "",
                "Mod started a 30s poll: Tea? 1 Yes · 2 No");
    vote(&c, 1, 3);
    vote(&c, 2, 0);
    ck_assert_uint_eq(chat_count(&c), 1);
    receive(&c, DGG_EVENT_POLL_STOP, "", "");
    expect_line(chat_line(&c, 0), LINE_EVENT, "",
                "Poll ended: Tea? 1 Yes won with 75% (3 of 4)");
    receive(&c, DGG_EVENT_POLL_STOP, "", "");
    vote(&c, 1, 3);
    ck_assert_uint_eq(chat_count(&c), 2);
    case_end(&c);
}
END_TEST

START_TEST(old_votes_weigh_what_their_tier_does) {
    const char *features[] = {"flair3"};
    model_case c;
    case_begin(&c);
    start_poll(&c, "Tea?", 1000);
    c.m.poll.known.is_weighted = true;
    dgg_event e = case_event(&c, DGG_EVENT_VOTE_CAST, "bird", "");
    e.user.features = features;
    e.user.feature_count = 1;
    e.user.sent = DGG_USER_FEATURES;
    e.as.vote.option = 2;
    apply(&c, &e);
    ck_assert_int_eq(c.m.poll.known.options[1].total, 8);
    case_end(&c);
}
END_TEST

START_TEST(the_own_vote_is_confirmed) {
    model_case c;
    case_begin(&c);
    start_poll(&c, "Tea?", 1000);
    dgg_event e = case_event(&c, DGG_EVENT_VOTE_COUNTED, "", "");
    e.as.vote.option = 2;
    apply(&c, &e);
    expect_line(chat_line(&c, 0), LINE_NOTICE, "",
                "Your vote for 2 was counted");
    ck_assert_int_eq(c.m.poll.known.own_vote, 2);
    case_end(&c);
}
END_TEST

START_TEST(a_disconnect_ends_the_poll) {
    model_case c;
    case_begin(&c);
    start_poll(&c, "Tea?", 1000);
    dgg_event e = case_event(&c, DGG_EVENT_CLOSE, "", "");
    e.as.close = (dgg_close){
        .error = DGG_ERROR_CLOSED, .code = 1001, .reason = "", .retry_ms = 300};
    apply(&c, &e);
    expect_line(chat_line(&c, 0), LINE_EVENT, "",
                "Poll: Tea? Unknown result, the connection ended");
    size_t before = chat_count(&c);
    apply(&c, &e);
    start_poll(&c, "Tea?", 1000);
    ck_assert_uint_eq(chat_count(&c), before);
    ck_assert_int_eq(c.m.poll.phase, POLL_RUNNING);
    case_end(&c);
}
END_TEST

START_TEST(only_a_running_poll_ticks) {
    model_case c;
    case_begin(&c);
    ck_assert_int_eq(model_wait_ms(&c.m, c.now), -1);
    start_poll(&c, "Tea?", 1000);
    ck_assert_int_eq(model_wait_ms(&c.m, c.now), 1000);
    receive(&c, DGG_EVENT_POLL_STOP, "", "");
    ck_assert_int_eq(model_wait_ms(&c.m, c.now), 7000);
    case_wait(&c, 7000);
    ck_assert_int_eq(model_wait_ms(&c.m, c.now), -1);
    case_end(&c);
}
END_TEST

START_TEST(replays_do_not_change_what_stands) {
    static const dgg_event_kind kinds[] = {
        DGG_EVENT_PIN,       DGG_EVENT_SPOTLIGHTS, DGG_EVENT_POLL_START,
        DGG_EVENT_POLL_STOP, DGG_EVENT_VOTE_CAST,  DGG_EVENT_VOTE_COUNTED,
        DGG_EVENT_REFRESH,   DGG_EVENT_RELOAD,     DGG_EVENT_PAID_EVENTS,
        DGG_EVENT_JOIN,      DGG_EVENT_NAMES,      DGG_EVENT_USERS_DELTA,
        DGG_EVENT_WHISPER,   DGG_EVENT_QUIT,       DGG_EVENT_USER_UPDATED,
    };
    model_case c;
    case_begin(&c);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        dgg_event e = case_event(&c, kinds[i], "Amy", "text");
        e.is_replay = true;
        apply(&c, &e);
        ck_assert_msg(chat_count(&c) == 0, "case %zu", i);
    }
    ck_assert_uint_eq(roster_count(c.m.roster), 0);
    ck_assert_int_eq(c.m.poll.phase, POLL_NONE);
    expect_no_effect(&c);
    case_end(&c);
}
END_TEST

TEST_MAIN("model_standing", a_pin_is_told_once,
          spotlights_are_told_when_they_differ, the_event_bar_is_one_line,
          the_event_bar_does_not_wait_for_ever,
          a_poll_is_told_at_its_start_and_end,
          old_votes_weigh_what_their_tier_does, the_own_vote_is_confirmed,
          a_disconnect_ends_the_poll, only_a_running_poll_ticks,
          replays_do_not_change_what_stands)
