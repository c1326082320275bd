#include "model_poll.h"
#include "test.h"

#include <string.h>

static const dgg_poll_option options[] = {{"Yes", 3}, {"No", 1}};

/* 4.5 s of 30 had passed when it was told. */
static dgg_event started(void) {
    dgg_event e = {
        .kind = DGG_EVENT_POLL_START, .user.nick = "Mod", .text = ""};
    e.as.poll = (dgg_poll){.question = "More chess?",
                           .options = options,
                           .option_count = 2,
                           .total_votes = 4,
                           .start_ms = 1000000,
                           .now_ms = 1004500,
                           .length_ms = 30000,
                           .can_vote = true};
    return e;
}

static dgg_event stopped(void) {
    dgg_event e = {.kind = DGG_EVENT_POLL_STOP, .user.nick = "", .text = ""};
    e.as.poll = (dgg_poll){.question = ""};
    return e;
}

/* A poll told at 100 s. */
static model_poll running(void) {
    model_poll p = {0};
    dgg_event e = started();
    ck_assert(poll_start(&p, &e, 100000));
    return p;
}

START_TEST(the_servers_clock_says_what_is_left) {
    model_poll p = running();
    ck_assert_int_eq(poll_left_s(&p, 100000), 26);
    ck_assert_int_eq(poll_left_s(&p, 100500), 25);
    ck_assert_int_eq(poll_left_s(&p, 125499), 1);
    ck_assert_int_eq(poll_left_s(&p, 125500), 0);
    ck_assert_int_eq(poll_left_s(&p, 900000), 0);
    poll_free(&p);
}
END_TEST

START_TEST(impossible_times_are_held_within_the_length) {
    static const int64_t times[][3] = {
        {INT64_MAX, INT64_MIN, 30000},
        {INT64_MIN, INT64_MAX, 30000},
        {0, 0, INT64_MIN},
        {0, 0, INT64_MAX},
        {INT64_MIN, INT64_MIN, 5},
    };
    static const int64_t left[] = {30, 0, 0, 86400, 1};
    for (size_t i = 0; i < 5; i++) {
        model_poll p = {0};
        dgg_event e = started();
        e.as.poll.start_ms = times[i][0];
        e.as.poll.now_ms = times[i][1];
        e.as.poll.length_ms = times[i][2];
        poll_start(&p, &e, 100000);
        ck_assert_int_eq(poll_left_s(&p, 100000), left[i]);
        poll_free(&p);
    }
}
END_TEST

START_TEST(votes_are_counted) {
    model_poll p = running();
    poll_vote(&p, 2, 8);
    poll_vote(&p, 1, 1);
    ck_assert_int_eq(p.known.options[0].total, 4);
    ck_assert_int_eq(p.known.options[1].total, 9);
    ck_assert_int_eq(p.known.total_votes, 13);
    ck_assert_uint_eq(poll_winner(&p.known), 2);
    ck_assert_int_eq(poll_percent(&p.known, 2), 69);
    poll_free(&p);
}
END_TEST

START_TEST(votes_that_cannot_be_are_ignored) {
    model_poll none = {0};
    poll_vote(&none, 1, 1);
    poll_own_vote(&none, 1);
    model_poll p = running();
    poll_vote(&p, 0, 1);
    poll_vote(&p, 3, 1);
    poll_vote(&p, -1, 1);
    poll_vote(&p, 1, 0);
    poll_vote(&p, 1, -7);
    poll_own_vote(&p, 3);
    ck_assert_int_eq(p.known.total_votes, 4);
    ck_assert_int_eq(p.known.own_vote, 0);
    poll_free(&p);
}
END_TEST

START_TEST(sums_stop_at_the_largest_number) {
    model_poll p = running();
    poll_vote(&p, 1, INT64_MAX);
    poll_vote(&p, 1, INT64_MAX);
    ck_assert_int_eq(p.known.total_votes, INT64_MAX);
    ck_assert_int_eq(poll_percent(&p.known, 1), 100);
    ck_assert_int_eq(poll_percent(&p.known, 2), 0);
    poll_free(&p);
}
END_TEST

