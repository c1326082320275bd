/*
 * Spans to rows: word wrap that knows widths. The first row begins in column
 * 0, the others at the markup's indent.
 */
#ifndef TEXT_WRAP_H
#define TEXT_WRAP_H

#include "text_line.h"

/* One cluster in its place. */
typedef struct text_placed {
    size_t row;
    size_t column;
    const char *bytes;
    size_t count;
    int columns; /* 1 or 2 */
    text_style style;
} text_placed;

/* Private to text_wrap.c; make one with text_wrap_begin. */
typedef struct text_wrap {
    const text_markup *markup;
    size_t columns;
    size_t indent;
    size_t span;
    size_t offset;
    size_t row;
    size_t column;
    size_t word_left; /* bytes of the present chunk not yet placed */
} text_wrap;

/* `columns` of 0 count as 1. Indents wider than half of it are not used. */
void text_wrap_begin(text_wrap *wrap, const text_markup *markup,
                     size_t columns);

/* The next cluster; false at the end. Spaces at which a row was broken are
 * left out, and wide characters where there is but one column. Rows are broken
 * at spaces and around wide characters; a word wider than a row, inside. */
bool text_wrap_next(text_wrap *wrap, text_placed *placed);

/* How many rows the markup takes: at least 1. */
size_t text_wrap_rows(const text_markup *markup, size_t columns);

#endif
