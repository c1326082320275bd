/*
 * A grid as text, for expected screens: rows between bars, and the styles of
 * the same cells as letters (see text_style.h).
 *
 *     EXPECT_SCREEN(&g, "|14:02 bob: hi   |",
 *                       "|[chat] >        |");
 */
#ifndef SCREEN_H
#define SCREEN_H

#include "draw_grid.h"

/* Fail the test, showing both, when the whole grid differs. */
#define EXPECT_SCREEN(grid, ...) \
    screen_expect_text(grid, (const char *const[]){__VA_ARGS__, NULL})
#define EXPECT_STYLES(grid, ...) \
    screen_expect_styles(grid, (const char *const[]){__VA_ARGS__, NULL})

void screen_expect_text(const grid *g, const char *const *rows);
void screen_expect_styles(const grid *g, const char *const *rows);

/* One row between bars; malloc'd. */
char *screen_row(const grid *g, size_t row);
char *screen_row_styles(const grid *g, size_t row);

/* The number of the first row that holds the text; fails when none does. */
size_t screen_find(const grid *g, const char *text);

#endif
