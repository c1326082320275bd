/*
 * Where everything stands on a screen of this size.
 *
 *   +-----------------------------+----------+
 *   | poll, while there is one    | users    |   from 100 columns
 *   | text                        |          |
 *   |                             +----------+
 *   |                             | whispers |
 *   +-----------------------------+----------+
 *   | status                                 |
 *   | input                                  |
 *   +----------------------------------------+
 *
 * An open log takes the place of the lists unless one of them has the focus;
 * from 160 columns it stands between them and the text.
 *
 * Below 100 columns the log covers the text, and the lists are laid over it
 * while they have the focus; below 20x5 only "too small" is shown.
 */
#ifndef DRAW_LAYOUT_H
#define DRAW_LAYOUT_H

#include "draw_grid.h"
#include "model.h"

enum {
    LAYOUT_WIDE_COLUMNS = 100,
    LAYOUT_THREE_COLUMNS = 160, /* with log and lists beside the text */
    LAYOUT_SIDE_COLUMNS = 24,
    LAYOUT_LOG_PERCENT = 40,
    LAYOUT_LOG_COLUMNS = 32, /* at least */
    LAYOUT_MIN_COLUMNS = 20,
    LAYOUT_MIN_ROWS = 5,
};

/* What there is to show. */
typedef struct layout_wish {
    model_focus focus;
    bool has_poll;
    bool has_log;
} layout_wish;

typedef struct layout {
    bool is_too_small;
    bool is_wide;   /* the lists have their place beside the text */
    grid_area poll; /* rows 0: not shown */
    grid_area text;
    grid_area users;    /* rows 0: not shown */
    grid_area whispers; /* rows 0: not shown */
    grid_area help;     /* rows 0: not shown */
    grid_area log;      /* rows 0: not shown */
    grid_area status;
    grid_area input;
} layout;

void layout_compute(layout *l, size_t columns, size_t rows,
                    const layout_wish *wish);

/* The sizes the model needs for paging. */
model_screen layout_screen(const layout *l, size_t columns, size_t rows,
                           model_focus focus);

#endif
