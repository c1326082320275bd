#include "draw_layout.h"

#include "test.h"

static void expect_area(const grid_area *area, size_t column, size_t row,
                        size_t columns, size_t rows) {
    ck_assert_uint_eq(area->column, column);
    ck_assert_uint_eq(area->row, row);
    ck_assert_uint_eq(area->columns, columns);
    ck_assert_uint_eq(area->rows, rows);
}

static layout computed(size_t columns, size_t rows, model_focus focus) {
    layout l;
    const layout_wish wish = {.focus = focus};
    layout_compute(&l, columns, rows, &wish);
    return l;
}

static layout computed_with_log(size_t columns, size_t rows,
                                model_focus focus) {
    layout l;
    const layout_wish wish = {.focus = focus, .has_log = true};
    layout_compute(&l, columns, rows, &wish);
    return l;
}

static layout computed_with_poll(size_t columns, size_t rows,
                                 model_focus focus) {
    layout l;
    const layout_wish wish = {.focus = focus, .has_poll = true};
    layout_compute(&l, columns, rows, &wish);
    return l;
}

START_TEST(shows_all_three_from_100_columns) {
    layout l = computed(100, 32, FOCUS_INPUT);
    ck_assert(l.is_wide);
    expect_area(&l.text, 0, 0, 75, 30);
    expect_area(&l.users, 76, 0, 24, 20);
    expect_area(&l.whispers, 76, 20, 24, 10);
    expect_area(&l.status, 0, 30, 100, 1);
    expect_area(&l.input, 0, 31, 100, 1);
    ck_assert_uint_eq(l.help.rows, 0);
}
END_TEST

START_TEST(a_poll_takes_the_first_row_of_the_text) {
    layout l = computed_with_poll(100, 32, FOCUS_INPUT);
    expect_area(&l.poll, 0, 0, 75, 1);
    expect_area(&l.text, 0, 1, 75, 29);
    expect_area(&l.users, 76, 0, 24, 20);
    l = computed_with_poll(30, 5, FOCUS_HELP);
    expect_area(&l.poll, 0, 0, 30, 1);
    expect_area(&l.text, 0, 1, 30, 2);
    expect_area(&l.help, 0, 1, 30, 2);
    l = computed_with_poll(10, 3, FOCUS_INPUT);
    ck_assert_uint_eq(l.poll.rows, 0);
}
END_TEST

START_TEST(keeps_four_rows_for_whispers) {
    layout l = computed(200, 12, FOCUS_INPUT);
    expect_area(&l.users, 176, 0, 24, 6);
    expect_area(&l.whispers, 176, 6, 24, 4);
}
END_TEST

START_TEST(shows_the_wanted_list_when_the_side_is_low) {
    layout l = computed(120, 7, FOCUS_INPUT);
    ck_assert_uint_eq(l.users.rows, 5);
    ck_assert_uint_eq(l.whispers.rows, 0);
    l = computed(120, 7, FOCUS_WHISPERS);
    ck_assert_uint_eq(l.users.rows, 0);
    ck_assert_uint_eq(l.whispers.rows, 5);
}
END_TEST

START_TEST(gives_the_text_everything_below_100_columns) {
    layout l = computed(99, 24, FOCUS_INPUT);
    ck_assert(!l.is_wide);
    expect_area(&l.text, 0, 0, 99, 22);
    ck_assert_uint_eq(l.users.rows, 0);
    ck_assert_uint_eq(l.whispers.rows, 0);
}
END_TEST

START_TEST(lays_lists_over_the_text) {
    layout l = computed(80, 24, FOCUS_USERS);
    expect_area(&l.text, 0, 0, 80, 22);
    expect_area(&l.users, 56, 0, 24, 22);
    l = computed(39, 24, FOCUS_WHISPERS);
    expect_area(&l.whispers, 0, 0, 39, 22);
    ck_assert_uint_eq(l.users.rows, 0);
}
END_TEST

START_TEST(covers_the_text_with_the_help) {
    layout l = computed(120, 40, FOCUS_HELP);
    expect_area(&l.help, 0, 0, l.text.columns, l.text.rows);
    ck_assert_uint_gt(l.users.rows, 0);
}
END_TEST

START_TEST(says_when_it_is_too_small) {
    ck_assert(computed(19, 24, FOCUS_INPUT).is_too_small);
    ck_assert(computed(80, 4, FOCUS_INPUT).is_too_small);
    ck_assert(computed(0, 0, FOCUS_INPUT).is_too_small);
    layout l = computed(20, 5, FOCUS_INPUT);
    ck_assert(!l.is_too_small);
    expect_area(&l.text, 0, 0, 20, 3);
}
END_TEST

