/* What stands until it is taken back, and is told again at every connect: the
 * pin, the spotlights, the event bar, a poll. It is news once. */
#include "model_announce.h"
#include "model_parts.h"
#include "model_words.h"

#include <string.h>

static void tell(model *m, line_kind kind, const char *text, model_time now) {
    model_append(m, m->windows.list[WINDOW_CHAT],
                 line_new(kind, now.wall_ms, NULL, text, strlen(text)));
}

static void tell_event(model *m, const dgg_event *event, model_time now) {
    char words[ANNOUNCE_BYTES];
    announce(words, event);
    tell(m, LINE_EVENT, words, now);
}

static void tell_bar(model *m, model_time now) {
    const char *words = news_end_bar(&m->news, now.wall_ms);
    if (words != NULL) {
        tell(m, LINE_EVENT, words, now);
    }
}

static void start_poll(model *m, const dgg_event *event, model_time now) {
    if (poll_start(&m->poll, event, now.monotonic_ms)) {
        tell_event(m, event, now);
    }
}

/* The votes that were counted say more than a POLLSTOP without totals. */
static void stop_poll(model *m, const dgg_event *event, model_time now) {
    if (poll_stop(&m->poll, event, now.monotonic_ms)) {
        dgg_event whole = *event;
        whole.as.poll = m->poll.known;
        tell_event(m, &whole, now);
    }
}

static void count_vote(model *m, const dgg_event *event) {
    poll_vote(&m->poll, event->as.vote.option,
              dgg_vote_weight(event, m->poll.known.is_weighted));
}

static void confirm_vote(model *m, const dgg_event *event, model_time now) {
    poll_own_vote(&m->poll, event->as.vote.option);
    model_tell_own(m, event, now);
}

void model_tell_own(model *m, const dgg_event *event, model_time now) {
    char words[ANNOUNCE_BYTES];
    announce(words, event);
    model_notice(m, words, false, now);
}

void model_lose_poll(model *m, model_time now) {
    char words[ANNOUNCE_BYTES];
    if (poll_lose(&m->poll, now.monotonic_ms)) {
        words_format(words, sizeof words,
                     "Poll: %s Unknown result, the connection ended",
                     m->poll.known.question);
        tell(m, LINE_EVENT, words, now);
    }
}

void model_apply_bar_entry(model *m, const dgg_event *entry, model_time now) {
    news_add_to_bar(&m->news, entry, now.wall_ms);
    if (news_is_bar_whole(&m->news)) {
        tell_bar(m, now);
    }
}

/* Entries that break their rules do not come. */
void model_close_bar(model *m, model_time now) {
    if (!news_is_bar_whole(&m->news)) {
        tell_bar(m, now);
    }
}

void model_apply_standing(model *m, const dgg_event *event, model_time now) {
    if (event->is_replay) {
        return;
    }
    switch ((int)event->kind) {
    case DGG_EVENT_PIN:
        if (news_has_pin(&m->news, event)) {
            tell_event(m, event, now);
        }
        break;
    case DGG_EVENT_SPOTLIGHTS:
        if (news_has_spotlights(&m->news, event)) {
            tell_event(m, event, now);
        }
        break;
    case DGG_EVENT_PAID_EVENTS:
        news_begin_bar(&m->news, event);
        if (news_is_bar_whole(&m->news)) {
            tell_bar(m, now);
        }
        break;
    case DGG_EVENT_POLL_START: start_poll(m, event, now); break;
    case DGG_EVENT_POLL_STOP: stop_poll(m, event, now); break;
    case DGG_EVENT_VOTE_CAST: count_vote(m, event); break;
    case DGG_EVENT_VOTE_COUNTED: confirm_vote(m, event, now); break;
    }
}
