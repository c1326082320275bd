#include "draw_case.h"
#include "draw_parts.h"

static grid list_of(model_case *c, size_t columns, size_t rows,
                    bool has_focus) {
    grid g = {0};
    ck_assert(grid_resize(&g, columns, rows));
    model_list place = {0};
    draw_whispers(&g, &(grid_area){0, 0, columns, rows}, &c->m.windows, &place,
                  has_focus);
    return g;
}

static void fill(model_case *c) {
    draw_begin(c);
    go_online(c, "amy");
    hear(c, "Bob", "one");
    hear(c, "averyveryverylongnick", "hi");
    c->now.wall_ms += 60000;
    hear(c, "Bob", "two");
}

START_TEST(shows_unread_first) {
    model_case c;
    fill(&c);
    ck_assert(windows_show(&c.m.windows, 2));
    grid g = list_of(&c, 24, 4, false);
    EXPECT_SCREEN(&g,
                  "|Whispers 2              |", //
                  "|● Bob            2 14:03|", //
                  "|› averyveryverylo… 14:02|", //
                  "|                        |");
    EXPECT_STYLES(&g,
                  "|TTTTTTTTTTTTTTTTTTTTTTTT|", //
                  "|.................u......|", //
                  "|........................|", //
                  "|........................|");
    grid_free(&g);
    case_end(&c);
}
END_TEST

START_TEST(marks_the_chosen_row) {
    model_case c;
    fill(&c);
    grid g = list_of(&c, 24, 2, true);
    EXPECT_STYLES(&g, "|TTTTTTTTTTTTTTTTTTTTTTTT|",
                  "|*****************u******|");
    grid_free(&g);
    case_end(&c);
}
END_TEST

START_TEST(cuts_large_counts) {
    model_case c;
    fill(&c);
    for (int i = 0; i < 200; i++) {
        hear(&c, "Bob", "again");
    }
    grid g = list_of(&c, 24, 2, false);
    EXPECT_SCREEN(&g, "|Whispers 2              |",
                  "|● Bob          99+ 14:03|");
    grid_free(&g);
    case_end(&c);
}
END_TEST

START_TEST(fits_few_columns) {
    model_case c;
    fill(&c);
    for (size_t columns = 1; columns < 24; columns++) {
        grid g = list_of(&c, columns, 3, true);
        grid_free(&g);
    }
    grid g = list_of(&c, 8, 2, false);
    EXPECT_SCREEN(&g, "|Whispers|", "|● Bob  2|");
    grid_free(&g);
    case_end(&c);
}
END_TEST

START_TEST(says_how_to_begin) {
    model_case c;
    draw_begin(&c);
    grid g = list_of(&c, 20, 3, false);
    EXPECT_SCREEN(&g, "|Whispers 0          |", "|nobody yet:         |",
                  "|/msg nick text      |");
    grid_free(&g);
    case_end(&c);
}
END_TEST

TEST_MAIN("draw_whispers", shows_unread_first, marks_the_chosen_row,
          cuts_large_counts, fits_few_columns, says_how_to_begin)
