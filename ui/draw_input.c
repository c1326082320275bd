/* The prompt and the line being typed. */
#include "draw_list.h"
#include "draw_parts.h"
#include "text_width.h"
#include "utf8.h"

#include <stdio.h>
#include <string.h>

enum {
    PROMPT_BYTES = 256,
    SHORT_BELOW_COLUMNS = 40, /* "Bob> " instead of "[whisper → Bob] > " */
};

/* It takes at most half of the row: the line needs room, too. */
static size_t draw_prompt(grid *g, const grid_area *area, const char *nick) {
    char prompt[PROMPT_BYTES];
    const char *target = nick != NULL ? nick : "chat";
    draw_slot slot = {0, 0, area->columns / 2};
    int bytes = snprintf(prompt, sizeof prompt, "[%s%s] >",
                         nick ? "whisper → " : "", target);
    if (area->columns < SHORT_BELOW_COLUMNS ||
        text_width(prompt, (size_t)bytes) > slot.columns) {
        snprintf(prompt, sizeof prompt, "%s>", target);
    }
    text_role role = nick != NULL ? ROLE_PROMPT_WHISPER : ROLE_PROMPT;
    return 1 + draw_fitted(g, area, &slot, prompt,
                           (text_style){.role = (uint8_t)role});
}

/* How many characters may still be typed, at the right. Returns the columns it
 * took. */
static size_t draw_left(grid *g, const grid_area *area, const edit *typed) {
    size_t used = edit_characters(typed);
    if (used < EDIT_WARN_CHARACTERS) {
        return 0;
    }
    char text[PROMPT_BYTES];
    bool is_long = used > EDIT_MAX_CHARACTERS;
    snprintf(text, sizeof text, is_long ? " %zu too long" : " %zu left",
             is_long ? used - EDIT_MAX_CHARACTERS : EDIT_MAX_CHARACTERS - used);
    size_t columns = text_width(text, strlen(text));
    if (columns > area->columns / 2) {
        return 0;
    }
    return grid_put_string(g, area, area->columns - columns, 0, text,
                           is_long ? ROLE_OVERFLOW : ROLE_NOTICE);
}

/* The line moves under the cursor by half of its room, so that it stands still
 * while somebody types. */
static size_t scrolled_by(size_t cursor_column, size_t columns) {
    size_t step = columns / 2 > 0 ? columns / 2 : 1;
    return cursor_column < columns
               ? 0
               : ((cursor_column - columns) / step + 1) * step;
}

/* From this offset on the line is too long to be sent. */
static size_t limit_of(const edit *typed) {
    size_t offset = 0;
    for (int i = 0; i < EDIT_MAX_CHARACTERS && offset < typed->bytes; i++) {
        offset += utf8_decode(typed->text + offset, typed->bytes - offset,
                              &(uint32_t){0}, NULL);
    }
    return offset;
}

/* Whole clusters that cover at least so many columns: one column of a wide
 * character cannot be shown. */
static size_t hidden_bytes(const edit *typed, size_t columns) {
    size_t bytes = text_fit(typed->text, typed->bytes, columns);
    if (text_width(typed->text, bytes) < columns) {
        bytes +=
            text_cluster(typed->text + bytes, typed->bytes - bytes, &(int){0});
    }
    return bytes;
}

static void draw_line(grid *g, const grid_area *area, const edit *typed) {
    size_t cursor = text_width(typed->text, typed->cursor);
    size_t hidden = scrolled_by(cursor, area->columns);
    size_t from = hidden_bytes(typed, hidden);
    size_t limit = limit_of(typed);
    limit = limit > from ? limit : from;
    size_t taken = grid_put(g, area, 0, 0, typed->text + from, limit - from,
                            (text_style){.role = ROLE_INPUT});
    grid_put(g, area, taken, 0, typed->text + limit, typed->bytes - limit,
             (text_style){.role = ROLE_OVERFLOW});
    g->cursor_column = area->column + cursor - text_width(typed->text, from);
    g->cursor_row = area->row;
}

void draw_input(grid *g, const grid_area *area, const window *shown,
                const char *own_nick) {
    const edit *typed = &shown->input;
    grid_clear(g, area, (text_style){.role = ROLE_INPUT});
    size_t start = draw_prompt(g, area, shown->nick);
    grid_area rest = *area;
    rest.column += start;
    rest.columns -= start;
    rest.columns -= draw_left(g, &rest, typed);
    draw_line(g, &rest, typed);
    if (typed->bytes == 0 && own_nick[0] == '\0') {
        draw_fitted(g, &rest, &(draw_slot){1, 0, rest.columns - 1},
                    "(reading only)", (text_style){.role = ROLE_PENDING});
    }
}
