#include "model_view.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

enum { LIMIT = 100000 };

static void say(history *h, const char *text) {
    history_append(h, line_new(LINE_MESSAGE, 0, "amy", text, strlen(text)),
                   LIMIT);
}

static void say_numbers(history *h, size_t count) {
    for (size_t i = 0; i < count; i++) {
        char text[32];
        snprintf(text, sizeof text, "%zu", i);
        say(h, text);
    }
}

/* A pane of this size; every short line takes one row. */
static view_pane pane_of(const text_context *context, size_t rows) {
    return (view_pane){context->columns, rows, context};
}

static text_context context_of(size_t columns) {
    return (text_context){.own_nick = "", .columns = columns};
}

START_TEST(an_empty_history_has_a_top) {
    history h;
    history_init(&h);
    text_context context = context_of(80);
    view_pane pane = pane_of(&context, 10);
    view v = {0};
    view_place top = view_top(&v, &h, &pane);
    ck_assert_uint_eq(top.sequence, h.first);
    view_scroll(&v, &h, &pane, -5);
    view_oldest(&v, &h, &pane);
    ck_assert(!v.is_paused);
    history_free(&h);
}
END_TEST

START_TEST(live_shows_the_newest) {
    history h;
    history_init(&h);
    text_context context = context_of(80);
    view_pane pane = pane_of(&context, 10);
    view v = {0};
    say_numbers(&h, 4);
    ck_assert_uint_eq(view_top(&v, &h, &pane).sequence, h.first);
    say_numbers(&h, 50);
    ck_assert_uint_eq(view_top(&v, &h, &pane).sequence, h.next - 10);
    ck_assert_uint_eq(view_new_lines(&v, &h), 0);
    history_free(&h);
}
END_TEST

START_TEST(a_long_line_may_begin_above_the_pane) {
    history h;
    history_init(&h);
    text_context context = context_of(20);
    view_pane pane = pane_of(&context, 3);
    view v = {0};
    say(&h, "aaaaaaaaaa bbbbbbbbbb cccccccccc dddddddddd eeeeeeeeee");
    view_place top = view_top(&v, &h, &pane);
    ck_assert_uint_eq(top.sequence, h.first);
    ck_assert_uint_gt(top.row, 0);
    view_scroll(&v, &h, &pane, -1);
    ck_assert(v.is_paused);
    ck_assert_uint_eq(view_top(&v, &h, &pane).row, top.row - 1);
    history_free(&h);
}
END_TEST

START_TEST(new_lines_do_not_move_a_paused_view) {
    history h;
    history_init(&h);
    text_context context = context_of(80);
    view_pane pane = pane_of(&context, 10);
    view v = {0};
    say_numbers(&h, 100);
    view_scroll(&v, &h, &pane, -8);
    view_place before = view_top(&v, &h, &pane);
    say_numbers(&h, 10000);
    view_place after = view_top(&v, &h, &pane);
    ck_assert_uint_eq(before.sequence, after.sequence);
    ck_assert_uint_eq(view_new_lines(&v, &h), 10000);
    view_live(&v);
    ck_assert_uint_eq(view_new_lines(&v, &h), 0);
    history_free(&h);
}
END_TEST

START_TEST(coming_back_to_the_end_is_live) {
    history h;
    history_init(&h);
    text_context context = context_of(80);
    view_pane pane = pane_of(&context, 10);
    view v = {0};
    say_numbers(&h, 100);
    view_scroll(&v, &h, &pane, -16);
    view_scroll(&v, &h, &pane, 8);
    ck_assert(v.is_paused);
    view_scroll(&v, &h, &pane, 8);
    ck_assert(!v.is_paused);
    view_scroll(&v, &h, &pane, -1);
    view_scroll(&v, &h, &pane, 500);
    ck_assert(!v.is_paused);
    history_free(&h);
}
END_TEST

START_TEST(up_and_down_meet_again) {
    history h;
    history_init(&h);
    text_context context = context_of(24);
    view_pane pane = pane_of(&context, 7);
    view v = {0};
    for (size_t i = 0; i < 60; i++) {
        say(&h, i % 3 == 0 ? "one" : "many words that need more than a row");
    }
    view_scroll(&v, &h, &pane, -3);
    view_place start = view_top(&v, &h, &pane);
    for (long rows = 1; rows < 40; rows++) {
        view_scroll(&v, &h, &pane, -rows);
        for (long i = 0; i < rows; i++) {
            view_scroll(&v, &h, &pane, 1);
        }
        view_place back = view_top(&v, &h, &pane);
        ck_assert_uint_eq(back.sequence, start.sequence);
        ck_assert_uint_eq(back.row, start.row);
    }
    history_free(&h);
}
END_TEST

START_TEST(scrolling_stops_at_the_oldest) {
    history h;
    history_init(&h);
    text_context context = context_of(80);
    view_pane pane = pane_of(&context, 10);
    view v = {0};
    say_numbers(&h, 30);
    view_scroll(&v, &h, &pane, -1000);
    ck_assert_uint_eq(view_top(&v, &h, &pane).sequence, h.first);
    view_live(&v);
    view_oldest(&v, &h, &pane);
    ck_assert(v.is_paused);
    ck_assert_uint_eq(view_top(&v, &h, &pane).sequence, h.first);
    history_free(&h);
}
END_TEST

