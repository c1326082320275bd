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

START_TEST(older_lines_go_where_their_time_belongs) {
    history h;
    history_init(&h);
    append(&h, 10, 12, 100);
    uint64_t newest = h.next - 1;
    ck_assert(history_insert(&h, numbered(3), 100));
    ck_assert(history_insert(&h, numbered(5), 100));
    ck_assert(history_insert(&h, numbered(11), 100));
    const int64_t expected[] = {3, 5, 10, 11, 11, 12};
    for (size_t i = 0; i < 6; i++) {
        ck_assert_int_eq(time_at(&h, h.first + i), expected[i]);
    }
    ck_assert_int_eq(time_at(&h, newest), 12);
    history_free(&h);
}
END_TEST

START_TEST(nothing_is_inserted_into_a_full_history) {
    history h;
    history_init(&h);
    append(&h, 10, 12, 3);
    ck_assert(!history_insert(&h, numbered(1), 3));
    ck_assert(!history_insert(&h, NULL, 100));
    ck_assert_uint_eq(history_count(&h), 3);
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
          older_lines_go_where_their_time_belongs,
          nothing_is_inserted_into_a_full_history, a_missing_line_is_ignored)
