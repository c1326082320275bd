/*
 * What the reader shows and when: the terminal, its cells, and how often they
 * are drawn anew.
 */
#ifndef READER_SCREEN_H
#define READER_SCREEN_H

#include "draw.h"
#include "term.h"

/* What a person looks at, beside what arrives and what is typed. */
typedef struct reader_sight {
    size_t window;
    view_place top;
    bool is_paused;
    model_focus focus;
    size_t users_selected;
    size_t whispers_selected;
    size_t help_first;
    log_phase log_phase;
    uint64_t log_reading;
    view_place log_top;
    bool is_log_paused;
    bool is_log_left;
} reader_sight;

typedef struct reader_screen {
    term *term; /* the caller opens and closes it */
    grid grid;
    bool wants_all;       /* the size changed, or what is shown was lost */
    reader_sight seen;    /* of the last whole screen */
    int64_t drawn_ms;     /* when that was, by the person's clock */
    uint64_t drawn_lines; /* lines of chat there were then */
    int64_t frame_ms;     /* from then to the next, keys aside */
} reader_screen;

/* Takes the terminal's present size; the next screen is a whole one. False: no
 * memory. */
bool reader_screen_resize(reader_screen *s);

/* Draws everything. The model is told the sizes of its panes. */
void reader_screen_show(reader_screen *s, model *m, model_time now);

/* Shows what a key did: the whole screen if it changed what is looked at, else
 * only the line being typed. True if it was the whole screen. */
bool reader_screen_echo(reader_screen *s, model *m, model_time now);

/* When the next screen may be shown, by the person's clock. */
int64_t reader_screen_due_ms(const reader_screen *s);

#endif
