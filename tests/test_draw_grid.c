#include "draw_grid.h"

#include "screen.h"
#include "test.h"

#include <string.h>

static grid g;
static const grid_area whole = {0, 0, 8, 2};

static void set_up(void) {
    ck_assert(grid_resize(&g, 8, 2));
}

static size_t put(size_t column, const char *text) {
    return grid_put_string(&g, &whole, column, 0, text, ROLE_TEXT);
}

START_TEST(begins_blank) {
    set_up();
    EXPECT_SCREEN(&g, "|        |", "|        |");
    EXPECT_STYLES(&g, "|........|", "|........|");
    grid_free(&g);
}
END_TEST

START_TEST(puts_text_and_counts_columns) {
    set_up();
    ck_assert_uint_eq(put(1, "a\u00e9\u4e16"), 4);
    EXPECT_SCREEN(&g, "| aé世   |", "|        |");
    grid_free(&g);
}
END_TEST

START_TEST(keeps_marks_with_their_base) {
    set_up();
    ck_assert_uint_eq(put(0, "e\u0301\u0323x"), 2);
    ck_assert_uint_eq(grid_at(&g, 0, 0)->marks[1], 0x323);
    ck_assert_uint_eq(grid_at(&g, 1, 0)->code, 'x');
    grid_free(&g);
}
END_TEST

START_TEST(leaves_out_what_does_not_fit) {
    set_up();
    ck_assert_uint_eq(put(5, "abcdef"), 3);
    ck_assert_uint_eq(put(0, "1234567\u4e16"), 7);
    EXPECT_SCREEN(&g, "|1234567c|", "|        |");
    ck_assert_uint_eq(put(9, "x"), 0);
    ck_assert_uint_eq(grid_put_string(&g, &whole, 0, 2, "x", ROLE_TEXT), 0);
    grid_free(&g);
}
END_TEST

START_TEST(lets_no_control_through) {
    set_up();
    ck_assert_uint_eq(put(0, "a\033[1\xC2\x9B"), 4);
    EXPECT_SCREEN(&g, "|a\uFFFD[1    |", "|        |");
    ck_assert_uint_eq(put(0, "\u2764\uFE0F\u200D!"), 2);
    ck_assert_uint_eq(grid_at(&g, 0, 0)->marks[0], 0);
    grid_free(&g);
}
END_TEST

START_TEST(stays_inside_its_area) {
    set_up();
    grid_area middle = {2, 1, 3, 5};
    grid_put_string(&g, &middle, 0, 0, "abcdef", ROLE_TITLE);
    grid_put_string(&g, &middle, 0, 1, "below", ROLE_TITLE);
    EXPECT_SCREEN(&g, "|        |", "|  abc   |");
    EXPECT_STYLES(&g, "|........|", "|..TTT...|");
    grid_area beyond = {20, 20, 3, 3};
    grid_put_string(&g, &beyond, 0, 0, "x", ROLE_TEXT);
    grid_clear(&g, &beyond, (text_style){.role = ROLE_TITLE});
    grid_free(&g);
}
END_TEST

START_TEST(never_leaves_half_a_wide_character) {
    set_up();
    put(0, "\u4e16\u4e16\u4e16\u4e16");
    put(1, "a");
    put(4, "b");
    EXPECT_SCREEN(&g, "| a世b 世|", "|        |");
    put(0, "\u4e16\u4e16\u4e16\u4e16");
    grid_clear(&g, &(grid_area){3, 0, 2, 1}, (text_style){.role = ROLE_TEXT});
    EXPECT_SCREEN(&g, "|世    世|", "|        |");
    put(0, "\u4e16\u4e16\u4e16\u4e16");
    put(1, "\u4e16");
    EXPECT_SCREEN(&g, "| 世 世世|", "|        |");
    grid_free(&g);
}
END_TEST

START_TEST(clears_with_a_style) {
    set_up();
    put(0, "abcdefgh");
    grid_clear(&g, &(grid_area){6, 0, 9, 9}, (text_style){.role = ROLE_STATUS});
    EXPECT_SCREEN(&g, "|abcdef  |", "|        |");
    EXPECT_STYLES(&g, "|......SS|", "|......SS|");
    grid_free(&g);
}
END_TEST

START_TEST(can_be_empty) {
    ck_assert(grid_resize(&g, 0, 5));
    ck_assert_uint_eq(g.columns, 0);
    ck_assert_uint_eq(put(0, "x"), 0);
    grid_clear(&g, &whole, (text_style){.role = ROLE_TEXT});
    ck_assert_ptr_null(grid_at(&g, 0, 0));
    ck_assert(!grid_resize(&g, SIZE_MAX / 2, 3));
    ck_assert_ptr_null(g.cells);
    grid_free(&g);
}
END_TEST

TEST_MAIN("draw_grid", begins_blank, puts_text_and_counts_columns,
          keeps_marks_with_their_base, leaves_out_what_does_not_fit,
          lets_no_control_through, stays_inside_its_area,
          never_leaves_half_a_wide_character, clears_with_a_style, can_be_empty)
