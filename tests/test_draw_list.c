#include "draw_list.h"

#include "screen.h"
#include "test.h"

static void expect_count(uint64_t count, const char *words) {
    char out[COUNT_BYTES];
    draw_count(out, count);
    ck_assert_str_eq(out, words);
}

START_TEST(groups_digits) {
    expect_count(0, "0");
    expect_count(999, "999");
    expect_count(1204, "1 204");
    expect_count(1000000, "1 000 000");
    expect_count(UINT64_MAX, "18 446 744 073 709 551 615");
}
END_TEST

START_TEST(keeps_the_chosen_row_in_sight) {
    for (size_t total = 0; total < 30; total++) {
        for (size_t rows = 1; rows < 12; rows++) {
            for (size_t chosen = 0; chosen < total; chosen++) {
                size_t first = draw_first_row(total, chosen, rows);
                ck_assert_uint_le(first, chosen);
                ck_assert_uint_lt(chosen, first + rows);
                ck_assert(first == 0 || first + rows <= total);
            }
        }
    }
}
END_TEST

START_TEST(cuts_what_is_too_wide) {
    grid g = {0};
    ck_assert(grid_resize(&g, 8, 2));
    grid_area all = {0, 0, 8, 2};
    text_style plain = {.role = ROLE_TEXT};
    draw_slot slot = {1, 0, 5};
    ck_assert_uint_eq(draw_fitted(&g, &all, &slot, "abcde", plain), 5);
    EXPECT_SCREEN(&g, "| abcde  |", "|        |");
    ck_assert_uint_eq(draw_fitted(&g, &all, &slot, "abcdef", plain), 5);
    EXPECT_SCREEN(&g, "| abcd…  |", "|        |");
    ck_assert_uint_eq(
        draw_fitted(&g, &all, &(draw_slot){0, 1, 4}, "世界界", plain), 3);
    EXPECT_SCREEN(&g, "| abcd…  |", "|世…     |");
    ck_assert_uint_eq(draw_fitted(&g, &all, &(draw_slot){0, 1, 0}, "x", plain),
                      0);
    grid_free(&g);
}
END_TEST

START_TEST(puts_a_title_on_the_first_row) {
    grid g = {0};
    ck_assert(grid_resize(&g, 8, 3));
    grid_area area = {2, 1, 6, 2};
    grid_area body = draw_title(&g, &area, "Users");
    EXPECT_SCREEN(&g, "|        |", "|  Users |", "|        |");
    EXPECT_STYLES(&g, "|........|", "|..TTTTTT|", "|........|");
    ck_assert_uint_eq(body.row, 2);
    ck_assert_uint_eq(body.rows, 1);
    area.rows = 0;
    ck_assert_uint_eq(draw_title(&g, &area, "none").rows, 0);
    grid_free(&g);
}
END_TEST

TEST_MAIN("draw_list", groups_digits, keeps_the_chosen_row_in_sight,
          cuts_what_is_too_wide, puts_a_title_on_the_first_row)
