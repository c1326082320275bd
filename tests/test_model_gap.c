#include "model_gap.h"
#include "test.h"

static const int64_t at_14_02_11 = 1700056931000;

/* Connected, with a HISTORY from `oldest_ms` on. */
static bool connect(model_gap *g, int64_t oldest_ms, int64_t *from_ms) {
    gap_opened(g);
    return gap_found(g, from_ms, oldest_ms);
}

START_TEST(the_first_history_leaves_none) {
    model_gap g = {0};
    int64_t from_ms;
    ck_assert(!connect(&g, 1000, &from_ms));
    gap_shown(&g, 1000);
    ck_assert(!gap_found(&g, &from_ms, 9000));
}
END_TEST

START_TEST(a_history_that_overlaps_leaves_none) {
    model_gap g = {0};
    int64_t from_ms;
    connect(&g, 1000, &from_ms);
    gap_shown(&g, 2000);
    gap_shown(&g, 1500);
    gap_closed(&g);
    ck_assert(!connect(&g, 2000, &from_ms));
}
END_TEST

START_TEST(a_history_that_begins_later_does) {
    model_gap g = {0};
    int64_t from_ms;
    connect(&g, 1000, &from_ms);
    gap_shown(&g, 2000);
    gap_closed(&g);
    gap_closed(&g);
    ck_assert(connect(&g, 2001, &from_ms));
    ck_assert_int_eq(from_ms, 2000);
    ck_assert(!gap_found(&g, &from_ms, 2002));
}
END_TEST

/* What comes before HISTORY does not say that all before it came. */
START_TEST(live_lines_do_not_close_it) {
    model_gap g = {0};
    int64_t from_ms;
    connect(&g, 1000, &from_ms);
    gap_shown(&g, 2000);
    gap_closed(&g);

    gap_opened(&g);
    gap_shown(&g, 5000);
    gap_closed(&g);
    ck_assert(connect(&g, 4000, &from_ms));
    ck_assert_int_eq(from_ms, 2000);

    gap_closed(&g);
    ck_assert(!connect(&g, 4500, &from_ms));
}
END_TEST

START_TEST(it_is_described) {
    char out[128];
    gap_describe(out, sizeof out, at_14_02_11, at_14_02_11 + 206000);
    ck_assert_str_eq(out,
                     "gap: 14:02:11 – 14:05:37 (3m 26s), messages missing");
    gap_describe(out, sizeof out, at_14_02_11, at_14_02_11 + 1);
    ck_assert_str_eq(out, "gap: 14:02:11 – 14:02:11 (1s), messages missing");
}
END_TEST

TEST_MAIN("model_gap", the_first_history_leaves_none,
          a_history_that_overlaps_leaves_none, a_history_that_begins_later_does,
          live_lines_do_not_close_it, it_is_described)
