#include "text_wrap.h"

#include "text_width.h"

enum { MIN_COLUMNS_TO_INDENT = 4 };

/* What is placed or moved as a whole: spaces and the word behind them. A wide
 * character is a word of its own, as scripts with them have no spaces. */
typedef struct chunk {
    size_t spaces; /* one byte and one column each */
    size_t word_bytes;
    size_t word_columns;
} chunk;

/* The cluster at a place, which is first moved over the ends of spans. */
static size_t cluster_at(const text_markup *markup, size_t *span,
                         size_t *offset, int *columns) {
    while (*span < markup->count && *offset >= markup->spans[*span].count) {
        (*span)++;
        *offset = 0;
    }
    if (*span >= markup->count) {
        return 0;
    }
    const text_span *here = &markup->spans[*span];
    return text_cluster(here->bytes + *offset, here->count - *offset, columns);
}

static chunk measure(const text_wrap *wrap) {
    chunk c = {0};
    size_t span = wrap->span;
    size_t offset = wrap->offset;
    for (;;) {
        int columns;
        size_t bytes = cluster_at(wrap->markup, &span, &offset, &columns);
        if (bytes == 0) {
            return c;
        }
        bool is_space =
            bytes == 1 && wrap->markup->spans[span].bytes[offset] == ' ';
        if (c.word_bytes > 0 && (is_space || columns == 2)) {
            return c;
        }
        offset += bytes;
        if (is_space) {
            c.spaces++;
            continue;
        }
        c.word_bytes += bytes;
        c.word_columns += (size_t)columns;
        if (columns == 2) {
            return c;
        }
    }
}

static size_t row_start(const text_wrap *wrap) {
    return wrap->row == 0 ? 0 : wrap->indent;
}

static void new_row(text_wrap *wrap) {
    wrap->row++;
    wrap->column = wrap->indent;
}

static void skip_spaces(text_wrap *wrap, size_t spaces) {
    for (; spaces > 0; spaces--) {
        int columns;
        cluster_at(wrap->markup, &wrap->span, &wrap->offset, &columns);
        wrap->offset++;
    }
}

/* Decides where the next chunk goes: on this row; on this row and the next
 * ones if no row can hold it; or, without its spaces, on the next. */
static void begin_chunk(text_wrap *wrap) {
    chunk c = measure(wrap);
    size_t end = wrap->column + c.spaces + c.word_columns;
    bool is_too_long = c.word_columns > wrap->columns - wrap->indent;
    if (end <= wrap->columns ||
        (is_too_long && wrap->column + c.spaces < wrap->columns)) {
        wrap->word_left = c.spaces + c.word_bytes;
        return;
    }
    skip_spaces(wrap, c.spaces);
    wrap->word_left = c.word_bytes;
    if (wrap->column > row_start(wrap)) {
        new_row(wrap);
    }
}

static void place(text_wrap *wrap, text_placed *placed, size_t bytes,
                  int columns) {
    const text_span *span = &wrap->markup->spans[wrap->span];
    *placed = (text_placed){
        .row = wrap->row,
        .column = wrap->column,
        .bytes = span->bytes + wrap->offset,
        .count = bytes,
        .columns = columns,
        .style = span->style,
    };
    wrap->column += (size_t)columns;
}

static size_t markup_bytes(const text_markup *markup) {
    size_t bytes = 0;
    for (size_t i = 0; i < markup->count; i++) {
        bytes += markup->spans[i].count;
    }
    return bytes;
}

void text_wrap_begin(text_wrap *wrap, const text_markup *markup,
                     size_t columns) {
    *wrap = (text_wrap){
        .markup = markup,
        .columns = columns > 0 ? columns : 1,
    };
    if (columns >= MIN_COLUMNS_TO_INDENT && markup->indent <= columns / 2) {
        wrap->indent = markup->indent;
    }
}

bool text_wrap_next(text_wrap *wrap, text_placed *placed) {
    for (;;) {
        if (wrap->word_left == 0) {
            begin_chunk(wrap);
        }
        int columns;
        size_t bytes =
            cluster_at(wrap->markup, &wrap->span, &wrap->offset, &columns);
        if (bytes == 0) {
            return false;
        }
        if (wrap->column + (size_t)columns > wrap->columns &&
            wrap->column > row_start(wrap)) {
            new_row(wrap);
        }
        bool fits = wrap->column + (size_t)columns <= wrap->columns;
        if (fits) {
            place(wrap, placed, bytes, columns);
        }
        wrap->offset += bytes;
        wrap->word_left -= bytes;
        if (fits) {
            return true;
        }
    }
}

size_t text_wrap_rows(const text_markup *markup, size_t columns) {
    /* No character takes more columns than bytes. */
    if (markup_bytes(markup) <= columns) {
        return 1;
    }
    text_wrap wrap;
    text_placed placed = {0};
    text_wrap_begin(&wrap, markup, columns);
    while (text_wrap_next(&wrap, &placed)) {
    }
    return placed.row + 1;
}
