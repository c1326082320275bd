/* The pane of chat or of one conversation. */
#include "draw_lines.h"
#include "draw_list.h"
#include "draw_parts.h"

#include <stdio.h>
#include <string.h>

enum { SENTENCE_BYTES = 256 };

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
    grid_area rest = *area;
    if (shown->place.is_paused) {
        rest.rows--;
        draw_bar(g, area, view_new_lines(&shown->place, &shown->lines));
    }
    draw_lines(g, &rest, &shown->lines,
               view_top(&shown->place, &shown->lines, &pane), context);
}
