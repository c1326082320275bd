/* The pane of chat or of one conversation. */
#include "draw_list.h"
#include "draw_parts.h"
#include "text_wrap.h"

#include <stdio.h>
#include <string.h>

enum { SENTENCE_BYTES = 256 };

/* Where the next line of the window goes. */
typedef struct text_pen {
    grid *g;
    const grid_area *area;
    const text_context *context;
    size_t row;
    size_t rows;
} text_pen;

/* Draws a line without its first `skipped` rows, as far as there is room. */
static void draw_line(text_pen *pen, const line *l, size_t skipped) {
    text_markup markup;
    text_wrap wrap;
    text_placed placed;
    size_t last = skipped;
    text_mark_up(&markup, l, pen->context);
    text_wrap_begin(&wrap, &markup, pen->area->columns);
    while (text_wrap_next(&wrap, &placed)) {
        if (placed.row < skipped) {
            continue;
        }
        if (pen->row + placed.row - skipped >= pen->rows) {
            break;
        }
        last = placed.row;
        grid_put(pen->g, pen->area, placed.column,
                 pen->row + placed.row - skipped, placed.bytes, placed.count,
                 placed.style);
    }
    pen->row += last - skipped + 1;
}

static void draw_lines(text_pen *pen, const history *lines, view_place place) {
    while (pen->row < pen->rows && place.sequence < lines->next) {
        const line *l = history_get(lines, place.sequence);
        if (l != NULL) {
            draw_line(pen, l, place.row);
        }
        place.sequence++;
        place.row = 0;
    }
}

static void draw_bar(grid *g, const grid_area *area, uint64_t new_lines) {
    grid_area bar = *area;
    bar.row += area->rows - 1;
    bar.rows = 1;
    char count[COUNT_BYTES];
    char text[SENTENCE_BYTES];
    draw_count(count, new_lines);
    snprintf(text, sizeof text, "▼ %s%s · End = live",
             new_lines > 0 ? count : "paused", new_lines > 0 ? " new" : "");
    grid_clear(g, &bar, (text_style){.role = ROLE_NEW_BAR});
    grid_put_string(g, &bar, 0, 0, text, ROLE_NEW_BAR);
}

static const char *empty_chat(const status *s) {
    if (status_is_replay(s)) {
        return "The first recorded line will appear here.";
    }
    switch (s->link) {
    case LINK_OFFLINE: return "Not connected: /connect goes online.";
    case LINK_CONNECTING: return "Connecting to chat …";
    case LINK_WAITING: return "No chat yet: the next try comes by itself.";
    case LINK_ONLINE: break;
    }
    return "Connected: the first line will appear here.";
}

static const char *empty_talk(window_load load) {
    switch (load) {
    case LOAD_RUNNING: return "Loading older whispers …";
    case LOAD_FAILED: return "Older whispers could not be loaded.";
    case LOAD_NOT_ASKED:
    case LOAD_DONE: break;
    }
    return "No whispers yet: type one and press Enter.";
}

static void draw_empty(grid *g, const grid_area *area, const window *shown,
                       const status *s) {
    const char *text =
        shown->nick == NULL ? empty_chat(s) : empty_talk(shown->load);
    draw_fitted(g, area, &(draw_slot){0, 0, area->columns}, text,
                (text_style){.role = ROLE_NOTICE});
}

void draw_text(grid *g, const grid_area *area, const window *shown,
               const text_context *context, const status *s) {
    grid_clear(g, area, (text_style){.role = ROLE_TEXT});
    if (area->rows == 0) {
        return;
    }
    if (history_count(&shown->lines) == 0) {
        draw_empty(g, area, shown, s);
        return;
    }
    view_pane pane = {area->columns, area->rows, context};
    text_pen pen = {g, area, context, 0, area->rows};
    if (shown->place.is_paused) {
        pen.rows--;
        draw_bar(g, area, view_new_lines(&shown->place, &shown->lines));
    }
    draw_lines(&pen, &shown->lines,
               view_top(&shown->place, &shown->lines, &pane));
}
