/*
 * A grid onto curses' screen: what differs from what was painted last goes
 * out. Belongs to the screen that is open while it lives.
 */
#ifndef TERM_PAINT_H
#define TERM_PAINT_H

#include "draw_grid.h"

typedef struct paint paint;

/* Sets the colours up. NULL: no memory. */
paint *paint_new(bool has_no_color);
void paint_free(paint *p);

void paint_grid(paint *p, const grid *g);

/* The terminal may show anything: the next grid is painted whole. */
void paint_forget(paint *p);

#endif
