/* Polls and votes, in words. */
#include "model_announce_parts.h"
#include "model_poll.h"

#include <inttypes.h>
#include <stdio.h>

enum { LIST_BYTES = 1024, NUMBER_BYTES = 48 };

/* "1 Yes · 2 No" */
static void list_options(char out[LIST_BYTES], const dgg_poll *poll) {
    char number[NUMBER_BYTES];
    out[0] = '\0';
    for (size_t i = 0; i < poll->option_count; i++) {
        snprintf(number, sizeof number, "%s%zu ", i > 0 ? " · " : "", i + 1);
        announce_add(out, LIST_BYTES, number);
        announce_add(out, LIST_BYTES, poll->options[i].text);
    }
}

void announce_poll_start(char out[ANNOUNCE_BYTES], const dgg_event *event) {
    const dgg_poll *poll = &event->as.poll;
    char duration[WORDS_DURATION_BYTES];
    char options[LIST_BYTES];
    words_for_duration(duration, poll->length_ms / 1000);
    list_options(options, poll);
    words_format(out, ANNOUNCE_BYTES, "%s started a %s%s%spoll: %s %s",
                 announce_who(event->user.nick),
                 poll->is_weighted ? "sub-weighted " : "", duration,
                 *duration != '\0' ? " " : "", poll->question, options);
}

void announce_poll_stop(char out[ANNOUNCE_BYTES], const dgg_event *event) {
    const dgg_poll *poll = &event->as.poll;
    size_t best = poll_winner(poll);
    if (poll->option_count == 0) {
        words_format(out, ANNOUNCE_BYTES, "The poll ended");
    } else if (best == 0) {
        words_format(out, ANNOUNCE_BYTES, "Poll ended: %s Nobody voted",
                     poll->question);
    } else {
        const dgg_poll_option *won = &poll->options[best - 1];
        words_format(out, ANNOUNCE_BYTES,
                     "Poll ended: %s %zu %s won with %d%% (%" PRId64
                     " of %" PRId64 ")",
                     poll->question, best, won->text, poll_percent(poll, best),
                     won->total, poll->total_votes);
    }
}

void announce_vote_cast(char out[ANNOUNCE_BYTES], const dgg_event *event) {
    const dgg_vote *vote = &event->as.vote;
    char weight[NUMBER_BYTES] = "";
    if (vote->quantity > 1) {
        snprintf(weight, sizeof weight, " with a weight of %" PRId64,
                 vote->quantity);
    }
    words_format(out, ANNOUNCE_BYTES, "%s voted for %d%s",
                 announce_who(event->user.nick), vote->option, weight);
}

void announce_vote_counted(char out[ANNOUNCE_BYTES], const dgg_event *event) {
    words_format(out, ANNOUNCE_BYTES, "Your vote for %d was counted",
                 event->as.vote.option);
}
