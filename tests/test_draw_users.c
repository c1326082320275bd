#include "draw_case.h"
#include "draw_parts.h"

static const char *const people[][2] = {
    {"dan", ""},    {"Amy", "admin"},     {"bob", ""},
    {"eve", "bot"}, {"Carl", "flair13"},  {"anna", ""},
    {"fay", ""},    {"moe", "moderator"}, {"averyveryverylongnick", ""},
};

enum { COLUMNS = 16 };

/* Only the list, with somebody chosen or nobody. */
static grid list_of(model_case *c, size_t rows, size_t chosen, bool has_focus) {
    grid g = {0};
    ck_assert(grid_resize(&g, COLUMNS, rows));
    model_list place = {chosen};
    draw_users(&g, &(grid_area){0, 0, COLUMNS, rows}, c->m.roster, &place,
               has_focus);
    return g;
}

static void fill(model_case *c) {
    draw_begin(c);
    fill_roster(c, people, sizeof people / sizeof *people);
}

START_TEST(shows_sections_with_counts) {
    model_case c;
    fill(&c);
    grid g = list_of(&c, 16, 0, false);
    EXPECT_SCREEN(&g,
                  "|Users 9         |", //
                  "|── Admin 1      |", //
                  "| Amy            |", //
                  "|── Moderator 1  |", //
                  "| moe            |", //
                  "|── Tier 1 1     |", //
                  "| Carl           |", //
                  "|── User 5       |", //
                  "| anna           |", //
                  "| averyveryveryl…|", //
                  "| bob            |", //
                  "| dan            |", //
                  "| fay            |", //
                  "|── Bot 1        |", //
                  "| eve            |", //
                  "|                |");
    grid_free(&g);
    case_end(&c);
}
END_TEST

START_TEST(keeps_the_chosen_one_in_the_middle) {
    model_case c;
    fill(&c);
    grid g = list_of(&c, 6, 5, true);
    EXPECT_SCREEN(&g,
                  "|Users 9         |", //
                  "| anna           |", //
                  "| averyveryveryl…|", //
                  "| bob            |", //
                  "| dan            |", //
                  "| fay            |");
    EXPECT_STYLES(&g,
                  "|TTTTTTTTTTTTTTTT|", //
                  "|.nnnn...........|", //
                  "|.nnnnnnnnnnnnnnn|", //
                  "|****************|", //
                  "|.nnn............|", //
                  "|.nnn............|");
    grid_free(&g);
    g = list_of(&c, 6, 8, true);
    ck_assert_uint_eq(screen_find(&g, "eve"), 5);
    grid_free(&g);
    case_end(&c);
}
END_TEST

START_TEST(marks_nobody_without_focus) {
    model_case c;
    fill(&c);
    grid g = list_of(&c, 6, 0, false);
    char *styles = screen_row_styles(&g, 2);
    ck_assert_str_eq(styles, "|.nnn............|");
    free(styles);
    grid_free(&g);
    case_end(&c);
}
END_TEST

START_TEST(follows_who_comes_and_goes) {
    model_case c;
    fill(&c);
    receive(&c, DGG_EVENT_QUIT, "bob", "");
    receive(&c, DGG_EVENT_JOIN, "abe", "");
    grid g = list_of(&c, 16, 0, false);
    ck_assert_uint_eq(screen_find(&g, "abe"), 8);
    ck_assert_uint_eq(screen_find(&g, "dan"), 11);
    grid_free(&g);
    case_end(&c);
}
END_TEST

START_TEST(can_be_empty_or_without_room) {
    model_case c;
    draw_begin(&c);
    grid g = list_of(&c, 2, 0, true);
    EXPECT_SCREEN(&g, "|Users 0         |", "|                |");
    grid_free(&g);
    fill_roster(&c, people, 3);
    g = list_of(&c, 1, 2, true);
    EXPECT_SCREEN(&g, "|Users 3         |");
    grid_free(&g);
    case_end(&c);
}
END_TEST

TEST_MAIN("draw_users", shows_sections_with_counts,
          keeps_the_chosen_one_in_the_middle, marks_nobody_without_focus,
          follows_who_comes_and_goes, can_be_empty_or_without_room)
