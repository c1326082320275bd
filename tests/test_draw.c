#include "draw_case.h"

static const char *const people[][2] = {
    {"Bob", ""},     {"amy", "flair13"}, {"Mod", "moderator"},
    {"Beep", "bot"}, {"zed", ""},
};

static void fill(model_case *c) {
    draw_begin(c);
    go_online(c, "amy");
    fill_roster(c, people, sizeof people / sizeof *people);
    say(c, "Bob", "hello there amy, this is fine");
    say(c, "zed", "世界 wide é 😀");
    say(c, "amy", "/me waves");
    hear(c, "Bob", "psst");
}

START_TEST(fits_20_columns) {
    model_case c;
    fill(&c);
    EXPECT_DRAWN(&c, 20, 10,
                 "|14:02 Bob: hello    |", //
                 "|  there amy, this is|", //
                 "|  fine              |", //
                 "|14:02 zed: 世界 wide|", //
                 "|  é 😀              |",  //
                 "|14:02 * amy waves   |", //
                 "|14:02 [whisper] Bob:|", //
                 "|  psst              |", //
                 "|1:chat +1  ✉1       |", //
                 "|chat>               |");
    case_end(&c);
}
END_TEST

START_TEST(fits_30_columns) {
    model_case c;
    fill(&c);
    EXPECT_DRAWN(&c, 30, 8,
                 "|  connections.                |", //
                 "|14:02 Bob: hello there amy,   |", //
                 "|  this is fine                |", //
                 "|14:02 zed: 世界 wide é 😀     |",  //
                 "|14:02 * amy waves             |", //
                 "|14:02 [whisper] Bob: psst     |", //
                 "|1:chat +1  ✉1  F2 5 · F4 1    |", //
                 "|chat>                         |");
    case_end(&c);
}
END_TEST

START_TEST(fits_60_columns) {
    model_case c;
    fill(&c);
    EXPECT_DRAWN(
        &c, 60, 8,
        "|14:02 ─ Connected as amy.                                   |", //
        "|14:02 ─ 5 users are here, 5 connections.                    |", //
        "|14:02 Bob: hello there amy, this is fine                    |", //
        "|14:02 zed: 世界 wide é 😀                                   |",  //
        "|14:02 * amy waves                                           |", //
        "|14:02 [whisper] Bob: psst                                   |", //
        "|1:chat 2:●Bob(1)  ✉1  F2 users 5 · F4 whispers 1  0.3/s  amy|", //
        "|[chat] >                                                    |");
    case_end(&c);
}
END_TEST

START_TEST(lays_a_list_over_the_text_at_80_columns) {
    model_case c;
    fill(&c);
    press(&c, "F2");
    EXPECT_DRAWN(&c, 80, 9,
                 "|14:02 ─ Connected as amy.                              "
                 "│Users 5                 |",
                 "|14:02 ─ 5 users are here, 5 connections.               "
                 "│── Moderator 1          |",
                 "|14:02 Bob: hello there amy, this is fine               "
                 "│ Mod                    |",
                 "|14:02 zed: 世界 wide é 😀                              "
                 "│── Tier 1 1             |",
                 "|14:02 * amy waves                                      "
                 "│ amy                    |",
                 "|14:02 [whisper] Bob: psst                              "
                 "│── User 2               |",
                 "|                                                       "
                 "│ Bob                    |",
                 "|1:chat 2:●Bob(1)  ✉1  F2 users 5 · F4 whispers 1  0.3/s "
                 " amy  F1 help           |",
                 "|[chat] >                                                "
                 "                        |");
    case_end(&c);
}
END_TEST

START_TEST(shows_three_panes_at_100_columns) {
    model_case c;
    fill(&c);
    EXPECT_DRAWN(
        &c, 100, 14,
        "|14:02 ─ Connected as amy.                                            "
        "      │Users 5                 |",
        "|14:02 ─ 5 users are here, 5 connections.                             "
        "      │── Moderator 1          |",
        "|14:02 Bob: hello there amy, this is fine                             "
        "      │ Mod                    |",
        "|14:02 zed: 世界 wide é 😀                                            "
        "      │── Tier 1 1             |",
        "|14:02 * amy waves                                                    "
        "      │ amy                    |",
        "|14:02 [whisper] Bob: psst                                            "
        "      │── User 2               |",
        "|                                                                     "
        "      │ Bob                    |",
        "|                                                                     "
        "      │ zed                    |",
        "|                                                                     "
        "      │Whispers 1              |",
        "|                                                                     "
        "      │● Bob            1 14:02|",
        "|                                                                     "
        "      │                        |",
        "|                                                                     "
        "      │                        |",
        "|1:chat 2:●Bob(1)  ✉1  0.3/s  amy  F1 help                            "
        "                               |",
        "|[chat] >                                                             "
        "                               |");
    case_end(&c);
}
END_TEST

START_TEST(tells_parts_apart_by_role) {
    model_case c;
    fill(&c);
    EXPECT_DRAWN_STYLES(
        &c, 60, 8,
        "|ttttt.iiiiiiiiiiiiiiiiiii...................................|", //
        "|ttttt.iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii....................|", //
        "|ttttt.nnn..............ooo..................................|", //
        "|ttttt.nnn...................................................|", //
        "|ttttt.aannn.aaaaa...........................................|", //
        "|ttttt.wwwwwwwwwwnnn..wwww...................................|", //
        "|******SuuuuuuuuuSSuuSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSS|", //
        "|>>>>>>>>IIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIII|");
    case_end(&c);
}
END_TEST

