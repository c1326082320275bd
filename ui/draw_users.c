/* The pane of who is there. */
#include "draw_list.h"
#include "draw_parts.h"

#include <stdio.h>

enum { TITLE_BYTES = 64 };

/* What a row of the list shows: the head of a section, or somebody. */
typedef struct users_row {
    roster_section section;
    bool is_head;
    size_t user; /* place in the roster */
} users_row;

/* Finds a row; sections without anybody take none. False beyond the end. */
static bool find_row(const roster *users, size_t row, users_row *found) {
    size_t first_user = 0;
    for (int section = 0; section < SECTIONS; section++) {
        size_t count = roster_section_count(users, (roster_section)section);
        if (count == 0) {
            continue;
        }
        if (row <= count) {
            found->section = (roster_section)section;
            found->is_head = row == 0;
            found->user = first_user + row - (row > 0);
            return true;
        }
        row -= count + 1;
        first_user += count;
    }
    return false;
}

/* The row of a user, and how many rows there are in all. */
static size_t row_of(const roster *users, size_t user, size_t *total) {
    size_t heads = 0;
    size_t heads_above = 0;
    size_t first_user = 0;
    for (int section = 0; section < SECTIONS; section++) {
        size_t count = roster_section_count(users, (roster_section)section);
        if (count > 0) {
            heads++;
            heads_above += user >= first_user;
        }
        first_user += count;
    }
    *total = first_user + heads;
    return user + heads_above;
}

static void draw_head(grid *g, const grid_area *body, size_t row,
                      const char *section, size_t users) {
    char count[COUNT_BYTES];
    char title[TITLE_BYTES];
    draw_count(count, users);
    snprintf(title, sizeof title, "── %s %s", section, count);
    grid_put_string(g, body, 0, row, title, ROLE_SECTION);
}

static void draw_user(grid *g, const grid_area *body, size_t row,
                      const roster_user *user, bool is_chosen) {
    text_style style = {ROLE_NAME, user->color};
    if (is_chosen) {
        style = (text_style){.role = ROLE_SELECTED};
        grid_area strip = *body;
        strip.row += row;
        strip.rows = 1;
        grid_clear(g, &strip, style);
    }
    draw_slot slot = {1, row, body->columns > 0 ? body->columns - 1 : 0};
    draw_fitted(g, body, &slot, user->nick, style);
}

void draw_users(grid *g, const grid_area *area, const roster *users,
                const model_list *place, bool has_focus) {
    char count[COUNT_BYTES];
    char title[TITLE_BYTES];
    draw_count(count, roster_count(users));
    snprintf(title, sizeof title, "Users %s", count);
    grid_area body = draw_title(g, area, title);
    size_t total;
    size_t chosen = row_of(users, place->selected, &total);
    size_t first = draw_first_row(total, chosen, body.rows);
    for (size_t row = 0; row < body.rows; row++) {
        users_row found;
        if (!find_row(users, first + row, &found)) {
            break;
        }
        if (found.is_head) {
            draw_head(g, &body, row, roster_section_title(found.section),
                      roster_section_count(users, found.section));
            continue;
        }
        const roster_user *user = roster_at(users, found.user);
        if (user != NULL) {
            draw_user(g, &body, row, user,
                      has_focus && found.user == place->selected);
        }
    }
}
