/* The status line, and what it leaves out first. */
#include "draw_list.h"
#include "draw_parts.h"
#include "text_width.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { GAP_COLUMNS = 2, SENTENCE_BYTES = 512 };

/* Where the next part of the line goes. The parts come in the order of their
 * weight: what does not fit any more is left out, and all after it. */
typedef struct status_pen {
    grid *g;
    const grid_area *area;
    size_t column;
    bool is_full;
} status_pen;

static size_t room(const status_pen *pen) {
    return pen->area->columns - pen->column;
}

static bool fits(const status_pen *pen, const char *text) {
    return !pen->is_full && text_width(text, strlen(text)) <= room(pen);
}

static void put(status_pen *pen, const char *text, text_role role) {
    if (!fits(pen, text)) {
        pen->is_full = true;
        return;
    }
    pen->column +=
        grid_put_string(pen->g, pen->area, pen->column, 0, text, role);
}

static void gap(status_pen *pen) {
    if (pen->column > 0) {
        put(pen, "  ", ROLE_STATUS);
    }
}

static void put_part(status_pen *pen, const char *text, text_role role) {
    gap(pen);
    put(pen, text, role);
}

/* A sentence that matters: cut rather than left out. */
static void put_sentence(status_pen *pen, const char *text, text_role role) {
    gap(pen);
    if (!pen->is_full) {
        draw_slot slot = {pen->column, 0, room(pen)};
        pen->is_full = !fits(pen, text);
        pen->column += draw_fitted(pen->g, pen->area, &slot, text,
                                   (text_style){.role = (uint8_t)role});
    }
}

static void format_attempt(char out[COUNT_BYTES], uint32_t attempt) {
    out[0] = '\0';
    if (attempt > 1) {
        snprintf(out, COUNT_BYTES, " (try %" PRIu32 ")", attempt);
    }
}

/* What is wrong with the connection, or "". */
static void describe_link(char out[SENTENCE_BYTES], const status *s,
                          int64_t now_ms) {
    char attempt[COUNT_BYTES];
    bool is_replay = status_is_replay(s);
    format_attempt(attempt, s->attempt);
    int64_t left_ms = s->retry_at_ms > now_ms ? s->retry_at_ms - now_ms : 0;
    out[0] = '\0';
    switch (status_shown_link(s, now_ms)) {
    case LINK_ONLINE: break;
    case LINK_CONNECTING:
        snprintf(out, SENTENCE_BYTES, "Connecting…%s", attempt);
        break;
    case LINK_WAITING:
        snprintf(out, SENTENCE_BYTES, "Offline – retrying in %" PRId64 " s%s%s",
                 (left_ms + 999) / 1000, attempt,
                 is_replay ? "" : " · /connect to try now");
        break;
    case LINK_OFFLINE:
        snprintf(out, SENTENCE_BYTES, "Offline%s%s%s",
                 s->problem[0] != '\0' ? " – " : "", s->problem,
                 is_replay ? "" : " · /connect to try");
        break;
    }
}

/* A recording that has ended has no connection any more. */
static void put_link(status_pen *pen, const status *s, int64_t now_ms) {
    char text[SENTENCE_BYTES] = "";
    if (s->tape != TAPE_ENDED) {
        describe_link(text, s, now_ms);
    }
    if (text[0] != '\0') {
        put_sentence(pen, text,
                     s->link == LINK_CONNECTING ? ROLE_STATUS : ROLE_ALERT);
    }
}

/* "REC", "replay ×4" */
static void put_tape(status_pen *pen, const status *s) {
    char text[COUNT_BYTES];
    switch (s->tape) {
    case TAPE_NONE: break;
    case TAPE_RECORDING: put_part(pen, "REC", ROLE_ALERT); break;
    case TAPE_PLAYING:
        snprintf(text, sizeof text, "replay ×%g", s->clock_speed);
        put_part(pen, text, ROLE_PROMPT);
        break;
    case TAPE_ENDED: put_part(pen, "replay ended", ROLE_PROMPT); break;
    }
}

