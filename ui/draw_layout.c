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

/* The right part of the text, which is laid over it. */
static grid_area side_of(const grid_area *text) {
    grid_area side = *text;
    if (text->columns >= OVERLAY_COLUMNS) {
        side.column = text->columns - LAYOUT_SIDE_COLUMNS;
        side.columns = LAYOUT_SIDE_COLUMNS;
    }
    return side;
}

static bool is_list(model_focus focus) {
    return focus == FOCUS_USERS || focus == FOCUS_WHISPERS;
}

/* Takes the right part of the text, and a column for the border. */
static grid_area take_side(layout *l, size_t columns) {
    grid_area side = l->text;
    side.column = l->text.columns - columns;
    side.columns = columns;
    l->text.columns = side.column - 1;
    return side;
}

static size_t log_columns(size_t columns) {
    size_t share = columns * LAYOUT_LOG_PERCENT / 100;
    return share > LAYOUT_LOG_COLUMNS ? share : LAYOUT_LOG_COLUMNS;
}

static void place_wide(layout *l, const layout_wish *wish) {
    size_t columns = l->text.columns;
    bool has_log = wish->has_log &&
                   (columns >= LAYOUT_THREE_COLUMNS || !is_list(wish->focus));
    if (!has_log || columns >= LAYOUT_THREE_COLUMNS) {
        grid_area side = take_side(l, LAYOUT_SIDE_COLUMNS);
        split_side(l, &side, wish->focus);
    }
    if (has_log) {
        l->log = take_side(l, log_columns(columns));
    }
}

static void place_narrow(layout *l, const layout_wish *wish) {
    if (wish->focus == FOCUS_USERS) {
        l->users = side_of(&l->text);
    } else if (wish->focus == FOCUS_WHISPERS) {
        l->whispers = side_of(&l->text);
    }
}

/* The first row above the text. */
static void split_poll(layout *l) {
    l->poll = l->text;
    l->poll.rows = 1;
    l->text.row++;
    l->text.rows--;
}

void layout_compute(layout *l, size_t columns, size_t rows,
                    const layout_wish *wish) {
    *l = (layout){0};
    if (columns < LAYOUT_MIN_COLUMNS || rows < LAYOUT_MIN_ROWS) {
        l->is_too_small = true;
        return;
    }
    l->is_wide = columns >= LAYOUT_WIDE_COLUMNS;
    l->text = (grid_area){0, 0, columns, rows - BOTTOM_ROWS};
    l->status = (grid_area){0, rows - 2, columns, 1};
    l->input = (grid_area){0, rows - 1, columns, 1};
    if (l->is_wide) {
        place_wide(l, wish);
    } else {
        place_narrow(l, wish);
    }
    if (wish->has_poll) {
        split_poll(l);
    }
    if (wish->focus == FOCUS_HELP) {
        l->help = l->text;
    } else if (wish->has_log && !l->is_wide) {
        l->log = l->text;
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
    grid_area log = draw_log_lines(&l->log);
    model_screen screen = {
        .columns = columns,
        .rows = rows,
        .text_columns = l->is_too_small ? columns : l->text.columns,
        .text_rows = l->is_too_small ? rows : l->text.rows,
        .list_rows = list_rows(l, focus),
        .help_last = draw_help_last(&l->text),
        .log_columns = log.columns,
        .log_rows = log.rows,
        .has_both = l->is_wide && l->log.rows > 0,
    };
    return screen;
}
