#include "frame_polls.h"

#include "frame_user.h"

#include <limits.h>

/* What one pass over a poll's object finds beside the user. */
typedef struct poll_fields {
    json_value question;
    json_value options;
    json_value totals;
    json_value total_votes;
    json_value start;
    json_value now;
    json_value length;
    json_value own_vote;
    json_value can_vote;
    json_value weighted;
} poll_fields;

static poll_fields poll_fields_of(json_value object) {
    static const json_key keys[] = {
        JSON_KEY("canvote"),    JSON_KEY("myvote"),  JSON_KEY("weighted"),
        JSON_KEY("start"),      JSON_KEY("now"),     JSON_KEY("time"),
        JSON_KEY("question"),   JSON_KEY("options"), JSON_KEY("totals"),
        JSON_KEY("totalvotes"),
    };
    json_value values[sizeof keys / sizeof *keys];
    json_get_all(object, keys, sizeof keys / sizeof *keys, values);
    return (poll_fields){.can_vote = values[0],
                         .own_vote = values[1],
                         .weighted = values[2],
                         .start = values[3],
                         .now = values[4],
                         .length = values[5],
                         .question = values[6],
                         .options = values[7],
                         .totals = values[8],
                         .total_votes = values[9]};
}

/* A date, or seconds since 1970; without either `*ms` stays. */
static bool read_time(json_value value, arena *memory, int64_t *ms) {
    int64_t seconds;
    if (!json_lenient_int(value, &seconds)) {
        return frame_read_date(value, memory, ms);
    }
    if (seconds > 0 && seconds < FRAME_YEAR_10000_MS / 1000) {
        *ms = seconds * 1000;
    }
    return true;
}

static bool read_times(const poll_fields *fields, arena *memory,
                       dgg_event *event) {
    dgg_poll *poll = &event->as.poll;
    poll->now_ms = event->timestamp_ms;
    if (!read_time(fields->now, memory, &poll->now_ms)) {
        return false;
    }
    poll->start_ms = poll->now_ms;
    if (!read_time(fields->start, memory, &poll->start_ms)) {
        return false;
    }
    if (poll->start_ms > poll->now_ms) {
        poll->start_ms = poll->now_ms;
    }
    poll->length_ms = frame_read_quantity(fields->length);
    return true;
}

/* Options are voted for by number: one that is no string keeps its place. */
static bool read_options(const poll_fields *fields, arena *memory,
                         dgg_poll *poll) {
    size_t count = frame_count(fields->options, DGG_POLL_OPTIONS);
    dgg_poll_option *options = arena_alloc(memory, count * sizeof *options);
    if (options == NULL) {
        return false;
    }
    json_value text = json_first(fields->options);
    json_value total = json_first(fields->totals);
    for (size_t i = 0; i < count; i++) {
        if (!frame_read_optional(text, memory, &options[i].text)) {
            return false;
        }
        options[i].total = frame_read_quantity(total);
        text = json_next(fields->options, text);
        if (json_exists(total)) {
            total = json_next(fields->totals, total);
        }
    }
    poll->options = options;
    poll->option_count = count;
    return true;
}

static int64_t sum_of_totals(const dgg_poll *poll) {
    int64_t sum = 0;
    for (size_t i = 0; i < poll->option_count; i++) {
        sum += poll->options[i].total;
    }
    return sum;
}

static bool read_votes(const poll_fields *fields, arena *memory,
                       dgg_poll *poll) {
    bool has_options = json_typeof(fields->options) == JSON_ARRAY;
    if (has_options && !read_options(fields, memory, poll)) {
        return false;
    }
    poll->total_votes = frame_read_quantity(fields->total_votes);
    if (poll->total_votes == 0) {
        poll->total_votes = sum_of_totals(poll);
    }
    poll->own_vote =
        frame_read_ordinal(fields->own_vote, (int)poll->option_count, 0);
    return true;
}

bool frame_decode_poll_stop(json_value payload, arena *memory,
                            dgg_event *event) {
    dgg_poll *poll = &event->as.poll;
    poll_fields fields = poll_fields_of(payload);
    frame_fields starter = frame_fields_of(payload);
    poll->can_vote = frame_read_bool(fields.can_vote);
    poll->is_weighted = frame_read_bool(fields.weighted);
    return frame_read_actor(&starter, memory, event) &&
           frame_read_optional(fields.question, memory, &poll->question) &&
           read_votes(&fields, memory, poll) &&
           read_times(&fields, memory, event);
}

bool frame_decode_poll_start(json_value payload, arena *memory,
                             dgg_event *event) {
    return frame_decode_poll_stop(payload, memory, event) &&
           event->as.poll.option_count > 0;
}

bool frame_decode_vote(json_value payload, arena *memory, dgg_event *event) {
    dgg_vote *vote = &event->as.vote;
    json_value quantity = json_get(payload, "quantity");
    frame_fields voter = frame_fields_of(payload);
    vote->option = frame_read_ordinal(json_get(payload, "vote"), INT_MAX, 0);
    vote->quantity = frame_read_quantity(quantity);
    return vote->option > 0 && !frame_is_negative(quantity) &&
           frame_read_actor(&voter, memory, event);
}
