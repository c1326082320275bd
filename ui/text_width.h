/*
 * How many columns a character takes: one table for wrapping, for drawing and,
 * as the program's own wcwidth, for curses, so that they cannot disagree.
 */
#ifndef TEXT_WIDTH_H
#define TEXT_WIDTH_H

#include <stddef.h>
#include <stdint.h>

/* 0 for marks, 1 or 2; -1 for what must not be on a screen (controls, what is
 * invisible, what terminals disagree about). Unicode 15.0 with reserved
 * Extended_Pictographic as 2 and ambiguous as 1. */
int text_char_width(uint32_t code);

/* The length of the printable ASCII at the start: one byte, one column. */
size_t text_plain(const char *text, size_t bytes);

/* Columns of cleaned text. */
size_t text_width(const char *text, size_t bytes);

/* The next cluster: a base and the marks on it, in text that was not cleaned
 * also the invisible characters behind it. Returns its bytes (0 at the end)
 * and its width, 1 or 2, in `columns`. */
size_t text_cluster(const char *text, size_t bytes, int *columns);

/* The largest length of whole clusters that fits into max_columns. */
size_t text_fit(const char *text, size_t bytes, size_t max_columns);

#endif
