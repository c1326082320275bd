/*
 * A model on a screen of some size: what draw makes of it.
 */
#ifndef DRAW_CASE_H
#define DRAW_CASE_H

#include "draw.h"
#include "model_case.h"
#include "screen.h"

#include <stdlib.h>

/* At 14:02 UTC. */
static inline void draw_begin(model_case *c) {
    case_begin(c);
    c->now.wall_ms = 1700056920000;
}

/* Lays out, draws, and tells the model its sizes as the loop does. The caller
 * frees the grid. */
static inline grid shown_at(model_case *c, size_t columns, size_t rows) {
    grid g = {0};
    layout l;
    ck_assert(grid_resize(&g, columns, rows));
    draw_lay_out(&l, &g, &c->m, c->now);
    model_screen screen = layout_screen(&l, columns, rows, c->m.focus);
    model_resize(&c->m, &screen);
    draw(&g, &c->m, c->now);
    return g;
}

/* The whole screen is these rows. */
#define EXPECT_DRAWN(c, columns, rows, ...)           \
    do {                                              \
        grid drawn_grid = shown_at(c, columns, rows); \
        EXPECT_SCREEN(&drawn_grid, __VA_ARGS__);      \
        grid_free(&drawn_grid);                       \
    } while (0)

#define EXPECT_DRAWN_STYLES(c, columns, rows, ...)    \
    do {                                              \
        grid drawn_grid = shown_at(c, columns, rows); \
        EXPECT_STYLES(&drawn_grid, __VA_ARGS__);      \
        grid_free(&drawn_grid);                       \
    } while (0)

/* One row of the screen, counted from 0; negative from the bottom. */
#define EXPECT_DRAWN_ROW(c, columns, rows, row, text)                   \
    do {                                                                \
        grid drawn_grid = shown_at(c, columns, rows);                   \
        char *drawn_row = screen_row(                                   \
            &drawn_grid, (size_t)((row) < 0 ? (rows) + (row) : (row))); \
        ck_assert_str_eq(drawn_row, text);                              \
        free(drawn_row);                                                \
        grid_free(&drawn_grid);                                         \
    } while (0)

static inline void say(model_case *c, const char *nick, const char *text) {
    receive(c, DGG_EVENT_MESSAGE, nick, text);
}

static inline void hear(model_case *c, const char *nick, const char *text) {
    receive(c, DGG_EVENT_WHISPER, nick, text);
}

/* NAMES with these people; one feature each, "" for none. */
static inline void fill_roster(model_case *c, const char *const pairs[][2],
                               size_t count) {
    dgg_user users[64];
    const char *features[64];
    ck_assert_uint_le(count, 64);
    for (size_t i = 0; i < count; i++) {
        features[i] = pairs[i][1];
        users[i] = (dgg_user){.nick = pairs[i][0],
                              .features = &features[i],
                              .feature_count = pairs[i][1][0] != '\0'};
    }
    dgg_event event = case_event(c, DGG_EVENT_NAMES, "", "");
    event.as.names = (dgg_names){users, count, (int64_t)count};
    model_apply(&c->m, &event, c->now);
}

#endif
