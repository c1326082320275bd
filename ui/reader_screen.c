#include "reader_screen.h"

enum {
    FRAME_MS = 16,        /* at most 60 screens a second */
    FLOOD_FRAME_MS = 120, /* while chat is too fast to be read anyway */
    FLOOD_LINES = 200,    /* a second, from here on */
};

static reader_sight sight_of(const model *m) {
    const window *w = windows_shown(&m->windows);
    return (reader_sight){
        .window = m->windows.current,
        .top = w->place.top,
        .is_paused = w->place.is_paused,
        .focus = m->focus,
        .users_selected = m->users.selected,
        .whispers_selected = m->whispers.selected,
        .help_first = m->help_first,
        .log_phase = m->log.phase,
        .log_reading = m->log.reading,
        .log_top = m->log.place.top,
        .is_log_paused = m->log.place.is_paused,
        .is_log_left = m->log.is_left,
    };
}

static bool is_same_place(const view_place *a, const view_place *b) {
    return a->sequence == b->sequence && a->row == b->row;
}

static bool is_same_log(const reader_sight *a, const reader_sight *b) {
    return a->log_phase == b->log_phase && a->log_reading == b->log_reading &&
           is_same_place(&a->log_top, &b->log_top) &&
           a->is_log_paused == b->is_log_paused &&
           a->is_log_left == b->is_log_left;
}

static bool is_same_sight(const reader_sight *a, const reader_sight *b) {
    return a->window == b->window && is_same_place(&a->top, &b->top) &&
           a->is_paused == b->is_paused && a->focus == b->focus &&
           a->users_selected == b->users_selected &&
           a->whispers_selected == b->whispers_selected &&
           a->help_first == b->help_first && is_same_log(a, b);
}

/* The sizes of the panes as they are laid out now, since a list that opens
 * changes them. */
static void tell_sizes(const grid *g, model *m, model_time now) {
    layout l;
    draw_lay_out(&l, g, m, now);
    model_screen screen = layout_screen(&l, g->columns, g->rows, m->focus);
    model_resize(m, &screen);
}

/* Every screen of a flood is new from top to bottom. Showing fewer of them
 * spares a terminal at the other end of a slow line. */
static void pace(reader_screen *s, const model *m, model_time now) {
    uint64_t lines = m->windows.list[WINDOW_CHAT]->lines.next;
    int64_t elapsed_ms = now.person_ms - s->drawn_ms;
    uint64_t span_ms =
        elapsed_ms > FRAME_MS ? (uint64_t)elapsed_ms : (uint64_t)FRAME_MS;
    bool is_flood = (lines - s->drawn_lines) * 1000 > FLOOD_LINES * span_ms;
    s->frame_ms = is_flood ? FLOOD_FRAME_MS : FRAME_MS;
    s->drawn_lines = lines;
    s->drawn_ms = now.person_ms;
}

bool reader_screen_resize(reader_screen *s) {
    size_t columns;
    size_t rows;
    term_size(s->term, &columns, &rows);
    s->wants_all = true;
    return grid_resize(&s->grid, columns, rows);
}

void reader_screen_show(reader_screen *s, model *m, model_time now) {
    tell_sizes(&s->grid, m, now);
    draw(&s->grid, m, now);
    term_blit(s->term, &s->grid);
    pace(s, m, now);
    s->seen = sight_of(m);
    s->wants_all = false;
}

/* Mostly a key changes the line being typed, and then what chat brings may
 * wait for its turn: a screen full of it is a thousand times what the key
 * needs. */
bool reader_screen_echo(reader_screen *s, model *m, model_time now) {
    reader_sight looked_at = sight_of(m);
    if (s->wants_all || !is_same_sight(&looked_at, &s->seen)) {
        reader_screen_show(s, m, now);
        return true;
    }
    draw_prompt(&s->grid, m, now);
    term_blit(s->term, &s->grid);
    return false;
}

int64_t reader_screen_due_ms(const reader_screen *s) {
    return s->drawn_ms + s->frame_ms;
}
