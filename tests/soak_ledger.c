#include "soak_ledger.h"

#include "frame.h"
#include "model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ENTRIES = 1 << 17, NEVER_KEPT = -1, SHOWN_BYTES = 200 };

_Static_assert((int)MODEL_CHAT_LINES <= (int)ENTRIES,
               "each line needs an entry");

/* Where a line of the ideal chat came from. */
typedef struct entry {
    uint64_t frame; /* its number, of all published */
    int64_t kept;   /* its number, of those HISTORY keeps */
} entry;

struct ledger {
    model ideal; /* gets every frame at once */
    frame_parser parser;
    entry entries[ENTRIES]; /* of the ideal lines, by sequence number */
    uint64_t published;
    size_t kept;
    uint64_t owed_frame; /* from this one on, if it came live */
    int64_t owed_kept;   /* from this one on, if HISTORY has it */
    uint64_t ideal_next; /* the first line not yet compared */
    const line *last;    /* of the real ones that were; perhaps freed */
    size_t checked;
};

/* Whispers are nobody else's, and sentences about what happens may depend on
 * what was missed before. */
static bool is_chat(const line *l) {
    return l->kind == LINE_MESSAGE || l->kind == LINE_ACTION ||
           l->kind == LINE_BROADCAST || l->kind == LINE_MODERATION ||
           l->kind == LINE_DEATH;
}

static bool is_same(const line *a, const line *b) {
    return a->kind == b->kind &&
           (a->time_ms == b->time_ms || !(a->is_dated && b->is_dated)) &&
           strcmp(line_nick(a), line_nick(b)) == 0 &&
           strcmp(line_text(a), line_text(b)) == 0;
}

static const history *ideal_lines(const ledger *l) {
    return &l->ideal.windows.list[WINDOW_CHAT]->lines;
}

static bool is_owed(const ledger *l, uint64_t sequence) {
    const entry *e = &l->entries[sequence % ENTRIES];
    return e->frame >= l->owed_frame ||
           (e->kept != NEVER_KEPT && e->kept >= l->owed_kept);
}

static void tell(char problem[LEDGER_PROBLEM_BYTES], const char *what,
                 const line *l) {
    snprintf(problem, LEDGER_PROBLEM_BYTES, "%s: %lld %.*s: %.*s", what,
             (long long)l->time_ms, SHOWN_BYTES, line_nick(l), SHOWN_BYTES,
             line_text(l));
}

/* The next ideal line that is the same, or the end. */
static uint64_t find(const ledger *l, const line *wanted) {
    const history *ideal = ideal_lines(l);
    uint64_t at = l->ideal_next;
    while (at < ideal->next && !is_same(history_get(ideal, at), wanted)) {
        at++;
    }
    return at;
}

/* Moves over ideal lines that the reader does not show. */
static bool skip_until(ledger *l, uint64_t end, char *problem) {
    const history *ideal = ideal_lines(l);
    for (; l->ideal_next < end; l->ideal_next++) {
        const line *skipped = history_get(ideal, l->ideal_next);
        if (is_chat(skipped) && is_owed(l, l->ideal_next)) {
            tell(problem, "missing", skipped);
            return false;
        }
    }
    return true;
}

static bool check_line(ledger *l, const line *real, char *problem) {
    uint64_t at = find(l, real);
    if (at == ideal_lines(l)->next) {
        tell(problem, "never sent, shown twice or out of order", real);
        return false;
    }
    if (!skip_until(l, at, problem)) {
        return false;
    }
    l->ideal_next++;
    l->checked++;
    return true;
}

/* The first real line not yet compared. Numbers do not help: a line that is
 * put in later moves those before it. */
static uint64_t find_next(const ledger *l, const history *lines) {
    uint64_t at = lines->next;
    while (at > lines->first && history_get(lines, at - 1) != l->last) {
        at--;
    }
    return at;
}

ledger *ledger_new(void) {
    ledger *l = calloc(1, sizeof *l);
    if (l != NULL && !model_init(&l->ideal)) {
        free(l);
        l = NULL;
    }
    return l;
}

void ledger_free(ledger *l) {
    if (l != NULL) {
        model_free(&l->ideal);
        frame_parser_free(&l->parser);
        free(l);
    }
}

void ledger_publish(ledger *l, const char *frame, bool is_kept,
                    int64_t wall_ms) {
    const history *lines = ideal_lines(l);
    uint64_t before = lines->next;
    dgg_event event;
    if (frame_parse(&l->parser, frame, strlen(frame), wall_ms, &event)) {
        model_apply(&l->ideal, &event, (model_time){.wall_ms = wall_ms});
    }
    entry from = {l->published, is_kept ? (int64_t)l->kept : NEVER_KEPT};
    for (; before < lines->next; before++) {
        l->entries[before % ENTRIES] = from;
    }
    l->published++;
    l->kept += is_kept;
}

void ledger_connected(ledger *l, size_t frames) {
    l->owed_frame = l->published;
    l->owed_kept = (int64_t)l->kept - (int64_t)frames;
}

bool ledger_check(ledger *l, const history *lines,
                  char problem[LEDGER_PROBLEM_BYTES]) {
    const history *ideal = ideal_lines(l);
    if (l->ideal_next < ideal->first) {
        l->ideal_next = ideal->first;
    }
    for (uint64_t at = find_next(l, lines); at < lines->next; at++) {
        const line *real = history_get(lines, at);
        if (is_chat(real)) {
            if (!check_line(l, real, problem)) {
                return false;
            }
            l->last = real;
        }
    }
    return skip_until(l, ideal->next, problem);
}

size_t ledger_kept(const ledger *l) {
    return l->kept;
}

size_t ledger_checked(const ledger *l) {
    return l->checked;
}
