#include "model_history.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static line *numbered(int64_t number) {
    char text[32];
    snprintf(text, sizeof text, "line %lld", (long long)number);
    return line_new(LINE_MESSAGE, number, "amy", text, strlen(text));
}

static void append(history *h, int64_t from, int64_t to, size_t limit) {
    for (int64_t i = from; i <= to; i++) {
        history_append(h, numbered(i), limit);
    }
}

static int64_t time_at(const history *h, uint64_t sequence) {
    const line *l = history_get(h, sequence);
    ck_assert_ptr_nonnull(l);
    return l->time_ms;
}

START_TEST(an_empty_history_has_no_line) {
    history h;
    history_init(&h);
    ck_assert_uint_eq(history_count(&h), 0);
    ck_assert_ptr_null(history_get(&h, h.first));
    ck_assert_ptr_null(history_edit(&h, h.next));
    history_free(&h);
}
END_TEST

START_TEST(lines_keep_their_sequence_while_others_arrive) {
    history h;
    history_init(&h);
    append(&h, 1, 1, 1000);
    uint64_t sequence = h.next - 1;
    append(&h, 2, 900, 1000);
    ck_assert_int_eq(time_at(&h, sequence), 1);
    ck_assert_int_eq(time_at(&h, sequence + 899), 900);
    ck_assert_uint_eq(history_count(&h), 900);
    history_free(&h);
}
END_TEST

START_TEST(the_oldest_go_beyond_the_limit) {
    history h;
    history_init(&h);
    append(&h, 1, 10, 4);
    ck_assert_uint_eq(history_count(&h), 4);
    ck_assert_int_eq(time_at(&h, h.first), 7);
    ck_assert_ptr_null(history_get(&h, h.first - 1));
    ck_assert_ptr_null(history_get(&h, h.next));
    history_free(&h);
}
END_TEST

START_TEST(a_large_surplus_goes_bit_by_bit) {
    history h;
    history_init(&h);
    append(&h, 1, 400, 400);
    append(&h, 401, 401, 100);
    ck_assert_uint_gt(history_count(&h), 100);
    append(&h, 402, 500, 100);
    ck_assert_uint_eq(history_count(&h), 100);
    ck_assert_int_eq(time_at(&h, h.first), 401);
    history_free(&h);
}
END_TEST

static void expect_times(const history *h, const int64_t *times, size_t count) {
    ck_assert_uint_eq(history_count(h), count);
    for (size_t i = 0; i < count; i++) {
        ck_assert_int_eq(time_at(h, h->first + i), times[i]);
    }
}

static uint64_t insert(history *h, line *l) {
    uint64_t place;
    ck_assert(history_insert(h, &place, l, 100));
    ck_assert_ptr_eq(history_get(h, place), l);
    return place - h->first;
}

START_TEST(missed_lines_go_where_their_time_belongs) {
    static const int64_t expected[] = {3, 5, 10, 11, 11, 12, 13};
    history h;
    history_init(&h);
    append(&h, 10, 12, 100);
    ck_assert_uint_eq(insert(&h, numbered(3)), 0);
    ck_assert_uint_eq(insert(&h, numbered(5)), 1);
    ck_assert_uint_eq(insert(&h, numbered(11)), 4);
    ck_assert_uint_eq(insert(&h, numbered(13)), 6);
    expect_times(&h, expected, 7);
    history_free(&h);
}
END_TEST

START_TEST(many_missed_lines_fit_in) {
    history h;
    history_init(&h);
    append(&h, 1000, 1001, 100000);
    for (int64_t i = 1; i < 900; i++) {
        uint64_t place;
        ck_assert(history_insert(&h, &place, numbered(i), 100000));
    }
    for (uint64_t i = h.first; i + 1 < h.next; i++) {
        ck_assert_int_lt(time_at(&h, i), time_at(&h, i + 1));
    }
    ck_assert_uint_eq(history_count(&h), 901);
    history_free(&h);
}
END_TEST

static line *dated(int64_t number) {
    line *l = numbered(number);
    l->is_dated = true;
    return l;
}

/* The program's own notices are dated by another clock, which may be wrong. */
START_TEST(another_clock_does_not_hide_the_place) {
    static const int64_t late[] = {10, 11, 20, 90};
    static const int64_t early[] = {10, 1, 11, 20, 2};
    history h;
    history_init(&h);
    history_append(&h, dated(10), 100);
    history_append(&h, dated(20), 100);
    history_append(&h, numbered(90), 100);
    insert(&h, dated(11));
    expect_times(&h, late, 4);
    history_free(&h);

    history_append(&h, dated(10), 100);
    history_append(&h, numbered(1), 100);
    history_append(&h, dated(20), 100);
    history_append(&h, numbered(2), 100);
    insert(&h, dated(11));
    expect_times(&h, early, 5);
    history_free(&h);
}
END_TEST

