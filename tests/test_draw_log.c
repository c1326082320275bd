#include "draw_case.h"

#include <stdio.h>

static void begin(model_case *c, const char *host) {
    log_service service = {.is_allowed = true};
    draw_begin(c);
    go_online(c, "amy");
    strcpy(service.host, host);
    model_set_log_service(&c->m, &service);
}

static uint64_t open_log(model_case *c, const char *nick) {
    edit_set(&windows_current(&c->m.windows)->input, "/log ");
    enter(c, nick);
    drop_effects(c);
    return c->m.log.reading;
}

static void tell(model_case *c, uint64_t tag, int64_t ago_ms,
                 const char *text) {
    const dgg_line said = {"bird", text, c->now.wall_ms - ago_ms};
    model_log_line(&c->m, tag, &said);
}

static void finish(model_case *c, uint64_t tag, int64_t older_than_ms) {
    const dgg_log_report report = {.status.reason = "",
                                   .has_more = older_than_ms > 0,
                                   .older_than_ms = older_than_ms};
    model_log_end(&c->m, tag, &report);
}

static void fill(model_case *c) {
    begin(c, "logs.example");
    say(c, "tree", "chat goes on");
    uint64_t tag = open_log(c, "bird");
    tell(c, tag, 60000, "the newest line, which is longer than a row of it");
    tell(c, tag, 120000, "/me waves");
    tell(c, tag, 86400000, "yesterday");
    finish(c, tag, 77);
}

/* What stands right of the border, from the first row on. */
static void expect_beside(model_case *c, size_t columns, size_t rows,
                          const char *const *wanted) {
    static const char border[] = "│";
    grid g = shown_at(c, columns, rows);
    for (size_t i = 0; wanted[i] != NULL; i++) {
        char *row = screen_row(&g, i);
        const char *beside = strstr(row, border);
        ck_assert_msg(beside != NULL, "no border in %s", row);
        ck_assert_str_eq(beside + strlen(border), wanted[i]);
        free(row);
    }
    grid_free(&g);
}

START_TEST(stands_beside_chat) {
    static const char *const at_120[] = {
        "bird · logs.example                             |",
        "── 3 lines from logs.example, oldest 2023-11-14 |",
        "· PgUp for more ──                              |",
        "                                                |",
        "── 2023-11-14 ──                                |",
        "14:02 yesterday                                 |",
        "── 2023-11-15 ──                                |",
        "14:00 * waves                                   |",
        "14:01 the newest line, which is longer than a   |",
        "  row of it                                     |",
        NULL,
    };
    static const char *const at_100[] = {
        "bird · logs.example                     |",
        "── 3 lines, oldest 2023-11-14 · PgUp fo…|",
        "── 2023-11-15 ──                        |",
        "14:00 * waves                           |",
        "14:01 the newest line, which is longer  |",
        "  than a row of it                      |",
        NULL,
    };
    model_case c;
    fill(&c);
    expect_beside(&c, 120, 12, at_120);
    expect_beside(&c, 100, 8, at_100);
    EXPECT_DRAWN_ROW(&c, 100, 8, 6,
                     "|1:chat  F2 users 1 · F4 whispers 0  0.1/s  amy  F1 help"
                     "                                             |");
    grid g = shown_at(&c, 100, 8);
    ck_assert_uint_eq(screen_find(&g, "|14:02 tree: chat goes on  "), 1);
    grid_free(&g);
    case_end(&c);
}
END_TEST

START_TEST(covers_chat_below_100_columns) {
    model_case c;
    fill(&c);
    type_text(&c, "typed");
    grid g = shown_at(&c, 99, 10);
    ck_assert_uint_eq(screen_find(&g, "|bird · logs.example      "), 0);
    ck_assert_uint_eq(screen_find(&g, "── 3 lines from logs.example"), 1);
    ck_assert_uint_eq(screen_find(&g, "|14:02 yesterday      "), 4);
    ck_assert_uint_eq(screen_find(&g, "|[chat] > typed      "), 9);
    grid_free(&g);
    EXPECT_DRAWN(&c, 80, 8,
                 "|bird · logs.example                                         "
                 "                    |",
                 "|── 3 lines from logs.example, oldest 2023-11-14 · PgUp for "
                 "more ──              |",
                 "|14:02 yesterday                                             "
                 "                    |",
                 "|── 2023-11-15 ──                                            "
                 "                    |",
                 "|14:00 * waves                                               "
                 "                    |",
                 "|14:01 the newest line, which is longer than a row of it     "
                 "                    |",
                 "|1:chat  F2 users 1 · F4 whispers 0  0.1/s  amy  F1 help     "
                 "                    |",
                 "|[chat] > typed                                              "
                 "                    |");
    EXPECT_DRAWN(
        &c, 30, 10, "|bird · logs.example           |",
        "|── 3 lines, oldest 2023-11-14 |", "|· PgUp for more ──            |",
        "|14:02 yesterday               |", "|── 2023-11-15 ──              |",
        "|14:00 * waves                 |", "|14:01 the newest line, which  |",
        "|  is longer than a row of it  |", "|1:chat  F2 1 · F4 0  0.1/s    |",
        "|chat> typed                   |");
    case_end(&c);
}
END_TEST

