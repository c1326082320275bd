#include "draw_list.h"

#include "text_width.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char ellipsis[] = "…";

void draw_count(char out[COUNT_BYTES], uint64_t count) {
    char digits[COUNT_BYTES];
    int length = snprintf(digits, sizeof digits, "%" PRIu64, count);
    size_t end = 0;
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0) {
            out[end++] = ' ';
        }
        out[end++] = digits[i];
    }
    out[end] = '\0';
}

grid_area draw_title(grid *g, const grid_area *area, const char *title) {
    grid_area body = *area;
    grid_area head = *area;
    if (area->rows > 0) {
        head.rows = 1;
        body.row++;
        body.rows--;
    }
    grid_clear(g, &head, (text_style){.role = ROLE_TITLE});
    grid_clear(g, &body, (text_style){.role = ROLE_TEXT});
    grid_put_string(g, &head, 0, 0, title, ROLE_TITLE);
    return body;
}

size_t draw_first_row(size_t total, size_t chosen, size_t rows) {
    if (total <= rows || chosen <= rows / 2) {
        return 0;
    }
    size_t first = chosen - rows / 2;
    return first < total - rows ? first : total - rows;
}

size_t draw_fitted(grid *g, const grid_area *area, const draw_slot *slot,
                   const char *text, text_style style) {
    size_t bytes = strlen(text);
    bool is_cut = text_width(text, bytes) > slot->columns;
    if (is_cut) {
        bytes =
            text_fit(text, bytes, slot->columns > 0 ? slot->columns - 1 : 0);
    }
    size_t taken =
        grid_put(g, area, slot->column, slot->row, text, bytes, style);
    if (is_cut && slot->columns > 0) {
        taken += grid_put(g, area, slot->column + taken, slot->row, ellipsis,
                          sizeof ellipsis - 1, style);
    }
    return taken;
}