START_TEST(the_own_vote_is_the_last) {
    model_poll p = running();
    ck_assert(p.known.can_vote);
    poll_own_vote(&p, 2);
    ck_assert_int_eq(p.known.own_vote, 2);
    ck_assert(!p.known.can_vote);
    poll_free(&p);
}
END_TEST

START_TEST(a_number_votes_for_an_option) {
    static const struct {
        const char *text;
        int option;
    } cases[] = {
        {"1", 1},          {"2", 2},   {" 2 ", 2}, {"02", 2},
        {"0", 0},          {"3", 0},   {"", 0},    {" ", 0},
        {"-1", 0},         {"+1", 0},  {"1 2", 0}, {"1.", 0},
        {"x", 0},          {"1st", 0}, {"2\n", 0}, {"99999999999999999999", 0},
        {"4294967297", 0},
    };
    model_poll none = {0};
    model_poll p = running();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ck_assert_int_eq(poll_typed_vote(&p, cases[i].text), cases[i].option);
        ck_assert_int_eq(poll_typed_vote(&none, cases[i].text), 0);
    }
    poll_free(&p);
}
END_TEST

START_TEST(a_late_vote_is_noticed_for_3_seconds) {
    model_poll p = running();
    dgg_event e = stopped();
    ck_assert(!poll_has_just_ended(&p, 100000));
    ck_assert(poll_stop(&p, &e, 125000));
    ck_assert(poll_has_just_ended(&p, 125000));
    ck_assert(poll_has_just_ended(&p, 127999));
    ck_assert(!poll_has_just_ended(&p, 128000));
    ck_assert_int_eq(poll_typed_vote(&p, "2"), 2);
    poll_free(&p);
}
END_TEST

START_TEST(the_first_of_the_best_wins) {
    const dgg_poll_option even[] = {{"a", 0}, {"b", 5}, {"c", 5}};
    dgg_poll p = {.options = even, .option_count = 3, .total_votes = 10};
    ck_assert_uint_eq(poll_winner(&p), 2);
    ck_assert_int_eq(poll_percent(&p, 2), 50);
    ck_assert_int_eq(poll_percent(&p, 1), 0);
    p.total_votes = 0;
    ck_assert_int_eq(poll_percent(&p, 2), 0);
    p.total_votes = 3;
    ck_assert_int_eq(poll_percent(&p, 2), 100);
    p.option_count = 1;
    ck_assert_uint_eq(poll_winner(&p), 0);
}
END_TEST

START_TEST(a_stop_keeps_or_replaces_the_totals) {
    model_poll p = running();
    dgg_event e = stopped();
    ck_assert(poll_stop(&p, &e, 120000));
    ck_assert_int_eq(p.phase, POLL_DECIDED);
    ck_assert_int_eq(p.known.total_votes, 4);
    ck_assert(!poll_stop(&p, &e, 120000));
    poll_free(&p);

    const dgg_poll_option last[] = {{"Yes", 30}, {"No", -2}};
    p = running();
    e = started();
    e.as.poll.options = last;
    e.as.poll.total_votes = 30;
    ck_assert(poll_stop(&p, &e, 120000));
    ck_assert_int_eq(p.known.options[0].total, 30);
    ck_assert_int_eq(p.known.options[1].total, 0);
    ck_assert_str_eq(p.known.question, "More chess?");
    poll_free(&p);
}
END_TEST

START_TEST(a_stop_without_a_start_is_tolerated) {
    model_poll p = {0};
    dgg_event e = stopped();
    ck_assert(!poll_stop(&p, &e, 120000));
    ck_assert(!poll_lose(&p, 120000));
    ck_assert(!poll_is_shown(&p, 120000));
    ck_assert_int_eq(poll_wait_ms(&p, 120000), -1);
}
END_TEST

