#include "draw_case.h"
#include "draw_parts.h"

static grid input_of(model_case *c, size_t columns) {
    grid g = {0};
    ck_assert(grid_resize(&g, columns, 1));
    draw_input(&g, &(grid_area){0, 0, columns, 1}, windows_shown(&c->m.windows),
               c->m.own_nick);
    return g;
}

static void expect_input(model_case *c, size_t columns, const char *text,
                         size_t cursor) {
    grid g = input_of(c, columns);
    EXPECT_SCREEN(&g, text);
    ck_assert_uint_eq(g.cursor_column, cursor);
    grid_free(&g);
}

static void begin(model_case *c) {
    draw_begin(c);
    go_online(c, "amy");
}

static void open_talk(model_case *c, const char *nick) {
    ck_assert_ptr_nonnull(windows_open(&c->m.windows, nick));
    ck_assert(windows_show(&c->m.windows, 1));
}

static void type_many(model_case *c, int count) {
    for (int i = 0; i < count; i++) {
        type_text(c, "x");
    }
}

START_TEST(names_who_will_get_the_line) {
    model_case c;
    begin(&c);
    type_text(&c, "hi");
    expect_input(&c, 40, "|[chat] > hi                             |", 11);
    open_talk(&c, "Bob");
    expect_input(&c, 40, "|[whisper → Bob] >                       |", 18);
    grid g = input_of(&c, 40);
    EXPECT_STYLES(&g, "|WWWWWWWWWWWWWWWWWIIIIIIIIIIIIIIIIIIIIIII|");
    grid_free(&g);
    case_end(&c);
}
END_TEST

START_TEST(names_him_on_narrow_screens_too) {
    model_case c;
    begin(&c);
    expect_input(&c, 20, "|chat>               |", 6);
    open_talk(&c, "averyveryverylongnick");
    expect_input(&c, 20, "|averyvery…          |", 11);
    case_end(&c);
}
END_TEST

/* Whatever the name and the line, there is room to type and to see the
 * cursor. */
START_TEST(leaves_room_for_the_line) {
    static const char *const nicks[] = {
        "twentycharactersnick",
        "a_name_of_sixty_four_letters_as_no_honest_server_will_ever_send_",
    };
    for (size_t i = 0; i < sizeof nicks / sizeof *nicks; i++) {
        model_case c;
        begin(&c);
        open_talk(&c, nicks[i]);
        type_many(&c, 450);
        for (size_t j = 0; j < test_rounds(100); j++) {
            size_t columns = 119 - j;
            grid g = input_of(&c, columns);
            ck_assert_uint_lt(g.cursor_column, columns);
            char *row = screen_row_styles(&g, 0);
            ck_assert_msg(strstr(row, "IIII") != NULL, "%s", row);
            free(row);
            grid_free(&g);
        }
        case_end(&c);
    }
}
END_TEST

START_TEST(says_that_an_anonymous_one_only_reads) {
    model_case c;
    draw_begin(&c);
    expect_input(&c, 30, "|chat>  (reading only)         |", 6);
    type_text(&c, "/");
    expect_input(&c, 30, "|chat> /                       |", 7);
    case_end(&c);
}
END_TEST

START_TEST(puts_the_cursor_behind_wide_characters) {
    model_case c;
    begin(&c);
    type_text(&c, "世e\u0301x");
    expect_input(&c, 20, "|chat> 世e\u0301x          |", 10);
    press(&c, "Left");
    press(&c, "Left");
    expect_input(&c, 20, "|chat> 世e\u0301x          |", 8);
    case_end(&c);
}
END_TEST

START_TEST(keeps_the_cursor_in_sight) {
    model_case c;
    begin(&c);
    type_text(&c, "abcdefghijklmn");
    expect_input(&c, 20, "|chat> hijklmn       |", 13);
    press(&c, "Home");
    expect_input(&c, 20, "|chat> abcdefghijklmn|", 6);
    for (size_t i = 0; i < test_rounds(3000); i++) {
        type_text(&c, i % 3 == 0 ? "世" : "x");
        press(&c, i % 7 == 0 ? "C-Left" : "C-Right");
        grid g = input_of(&c, 24);
        ck_assert_uint_ge(g.cursor_column, 6);
        ck_assert_uint_lt(g.cursor_column, 24);
        grid_free(&g);
    }
    case_end(&c);
}
END_TEST

START_TEST(counts_what_is_left) {
    model_case c;
    begin(&c);
    type_many(&c, 399);
    grid g = input_of(&c, 30);
    EXPECT_STYLES(&g, "|>>>>>IIIIIIIIIIIIIIIIIIIIIIIII|");
    grid_free(&g);
    type_many(&c, 1);
    expect_input(&c, 30, "|chat> xxxxxxxx        112 left|", 14);
    type_many(&c, 112);
    g = input_of(&c, 30);
    ck_assert_uint_eq(screen_find(&g, " 0 left|"), 0);
    grid_free(&g);
    case_end(&c);
}
END_TEST

START_TEST(marks_what_is_too_long) {
    model_case c;
    begin(&c);
    type_many(&c, 515);
    grid g = input_of(&c, 40);
    char *styles = screen_row_styles(&g, 0);
    ck_assert_ptr_nonnull(strstr(styles, "IIOOOI"));
    ck_assert_uint_eq(screen_find(&g, " 3 too long|"), 0);
    free(styles);
    grid_free(&g);
    case_end(&c);
}
END_TEST

START_TEST(shows_nothing_invisible) {
    model_case c;
    begin(&c);
    edit_insert(&c.m.windows.list[0]->input, "a\u200D\u202Eb\u2764\ufe0f", 12);
    expect_input(&c, 20, "|chat> ab\u2764           |", 9);
    case_end(&c);
}
END_TEST

START_TEST(fits_every_width) {
    model_case c;
    begin(&c);
    type_many(&c, 515);
    open_talk(&c, "averyveryverylongnick");
    type_many(&c, 30);
    for (size_t i = 0; i < 2; i++) {
        ck_assert(windows_show(&c.m.windows, i));
        for (size_t j = 0; j < test_rounds(100); j++) {
            size_t columns = 119 - j;
            grid g = input_of(&c, columns);
            ck_assert_uint_lt(g.cursor_column, columns);
            grid_free(&g);
        }
    }
    case_end(&c);
}
END_TEST

TEST_MAIN("draw_input", names_who_will_get_the_line,
          names_him_on_narrow_screens_too, leaves_room_for_the_line,
          says_that_an_anonymous_one_only_reads,
          puts_the_cursor_behind_wide_characters, keeps_the_cursor_in_sight,
          counts_what_is_left, marks_what_is_too_long, shows_nothing_invisible,
          fits_every_width)
