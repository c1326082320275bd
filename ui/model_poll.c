#include "model_poll.h"

#include "text_clean.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

enum {
    STRING_BYTES = 512, /* taken of the question and of each option */
    LENGTH_MAX_MS = 24 * 3600 * 1000,
    JUST_ENDED_MS = 3000,
};

static size_t taken(const char *text) {
    return utf8_cut(text, strlen(text), STRING_BYTES);
}

/* The options and all strings in one piece of memory. */
static size_t room_for(const dgg_poll *from) {
    size_t room = from->option_count * sizeof *from->options +
                  text_clean_room(taken(from->question));
    for (size_t i = 0; i < from->option_count; i++) {
        room += text_clean_room(taken(from->options[i].text));
    }
    return room;
}

/* Puts a cleaned string where `*at` is and moves that behind it. */
static const char *put(char **at, const char *text) {
    char *start = *at;
    *at += text_clean(start, text, taken(text)) + 1;
    return start;
}

static int64_t at_least_0(int64_t value) {
    return value > 0 ? value : 0;
}

/* Votes are anybody's numbers: a sum stops at the largest. */
static int64_t sum(int64_t a, int64_t b) {
    return a > INT64_MAX - b ? INT64_MAX : a + b;
}

static bool copy(model_poll *p, const dgg_poll *from) {
    dgg_poll_option *options = malloc(room_for(from));
    if (options == NULL) {
        return false;
    }
    char *at = (char *)&options[from->option_count];
    for (size_t i = 0; i < from->option_count; i++) {
        options[i].text = put(&at, from->options[i].text);
        options[i].total = at_least_0(from->options[i].total);
    }
    p->known = *from;
    p->known.question = put(&at, from->question);
    p->known.options = options;
    p->known.total_votes = at_least_0(from->total_votes);
    p->options = options;
    return true;
}

static int64_t remaining_ms(const dgg_poll *from) {
    int64_t length = at_least_0(from->length_ms);
    length = length < LENGTH_MAX_MS ? length : LENGTH_MAX_MS;
    if (from->now_ms <= from->start_ms) {
        return length;
    }
    uint64_t elapsed = (uint64_t)from->now_ms - (uint64_t)from->start_ms;
    return elapsed < (uint64_t)length ? length - (int64_t)elapsed : 0;
}

static bool is_same(const model_poll *a, const model_poll *b) {
    return a->known.start_ms == b->known.start_ms &&
           strcmp(a->known.question, b->known.question) == 0;
}

static bool has_option(const model_poll *p, int option) {
    return p->phase == POLL_RUNNING && option >= 1 &&
           (size_t)option <= p->known.option_count;
}

static bool end(model_poll *p, poll_phase phase, int64_t now_ms) {
    if (p->phase != POLL_RUNNING) {
        return false;
    }
    p->phase = phase;
    p->end_ms = now_ms;
    return true;
}

void poll_free(model_poll *p) {
    free(p->options);
    *p = (model_poll){0};
}

bool poll_start(model_poll *p, const dgg_event *event, int64_t now_ms) {
    model_poll told = {.phase = POLL_RUNNING};
    if (!copy(&told, &event->as.poll)) {
        poll_free(p);
        return true;
    }
    bool is_known = (p->phase == POLL_RUNNING || p->phase == POLL_LOST) &&
                    is_same(p, &told);
    told.end_ms = now_ms + remaining_ms(&event->as.poll);
    poll_free(p);
    *p = told;
    return !is_known;
}

bool poll_stop(model_poll *p, const dgg_event *event, int64_t now_ms) {
    const dgg_poll *last = &event->as.poll;
    if (!end(p, POLL_DECIDED, now_ms)) {
        return false;
    }
    if (last->option_count > 0 && last->option_count == p->known.option_count) {
        for (size_t i = 0; i < last->option_count; i++) {
            p->options[i].total = at_least_0(last->options[i].total);
        }
        p->known.total_votes = at_least_0(last->total_votes);
    }
    return true;
}

bool poll_lose(model_poll *p, int64_t now_ms) {
    return end(p, POLL_LOST, now_ms);
}

void poll_vote(model_poll *p, int option, int64_t weight) {
    if (!has_option(p, option) || weight <= 0) {
        return;
    }
    dgg_poll_option *chosen = &p->options[option - 1];
    chosen->total = sum(chosen->total, weight);
    p->known.total_votes = sum(p->known.total_votes, weight);
}

void poll_own_vote(model_poll *p, int option) {
    if (has_option(p, option)) {
        p->known.own_vote = option;
        p->known.can_vote = false;
    }
}

int poll_typed_vote(const model_poll *p, const char *text) {
    static const char digits[] = "0123456789";
    const char *start = text + strspn(text, " ");
    size_t count = strspn(start, digits);
    const char *rest = start + count;
    if (p->phase == POLL_NONE || count == 0 ||
        rest[strspn(rest, " ")] != '\0') {
        return 0;
    }
    long option = strtol(start, NULL, 10);
    bool is_there = option >= 1 && (size_t)option <= p->known.option_count;
    return is_there ? (int)option : 0;
}

bool poll_has_just_ended(const model_poll *p, int64_t now_ms) {
    return p->phase != POLL_NONE && p->phase != POLL_RUNNING &&
           now_ms - p->end_ms < JUST_ENDED_MS;
}

size_t poll_winner(const dgg_poll *p) {
    size_t best = 0;
    int64_t most = 0;
    for (size_t i = 0; i < p->option_count; i++) {
        if (p->options[i].total > most) {
            most = p->options[i].total;
            best = i + 1;
        }
    }
    return best;
}

int poll_percent(const dgg_poll *p, size_t option) {
    int64_t total = p->options[option - 1].total;
    if (total <= 0 || p->total_votes <= 0) {
        return 0;
    }
    if (total >= p->total_votes) {
        return 100;
    }
    return (int)((double)total * 100 / (double)p->total_votes + 0.5);
}

bool poll_is_shown(const model_poll *p, int64_t now_ms) {
    return p->phase == POLL_RUNNING ||
           (p->phase != POLL_NONE && now_ms - p->end_ms < POLL_SHOWN_MS);
}

int64_t poll_left_s(const model_poll *p, int64_t now_ms) {
    return at_least_0(p->end_ms - now_ms + 999) / 1000;
}

int64_t poll_wait_ms(const model_poll *p, int64_t now_ms) {
    if (!poll_is_shown(p, now_ms)) {
        return -1;
    }
    if (p->phase != POLL_RUNNING) {
        return p->end_ms + POLL_SHOWN_MS - now_ms;
    }
    int64_t left_ms = p->end_ms - now_ms;
    return left_ms <= 0 ? -1 : (left_ms - 1) % 1000 + 1;
}
