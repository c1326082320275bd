/*
 * A screen of cells, as plain values: drawing is assignment.
 */
#ifndef DRAW_GRID_H
#define DRAW_GRID_H

#include "text_style.h"

#include <stddef.h>

enum { GRID_MARKS = 2 };

typedef struct grid_cell {
    uint32_t code;              /* 0: the right half of a wide character */
    uint32_t marks[GRID_MARKS]; /* combining; 0: none */
    text_style style;
    uint8_t columns; /* 1 or 2 */
} grid_cell;

typedef struct grid {
    size_t columns;
    size_t rows;
    grid_cell *cells; /* row by row */
    size_t cursor_column;
    size_t cursor_row;
    bool has_cursor;
} grid;

/* A part of the grid; drawing outside of it does nothing. */
typedef struct grid_area {
    size_t column;
    size_t row;
    size_t columns;
    size_t rows;
} grid_area;

/* Blanks everything. False: no memory, the grid is then empty. */
bool grid_resize(grid *g, size_t columns, size_t rows);
void grid_free(grid *g);

void grid_clear(grid *g, const grid_area *area, text_style style);

/* Puts text at a place of the area and returns the columns it took; what does
 * not fit is left out, a wide character whole. Of text that was not cleaned,
 * what is invisible is left out and a control becomes U+FFFD. */
size_t grid_put(grid *g, const grid_area *area, size_t column, size_t row,
                const char *text, size_t bytes, text_style style);
size_t grid_put_string(grid *g, const grid_area *area, size_t column,
                       size_t row, const char *text, text_role role);

/* NULL outside of the grid. */
const grid_cell *grid_at(const grid *g, size_t column, size_t row);

#endif