START_TEST(it_stays_7_seconds_after_the_end) {
    model_poll p = running();
    dgg_event e = stopped();
    ck_assert(poll_is_shown(&p, 9000000));
    poll_stop(&p, &e, 120000);
    ck_assert_int_eq(poll_wait_ms(&p, 121000), 6000);
    ck_assert(poll_is_shown(&p, 126999));
    ck_assert(!poll_is_shown(&p, 127000));
    ck_assert_int_eq(poll_wait_ms(&p, 127000), -1);
    poll_free(&p);
}
END_TEST

START_TEST(it_ticks_once_a_second) {
    model_poll p = running();
    int64_t at = 100000;
    int ticks = 0;
    for (int64_t wait; (wait = poll_wait_ms(&p, at)) >= 0; ticks++) {
        ck_assert_int_gt(wait, 0);
        ck_assert_int_le(wait, 1000);
        int64_t left_s = poll_left_s(&p, at);
        at += wait;
        ck_assert_int_eq(poll_left_s(&p, at), left_s - 1);
    }
    ck_assert_int_eq(at, 125500);
    ck_assert_int_eq(ticks, 26);
    poll_free(&p);
}
END_TEST

START_TEST(a_new_poll_replaces_the_old) {
    model_poll p = running();
    dgg_event e = started();
    e.as.poll.start_ms++;
    e.as.poll.question = "More \033[31mgo?";
    ck_assert(poll_start(&p, &e, 110000));
    ck_assert_str_eq(p.known.question, "More \xE2\x90\x9B[31mgo?");
    ck_assert_str_eq(p.known.options[1].text, "No");
    poll_free(&p);
}
END_TEST

/* A running poll is told at every connect. */
START_TEST(the_same_poll_is_known) {
    model_poll p = running();
    dgg_event e = started();
    e.as.poll.own_vote = 1;
    ck_assert(!poll_start(&p, &e, 101000));
    ck_assert_int_eq(p.known.own_vote, 1);
    ck_assert(poll_lose(&p, 105000));
    ck_assert_int_eq(p.phase, POLL_LOST);
    ck_assert(!poll_start(&p, &e, 106000));
    ck_assert_int_eq(p.phase, POLL_RUNNING);
    poll_free(&p);
}
END_TEST

START_TEST(long_texts_are_cut) {
    static char text[DGG_TEXT_BYTES];
    dgg_poll_option many[DGG_POLL_OPTIONS];
    memset(text, 'a', sizeof text - 1);
    for (size_t i = 0; i < DGG_POLL_OPTIONS; i++) {
        many[i] = (dgg_poll_option){text, 1};
    }
    model_poll p = {0};
    dgg_event e = started();
    e.as.poll.question = text;
    e.as.poll.options = many;
    e.as.poll.option_count = DGG_POLL_OPTIONS;
    poll_start(&p, &e, 100000);
    ck_assert_uint_eq(p.known.option_count, DGG_POLL_OPTIONS);
    ck_assert_uint_le(strlen(p.known.options[99].text), 512);
    poll_vote(&p, 100, 5);
    ck_assert_int_eq(p.known.options[99].total, 6);
    poll_free(&p);
}
END_TEST

TEST_MAIN("model_poll", the_servers_clock_says_what_is_left,
          impossible_times_are_held_within_the_length, votes_are_counted,
          votes_that_cannot_be_are_ignored, sums_stop_at_the_largest_number,
          the_own_vote_is_the_last, a_number_votes_for_an_option,
          a_late_vote_is_noticed_for_3_seconds, the_first_of_the_best_wins,
          a_stop_keeps_or_replaces_the_totals,
          a_stop_without_a_start_is_tolerated, it_stays_7_seconds_after_the_end,
          it_ticks_once_a_second, a_new_poll_replaces_the_old,
          the_same_poll_is_known, long_texts_are_cut)
