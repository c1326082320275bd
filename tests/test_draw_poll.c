#include "draw_case.h"

static const dgg_poll_option yes_no[] = {{"Yes", 3}, {"No", 1}};

/* A poll that began a moment ago and takes 21 s. */
static dgg_event started(const model_case *c, const char *question,
                         const dgg_poll_option *options, size_t count) {
    dgg_event e = case_event(c, DGG_EVENT_POLL_START, "Mod", "");
    e.as.poll = (dgg_poll){.question = question,
                           .options = options,
                           .option_count = count,
                           .total_votes = 4,
                           .start_ms = 1000,
                           .now_ms = 1000,
                           .length_ms = 21000};
    return e;
}

static void begin(model_case *c) {
    draw_begin(c);
    dgg_event e = started(c, "More chess?", yes_no, 2);
    model_apply(&c->m, &e, c->now);
}

static void lose_connection(model_case *c) {
    dgg_event e = case_event(c, DGG_EVENT_CLOSE, "", "");
    e.as.close = (dgg_close){
        .error = DGG_ERROR_CLOSED, .code = 1001, .reason = "", .retry_ms = 300};
    model_apply(&c->m, &e, c->now);
}

START_TEST(stands_above_the_text) {
    model_case c;
    begin(&c);
    EXPECT_DRAWN(
        &c, 60, 6, //
        "|Poll: More chess?  1 Yes 75% (3) · 2 No 25% (1)         21 s|",
        "|14:02 + Mod started a 21s poll: More chess? 1 Yes · 2 No    |",
        "|                                                            |",
        "|                                                            |",
        "|Offline · /connect to try  1:chat  F2 0 · F4 0  F1 help     |",
        "|[chat] >  (reading only)                                    |");
    grid g = shown_at(&c, 60, 6);
    char *styles = screen_row_styles(&g, 0);
    ck_assert_str_eq(styles, "|TTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTT"
                             "TTTTTTTTTTTTTTT|");
    free(styles);
    grid_free(&g);
    case_end(&c);
}
END_TEST

START_TEST(says_less_where_there_is_less_room) {
    model_case c;
    begin(&c);
    EXPECT_DRAWN_ROW(&c, 52, 6, 0,
                     "|More chess?  1 Yes 75% (3) · 2 No 25% (1)       21 s|");
    EXPECT_DRAWN_ROW(&c, 40, 6, 0,
                     "|More chess?  1 Yes 75% · 2 No 25%   21 s|");
    EXPECT_DRAWN_ROW(&c, 30, 6, 0, "|More chess?  1 75% 2 25%  21 s|");
    EXPECT_DRAWN_ROW(&c, 20, 6, 0, "|More c…  1 75…  21 s|");
    case_end(&c);
}
END_TEST

START_TEST(long_options_are_shortened) {
    static const dgg_poll_option moves[] = {
        {"Rook h7", 1}, {"Knight f6", 2}, {"Pass", 1}};
    model_case c;
    draw_begin(&c);
    dgg_event e = started(&c, "White?", moves, 3);
    model_apply(&c.m, &e, c.now);
    EXPECT_DRAWN_ROW(
        &c, 56, 6, 0,
        "|Poll: White?  1 Rook … 25% 2 Knigh… 50% 3 Pass 25%  21 s|");
    EXPECT_DRAWN_ROW(&c, 44, 6, 0,
                     "|Poll: White?  1 25% 2 50% 3 25%         21 s|");
    case_end(&c);
}
END_TEST

START_TEST(a_long_question_leaves_room_for_the_options) {
    model_case c;
    draw_begin(&c);
    dgg_event e =
        started(&c, "What do you all think of more chess tonight?", yes_no, 2);
    model_apply(&c.m, &e, c.now);
    EXPECT_DRAWN_ROW(
        &c, 60, 6, 0,
        "|What do you all think o…  1 Yes 75% (3) · 2 No 25% (1)  21 s|");
    EXPECT_DRAWN_ROW(&c, 30, 6, 0, "|What do yo…  1 75% 2 25%  21 s|");
    case_end(&c);
}
END_TEST

START_TEST(counts_votes_and_seconds) {
    model_case c;
    begin(&c);
    dgg_event vote = case_event(&c, DGG_EVENT_VOTE_CAST, "", "");
    vote.as.vote = (dgg_vote){2, 4};
    model_apply(&c.m, &vote, c.now);
    vote.kind = DGG_EVENT_VOTE_COUNTED;
    model_apply(&c.m, &vote, c.now);
    case_wait(&c, 1001);
    EXPECT_DRAWN_ROW(
        &c, 60, 6, 0,
        "|Poll: More chess?  1 Yes 38% (3) · 2 No 63% (5) ✓       20 s|");
    EXPECT_DRAWN_ROW(&c, 30, 6, 0, "|More che…  1 38% 2 63% ✓  20 s|");
    case_wait(&c, 30000);
    EXPECT_DRAWN_ROW(&c, 30, 6, 0, "|More ches…  1 38% 2 63% ✓  0 s|");
    case_end(&c);
}
END_TEST

