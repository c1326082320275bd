#include "draw.h"

#include "draw_list.h"
#include "draw_parts.h"

static void draw_too_small(grid *g) {
    static const char words[] = "too small";
    grid_area all = {0, 0, g->columns, g->rows};
    size_t width = sizeof words - 1;
    size_t column = g->columns > width ? (g->columns - width) / 2 : 0;
    grid_clear(g, &all, (text_style){.role = ROLE_TEXT});
    grid_put_string(g, &all, column, g->rows / 2, words, ROLE_NOTICE);
}

/* The line between a list and the text, unless the list takes it all. */
static void draw_border(grid *g, const grid_area *list) {
    if (list->column == 0) {
        return;
    }
    grid_area border = {list->column - 1, list->row, 1, list->rows};
    for (size_t row = 0; row < list->rows; row++) {
        grid_put_string(g, &border, 0, row, "│", ROLE_BORDER);
    }
}

static void draw_main(grid *g, const layout *l, const model *m,
                      model_time now) {
    if (l->poll.rows > 0) {
        draw_poll(g, &l->poll, &m->poll, now.monotonic_ms);
    }
    if (l->help.rows > 0) {
        draw_help(g, &l->help, m->help_first);
        return;
    }
    text_context context = model_text_context(m);
    context.columns = l->text.columns;
    if (l->log.rows == 0 || l->is_wide) {
        draw_text(g, &l->text, windows_shown(&m->windows), &context,
                  &m->status);
    }
}

static void draw_log_pane(grid *g, const layout *l, const model *m) {
    text_context context = model_text_context(m);
    context.columns = l->log.columns;
    if (l->log.rows > 0) {
        draw_log(g, &l->log, &m->log, &context, !l->is_wide || !m->log.is_left);
        draw_border(g, &l->log);
    }
}

static void draw_lists(grid *g, const layout *l, const model *m) {
    if (l->users.rows > 0) {
        draw_users(g, &l->users, m->roster, &m->users, m->focus == FOCUS_USERS);
        draw_border(g, &l->users);
    }
    if (l->whispers.rows > 0) {
        draw_whispers(g, &l->whispers, &m->windows, &m->whispers,
                      m->focus == FOCUS_WHISPERS);
        draw_border(g, &l->whispers);
    }
}

static void draw_last_rows(grid *g, const layout *l, const model *m,
                           model_time now) {
    bool has_lists = l->is_wide && (l->users.rows > 0 || l->whispers.rows > 0);
    g->has_cursor = m->focus == FOCUS_INPUT && m->log.phase != LOG_ASKING;
    draw_status(g, &l->status, m, has_lists, now);
    draw_input(g, &l->input, windows_shown(&m->windows), m->own_nick);
}

void draw_lay_out(layout *l, const grid *g, const model *m, model_time now) {
    const layout_wish wish = {
        .focus = m->focus,
        .has_poll = poll_is_shown(&m->poll, now.monotonic_ms),
        .has_log = log_is_open(&m->log),
    };
    layout_compute(l, g->columns, g->rows, &wish);
}

void draw(grid *g, const model *m, model_time now) {
    layout l;
    draw_lay_out(&l, g, m, now);
    if (l.is_too_small) {
        g->has_cursor = false;
        draw_too_small(g);
        return;
    }
    draw_main(g, &l, m, now);
    draw_log_pane(g, &l, m);
    draw_lists(g, &l, m);
    draw_last_rows(g, &l, m, now);
}

void draw_prompt(grid *g, const model *m, model_time now) {
    layout l;
    draw_lay_out(&l, g, m, now);
    if (!l.is_too_small) {
        draw_last_rows(g, &l, m, now);
    }
}
