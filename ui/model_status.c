#include "model_status.h"

#include "utf8.h"

#include <string.h>

static void apply_close(status *s, const dgg_event *event, int64_t now_ms) {
    const dgg_close *end = &event->as.close;
    status_describe_close(s->problem, sizeof s->problem, event);
    s->attempt = end->attempt;
    s->link = end->retry_ms >= 0 ? LINK_WAITING : LINK_OFFLINE;
    s->retry_at_ms = now_ms + (end->retry_ms >= 0 ? end->retry_ms : 0);
}

/* Moves the newest second of the rate on, emptying those that passed. */
static void advance(status *s, int64_t second) {
    if (second - s->rate_second >= STATUS_RATE_SECONDS) {
        memset(s->rate, 0, sizeof s->rate);
        s->rate_second = second;
    }
    while (s->rate_second < second) {
        s->rate_second++;
        s->rate[s->rate_second % STATUS_RATE_SECONDS] = 0;
    }
}

void status_apply(status *s, const dgg_event *event, int64_t now_ms) {
    if (event->kind == DGG_EVENT_CONNECTING) {
        s->link = LINK_CONNECTING;
    } else if (event->kind == DGG_EVENT_OPEN) {
        s->link = LINK_ONLINE;
        s->problem[0] = '\0';
        s->attempt = 0;
    } else if (event->kind == DGG_EVENT_CLOSE) {
        apply_close(s, event, now_ms);
    }
}

void status_count_message(status *s, int64_t now_ms) {
    int64_t second = now_ms / 1000;
    advance(s, second);
    if (s->rate_second == second) {
        s->rate[second % STATUS_RATE_SECONDS]++;
    }
}

uint32_t status_rate_tenths(const status *s, int64_t now_ms) {
    int64_t oldest = now_ms / 1000 - STATUS_RATE_SECONDS + 1;
    uint32_t sum = 0;
    for (int64_t i = 0; i < STATUS_RATE_SECONDS; i++) {
        int64_t second = s->rate_second - i;
        if (second >= oldest && second >= 0) {
            sum += s->rate[second % STATUS_RATE_SECONDS];
        }
    }
    return sum * 10 / STATUS_RATE_SECONDS;
}

bool status_is_replay(const status *s) {
    return s->tape == TAPE_PLAYING || s->tape == TAPE_ENDED;
}

void status_hint(status *s, int64_t now_ms, const char *text) {
    size_t bytes = utf8_cut(text, strlen(text), sizeof s->hint - 1);
    memcpy(s->hint, text, bytes);
    s->hint[bytes] = '\0';
    s->hint_until_ms = now_ms + STATUS_HINT_MS;
}

const char *status_hint_at(const status *s, int64_t now_ms) {
    return now_ms < s->hint_until_ms ? s->hint : "";
}
