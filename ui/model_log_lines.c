#include "model_log_lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A log grows into the past: there have to be numbers for it. */
static const uint64_t origin = UINT64_C(1) << 32;

enum { MOST_LINES = 2 * (LOG_LINES + LOG_LIVE_LINES), RULE_BYTES = 32 };

static line *rule_new(int64_t time_ms, const char *words) {
    char text[RULE_BYTES];
    int bytes = snprintf(text, sizeof text, "%s ──", words);
    return line_new(LINE_DAY, time_ms, NULL, text, (size_t)bytes);
}

static line *day_new(int64_t time_ms) {
    char day[LOG_DAY_BYTES];
    log_day(day, time_ms);
    return rule_new(time_ms, day);
}

static bool is_same_day(const line *a, const line *b) {
    char days[2][LOG_DAY_BYTES];
    log_day(days[0], a->time_ms);
    log_day(days[1], b->time_ms);
    return strcmp(days[0], days[1]) == 0;
}

static const line *first_of(const log_lines *lines) {
    return history_get(&lines->list, lines->list.first);
}

static const line *last_of(const log_lines *lines) {
    return history_get(&lines->list, lines->list.next - 1);
}

/* The service tells whole seconds. */
static bool is_same(const line *a, const line *b) {
    return a->kind == b->kind && a->time_ms / 1000 == b->time_ms / 1000 &&
           strcmp(line_text(a), line_text(b)) == 0;
}

/* Somebody who said the same thing twice said it twice. As the newest come
 * first, all before the one found are still to answer. */
static bool was_heard(log_lines *lines, const line *l) {
    if (!lines->has_live) {
        return false;
    }
    for (uint64_t i = lines->answered; i > lines->live_from; i--) {
        const line *heard = history_get(&lines->list, i - 1);
        if (heard != NULL && is_same(heard, l)) {
            lines->answered = i - 1;
            return true;
        }
    }
    return false;
}

/* Below the rule of its day, which is the first line of all. */
static bool prepend(log_lines *lines, line *l) {
    const line *first = first_of(lines);
    bool has_rule =
        first != NULL && first->kind == LINE_DAY && is_same_day(first, l);
    line *rule =
        has_rule ? history_take_first(&lines->list) : day_new(l->time_ms);
    bool is_kept = history_prepend(&lines->list, l);
    history_prepend(&lines->list, rule);
    return is_kept;
}

static void append(log_lines *lines, line *l) {
    history_append(&lines->list, l, MOST_LINES);
}

static void begin_live(log_lines *lines, int64_t time_ms) {
    append(lines, rule_new(time_ms, "said since"));
    lines->has_live = true;
    lines->live_from = lines->list.next;
    lines->answered = lines->list.next;
}

void log_lines_init(log_lines *lines) {
    *lines = (log_lines){0};
    history_init(&lines->list);
    history_begin_at(&lines->list, origin);
}

void log_lines_free(log_lines *lines) {
    history_free(&lines->list);
    log_lines_init(lines);
}

bool log_lines_is_full(const log_lines *lines) {
    return lines->loaded >= LOG_LINES;
}

bool log_lines_prepend(log_lines *lines, line *l) {
    if (l == NULL || log_lines_is_full(lines)) {
        free(l);
        return false;
    }
    if (was_heard(lines, l)) {
        free(l);
    } else if (!prepend(lines, l)) {
        return false;
    }
    lines->loaded++;
    return true;
}

void log_lines_append(log_lines *lines, line *l) {
    if (l == NULL) {
        return;
    }
    const line *last = last_of(lines);
    bool has_none_answered =
        !lines->has_live || lines->answered == lines->list.next;
    if (last == NULL || !is_same_day(last, l)) {
        append(lines, day_new(l->time_ms));
    }
    if (!lines->has_live) {
        begin_live(lines, l->time_ms);
    }
    append(lines, l);
    if (has_none_answered) {
        lines->answered = lines->list.next;
    }
}

void log_day(char out[LOG_DAY_BYTES], int64_t time_ms) {
    time_t seconds = (time_t)(time_ms / 1000);
    struct tm local;
    if (localtime_r(&seconds, &local) == NULL ||
        strftime(out, LOG_DAY_BYTES, "%Y-%m-%d", &local) == 0) {
        out[0] = '\0';
    }
}

void log_lines_oldest(char out[LOG_DAY_BYTES], const log_lines *lines) {
    const line *first = first_of(lines);
    out[0] = '\0';
    if (first != NULL) {
        log_day(out, first->time_ms);
    }
}
