#include "screen.h"

#include "test.h"
#include "utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CELL_BYTES = (1 + GRID_MARKS) * UTF8_MAX_BYTES };

typedef char *row_reader(const grid *g, size_t row);

static size_t append_cell(char *out, const grid_cell *cell) {
    if (cell->code == 0) {
        return 0;
    }
    size_t bytes = utf8_encode(cell->code, out);
    for (size_t i = 0; i < GRID_MARKS && cell->marks[i] != 0; i++) {
        bytes += utf8_encode(cell->marks[i], out + bytes);
    }
    return bytes;
}

char *screen_row(const grid *g, size_t row) {
    char *text = malloc(g->columns * CELL_BYTES + 3);
    ck_assert_ptr_nonnull(text);
    size_t bytes = 0;
    text[bytes++] = '|';
    for (size_t column = 0; column < g->columns; column++) {
        bytes += append_cell(text + bytes, grid_at(g, column, row));
    }
    text[bytes++] = '|';
    text[bytes] = '\0';
    return text;
}

char *screen_row_styles(const grid *g, size_t row) {
    char *text = malloc(g->columns + 3);
    ck_assert_ptr_nonnull(text);
    text[0] = '|';
    for (size_t column = 0; column < g->columns; column++) {
        const grid_cell *cell = grid_at(g, column, row);
        text[1 + column] = text_role_letter(cell->style.role);
    }
    strcpy(text + 1 + g->columns, "|");
    return text;
}

/* Every row of the screen, then what was expected. */
static void show_both(const grid *g, const char *const *rows,
                      row_reader *read) {
    fprintf(stderr, "the screen is\n");
    for (size_t row = 0; row < g->rows; row++) {
        char *text = read(g, row);
        fprintf(stderr, "%s\n", text);
        free(text);
    }
    fprintf(stderr, "expected was\n");
    for (size_t row = 0; rows[row] != NULL; row++) {
        fprintf(stderr, "%s\n", rows[row]);
    }
}

static void expect(const grid *g, const char *const *rows, row_reader *read) {
    size_t count = 0;
    size_t wrong = 0;
    for (; rows[count] != NULL; count++) {
        if (count < g->rows) {
            char *text = read(g, count);
            wrong += strcmp(text, rows[count]) != 0;
            free(text);
        }
    }
    if (wrong > 0 || count != g->rows) {
        show_both(g, rows, read);
        ck_abort_msg("%zu rows differ; %zu of %zu expected", wrong, count,
                     g->rows);
    }
}

void screen_expect_text(const grid *g, const char *const *rows) {
    expect(g, rows, screen_row);
}

void screen_expect_styles(const grid *g, const char *const *rows) {
    expect(g, rows, screen_row_styles);
}

size_t screen_find(const grid *g, const char *text) {
    for (size_t row = 0; row < g->rows; row++) {
        char *shown = screen_row(g, row);
        bool is_there = strstr(shown, text) != NULL;
        free(shown);
        if (is_there) {
            return row;
        }
    }
    show_both(g, (const char *const[]){text, NULL}, screen_row);
    ck_abort_msg("no row holds %s", text);
    return 0;
}
