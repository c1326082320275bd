/* The poll that runs, in one row: what is asked, how the votes stand, and what
 * is left of the time. What is least missed is left out first. */
#include "draw_list.h"
#include "draw_parts.h"
#include "text_width.h"
#include "utf8.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum {
    ROW_BYTES = 2048,
    WORD_BYTES = 64,
    GAP_COLUMNS = 2,
    SHORT_COLUMNS = 6,
    HEAD_COLUMNS = 12, /* of the question, and at least a third of the row */
    LEAST_COLUMNS = 6, /* of it, before votes are cut */
    NOTE_COLUMNS = 60, /* from here on there is room for a note */
};

/* How much is said of each option. */
typedef enum poll_detail {
    DETAIL_VOTES,   /* "1 Yes 75% (3) · 2 No 25% (1)" */
    DETAIL_PERCENT, /* "1 Yes 75% · 2 No 25%" */
    DETAIL_SHORT,   /* "1 Knigh… 75% 2 Rook 25%" */
    DETAIL_NUMBER,  /* "1 75% 2 25%" */
} poll_detail;

static size_t columns_of(const char *text) {
    return text_width(text, strlen(text));
}

static void add(char row[ROW_BYTES], const char *text) {
    size_t used = strlen(row);
    size_t bytes = utf8_cut(text, strlen(text), ROW_BYTES - used - 1);
    memcpy(row + used, text, bytes);
    row[used + bytes] = '\0';
}

/* As much of a text as SHORT_COLUMNS hold. */
static void add_short(char row[ROW_BYTES], const char *text) {
    char part[WORD_BYTES];
    if (columns_of(text) <= SHORT_COLUMNS) {
        add(row, text);
        return;
    }
    size_t bytes = text_fit(text, strlen(text), SHORT_COLUMNS - 1);
    snprintf(part, sizeof part, "%.*s…", (int)bytes, text);
    add(row, part);
}

static void add_option(char row[ROW_BYTES], const dgg_poll *p, size_t option,
                       poll_detail detail) {
    char word[WORD_BYTES];
    const dgg_poll_option *one = &p->options[option - 1];
    snprintf(word, sizeof word, "%zu ", option);
    add(row, word);
    if (detail == DETAIL_SHORT) {
        add_short(row, one->text);
    } else if (detail != DETAIL_NUMBER) {
        add(row, one->text);
    }
    add(row, detail != DETAIL_NUMBER ? " " : "");
    snprintf(word, sizeof word, "%d%%", poll_percent(p, option));
    add(row, word);
    if (detail == DETAIL_VOTES) {
        snprintf(word, sizeof word, " (%" PRId64 ")", one->total);
        add(row, word);
    }
    if (p->own_vote > 0 && (size_t)p->own_vote == option) {
        add(row, " ✓");
    }
}

static void list_options(char row[ROW_BYTES], const dgg_poll *p,
                         poll_detail detail) {
    row[0] = '\0';
    for (size_t i = 1; i <= p->option_count; i++) {
        if (i > 1) {
            add(row, detail >= DETAIL_SHORT ? " " : " · ");
        }
        add_option(row, p, i, detail);
    }
}

static void describe_winner(char row[ROW_BYTES], const dgg_poll *p,
                            poll_detail detail) {
    size_t best = poll_winner(p);
    row[0] = '\0';
    if (best == 0) {
        add(row, "nobody voted");
        return;
    }
    add_option(row, p, best, detail);
    add(row, " won");
}

static void describe_votes(char row[ROW_BYTES], const model_poll *p,
                           poll_detail detail) {
    if (p->phase == POLL_DECIDED) {
        describe_winner(row, &p->known, detail);
    } else {
        list_options(row, &p->known, detail);
    }
}

/* What stands at the right end; nothing once there is a winner. */
static void describe_time(char word[WORD_BYTES], const model_poll *p,
                          int64_t now_ms, bool has_note) {
    int64_t left_s = poll_left_s(p, now_ms);
    const char *note =
        has_note && p->known.is_weighted ? "sub-weighted · " : "";
    if (p->phase == POLL_DECIDED) {
        word[0] = '\0';
    } else if (p->phase == POLL_LOST) {
        snprintf(word, WORD_BYTES, "unknown result");
    } else if (left_s >= 60) {
        snprintf(word, WORD_BYTES, "%s%" PRId64 ":%02d", note, left_s / 60,
                 (int)(left_s % 60));
    } else {
        snprintf(word, WORD_BYTES, "%s%" PRId64 " s", note, left_s);
    }
}

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

/* The votes in the most detail that leaves the question its share; returns
 * the columns that remain for that. */
static size_t fit_votes(char row[ROW_BYTES], const model_poll *p, size_t room) {
    size_t share = room / 3 > HEAD_COLUMNS ? room / 3 : HEAD_COLUMNS;
    size_t head = smaller(columns_of(p->known.question), share);
    size_t taken = 0;
    for (int detail = DETAIL_VOTES; detail <= DETAIL_NUMBER; detail++) {
        describe_votes(row, p, (poll_detail)detail);
        taken = columns_of(row) + GAP_COLUMNS;
        if (head + taken <= room) {
            return room - taken;
        }
    }
    return taken + LEAST_COLUMNS <= room ? room - taken
                                         : smaller(head, room / 2);
}

static size_t put_question(grid *g, const grid_area *area, const char *question,
                           size_t columns) {
    static const char title[] = "Poll: ";
    text_style style = {.role = ROLE_TITLE};
    size_t at = 0;
    if (columns_of(title) + columns_of(question) <= columns) {
        at = grid_put_string(g, area, 0, 0, title, ROLE_TITLE);
    }
    draw_slot slot = {at, 0, columns - at};
    return at + draw_fitted(g, area, &slot, question, style);
}

void draw_poll(grid *g, const grid_area *area, const model_poll *p,
               int64_t now_ms) {
    char votes[ROW_BYTES];
    char time[WORD_BYTES];
    text_style style = {.role = ROLE_TITLE};
    grid_clear(g, area, style);
    describe_time(time, p, now_ms, area->columns >= NOTE_COLUMNS);
    size_t end = area->columns - smaller(columns_of(time), area->columns);
    grid_put_string(g, area, end, 0, time, ROLE_TITLE);
    size_t gap = *time != '\0' ? GAP_COLUMNS : 0;
    size_t room = end > gap ? end - gap : 0;
    size_t head = fit_votes(votes, p, room);
    size_t at = put_question(g, area, p->known.question, head) + GAP_COLUMNS;
    if (at < room) {
        draw_slot slot = {at, 0, room - at};
        draw_fitted(g, area, &slot, votes, style);
    }
}
