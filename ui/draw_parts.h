/*
 * The parts of the screen, one file each. Every one fills its area and takes
 * only what it shows.
 */
#ifndef DRAW_PARTS_H
#define DRAW_PARTS_H

#include "draw_grid.h"
#include "draw_layout.h"
#include "model.h"

/* draw_text.c: the lines of a window, and the bar that counts new ones. An
 * empty one says what to expect, which the status tells. */
void draw_text(grid *g, const grid_area *area, const window *shown,
               const text_context *context, const status *s);

/* draw_poll.c: the poll in one row. */
void draw_poll(grid *g, const grid_area *area, const model_poll *p,
               int64_t now_ms);

/* draw_users.c */
void draw_users(grid *g, const grid_area *area, const roster *users,
                const model_list *place, bool has_focus);

/* draw_whispers.c: the list of conversations. */
void draw_whispers(grid *g, const grid_area *area, const windows *all,
                   const model_list *place, bool has_focus);

/* draw_log.c: what somebody said before. */
void draw_log(grid *g, const grid_area *area, const log_pane *log,
              const text_context *context, bool has_keys);
/* The part of the pane that holds lines. */
grid_area draw_log_lines(const grid_area *area);

/* draw_help.c: keys and commands, from their tables; `first` is the first row
 * shown, if there is more below it than fits. */
void draw_help(grid *g, const grid_area *area, size_t first);
/* The `first` that shows the end. */
size_t draw_help_last(const grid_area *area);

/* draw_status.c: says how to find the lists unless they are in sight. */
void draw_status(grid *g, const grid_area *area, const model *m, bool has_lists,
                 model_time now);

/* draw_input.c: the prompt that names the target, the line, the cursor. */
void draw_input(grid *g, const grid_area *area, const window *shown,
                const char *own_nick);

#endif
