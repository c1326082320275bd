#include "draw_case.h"

#include <stdio.h>

static void say_many(model_case *c, int count) {
    for (int i = 1; i <= count; i++) {
        char text[32];
        snprintf(text, sizeof text, "line %d", i);
        say(c, "Bob", text);
    }
}

START_TEST(shows_the_newest_lines) {
    model_case c;
    draw_begin(&c);
    say_many(&c, 10);
    EXPECT_DRAWN(&c, 24, 5, "|14:02 Bob: line 8       |",
                 "|14:02 Bob: line 9       |", "|14:02 Bob: line 10      |",
                 "|Offline · /connect to t…|", "|chat>  (reading only)   |");
    case_end(&c);
}
END_TEST

START_TEST(stays_put_while_lines_arrive) {
    model_case c;
    draw_begin(&c);
    say_many(&c, 10);
    grid g = shown_at(&c, 24, 8);
    grid_free(&g);
    press(&c, "PgUp");
    EXPECT_DRAWN_ROW(&c, 24, 8, 0, "|14:02 Bob: line 1       |");
    EXPECT_DRAWN_ROW(&c, 24, 8, 5, "|▼ paused · End = live   |");
    say_many(&c, 1204);
    EXPECT_DRAWN_ROW(&c, 24, 8, 0, "|14:02 Bob: line 1       |");
    EXPECT_DRAWN_ROW(&c, 24, 8, 4, "|14:02 Bob: line 5       |");
    EXPECT_DRAWN_ROW(&c, 24, 8, 5, "|▼ 1 204 new · End = live|");
    press(&c, "End");
    EXPECT_DRAWN_ROW(&c, 24, 8, 5, "|14:02 Bob: line 1204    |");
    case_end(&c);
}
END_TEST

START_TEST(marks_the_bar_for_all_columns) {
    model_case c;
    draw_begin(&c);
    say_many(&c, 10);
    grid g = shown_at(&c, 24, 6);
    grid_free(&g);
    press(&c, "PgUp");
    g = shown_at(&c, 24, 6);
    char *styles = screen_row_styles(&g, 3);
    ck_assert_str_eq(styles, "|vvvvvvvvvvvvvvvvvvvvvvvv|");
    free(styles);
    grid_free(&g);
    case_end(&c);
}
END_TEST

/* A line that begins above the pane is shown from the row that fits. */
START_TEST(begins_inside_a_long_line) {
    model_case c;
    draw_begin(&c);
    say(&c, "Bob", "one two three four five six seven eight nine ten eleven");
    EXPECT_DRAWN(&c, 20, 5, "|  three four five   |", "|  six seven eight   |",
                 "|  nine ten eleven   |", "|Offline · /connect …|",
                 "|chat>  (reading onl…|");
    case_end(&c);
}
END_TEST

START_TEST(says_what_an_empty_chat_waits_for) {
    model_case c;
    draw_begin(&c);
    EXPECT_DRAWN_ROW(&c, 60, 6, 0,
                     "|Not connected: /connect goes online.               "
                     "         |");
    c.m.status.link = LINK_CONNECTING;
    EXPECT_DRAWN_ROW(&c, 30, 6, 0, "|Connecting to chat …          |");
    c.m.status.link = LINK_WAITING;
    EXPECT_DRAWN_ROW(&c, 30, 6, 0, "|No chat yet: the next try com…|");
    c.m.status.link = LINK_ONLINE;
    EXPECT_DRAWN_ROW(&c, 60, 6, 0,
                     "|Connected: the first line will appear here.        "
                     "         |");
    model_begin_replay(&c.m, 1);
    EXPECT_DRAWN_ROW(&c, 45, 6, 0,
                     "|The first recorded line will appear here.    |");
    case_end(&c);
}
END_TEST

START_TEST(says_what_an_empty_conversation_waits_for) {
    model_case c;
    draw_begin(&c);
    window *talk = windows_open(&c.m.windows, "Bob");
    ck_assert_ptr_nonnull(talk);
    ck_assert(windows_show(&c.m.windows, 1));
    EXPECT_DRAWN_ROW(&c, 50, 6, 0,
                     "|No whispers yet: type one and press Enter.        |");
    talk->load = LOAD_RUNNING;
    EXPECT_DRAWN_ROW(&c, 40, 6, 0,
                     "|Loading older whispers …                |");
    talk->load = LOAD_FAILED;
    EXPECT_DRAWN_ROW(&c, 40, 6, 0,
                     "|Older whispers could not be loaded.     |");
    case_end(&c);
}
END_TEST

TEST_MAIN("draw_text", shows_the_newest_lines, stays_put_while_lines_arrive,
          marks_the_bar_for_all_columns, begins_inside_a_long_line,
          says_what_an_empty_chat_waits_for,
          says_what_an_empty_conversation_waits_for)