START_TEST(longer_times_have_minutes) {
    model_case c;
    draw_begin(&c);
    dgg_event e = started(&c, "Tea?", yes_no, 2);
    e.as.poll.length_ms = 605000;
    e.as.poll.is_weighted = true;
    model_apply(&c.m, &e, c.now);
    EXPECT_DRAWN_ROW(
        &c, 60, 6, 0,
        "|Tea?  1 Yes 75% (3) · 2 No 25% (1)      sub-weighted · 10:05|");
    EXPECT_DRAWN_ROW(&c, 24, 6, 0, "|Tea?  1 75% 2 25%  10:05|");
    case_end(&c);
}
END_TEST

START_TEST(the_result_stays_for_7_seconds) {
    model_case c;
    begin(&c);
    receive(&c, DGG_EVENT_POLL_STOP, "", "");
    EXPECT_DRAWN_ROW(&c, 40, 6, 0,
                     "|Poll: More chess?  1 Yes 75% (3) won    |");
    EXPECT_DRAWN_ROW(&c, 30, 6, 0, "|More chess?  1 Yes 75% (3) won|");
    case_wait(&c, 6999);
    EXPECT_DRAWN_ROW(&c, 30, 6, 0, "|More chess?  1 Yes 75% (3) won|");
    case_wait(&c, 1);
    EXPECT_DRAWN_ROW(&c, 40, 8, 0,
                     "|14:02 + Mod started a 21s poll: More    |");
    case_end(&c);
}
END_TEST

START_TEST(a_poll_nobody_voted_in) {
    static const dgg_poll_option none[] = {{"Yes", 0}, {"No", 0}};
    model_case c;
    draw_begin(&c);
    dgg_event e = started(&c, "Tea?", none, 2);
    e.as.poll.total_votes = 0;
    model_apply(&c.m, &e, c.now);
    EXPECT_DRAWN_ROW(&c, 40, 6, 0,
                     "|Tea?  1 Yes 0% (0) · 2 No 0% (0)    21 s|");
    receive(&c, DGG_EVENT_POLL_STOP, "", "");
    EXPECT_DRAWN_ROW(&c, 30, 6, 0, "|Poll: Tea?  nobody voted      |");
    case_end(&c);
}
END_TEST

START_TEST(a_lost_connection_leaves_it_open) {
    model_case c;
    begin(&c);
    lose_connection(&c);
    EXPECT_DRAWN_ROW(
        &c, 60, 6, 0,
        "|More chess?  1 Yes 75% (3) · 2 No 25% (1)     unknown result|");
    EXPECT_DRAWN_ROW(&c, 30, 6, 0, "|More c…  1 75…  unknown result|");
    case_end(&c);
}
END_TEST

START_TEST(hostile_polls_stay_in_their_row) {
    static const char text[] =
        "\033]0;x\007\n\xE2\x80\xAE世界世界世界世界世界世界 e\xCC\x81\xCC\x81";
    dgg_poll_option many[DGG_POLL_OPTIONS];
    model_case c;
    draw_begin(&c);
    for (size_t i = 0; i < DGG_POLL_OPTIONS; i++) {
        many[i] = (dgg_poll_option){text, INT64_MAX};
    }
    dgg_event e = started(&c, text, many, DGG_POLL_OPTIONS);
    e.as.poll.total_votes = INT64_MAX;
    model_apply(&c.m, &e, c.now);
    for (size_t columns = 1; columns < 220; columns++) {
        grid g = shown_at(&c, columns, 8);
        grid_free(&g);
    }
    dgg_event none = started(&c, "", NULL, 0);
    model_apply(&c.m, &none, c.now);
    EXPECT_DRAWN_ROW(&c, 30, 8, 0, "|Poll:                     21 s|");
    case_end(&c);
}
END_TEST

TEST_MAIN("draw_poll", stands_above_the_text,
          says_less_where_there_is_less_room, long_options_are_shortened,
          a_long_question_leaves_room_for_the_options, counts_votes_and_seconds,
          longer_times_have_minutes, the_result_stays_for_7_seconds,
          a_poll_nobody_voted_in, a_lost_connection_leaves_it_open,
          hostile_polls_stay_in_their_row)