/* It answers the key just pressed and goes away by itself, so it comes before
 * all that stays. */
static void put_hint(status_pen *pen, const char *hint) {
    if (hint[0] != '\0') {
        put_sentence(pen, hint, ROLE_PROMPT);
    }
}

static void format_window(char out[SENTENCE_BYTES], const windows *all,
                          size_t index) {
    const window *w = all->list[index];
    const char *name = w->nick != NULL ? w->nick : "chat";
    if (w->unread == 0) {
        snprintf(out, SENTENCE_BYTES, "%zu:%s", index + 1, name);
    } else {
        snprintf(out, SENTENCE_BYTES, "%zu:●%s(%" PRIu32 ")", index + 1, name,
                 w->unread);
    }
}

/* "1:chat 2:●Bob(2) +3": as many windows as half of the line holds. */
static void put_windows(status_pen *pen, const windows *all) {
    char text[SENTENCE_BYTES];
    gap(pen);
    size_t end = pen->column + room(pen) / 2;
    for (size_t i = 0; i < all->count; i++) {
        format_window(text, all, i);
        if (i > 0 && pen->column + 1 + text_width(text, strlen(text)) > end) {
            snprintf(text, sizeof text, " +%zu", all->count - i);
            put(pen, text, ROLE_STATUS);
            return;
        }
        put(pen, i > 0 ? " " : "", ROLE_STATUS);
        text_role role = all->list[i]->unread > 0 ? ROLE_UNREAD : ROLE_STATUS;
        put(pen, text, i == all->current ? ROLE_SELECTED : role);
    }
}

static void put_unread(status_pen *pen, uint32_t unread) {
    char text[SENTENCE_BYTES];
    if (unread > 0) {
        snprintf(text, sizeof text, "✉%" PRIu32, unread);
        put_part(pen, text, ROLE_UNREAD);
    }
}

/* The keys of the lists that are not in sight. */
static void put_lists(status_pen *pen, const model *m) {
    char users[COUNT_BYTES];
    char text[SENTENCE_BYTES];
    size_t talks = m->windows.count > 0 ? m->windows.count - 1 : 0;
    draw_count(users, roster_count(m->roster));
    gap(pen);
    snprintf(text, sizeof text, "F2 users %s · F4 whispers %zu", users, talks);
    if (!fits(pen, text)) {
        snprintf(text, sizeof text, "F2 %s · F4 %zu", users, talks);
    }
    put(pen, text, ROLE_STATUS);
}

static void put_rate(status_pen *pen, uint32_t tenths) {
    char text[SENTENCE_BYTES];
    if (tenths >= 100) {
        snprintf(text, sizeof text, "%" PRIu32 "/s", (tenths + 5) / 10);
    } else {
        snprintf(text, sizeof text, "%" PRIu32 ".%" PRIu32 "/s", tenths / 10,
                 tenths % 10);
    }
    if (tenths > 0) {
        put_part(pen, text, ROLE_STATUS);
    }
}

static void put_login(status_pen *pen, const model *m, int64_t now_ms) {
    if (m->own_nick[0] != '\0') {
        put_part(pen, m->own_nick, ROLE_STATUS);
    } else if (status_shown_link(&m->status, now_ms) == LINK_ONLINE) {
        put_part(pen, "not logged in", ROLE_STATUS);
    }
}

void draw_status(grid *g, const grid_area *area, const model *m, bool has_lists,
                 model_time now) {
    status_pen pen = {.g = g, .area = area};
    grid_clear(g, area, (text_style){.role = ROLE_STATUS});
    put_hint(&pen, status_hint_at(&m->status, now.person_ms));
    put_tape(&pen, &m->status);
    put_link(&pen, &m->status, now.monotonic_ms);
    put_windows(&pen, &m->windows);
    put_unread(&pen, windows_unread(&m->windows));
    if (!has_lists) {
        put_lists(&pen, m);
    }
    put_rate(&pen, status_rate_tenths(&m->status, now.monotonic_ms));
    put_login(&pen, m, now.monotonic_ms);
    put_part(&pen, "F1 help", ROLE_STATUS);
}
