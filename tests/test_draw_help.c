#include "draw_case.h"
#include "draw_parts.h"
#include "input_action.h"
#include "input_command.h"

#include <stdio.h>

static grid help_of(size_t columns, size_t rows, size_t first) {
    grid g = {0};
    ck_assert(grid_resize(&g, columns, rows));
    draw_help(&g, &(grid_area){0, 0, columns, rows}, first);
    return g;
}

START_TEST(lists_every_key_and_command) {
    grid g = help_of(80, 60, 0);
    for (int action = ACTION_NONE + 1; action < ACTIONS; action++) {
        const char *help = input_action_help((input_action)action);
        if (help[0] != '\0') {
            screen_find(&g, help);
        }
    }
    for (int command = COMMAND_UNKNOWN + 1; command < COMMANDS; command++) {
        screen_find(&g, input_command_help((input_command)command));
        screen_find(&g, input_command_usage((input_command)command));
    }
    size_t commands = screen_find(&g, "|Commands  ");
    ck_assert_uint_eq(screen_find(&g, "|/help "), commands + 1);
    grid_free(&g);
}
END_TEST

START_TEST(stands_in_two_columns_when_wide) {
    grid g = help_of(140, 30, 0);
    screen_find(&g, "send to the name in the prompt");
    screen_find(&g, "leave  ");
    char *row = screen_row(&g, screen_find(&g, "Commands"));
    ck_assert_ptr_null(strstr(row, "|Commands"));
    free(row);
    grid_free(&g);
}
END_TEST

START_TEST(scrolls_to_its_end_and_no_further) {
    grid g = help_of(80, 10, 3);
    char *row = screen_row(&g, 1);
    ck_assert_ptr_nonnull(strstr(row, "C-Left M-b"));
    free(row);
    grid_free(&g);
    g = help_of(80, 10, 100000);
    ck_assert_uint_eq(screen_find(&g, "/quit"), 9);
    grid_free(&g);
}
END_TEST

START_TEST(fits_few_columns) {
    grid g = help_of(30, 3, 0);
    EXPECT_SCREEN(&g, "|Keys and commands · Up Down Pg|",
                  "|Enter             send to the…|",
                  "|Left C-b          move left   |");
    grid_free(&g);
    for (size_t columns = 1; columns < 30; columns++) {
        g = help_of(columns, 4, 0);
        grid_free(&g);
    }
}
END_TEST

TEST_MAIN("draw_help", lists_every_key_and_command,
          stands_in_two_columns_when_wide, scrolls_to_its_end_and_no_further,
          fits_few_columns)