/* The border stands in one column whatever strangers write beside it. */
START_TEST(keeps_the_border_straight_at_200_columns) {
    model_case c;
    draw_begin(&c);
    go_online(&c, "amy");
    static const char *const hostile[] = {
        "世界世界世界世界世界世界世界世界世界世界世界世界世界世界世界世界世界世"
        "界",
        "\033[31m\033]0;title\a\r\n\t\b\177\xC2\x85",
        "e\u0301\u0301\u0301\u0301 \u200f\u202e\u2066 "
        "\U0001F468\u200D\U0001F469",
        "\ufdfd\ufdfd\ufdfd \U0001FAE8\U0001FAFF \u2764\ufe0f 1\ufe0f\u20e3",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
        "a"
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
        "a"
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa世世世世世"
        "世",
    };
    for (int i = 0; i < 40; i++) {
        say(&c, "Bob", hostile[i % 5]);
    }
    grid g = shown_at(&c, 200, 50);
    for (size_t row = 0; row < 48; row++) {
        ck_assert_uint_eq(grid_at(&g, 175, row)->code, 0x2502);
        ck_assert_uint_ne(grid_at(&g, 176, row)->code, 0);
        for (size_t column = 0; column < 200; column++) {
            uint32_t code = grid_at(&g, column, row)->code;
            ck_assert(code == 0 || (code >= ' ' && code < 127) || code >= 160);
        }
    }
    grid_free(&g);
    case_end(&c);
}
END_TEST

START_TEST(says_when_it_is_too_small) {
    model_case c;
    fill(&c);
    EXPECT_DRAWN(&c, 15, 3, "|               |", "|   too small   |",
                 "|               |");
    EXPECT_DRAWN(&c, 4, 1, "|too |");
    grid g = shown_at(&c, 0, 0);
    grid_free(&g);
    case_end(&c);
}
END_TEST

/* No key press is dead: each moves what is seen, at every width. */
START_TEST(turns_round_at_the_end_of_the_help) {
    static const size_t widths[] = {30, 80, 140, 200};
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        model_case c;
        fill(&c);
        press(&c, "F1");
        for (int page = 0; page < 30; page++) {
            grid g = shown_at(&c, widths[i], 12);
            grid_free(&g);
            press(&c, "PgDn");
        }
        grid end = shown_at(&c, widths[i], 12);
        press(&c, "Up");
        grid above = shown_at(&c, widths[i], 12);
        char *rows[] = {screen_row(&end, 1), screen_row(&above, 2)};
        ck_assert_msg(strncmp(rows[0], rows[1], 25) == 0, "%s\n%s", rows[0],
                      rows[1]);
        free(rows[0]);
        free(rows[1]);
        grid_free(&end);
        grid_free(&above);
        case_end(&c);
    }
}
END_TEST

START_TEST(covers_the_text_with_the_help) {
    model_case c;
    fill(&c);
    press(&c, "F1");
    grid g = shown_at(&c, 100, 20);
    ck_assert_uint_eq(screen_find(&g, "Keys and commands"), 0);
    ck_assert_uint_eq(screen_find(&g, "Users 5"), 0);
    ck_assert(!g.has_cursor);
    grid_free(&g);
    press(&c, "Esc");
    g = shown_at(&c, 100, 20);
    ck_assert(g.has_cursor);
    ck_assert_uint_eq(g.cursor_row, 19);
    ck_assert_uint_eq(g.cursor_column, 9);
    grid_free(&g);
    case_end(&c);
}
END_TEST

START_TEST(draws_the_same_twice) {
    model_case c;
    fill(&c);
    grid first = shown_at(&c, 120, 30);
    grid second = shown_at(&c, 120, 30);
    for (size_t row = 0; row < 30; row++) {
        char *a = screen_row(&first, row);
        char *b = screen_row(&second, row);
        ck_assert_str_eq(a, b);
        free(a);
        free(b);
    }
    grid_free(&first);
    grid_free(&second);
    case_end(&c);
}
END_TEST

/* No size makes it fail. */
START_TEST(draws_at_every_size) {
    model_case c;
    fill(&c);
    static const char *const keys[] = {"F2", "F4", "F1", "F1"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        for (size_t columns = 1; columns < 130; columns += 3) {
            for (size_t rows = 1; rows < 40; rows++) {
                grid g = shown_at(&c, columns, rows);
                ck_assert(!g.has_cursor || g.cursor_column < columns);
                grid_free(&g);
            }
        }
        press(&c, keys[i]);
    }
    case_end(&c);
}
END_TEST

START_TEST(draws_the_prompt_alone) {
    model_case c;
    draw_begin(&c);
    go_online(&c, "amy");
    say(&c, "Bob", "one");
    grid g = shown_at(&c, 30, 6);
    say(&c, "Bob", "two");
    type_text(&c, "hi");
    draw_prompt(&g, &c.m, c.now);
    EXPECT_SCREEN(&g,
                  "|14:02 ─ Connected as amy.     |", //
                  "|14:02 Bob: one                |", //
                  "|                              |", //
                  "|                              |", //
                  "|1:chat  F2 1 · F4 0  0.2/s    |", //
                  "|chat> hi                      |");
    ck_assert_uint_eq(g.cursor_column, 8);
    grid_free(&g);
    case_end(&c);
}
END_TEST

TEST_MAIN("draw", fits_20_columns, fits_30_columns, fits_60_columns,
          lays_a_list_over_the_text_at_80_columns,
          shows_three_panes_at_100_columns, tells_parts_apart_by_role,
          keeps_the_border_straight_at_200_columns, says_when_it_is_too_small,
          covers_the_text_with_the_help, turns_round_at_the_end_of_the_help,
          draws_the_same_twice, draws_at_every_size, draws_the_prompt_alone)
