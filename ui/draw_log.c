/* The pane of what one person said before. */
#include "draw_lines.h"
#include "draw_list.h"
#include "draw_log_words.h"
#include "draw_parts.h"

#include <stdio.h>
#include <string.h>

enum {
    TWO_ROWS_BELOW_COLUMNS = 72, /* for the state, where there are rows */
    TWO_ROWS_FROM_ROWS = 7,
};

/* Always as high: what is read stays where it is while the state changes. */
static size_t state_rows(const grid_area *area) {
    if (area->rows < 3) {
        return 0;
    }
    bool has_two = area->columns < TWO_ROWS_BELOW_COLUMNS &&
                   area->rows >= TWO_ROWS_FROM_ROWS;
    return has_two ? 2 : 1;
}

static void draw_head(grid *g, const grid_area *area, const log_pane *log,
                      bool has_keys) {
    char title[LOG_WORDS_BYTES];
    text_style style = {.role = ROLE_TITLE};
    log_words_title(title, log);
    if (!has_keys) {
        size_t used = strlen(title);
        snprintf(title + used, sizeof title - used, " · Tab scrolls this");
        style.role = ROLE_SECTION;
    }
    draw_title(g, area, "");
    draw_fitted(g, area, &(draw_slot){0, 0, area->columns}, title, style);
}

static void draw_state(grid *g, const grid_area *area, const log_pane *log) {
    char words[LOG_WORDS_BYTES];
    grid_area state = *area;
    state.row++;
    state.rows = state_rows(area);
    log_words_state(words, log, false);
    if (!draw_sentence_fits(&state, words)) {
        log_words_state(words, log, true);
    }
    draw_sentence(g, &state, words,
                  log->phase == LOG_FAILED ? ROLE_ERROR : ROLE_NOTICE);
}

/* Few lines stand at the bottom, so that older ones find room above them. */
static void draw_log_body(grid *g, grid_area body, const log_pane *log,
                          const text_context *context) {
    view_pane pane = {body.columns, body.rows, context};
    const history *lines = &log->lines.list;
    if (!log->place.is_paused) {
        size_t rows = view_rows(&log->place, lines, &pane);
        body.row += body.rows - rows;
        body.rows = rows;
    }
    draw_lines(g, &body, lines, view_top(&log->place, lines, &pane), context);
}

grid_area draw_log_lines(const grid_area *area) {
    grid_area lines = *area;
    size_t above = state_rows(area) + 1;
    lines.row += above;
    lines.rows = area->rows > above ? area->rows - above : 0;
    return lines;
}

void draw_log(grid *g, const grid_area *area, const log_pane *log,
              const text_context *context, bool has_keys) {
    char words[LOG_WORDS_BYTES];
    grid_area body = *area;
    draw_head(g, area, log, has_keys);
    log_words_instead(words, log);
    if (words[0] != '\0') {
        body.row++;
        body.rows -= area->rows > 0;
        draw_sentence(g, &body, words,
                      log->phase == LOG_ASKING ? ROLE_PROMPT : ROLE_NOTICE);
        return;
    }
    draw_state(g, area, log);
    draw_log_body(g, draw_log_lines(area), log, context);
}
