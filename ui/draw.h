/*
 * The model as a grid of cells. Pure: the same model, size and time give the
 * same cells.
 */
#ifndef DRAW_H
#define DRAW_H

#include "draw_grid.h"
#include "draw_layout.h"
#include "model.h"

/* Where the parts of this model stand on the grid. */
void draw_lay_out(layout *l, const grid *g, const model *m, model_time now);

void draw(grid *g, const model *m, model_time now);

/* Only the status line and the line being typed, into a grid that holds the
 * rest already. */
void draw_prompt(grid *g, const model *m, model_time now);

#endif