START_TEST(a_full_history_takes_what_is_not_its_oldest) {
    static const int64_t expected[] = {11, 11, 12};
    uint64_t place;
    history h;
    history_init(&h);
    append(&h, 10, 12, 3);
    ck_assert(history_insert(&h, &place, numbered(11), 3));
    expect_times(&h, expected, 3);
    ck_assert(!history_insert(&h, &place, numbered(1), 3));
    ck_assert(!history_insert(&h, &place, NULL, 100));
    history_free(&h);
}
END_TEST

static void say(history *h, line_kind kind, int64_t time_ms, const char *nick) {
    history_append(h, line_new(kind, time_ms, nick, "x", 1), 100);
}

static bool is_removed(const history *h, size_t index) {
    return history_get(h, h->first + index)->is_removed;
}

START_TEST(speech_is_removed_without_regard_to_case) {
    history h;
    history_init(&h);
    say(&h, LINE_MESSAGE, 1, "Amy");
    say(&h, LINE_ACTION, 2, "aMY");
    say(&h, LINE_MESSAGE, 3, "Amyx");
    say(&h, LINE_WHISPER, 4, "Amy");
    say(&h, LINE_DEATH, 5, "Amy");
    say(&h, LINE_BROADCAST, 6, "Amy");
    say(&h, LINE_MESSAGE, 7, "Amy");
    history_remove(&h, "AMY", 6);
    for (size_t i = 0; i < 7; i++) {
        ck_assert_msg(is_removed(&h, i) == (i < 2), "line %zu", i);
    }
    history_remove(&h, "amy", INT64_MAX);
    ck_assert(is_removed(&h, 6));
    history_remove(&h, "", INT64_MAX);
    ck_assert(!is_removed(&h, 2));
    history_free(&h);
}
END_TEST

/* Whose line is whose moves with the lines. */
START_TEST(removing_finds_lines_that_moved) {
    uint64_t place;
    history h;
    history_init(&h);
    for (int64_t i = 10; i < 200; i++) {
        say(&h, LINE_MESSAGE, i, i % 2 == 0 ? "amy" : "bob");
    }
    ck_assert(history_insert(&h, &place,
                             line_new(LINE_MESSAGE, 150, "bob", "x", 1), 150));
    history_remove(&h, "bob", INT64_MAX);
    for (uint64_t i = h.first; i < h.next; i++) {
        const line *l = history_get(&h, i);
        ck_assert(l->is_removed == (line_nick(l)[0] == 'b'));
    }
    history_free(&h);
}
END_TEST

START_TEST(it_grows_into_the_past) {
    history h;
    history_init(&h);
    history_begin_at(&h, 1000);
    append(&h, 1, 3, 100);
    uint64_t sequence = h.first;
    for (int64_t i = 0; i < 200; i++) {
        ck_assert(history_prepend(&h, numbered(-i)));
    }
    ck_assert_int_eq(time_at(&h, sequence), 1);
    ck_assert_int_eq(time_at(&h, h.first), -199);
    ck_assert_uint_eq(history_count(&h), 203);
    history_remove(&h, "amy", -100);
    ck_assert(history_get(&h, sequence - 101)->is_removed);
    ck_assert(!history_get(&h, sequence - 100)->is_removed);
    history_free(&h);
}
END_TEST

START_TEST(before_the_first_number_nothing_is_kept) {
    history h;
    history_init(&h);
    ck_assert(!history_prepend(&h, numbered(1)));
    ck_assert_uint_eq(history_count(&h), 0);
    history_begin_at(&h, 1);
    ck_assert(history_prepend(&h, numbered(1)));
    ck_assert(!history_prepend(&h, numbered(0)));
    ck_assert(!history_prepend(&h, NULL));
    ck_assert_uint_eq(history_count(&h), 1);
    history_free(&h);
}
END_TEST

START_TEST(lines_can_be_taken_out_at_both_ends) {
    history h;
    history_init(&h);
    append(&h, 1, 3, 100);
    line *first = history_take_first(&h);
    line *last = history_take_last(&h);
    ck_assert_int_eq(first->time_ms, 1);
    ck_assert_int_eq(last->time_ms, 3);
    free(first);
    free(last);
    free(history_take_first(&h));
    ck_assert_ptr_null(history_take_first(&h));
    ck_assert_ptr_null(history_take_last(&h));
    history_free(&h);
}
END_TEST

START_TEST(a_missing_line_is_ignored) {
    history h;
    history_init(&h);
    history_append(&h, NULL, 10);
    ck_assert_uint_eq(history_count(&h), 0);
    history_free(&h);
}
END_TEST

TEST_MAIN("model_history", an_empty_history_has_no_line,
          lines_keep_their_sequence_while_others_arrive,
          the_oldest_go_beyond_the_limit, a_large_surplus_goes_bit_by_bit,
          missed_lines_go_where_their_time_belongs, many_missed_lines_fit_in,
          another_clock_does_not_hide_the_place,
          a_full_history_takes_what_is_not_its_oldest,
          speech_is_removed_without_regard_to_case,
          removing_finds_lines_that_moved, it_grows_into_the_past,
          before_the_first_number_nothing_is_kept,
          lines_can_be_taken_out_at_both_ends, a_missing_line_is_ignored)
