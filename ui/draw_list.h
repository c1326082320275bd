/*
 * What the lists have in common: a title, rows that keep the chosen one in
 * sight, numbers and names that fit.
 */
#ifndef DRAW_LIST_H
#define DRAW_LIST_H

#include "draw_grid.h"

enum { COUNT_BYTES = 32 };

/* "1 204": digits in groups of three. */
void draw_count(char out[COUNT_BYTES], uint64_t count);

/* Clears the area, puts the title on its first row, and returns the rest. */
grid_area draw_title(grid *g, const grid_area *area, const char *title);

/* The first row to show of `total` so that the chosen one is in the middle, as
 * far as there are rows on both sides of it. */
size_t draw_first_row(size_t total, size_t chosen, size_t rows);

/* A part of one row of an area. */
typedef struct draw_slot {
    size_t column;
    size_t row;
    size_t columns;
} draw_slot;

/* Puts text into a slot, cut with an ellipsis when it is too wide. Returns
 * the columns it took. */
size_t draw_fitted(grid *g, const grid_area *area, const draw_slot *slot,
                   const char *text, text_style style);

#endif