START_TEST(says_what_is_what_in_styles) {
    model_case c;
    fill(&c);
    EXPECT_DRAWN_STYLES(
        &c, 30, 10, "|TTTTTTTTTTTTTTTTTTTTTTTTTTTTTT|",
        "|iiiiiiiiiiiiiiiiiiiiiiiiiiiii.|", "|iiiiiiiiiiiiiiiiii............|",
        "|ttttt.........................|", "|iiiiiiiiiiiiiiii..............|",
        "|ttttt.aaaaaaa.................|", "|ttttt.........................|",
        "|..............................|", "|******SSSSSSSSSSSSSSSSSSSSSSSS|",
        "|>>>>>IIIIIIIIIIIIIIIIIIIIIIIII|");
    case_end(&c);
}
END_TEST

START_TEST(asks_in_the_place_of_lines) {
    model_case c;
    begin(&c, "logs.example");
    c.m.log.service.is_allowed = false;
    open_log(&c, "bird");
    press(&c, "Tab");
    EXPECT_DRAWN(
        &c, 30, 8, "|bird · logs.example           |",
        "|Look up users at logs.example?|", "|y = always / o = once / n = no|",
        "|                              |", "|                              |",
        "|                              |", "|1:chat  F2 0 · F4 0  amy      |",
        "|chat>                         |");
    grid g = shown_at(&c, 120, 8);
    ck_assert(!g.has_cursor);
    grid_free(&g);
    press(&c, "o");
    EXPECT_DRAWN_ROW(&c, 30, 8, 1, "|── loading ──                 |");
    g = shown_at(&c, 120, 8);
    ck_assert(g.has_cursor);
    grid_free(&g);
    case_end(&c);
}
END_TEST

START_TEST(a_recording_has_none) {
    model_case c;
    begin(&c, "");
    open_log(&c, "bird");
    EXPECT_DRAWN(
        &c, 30, 6, "|bird                          |",
        "|A recording has no logs.      |", "|                              |",
        "|                              |", "|1:chat  F2 0 · F4 0  amy      |",
        "|chat>                         |");
    case_end(&c);
}
END_TEST

START_TEST(who_has_the_keys_is_told) {
    model_case c;
    fill(&c);
    grid g = shown_at(&c, 120, 8);
    grid_free(&g);
    press(&c, "Tab");
    g = shown_at(&c, 120, 8);
    screen_find(&g, "│bird · logs.example · Tab scrolls this");
    grid_free(&g);
    EXPECT_DRAWN_ROW(&c, 80, 8, 0,
                     "|bird · logs.example                                     "
                     "                        |");
    case_end(&c);
}
END_TEST

/* Older lines come, the state changes, the size changes: the row that is read
 * stays on top. */
START_TEST(what_is_read_stays_where_it_is) {
    model_case c;
    begin(&c, "logs.example");
    uint64_t tag = open_log(&c, "bird");
    for (int i = 0; i < 40; i++) {
        char text[32];
        snprintf(text, sizeof text, "line %d", i);
        tell(&c, tag, 0, text);
    }
    finish(&c, tag, 77);
    grid g = shown_at(&c, 30, 10);
    grid_free(&g);
    press(&c, "PgUp");
    press(&c, "M-<");
    press(&c, "S-Down");
    EXPECT_DRAWN_ROW(&c, 30, 10, 3, "|14:02 line 39                 |");
    press(&c, "S-Up");
    press(&c, "PgUp");
    EXPECT_DRAWN_ROW(&c, 30, 10, 1, "|── loading older ──           |");
    EXPECT_DRAWN_ROW(&c, 30, 10, 4, "|14:02 line 39                 |");
    for (int i = 0; i < 30; i++) {
        tell(&c, c.m.log.reading, 2000, "older, and of more than one row");
    }
    finish(&c, c.m.log.reading, 0);
    EXPECT_DRAWN_ROW(&c, 30, 10, 1, "|── beginning of the log ──    |");
    EXPECT_DRAWN_ROW(&c, 30, 10, 4, "|14:02 line 39                 |");
    EXPECT_DRAWN_ROW(&c, 80, 24, 3,
                     "|14:02 line 39                                           "
                     "                        |");
    EXPECT_DRAWN_ROW(&c, 30, 10, 4, "|14:02 line 39                 |");
    case_end(&c);
}
END_TEST

START_TEST(fits_every_size) {
    model_case c;
    fill(&c);
    for (size_t columns = 1; columns < 170; columns++) {
        for (size_t rows = 1; rows < 14; rows++) {
            grid g = shown_at(&c, columns, rows);
            grid_free(&g);
        }
    }
    case_end(&c);
}
END_TEST

TEST_MAIN("draw_log", stands_beside_chat, covers_chat_below_100_columns,
          says_what_is_what_in_styles, asks_in_the_place_of_lines,
          a_recording_has_none, who_has_the_keys_is_told,
          what_is_read_stays_where_it_is, fits_every_size)
