#include "input_edit.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

static edit e;

static edit_history *with(const char *const *lines, size_t count) {
    edit_history *history = edit_history_new();
    ck_assert_ptr_nonnull(history);
    for (size_t i = 0; i < count; i++) {
        edit_history_add(history, lines[i]);
    }
    edit_init(&e);
    return history;
}

static void assert_older(const edit_history *history, const char *text) {
    edit_history_show(history, &e, true);
    ck_assert_str_eq(e.text, text);
    ck_assert_uint_eq(e.cursor, strlen(text));
}

static void assert_newer(const edit_history *history, const char *text) {
    edit_history_show(history, &e, false);
    ck_assert_str_eq(e.text, text);
    ck_assert_uint_eq(e.cursor, strlen(text));
}

START_TEST(lines_come_back_and_the_draft_last) {
    edit_history *history = with((const char *const[]){"one", "two"}, 2);
    edit_set(&e, "draft");
    assert_older(history, "two");
    assert_older(history, "one");
    assert_older(history, "one");
    assert_newer(history, "two");
    assert_newer(history, "draft");
    assert_newer(history, "draft");
    assert_older(history, "two");
    edit_free(&e);
    edit_history_free(history);
}
END_TEST

START_TEST(what_was_changed_stays) {
    edit_history *history = with((const char *const[]){"one", "two"}, 2);
    edit_set(&e, "draft");
    assert_older(history, "two");
    edit_insert(&e, "!", 1);
    assert_older(history, "one");
    edit_insert(&e, "?", 1);
    assert_newer(history, "two!");
    assert_newer(history, "draft");
    assert_older(history, "two!");
    assert_older(history, "one?");
    edit_clear(&e);
    assert_older(history, "two");
    assert_older(history, "one");
    edit_free(&e);
    edit_history_free(history);
}
END_TEST

START_TEST(a_half_typed_line_can_be_yanked_after_another_was_sent) {
    edit_history *history = with((const char *const[]){"one"}, 1);
    edit_set(&e, "half typed");
    assert_older(history, "one");
    edit_clear(&e);
    ck_assert_str_eq(e.text, "");
    edit_do(&e, EDIT_YANK);
    ck_assert_str_eq(e.text, "half typed");
    edit_free(&e);
    edit_history_free(history);
}
END_TEST

/* The history is shared by all windows. */
START_TEST(lines_from_elsewhere_do_not_move_the_place) {
    edit_history *history = with((const char *const[]){"one", "two"}, 2);
    edit_set(&e, "draft");
    assert_older(history, "two");
    edit_insert(&e, "!", 1);
    edit_history_add(history, "three");
    assert_older(history, "one");
    assert_newer(history, "two!");
    assert_newer(history, "draft");
    assert_older(history, "three");
    assert_older(history, "two");
    for (int i = 0; i < 2 * EDIT_HISTORY; i++) {
        edit_history_add(history, i % 2 == 0 ? "x" : "y");
    }
    assert_newer(history, "draft");
    edit_free(&e);
    edit_history_free(history);
}
END_TEST

START_TEST(an_empty_history_changes_nothing) {
    edit_history *history = with(NULL, 0);
    edit_set(&e, "draft");
    assert_older(history, "draft");
    assert_newer(history, "draft");
    edit_free(&e);
    edit_history_free(history);
}
END_TEST

START_TEST(empty_and_repeated_lines_are_not_remembered) {
    edit_history *history =
        with((const char *const[]){"one", "", "two", "two", "one"}, 5);
    assert_older(history, "one");
    assert_older(history, "two");
    assert_older(history, "one");
    assert_older(history, "one");
    ck_assert_uint_eq(e.back, 3);
    edit_free(&e);
    edit_history_free(history);
}
END_TEST

START_TEST(clearing_leaves_the_history) {
    edit_history *history = with((const char *const[]){"one", "two"}, 2);
    assert_older(history, "two");
    assert_older(history, "one");
    edit_clear(&e);
    assert_newer(history, "");
    assert_older(history, "two");
    edit_free(&e);
    edit_history_free(history);
}
END_TEST

START_TEST(only_the_newest_are_kept) {
    edit_history *history = with(NULL, 0);
    char text[32];
    for (int i = 0; i < EDIT_HISTORY + 10; i++) {
        snprintf(text, sizeof text, "line %d", i);
        edit_history_add(history, text);
    }
    for (int i = 0; i < EDIT_HISTORY + 10; i++) {
        edit_history_show(history, &e, true);
    }
    ck_assert_str_eq(e.text, "line 10");
    edit_free(&e);
    edit_history_free(history);
}
END_TEST

TEST_MAIN("input_history", lines_come_back_and_the_draft_last,
          what_was_changed_stays,
          a_half_typed_line_can_be_yanked_after_another_was_sent,
          lines_from_elsewhere_do_not_move_the_place,
          an_empty_history_changes_nothing,
          empty_and_repeated_lines_are_not_remembered,
          clearing_leaves_the_history, only_the_newest_are_kept)
