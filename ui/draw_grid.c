#include "draw_grid.h"

#include "text_width.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

static grid_cell *cell_at(grid *g, size_t column, size_t row) {
    return &g->cells[row * g->columns + column];
}

static void blank(grid_cell *cell, text_style style) {
    *cell = (grid_cell){.code = ' ', .style = style, .columns = 1};
}

/* Half a wide character is none: whoever overwrites one half blanks the
 * other. */
static void split_wide(grid *g, size_t column, size_t end, size_t row) {
    grid_cell *first = cell_at(g, column, row);
    if (first->code == 0 && column > 0) {
        blank(first - 1, first->style);
    }
    if (end < g->columns && cell_at(g, end, row)->code == 0) {
        grid_cell *after = cell_at(g, end, row);
        blank(after, after->style);
    }
}

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

bool grid_resize(grid *g, size_t columns, size_t rows) {
    grid_free(g);
    if (columns == 0 || rows == 0) {
        return true;
    }
    if (columns > SIZE_MAX / rows) {
        return false;
    }
    g->cells = calloc(columns * rows, sizeof *g->cells);
    if (g->cells == NULL) {
        return false;
    }
    g->columns = columns;
    g->rows = rows;
    grid_clear(g, &(grid_area){0, 0, columns, rows},
               (text_style){.role = ROLE_TEXT});
    return true;
}

void grid_free(grid *g) {
    free(g->cells);
    *g = (grid){0};
}

void grid_clear(grid *g, const grid_area *area, text_style style) {
    size_t end_row = smaller(area->row + area->rows, g->rows);
    size_t end = smaller(area->column + area->columns, g->columns);
    if (area->column >= end) {
        return;
    }
    for (size_t row = area->row; row < end_row; row++) {
        split_wide(g, area->column, end, row);
        for (size_t column = area->column; column < end; column++) {
            blank(cell_at(g, column, row), style);
        }
    }
}

/* Fills a cell with one cluster: its base and as many marks as a cell holds.
 * Nothing that a terminal might obey gets past here. */
static void fill(grid_cell *cell, const char *cluster, size_t bytes) {
    size_t offset = utf8_decode(cluster, bytes, &cell->code, NULL);
    if (text_char_width(cell->code) < 1) {
        cell->code = UTF8_REPLACEMENT;
    }
    for (size_t i = 0; i < GRID_MARKS && offset < bytes;) {
        uint32_t mark;
        offset += utf8_decode(cluster + offset, bytes - offset, &mark, NULL);
        if (text_char_width(mark) == 0) {
            cell->marks[i++] = mark;
        }
    }
}

size_t grid_put(grid *g, const grid_area *area, size_t column, size_t row,
                const char *text, size_t bytes, text_style style) {
    if (row >= area->rows || area->row + row >= g->rows) {
        return 0;
    }
    size_t y = area->row + row;
    size_t x = area->column + column;
    size_t end = smaller(area->column + area->columns, g->columns);
    size_t start = x;
    int width = 0;
    for (size_t count; (count = text_cluster(text, bytes, &width)) > 0;) {
        if (x + (size_t)width > end) {
            break;
        }
        split_wide(g, x, x + (size_t)width, y);
        grid_cell cell = {.style = style, .columns = (uint8_t)width};
        fill(&cell, text, count);
        *cell_at(g, x, y) = cell;
        if (width == 2) {
            *cell_at(g, x + 1, y) = (grid_cell){.style = style, .columns = 1};
        }
        x += (size_t)width;
        text += count;
        bytes -= count;
    }
    return x - start;
}

size_t grid_put_string(grid *g, const grid_area *area, size_t column,
                       size_t row, const char *text, text_role role) {
    return grid_put(g, area, column, row, text, strlen(text),
                    (text_style){.role = (uint8_t)role});
}

const grid_cell *grid_at(const grid *g, size_t column, size_t row) {
    if (column >= g->columns || row >= g->rows) {
        return NULL;
    }
    return &g->cells[row * g->columns + column];
}
