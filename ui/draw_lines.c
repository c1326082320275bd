#include "draw_lines.h"

#include "text_width.h"
#include "text_wrap.h"

#include <string.h>

/* Where the next line goes. */
typedef struct text_pen {
    grid *g;
    const grid_area *area;
    const text_context *context;
    size_t row;
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
        if (pen->row + placed.row - skipped >= pen->area->rows) {
            break;
        }
        last = placed.row;
        grid_put(pen->g, pen->area, placed.column,
                 pen->row + placed.row - skipped, placed.bytes, placed.count,
                 placed.style);
    }
    pen->row += last - skipped + 1;
}

static void mark_up_sentence(text_markup *markup, const char *text,
                             text_role role) {
    markup->count = 1;
    markup->indent = 0;
    markup->spans[0] =
        (text_span){text, strlen(text), (text_style){.role = (uint8_t)role}};
}

void draw_lines(grid *g, const grid_area *area, const history *lines,
                view_place place, const text_context *context) {
    text_pen pen = {g, area, context, 0};
    while (pen.row < area->rows && place.sequence < lines->next) {
        const line *l = history_get(lines, place.sequence);
        if (l != NULL) {
            draw_line(&pen, l, place.row);
        }
        place.sequence++;
        place.row = 0;
    }
}

bool draw_sentence_fits(const grid_area *area, const char *text) {
    text_markup markup;
    mark_up_sentence(&markup, text, ROLE_TEXT);
    return text_wrap_rows(&markup, area->columns) <= area->rows;
}

void draw_sentence(grid *g, const grid_area *area, const char *text,
                   text_role role) {
    text_markup markup;
    text_wrap wrap;
    text_placed placed;
    mark_up_sentence(&markup, text, role);
    text_wrap_begin(&wrap, &markup, area->columns);
    while (text_wrap_next(&wrap, &placed) && placed.row < area->rows) {
        grid_put(g, area, placed.column, placed.row, placed.bytes, placed.count,
                 placed.style);
    }
    if (!draw_sentence_fits(area, text) && area->rows > 0 &&
        area->columns > 0) {
        grid_put_string(g, area, area->columns - 1, area->rows - 1, "…", role);
    }
}