START_TEST(tells_the_model_what_it_needs) {
    layout l = computed(120, 32, FOCUS_WHISPERS);
    model_screen screen = layout_screen(&l, 120, 32, FOCUS_WHISPERS);
    ck_assert_uint_eq(screen.columns, 120);
    ck_assert_uint_eq(screen.rows, 32);
    ck_assert_uint_eq(screen.text_columns, 95);
    ck_assert_uint_eq(screen.text_rows, 30);
    ck_assert_uint_eq(screen.list_rows, 9);
    l = computed(10, 3, FOCUS_USERS);
    screen = layout_screen(&l, 10, 3, FOCUS_USERS);
    ck_assert_uint_eq(screen.text_columns, 10);
    ck_assert_uint_eq(screen.list_rows, 0);
}
END_TEST

START_TEST(a_log_takes_the_place_of_the_lists) {
    layout l = computed_with_log(120, 32, FOCUS_INPUT);
    expect_area(&l.text, 0, 0, 71, 30);
    expect_area(&l.log, 72, 0, 48, 30);
    ck_assert_uint_eq(l.users.rows + l.whispers.rows, 0);
    l = computed_with_log(120, 32, FOCUS_WHISPERS);
    expect_area(&l.text, 0, 0, 95, 30);
    expect_area(&l.whispers, 96, 20, 24, 10);
    ck_assert_uint_eq(l.log.rows, 0);
}
END_TEST

START_TEST(all_three_stand_side_by_side_from_160_columns) {
    layout l = computed_with_log(160, 32, FOCUS_USERS);
    expect_area(&l.text, 0, 0, 70, 30);
    expect_area(&l.log, 71, 0, 64, 30);
    expect_area(&l.users, 136, 0, 24, 20);
    l = computed_with_log(159, 32, FOCUS_INPUT);
    ck_assert_uint_eq(l.users.rows, 0);
}
END_TEST

START_TEST(a_log_covers_the_text_below_100_columns) {
    layout l = computed_with_log(99, 24, FOCUS_INPUT);
    expect_area(&l.log, 0, 0, 99, 22);
    expect_area(&l.input, 0, 23, 99, 1);
    l = computed_with_log(30, 10, FOCUS_WHISPERS);
    expect_area(&l.log, 0, 0, 30, 8);
    expect_area(&l.whispers, 0, 0, 30, 8);
    l = computed_with_log(80, 24, FOCUS_HELP);
    ck_assert_uint_eq(l.log.rows, 0);
    expect_area(&l.help, 0, 0, 80, 22);
}
END_TEST

START_TEST(tells_the_model_of_the_log) {
    layout l = computed_with_log(120, 32, FOCUS_INPUT);
    model_screen screen = layout_screen(&l, 120, 32, FOCUS_INPUT);
    ck_assert_uint_eq(screen.log_columns, 48);
    ck_assert_uint_eq(screen.log_rows, 27);
    ck_assert(screen.has_both);
    l = computed_with_log(80, 24, FOCUS_INPUT);
    screen = layout_screen(&l, 80, 24, FOCUS_INPUT);
    ck_assert_uint_eq(screen.log_columns, 80);
    ck_assert_uint_eq(screen.log_rows, 20);
    ck_assert(!screen.has_both);
}
END_TEST

/* No part ever reaches beyond the screen or over another one. */
START_TEST(fits_every_size) {
    for (size_t columns = 20; columns < 220; columns++) {
        for (size_t rows = 5; rows < 70; rows++) {
            layout with = computed_with_log(columns, rows, FOCUS_INPUT);
            size_t right =
                with.users.columns > 0 ? with.users.column - 1 : columns;
            ck_assert_uint_eq(with.log.column + with.log.columns, right);
            ck_assert(!with.is_wide || with.log.columns >= 32);
            layout l = computed(columns, rows, FOCUS_INPUT);
            ck_assert_uint_eq(l.text.rows + 2, rows);
            ck_assert_uint_eq(l.status.row, rows - 2);
            size_t side = l.is_wide ? l.users.columns + 1 : 0;
            ck_assert_uint_eq(l.text.columns + side, columns);
            if (l.is_wide) {
                ck_assert_uint_eq(l.users.rows + l.whispers.rows, l.text.rows);
            }
        }
    }
}
END_TEST

TEST_MAIN("draw_layout", shows_all_three_from_100_columns,
          a_poll_takes_the_first_row_of_the_text, keeps_four_rows_for_whispers,
          shows_the_wanted_list_when_the_side_is_low,
          gives_the_text_everything_below_100_columns, lays_lists_over_the_text,
          covers_the_text_with_the_help, says_when_it_is_too_small,
          tells_the_model_what_it_needs, a_log_takes_the_place_of_the_lists,
          all_three_stand_side_by_side_from_160_columns,
          a_log_covers_the_text_below_100_columns, tells_the_model_of_the_log,
          fits_every_size)
