#include "model_announce.h"
#include "test.h"

static const dgg_poll_option options[] = {{"Yes", 3}, {"No", 1}};

static dgg_event poll_event(dgg_event_kind kind) {
    dgg_event e = {.kind = kind, .user.nick = "Mod", .text = ""};
    e.as.poll = (dgg_poll){.question = "More chess?",
                           .options = options,
                           .option_count = 2,
                           .total_votes = 4,
                           .length_ms = 90000};
    return e;
}

static void expect(const dgg_event *event, const char *sentence) {
    char out[ANNOUNCE_BYTES];
    announce(out, event);
    ck_assert_str_eq(out, sentence);
}

START_TEST(starts) {
    dgg_event e = poll_event(DGG_EVENT_POLL_START);
    expect(&e, "Mod started a 1m 30s poll: More chess? 1 Yes · 2 No");
    e.as.poll.is_weighted = true;
    e.as.poll.length_ms = 0;
    expect(&e, "Mod started a sub-weighted poll: More chess? 1 Yes · 2 No");
}
END_TEST

START_TEST(ends) {
    dgg_event e = poll_event(DGG_EVENT_POLL_STOP);
    expect(&e, "Poll ended: More chess? 1 Yes won with 75% (3 of 4)");
    e.as.poll.option_count = 0;
    e.as.poll.question = "";
    expect(&e, "The poll ended");
    const dgg_poll_option none[] = {{"Yes", 0}, {"No", 0}};
    e = poll_event(DGG_EVENT_POLL_STOP);
    e.as.poll.options = none;
    expect(&e, "Poll ended: More chess? Nobody voted");
}
END_TEST

START_TEST(votes) {
    dgg_event e = {.kind = DGG_EVENT_VOTE_CAST, .user.nick = "", .text = ""};
    e.as.vote = (dgg_vote){2, 8};
    expect(&e, "Somebody voted for 2 with a weight of 8");
    e.user.nick = "bird";
    e.as.vote.quantity = 0;
    expect(&e, "bird voted for 2");
    e.kind = DGG_EVENT_VOTE_COUNTED;
    expect(&e, "Your vote for 2 was counted");
}
END_TEST

TEST_MAIN("model_announce_poll", starts, ends, votes)
