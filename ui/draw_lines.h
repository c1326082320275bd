/*
 * Lines of a history in an area, wrapped.
 */
#ifndef DRAW_LINES_H
#define DRAW_LINES_H

#include "draw_grid.h"
#include "model_view.h"

/* From this place on, as far as there is room. */
void draw_lines(grid *g, const grid_area *area, const history *lines,
                view_place place, const text_context *context);

/* A sentence of the program's own over all rows of an area, cut with an
 * ellipsis when it does not fit. */
void draw_sentence(grid *g, const grid_area *area, const char *text,
                   text_role role);

/* Does it fit? */
bool draw_sentence_fits(const grid_area *area, const char *text);

#endif
