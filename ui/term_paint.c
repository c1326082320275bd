#include "term_paint.h"

#include "term_colors.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_PAIRS = 256 };

struct paint {
    int colors;   /* 0, 8, 16 or 256 */
    grid shown;   /* what the terminal shows; empty: unknown */
    cchar_t *run; /* room for one row */
    bool has_cursor;
};

static attr_t attributes_of(term_look look) {
    attr_t bits = 0;
    bits |= (look.attributes & LOOK_BOLD) != 0 ? WA_BOLD : 0;
    bits |= (look.attributes & LOOK_DIM) != 0 ? WA_DIM : 0;
    bits |= (look.attributes & LOOK_UNDERLINE) != 0 ? WA_UNDERLINE : 0;
    bits |= (look.attributes & LOOK_REVERSE) != 0 ? WA_REVERSE : 0;
    bits |= (look.attributes & LOOK_ITALIC) != 0 ? WA_ITALIC : 0;
    return bits;
}

/* One pair for each role, then one for each colour a name may have. */
static short pair_of(text_style style, term_look look) {
    if (look.foreground == LOOK_DEFAULT_COLOR &&
        look.background == LOOK_DEFAULT_COLOR) {
        return 0;
    }
    if (style.role == ROLE_NAME) {
        return (short)(1 + TEXT_ROLES + look.foreground);
    }
    return (short)(1 + style.role);
}

static int usable_colors(bool has_no_color) {
    if (has_no_color || !has_colors() || start_color() == ERR) {
        return 0;
    }
    if (COLORS >= 256 && COLOR_PAIRS > TEXT_ROLES + NAME_PAIRS) {
        return 256;
    }
    int colors = COLORS >= 16 ? 16 : 8;
    return COLORS >= 8 && COLOR_PAIRS > TEXT_ROLES + colors ? colors : 0;
}

static void set_pair(const paint *p, text_style style) {
    term_look look = term_look_of(style, p->colors);
    short pair = pair_of(style, look);
    if (pair != 0) {
        init_pair(pair, look.foreground, look.background);
    }
}

static void set_pairs(const paint *p) {
    if (p->colors == 0) {
        return;
    }
    use_default_colors();
    for (int role = 0; role < TEXT_ROLES; role++) {
        set_pair(p, (text_style){.role = (uint8_t)role});
    }
    for (int color = 1; color < NAME_PAIRS; color++) {
        set_pair(p, (text_style){ROLE_NAME, (uint8_t)color});
    }
}

static bool is_same(const grid_cell *a, const grid_cell *b) {
    return a->code == b->code && a->marks[0] == b->marks[0] &&
           a->marks[1] == b->marks[1] && a->style.role == b->style.role &&
           a->style.color == b->style.color;
}

static cchar_t character_of(const grid_cell *cell, attr_t bits, short pair) {
    wchar_t text[GRID_MARKS + 2] = {
        (wchar_t)cell->code, (wchar_t)cell->marks[0], (wchar_t)cell->marks[1]};
    cchar_t character;
    memset(&character, 0, sizeof character);
    setcchar(&character, text, bits, pair, NULL);
    return character;
}

static void paint_run(paint *p, const grid_cell *row, int y, size_t first,
                      size_t end) {
    int count = 0;
    attr_t bits = 0;
    short pair = 0;
    const grid_cell *last = NULL;
    for (size_t x = first; x < end; x++) {
        const grid_cell *cell = &row[x];
        if (cell->code == 0) {
            continue;
        }
        if (last == NULL || last->style.role != cell->style.role ||
            last->style.color != cell->style.color) {
            term_look look = term_look_of(cell->style, p->colors);
            bits = attributes_of(look);
            pair = pair_of(cell->style, look);
        }
        p->run[count++] = character_of(cell, bits, pair);
        last = cell;
    }
    mvwadd_wchnstr(stdscr, y, (int)first, p->run, count);
}

/* Paints from the first to the last cell of a row that differ. */
static bool paint_row(paint *p, const grid *g, size_t y) {
    const grid_cell *row = &g->cells[y * g->columns];
    grid_cell *shown = &p->shown.cells[y * g->columns];
    size_t first = 0;
    while (first < g->columns && is_same(&row[first], &shown[first])) {
        first++;
    }
    if (first == g->columns) {
        return false;
    }
    size_t end = g->columns;
    while (is_same(&row[end - 1], &shown[end - 1])) {
        end--;
    }
    if (end < g->columns && row[end].code == 0) {
        end++;
    }
    if (row[first].code == 0 && first > 0) {
        first--;
    }
    paint_run(p, row, (int)y, first, end);
    memcpy(&shown[first], &row[first], (end - first) * sizeof *row);
    return true;
}

static bool paint_cursor(paint *p, const grid *g) {
    bool has_moved = g->has_cursor != p->shown.has_cursor ||
                     g->cursor_column != p->shown.cursor_column ||
                     g->cursor_row != p->shown.cursor_row;
    if (g->has_cursor != p->has_cursor) {
        curs_set(g->has_cursor ? 1 : 0);
        p->has_cursor = g->has_cursor;
    }
    p->shown.has_cursor = g->has_cursor;
    p->shown.cursor_column = g->cursor_column;
    p->shown.cursor_row = g->cursor_row;
    return has_moved;
}

/* Begins with a blank screen, here and there. */
static bool start_over(paint *p, const grid *g) {
    free(p->run);
    p->run = calloc(g->columns, sizeof *p->run);
    if (p->run == NULL || !grid_resize(&p->shown, g->columns, g->rows)) {
        grid_free(&p->shown);
        return false;
    }
    werase(stdscr);
    clearok(curscr, TRUE);
    return true;
}

paint *paint_new(bool has_no_color) {
    paint *p = calloc(1, sizeof *p);
    if (p != NULL) {
        p->has_cursor = true;
        p->colors = usable_colors(has_no_color);
        set_pairs(p);
    }
    return p;
}

void paint_free(paint *p) {
    if (p != NULL) {
        grid_free(&p->shown);
        free(p->run);
        free(p);
    }
}

void paint_grid(paint *p, const grid *g) {
    bool has_changed = false;
    if (p->shown.columns != g->columns || p->shown.rows != g->rows) {
        if (g->cells == NULL || !start_over(p, g)) {
            return;
        }
        has_changed = true;
    }
    for (size_t y = 0; y < g->rows; y++) {
        has_changed |= paint_row(p, g, y);
    }
    has_changed |= paint_cursor(p, g);
    if (has_changed) {
        wmove(stdscr, (int)g->cursor_row, (int)g->cursor_column);
        wrefresh(stdscr);
    }
}

void paint_forget(paint *p) {
    grid_free(&p->shown);
}
