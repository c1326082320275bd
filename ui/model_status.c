#include "model_status.h"

#include "utf8.h"

#include <string.h>

/* A server that restarts says so with 1001, and we are back within a second
 * (chat-gui, source.js), unless the connection was too young to be healthy. */
static bool is_routine(const dgg_close *end) {
    return end->error == DGG_ERROR_CLOSED && end->code == 1001 &&
           end->retry_ms >= 0 && end->retry_ms <= STATUS_QUIET_MS;
}

static void apply_close(status *s, const dgg_event *event, int64_t now_ms) {
    const dgg_close *end = &event->as.close;
    status_describe_close(s->problem, sizeof s->problem, event);
    s->attempt = end->attempt;
    s->is_routine = is_routine(end);
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

/* How long a try after a routine end still goes unseen. */
static int64_t quiet_ms(const status *s, int64_t now_ms) {
    bool is_trying = s->link == LINK_WAITING || s->link == LINK_CONNECTING;
    int64_t left_ms = s->retry_at_ms + STATUS_QUIET_MS - now_ms;
    return is_trying && s->is_routine && left_ms > 0 ? left_ms : 0;
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

status_link status_shown_link(const status *s, int64_t now_ms) {
    return quiet_ms(s, now_ms) > 0 ? LINK_ONLINE : s->link;
}

int64_t status_link_wait_ms(const status *s, int64_t now_ms) {
    int64_t left_ms = quiet_ms(s, now_ms);
    if (left_ms > 0) {
        return left_ms;
    }
    if (s->link != LINK_WAITING || s->retry_at_ms <= now_ms) {
        return -1;
    }
    return (s->retry_at_ms - now_ms - 1) % 1000 + 1;
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
