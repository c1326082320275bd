#include "draw_lines.h"
#include "screen.h"
#include "test.h"

#include <string.h>

static const grid_area all = {0, 0, 12, 2};

static grid empty(void) {
    grid g = {0};
    ck_assert(grid_resize(&g, 12, 2));
    grid_clear(&g, &all, (text_style){.role = ROLE_TEXT});
    return g;
}

START_TEST(lines_fill_the_area_from_a_place_on) {
    const text_context context = {.own_nick = "", .columns = 12};
    history h;
    history_init(&h);
    static const char *const texts[] = {"one two three", "four"};
    for (size_t i = 0; i < 2; i++) {
        history_append(
            &h, line_new(LINE_LOGGED, 0, NULL, texts[i], strlen(texts[i])), 9);
    }
    grid g = empty();
    draw_lines(&g, &all, &h, (view_place){0, 1}, &context);
    EXPECT_SCREEN(&g, "|  two three |", "|00:00 four  |");
    grid_free(&g);
    g = empty();
    draw_lines(&g, &all, &h, (view_place){0, 0}, &context);
    EXPECT_SCREEN(&g, "|00:00 one   |", "|  two three |");
    grid_free(&g);
    history_free(&h);
}
END_TEST

START_TEST(a_sentence_is_wrapped) {
    grid g = empty();
    ck_assert(draw_sentence_fits(&all, "two rows of it"));
    draw_sentence(&g, &all, "two rows of it", ROLE_NOTICE);
    EXPECT_SCREEN(&g, "|two rows of |", "|it          |");
    EXPECT_STYLES(&g, "|iiiiiiiiiii.|", "|ii..........|");
    grid_free(&g);
}
END_TEST

START_TEST(a_long_sentence_shows_that_it_is_cut) {
    grid g = empty();
    const char *text = "more than two rows have room for";
    ck_assert(!draw_sentence_fits(&all, text));
    draw_sentence(&g, &all, text, ROLE_NOTICE);
    EXPECT_SCREEN(&g, "|more than   |", "|two rows   …|");
    grid_free(&g);
    const grid_area none = {0, 0, 0, 0};
    g = empty();
    draw_sentence(&g, &none, text, ROLE_NOTICE);
    EXPECT_SCREEN(&g, "|            |", "|            |");
    grid_free(&g);
}
END_TEST

TEST_MAIN("draw_lines", lines_fill_the_area_from_a_place_on,
          a_sentence_is_wrapped, a_long_sentence_shows_that_it_is_cut)
