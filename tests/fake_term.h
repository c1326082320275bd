/*
 * A terminal without a tty: keys come through a pipe, bytes go to a file.
 */
#ifndef FAKE_TERM_H
#define FAKE_TERM_H

#include "term.h"
#include "test.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct fake {
    term *t;
    grid g;
    int keys[2];
    FILE *output;
    char notice[TERM_NOTICE_BYTES];
} fake;

static inline fake opened(const char *type, bool has_no_color) {
    setlocale(LC_ALL, "C.UTF-8");
    fake f = {.output = tmpfile()};
    ck_assert_ptr_nonnull(f.output);
    ck_assert_int_eq(pipe(f.keys), 0);
    term_options options = {has_no_color, f.keys[0], fileno(f.output), type};
    f.t = term_open(&options, f.notice);
    if (f.t != NULL) {
        size_t columns;
        size_t rows;
        term_size(f.t, &columns, &rows);
        ck_assert(grid_resize(&f.g, columns, rows));
    }
    return f;
}

/* What went to the terminal since the last call; malloc'd. */
static inline char *sent(const fake *f) {
    long end = lseek(fileno(f->output), 0, SEEK_END);
    ck_assert_int_ge(end, 0);
    char *bytes = calloc(1, (size_t)end + 1);
    ck_assert_ptr_nonnull(bytes);
    ck_assert_int_eq(pread(fileno(f->output), bytes, (size_t)end, 0), end);
    ck_assert_int_eq(ftruncate(fileno(f->output), 0), 0);
    lseek(fileno(f->output), 0, SEEK_SET);
    return bytes;
}

static inline void expect_sent(const fake *f, const char *part) {
    char *bytes = sent(f);
    ck_assert_msg(strstr(bytes, part) != NULL, "%s is not in %s", part, bytes);
    free(bytes);
}

static inline void put(fake *f, size_t column, size_t row, const char *text,
                       text_style style) {
    grid_area whole = {0, 0, f->g.columns, f->g.rows};
    grid_put(&f->g, &whole, column, row, text, strlen(text), style);
}

static inline void done(fake *f) {
    term_close(f->t);
    grid_free(&f->g);
    close(f->keys[0]);
    close(f->keys[1]);
    fclose(f->output);
}

#endif