START_TEST(a_resize_keeps_the_line) {
    history h;
    history_init(&h);
    view v = {0};
    text_context narrow = context_of(20);
    text_context wide = context_of(200);
    view_pane small = pane_of(&narrow, 5);
    view_pane large = pane_of(&wide, 5);
    for (size_t i = 0; i < 40; i++) {
        say(&h, "aaaaaaaaaa bbbbbbbbbb cccccccccc dddddddddd");
    }
    view_scroll(&v, &h, &small, -30);
    view_scroll(&v, &h, &small, 1);
    view_place before = view_top(&v, &h, &small);
    view_place resized = view_top(&v, &h, &large);
    ck_assert_uint_eq(resized.sequence, before.sequence);
    ck_assert_uint_eq(resized.row, 0);
    view_place after = view_top(&v, &h, &small);
    ck_assert_uint_eq(after.sequence, before.sequence);
    ck_assert_uint_eq(after.row, before.row);
    history_free(&h);
}
END_TEST

START_TEST(a_trimmed_place_becomes_the_oldest) {
    history h;
    history_init(&h);
    text_context context = context_of(80);
    view_pane pane = pane_of(&context, 10);
    view v = {0};
    say_numbers(&h, 100);
    view_oldest(&v, &h, &pane);
    for (size_t i = 0; i < 50; i++) {
        history_append(&h, line_new(LINE_MESSAGE, 0, "bob", "x", 1), 100);
    }
    ck_assert_uint_eq(view_top(&v, &h, &pane).sequence, h.first);
    ck_assert_uint_eq(view_new_lines(&v, &h), 50);
    history_free(&h);
}
END_TEST

static void insert_at(history *h, view *v, int64_t time_ms) {
    uint64_t place;
    line *l = line_new(LINE_MESSAGE, time_ms, "bob", "missed", 6);
    ck_assert(history_insert(h, &place, l, LIMIT));
    view_line_inserted(v, place);
}

START_TEST(missed_lines_do_not_move_a_paused_view) {
    history h;
    history_init(&h);
    text_context context = context_of(80);
    view_pane pane = pane_of(&context, 10);
    view v = {0};
    for (int64_t i = 0; i < 100; i++) {
        history_append(&h, line_new(LINE_MESSAGE, 10 * i, "amy", "x", 1),
                       LIMIT);
    }
    insert_at(&h, &v, 985);
    ck_assert(!v.is_paused);
    ck_assert_uint_eq(view_top(&v, &h, &pane).sequence, h.next - 10);

    view_scroll(&v, &h, &pane, -40);
    const line *top = history_get(&h, view_top(&v, &h, &pane).sequence);
    insert_at(&h, &v, 5);
    insert_at(&h, &v, top->time_ms - 1);
    insert_at(&h, &v, top->time_ms + 1);
    insert_at(&h, &v, 5000);
    ck_assert_ptr_eq(history_get(&h, view_top(&v, &h, &pane).sequence), top);
    ck_assert_uint_eq(view_new_lines(&v, &h), 1);
    history_free(&h);
}
END_TEST

START_TEST(older_lines_do_not_move_a_view) {
    history h;
    history_init(&h);
    history_begin_at(&h, 1000);
    text_context context = context_of(80);
    view_pane pane = pane_of(&context, 10);
    view v = {0};
    say_numbers(&h, 30);
    view_oldest(&v, &h, &pane);
    const line *top = history_get(&h, view_top(&v, &h, &pane).sequence);
    ck_assert(view_is_at_oldest(&v, &h, &pane));
    ck_assert(
        history_prepend(&h, line_new(LINE_MESSAGE, 0, "amy", "older", 5)));
    ck_assert_ptr_eq(history_get(&h, view_top(&v, &h, &pane).sequence), top);
    ck_assert(!view_is_at_oldest(&v, &h, &pane));
    view_scroll(&v, &h, &pane, -1);
    ck_assert(view_is_at_oldest(&v, &h, &pane));
    history_free(&h);
}
END_TEST

START_TEST(the_last_line_in_sight_is_known) {
    history h;
    history_init(&h);
    text_context context = context_of(80);
    view_pane pane = pane_of(&context, 10);
    view v = {0};
    ck_assert_uint_eq(view_last(&v, &h, &pane), h.first);
    ck_assert_uint_eq(view_rows(&v, &h, &pane), 0);
    say_numbers(&h, 4);
    ck_assert_uint_eq(view_last(&v, &h, &pane), 3);
    ck_assert_uint_eq(view_rows(&v, &h, &pane), 4);
    say_numbers(&h, 96);
    ck_assert_uint_eq(view_last(&v, &h, &pane), 99);
    view_scroll(&v, &h, &pane, -20);
    ck_assert_uint_eq(view_last(&v, &h, &pane), 79);
    ck_assert_uint_eq(view_rows(&v, &h, &pane), 10);
    history_free(&h);
}
END_TEST

START_TEST(a_pane_without_rows_does_no_harm) {
    history h;
    history_init(&h);
    text_context context = context_of(0);
    view_pane pane = pane_of(&context, 0);
    view v = {0};
    say_numbers(&h, 3);
    view_top(&v, &h, &pane);
    view_scroll(&v, &h, &pane, -1);
    view_scroll(&v, &h, &pane, 1);
    ck_assert(!v.is_paused);
    history_free(&h);
}
END_TEST

TEST_MAIN("model_view", an_empty_history_has_a_top, live_shows_the_newest,
          a_long_line_may_begin_above_the_pane,
          new_lines_do_not_move_a_paused_view, coming_back_to_the_end_is_live,
          up_and_down_meet_again, scrolling_stops_at_the_oldest,
          a_resize_keeps_the_line, a_trimmed_place_becomes_the_oldest,
          missed_lines_do_not_move_a_paused_view,
          older_lines_do_not_move_a_view, the_last_line_in_sight_is_known,
          a_pane_without_rows_does_no_harm)
