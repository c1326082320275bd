#include "draw_layout.h"

#include "draw_parts.h"

enum {
    BOTTOM_ROWS = 2,      /* status and input */
    OVERLAY_COLUMNS = 40, /* below, a list takes the whole width */
    WHISPERS_MIN_ROWS = 4,
};

/* The users above, a third for the whispers below; a side too low for both
 * shows the one that is wanted. */
static void split_side(layout *l, const grid_area *side, model_focus focus) {
    size_t whispers = side->rows / 3;
    if (whispers < WHISPERS_MIN_ROWS) {
        whispers = WHISPERS_MIN_ROWS;
    }
    if (side->rows < 2 * WHISPERS_MIN_ROWS) {
        whispers = focus == FOCUS_WHISPERS ? side->rows : 0;
    }
    l->users = *side;
    l->users.rows = side->rows - whispers;
    l->whispers = *side;
    l->whispers.row = side->row + l->users.rows;
    l->whispers.rows = whispers;
}

/* The right part of the text, with a column for the border left of it. */
static grid_area side_of(const grid_area *text) {
    grid_area side = *text;
    if (text->columns >= OVERLAY_COLUMNS) {
        side.column = text->columns - LAYOUT_SIDE_COLUMNS;
        side.columns = LAYOUT_SIDE_COLUMNS;
    }
    return side;
}

/* The first row above the text. */
static void split_poll(layout *l) {
    l->poll = l->text;
    l->poll.rows = 1;
    l->text.row++;
    l->text.rows--;
}

void layout_compute(layout *l, size_t columns, size_t rows, model_focus focus,
                    bool has_poll) {
    *l = (layout){0};
    if (columns < LAYOUT_MIN_COLUMNS || rows < LAYOUT_MIN_ROWS) {
        l->is_too_small = true;
        return;
    }
    l->is_wide = columns >= LAYOUT_WIDE_COLUMNS;
    l->text = (grid_area){0, 0, columns, rows - BOTTOM_ROWS};
    l->status = (grid_area){0, rows - 2, columns, 1};
    l->input = (grid_area){0, rows - 1, columns, 1};
    grid_area side = side_of(&l->text);
    if (l->is_wide) {
        l->text.columns = side.column - 1;
        split_side(l, &side, focus);
    } else if (focus == FOCUS_USERS) {
        l->users = side;
    } else if (focus == FOCUS_WHISPERS) {
        l->whispers = side;
    }
    if (has_poll) {
        split_poll(l);
    }
    if (focus == FOCUS_HELP) {
        l->help = l->text;
    }
}

/* What a list shows below its title. */
static size_t rows_below_title(const grid_area *area) {
    return area->rows > 1 ? area->rows - 1 : 0;
}

static size_t list_rows(const layout *l, model_focus focus) {
    switch (focus) {
    case FOCUS_USERS: return rows_below_title(&l->users);
    case FOCUS_WHISPERS: return rows_below_title(&l->whispers);
    case FOCUS_HELP: return rows_below_title(&l->help);
    case FOCUS_INPUT: break;
    }
    return 0;
}

model_screen layout_screen(const layout *l, size_t columns, size_t rows,
                           model_focus focus) {
    model_screen screen = {
        .columns = columns,
        .rows = rows,
        .text_columns = l->is_too_small ? columns : l->text.columns,
        .text_rows = l->is_too_small ? rows : l->text.rows,
        .list_rows = list_rows(l, focus),
        .help_last = draw_help_last(&l->text),
    };
    return screen;
}
