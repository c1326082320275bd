#include "model_windows.h"
#include "test.h"

#include <stdio.h>

static window *opened(windows *w, const char *nick, int64_t active_ms,
                      uint32_t unread) {
    window *one = windows_open(w, nick);
    ck_assert_ptr_nonnull(one);
    one->active_ms = active_ms;
    one->unread = unread;
    return one;
}

START_TEST(chat_is_always_there) {
    windows w;
    ck_assert(windows_init(&w));
    ck_assert_ptr_null(windows_shown(&w)->nick);
    windows_close(&w, WINDOW_CHAT);
    windows_close(&w, 7);
    ck_assert_uint_eq(w.count, 1);
    ck_assert_ptr_null(windows_find(&w, ""));
    ck_assert(!windows_show(&w, 1));
    windows_free(&w);
}
END_TEST

START_TEST(a_conversation_is_found_in_any_case) {
    windows w;
    windows_init(&w);
    window *bob = windows_open(&w, "Bob");
    ck_assert_ptr_eq(windows_open(&w, "bOB"), bob);
    ck_assert_ptr_eq(windows_find(&w, "bob"), bob);
    ck_assert_str_eq(bob->nick, "Bob");
    ck_assert_uint_eq(w.count, 2);
    windows_free(&w);
}
END_TEST

START_TEST(showing_reads) {
    windows w;
    windows_init(&w);
    opened(&w, "bob", 1, 3);
    opened(&w, "amy", 2, 4);
    ck_assert_uint_eq(windows_unread(&w), 7);
    ck_assert(windows_show(&w, 1));
    ck_assert_str_eq(windows_current(&w)->nick, "bob");
    ck_assert_uint_eq(windows_unread(&w), 4);
    windows_free(&w);
}
END_TEST

START_TEST(closing_shows_the_one_before) {
    windows w;
    windows_init(&w);
    opened(&w, "amy", 1, 2);
    opened(&w, "bob", 1, 0);
    opened(&w, "cat", 1, 0);
    windows_show(&w, 2);
    windows_close(&w, 2);
    ck_assert_str_eq(windows_shown(&w)->nick, "amy");
    ck_assert_uint_eq(windows_unread(&w), 0);
    windows_show(&w, 2);
    windows_close(&w, 1);
    ck_assert_str_eq(windows_shown(&w)->nick, "cat");
    windows_close(&w, 1);
    ck_assert_ptr_null(windows_shown(&w)->nick);
    windows_free(&w);
}
END_TEST

START_TEST(unread_then_recent_stand_first) {
    windows w;
    size_t order[WINDOWS];
    windows_init(&w);
    ck_assert_uint_eq(windows_order(&w, order), 0);
    opened(&w, "old", 10, 0);
    opened(&w, "waiting", 20, 1);
    opened(&w, "new", 40, 0);
    opened(&w, "waiting2", 30, 1);
    ck_assert_uint_eq(windows_order(&w, order), 4);
    const char *const expected[] = {"waiting2", "waiting", "new", "old"};
    for (size_t i = 0; i < 4; i++) {
        ck_assert_str_eq(w.list[order[i]]->nick, expected[i]);
    }
    windows_free(&w);
}
END_TEST

static void fill(windows *w, uint32_t unread) {
    for (int i = 1; i < WINDOWS; i++) {
        char nick[16];
        snprintf(nick, sizeof nick, "user%d", i);
        opened(w, nick, 1000 + i, unread);
    }
}

START_TEST(the_longest_idle_makes_room) {
    windows w;
    windows_init(&w);
    fill(&w, 0);
    opened(&w, "user1", 1, 1);
    edit_insert(&opened(&w, "user2", 2, 0)->input, "half typed", 10);
    windows_show(&w, 3);
    ck_assert_ptr_nonnull(windows_open(&w, "newcomer"));
    ck_assert_uint_eq(w.count, WINDOWS);
    ck_assert_ptr_null(windows_find(&w, "user4"));
    ck_assert_ptr_nonnull(windows_find(&w, "user1"));
    ck_assert_ptr_nonnull(windows_find(&w, "user2"));
    ck_assert_str_eq(windows_shown(&w)->nick, "user3");
    windows_free(&w);
}
END_TEST

START_TEST(unread_conversations_never_go) {
    windows w;
    windows_init(&w);
    fill(&w, 1);
    ck_assert_ptr_null(windows_open(&w, "newcomer"));
    ck_assert_ptr_nonnull(windows_open(&w, "USER7"));
    ck_assert_uint_eq(windows_unread(&w), WINDOWS - 1);
    windows_free(&w);
}
END_TEST

TEST_MAIN("model_windows", chat_is_always_there,
          a_conversation_is_found_in_any_case, showing_reads,
          closing_shows_the_one_before, unread_then_recent_stand_first,
          the_longest_idle_makes_room, unread_conversations_never_go)
