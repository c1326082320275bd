/* The pane of conversations. */
#include "draw_list.h"
#include "draw_parts.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* "● Bob        2 14:02" */
enum {
    NICK_COLUMN = 2,
    CLOCK_COLUMNS = 5,
    CLOCK_GAP = 1,
    CLOCK_FROM_COLUMNS = 16, /* narrower, the nick needs the room */
    UNREAD_SHOWN = 99,
    TITLE_BYTES = 64,
    CLOCK_BYTES = 8,
};

static void format_clock(char out[CLOCK_BYTES], int64_t wall_ms) {
    time_t seconds = (time_t)(wall_ms / 1000);
    struct tm local;
    if (wall_ms <= 0 || localtime_r(&seconds, &local) == NULL ||
        strftime(out, CLOCK_BYTES, "%H:%M", &local) == 0) {
        out[0] = '\0';
    }
}

/* Puts the count before the column `end` and returns where it begins. */
static size_t draw_unread(grid *g, const grid_area *row, size_t end,
                          uint32_t unread) {
    char count[COUNT_BYTES];
    bool is_many = unread > UNREAD_SHOWN;
    int length = snprintf(count, sizeof count, is_many ? "%d+" : "%d",
                          is_many ? UNREAD_SHOWN : (int)unread);
    if (unread == 0 || end <= (size_t)length) {
        return end;
    }
    end -= (size_t)length;
    grid_put_string(g, row, end, 0, count, ROLE_UNREAD);
    return end - 1;
}

static const char *mark_of(const window *talk, bool is_shown) {
    if (talk->unread > 0) {
        return "●";
    }
    return is_shown ? "›" : " ";
}

static void draw_talk(grid *g, const grid_area *row, const window *talk,
                      bool is_shown, text_style style) {
    char clock[CLOCK_BYTES];
    format_clock(clock, talk->active_ms);
    size_t end = row->columns;
    if (end >= CLOCK_FROM_COLUMNS) {
        end -= CLOCK_COLUMNS;
        grid_put(g, row, end, 0, clock, strlen(clock), style);
        end -= CLOCK_GAP;
    }
    end = draw_unread(g, row, end, talk->unread);
    grid_put_string(g, row, 0, 0, mark_of(talk, is_shown),
                    (text_role)style.role);
    if (end > NICK_COLUMN) {
        draw_slot slot = {NICK_COLUMN, 0, end - NICK_COLUMN};
        draw_fitted(g, row, &slot, talk->nick, style);
    }
}

static void draw_nobody(grid *g, const grid_area *body) {
    static const char *const sentences[] = {"nobody yet:", "/msg nick text"};
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        draw_fitted(g, body, &(draw_slot){0, i, body->columns}, sentences[i],
                    (text_style){.role = ROLE_NOTICE});
    }
}

void draw_whispers(grid *g, const grid_area *area, const windows *all,
                   const model_list *place, bool has_focus) {
    char number[COUNT_BYTES];
    char title[TITLE_BYTES];
    size_t order[WINDOWS];
    size_t count = windows_order(all, order);
    draw_count(number, count);
    snprintf(title, sizeof title, "Whispers %s", number);
    grid_area body = draw_title(g, area, title);
    if (count == 0) {
        draw_nobody(g, &body);
    }
    size_t first = draw_first_row(count, place->selected, body.rows);
    for (size_t row = 0; row < body.rows && first + row < count; row++) {
        size_t index = order[first + row];
        bool is_chosen = has_focus && first + row == place->selected;
        grid_area strip = {body.column, body.row + row, body.columns, 1};
        text_style style = {.role = is_chosen ? ROLE_SELECTED : ROLE_TEXT};
        grid_clear(g, &strip, style);
        draw_talk(g, &strip, all->list[index], index == all->current, style);
    }
}
