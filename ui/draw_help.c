/* The pane of keys and commands. */
#include "draw_list.h"
#include "draw_parts.h"
#include "input_action.h"
#include "input_command.h"

enum {
    KEYS_COLUMNS = 16,
    ENTRY_COLUMNS = 66, /* from twice of it on, two stand side by side */
    GAP_COLUMNS = 2,
};

typedef struct help_entry {
    const char *keys; /* "" before a heading */
    const char *help; /* both "": an empty row */
} help_entry;

static size_t count_actions(void) {
    size_t count = 0;
    for (int action = ACTION_NONE + 1; action < ACTIONS; action++) {
        count += input_action_help((input_action)action)[0] != '\0';
    }
    return count;
}

static help_entry action_entry(size_t index) {
    for (int i = ACTION_NONE + 1; i < ACTIONS; i++) {
        input_action action = (input_action)i;
        const char *help = input_action_help(action);
        if (help[0] != '\0' && index-- == 0) {
            return (help_entry){input_action_keys(action), help};
        }
    }
    return (help_entry){"", ""};
}

/* The keys, an empty row, a heading, the commands. */
static help_entry entry_at(size_t index) {
    size_t actions = count_actions();
    if (index < actions) {
        return action_entry(index);
    }
    index -= actions;
    if (index < 2) {
        return (help_entry){"", index == 0 ? "" : "Commands"};
    }
    index += COMMAND_UNKNOWN + 1 - 2;
    if (index >= COMMANDS) {
        return (help_entry){"", ""};
    }
    input_command command = (input_command)index;
    return (help_entry){input_command_usage(command),
                        input_command_help(command)};
}

static size_t count_entries(void) {
    return count_actions() + 2 + COMMANDS - COMMAND_UNKNOWN - 1;
}

static void draw_entry(grid *g, const grid_area *area, const draw_slot *slot,
                       const help_entry *entry) {
    if (entry->keys[0] == '\0') {
        draw_fitted(g, area, slot, entry->help,
                    (text_style){.role = ROLE_SECTION});
        return;
    }
    draw_slot keys = *slot;
    draw_slot help = *slot;
    if (keys.columns > KEYS_COLUMNS) {
        keys.columns = KEYS_COLUMNS;
    }
    help.column += keys.columns + GAP_COLUMNS;
    help.columns = slot->columns > keys.columns + GAP_COLUMNS
                       ? slot->columns - keys.columns - GAP_COLUMNS
                       : 0;
    draw_fitted(g, area, &keys, entry->keys, (text_style){.role = ROLE_PROMPT});
    draw_fitted(g, area, &help, entry->help, (text_style){.role = ROLE_TEXT});
}

static size_t blocks_in(size_t columns) {
    return columns >= 2 * ENTRY_COLUMNS ? 2 : 1;
}

static size_t block_rows_in(size_t columns) {
    size_t blocks = blocks_in(columns);
    return (count_entries() + blocks - 1) / blocks;
}

size_t draw_help_last(const grid_area *area) {
    size_t rows = block_rows_in(area->columns);
    size_t shown = area->rows > 0 ? area->rows - 1 : 0;
    return rows > shown ? rows - shown : 0;
}

void draw_help(grid *g, const grid_area *area, size_t first) {
    grid_area body = draw_title(
        g, area, "Keys and commands · Up Down PgUp PgDn · Esc closes");
    size_t blocks = blocks_in(body.columns);
    size_t block_rows = block_rows_in(body.columns);
    size_t last = draw_help_last(area);
    first = first < last ? first : last;
    for (size_t block = 0; block < blocks; block++) {
        for (size_t row = 0; row < body.rows && first + row < block_rows;
             row++) {
            size_t index = block * block_rows + first + row;
            help_entry entry = entry_at(index);
            draw_slot slot = {block * (body.columns / blocks), row,
                              body.columns / blocks - (blocks - 1)};
            draw_entry(g, &body, &slot, &entry);
        }
    }
}
