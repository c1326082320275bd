#include "server_mailbox.h"
#include "test.h"

#include <stdio.h>

enum { HOUR_MS = 3600 * 1000 };

static void add(server_mailbox *m, const char *from, const char *to,
                int64_t sent_ms) {
    ck_assert_ptr_nonnull(server_mailbox_add(m, from, to, "t", sent_ms));
}

START_TEST(counts_and_marks_what_is_not_read) {
    server_mailbox m = {0};
    add(&m, "ann", "me", 1000);
    add(&m, "bob", "Me", 2000);
    add(&m, "bob", "me", 2000);
    add(&m, "me", "bob", 3000);
    ck_assert_uint_eq(server_mailbox_count_unread(&m, "ME"), 3);
    server_mailbox_open(&m, 1, "somebody_else");
    server_mailbox_open(&m, 4, "me");
    ck_assert_uint_eq(server_mailbox_count_unread(&m, "me"), 3);
    server_mailbox_open(&m, 1, "me");
    ck_assert_uint_eq(server_mailbox_count_unread(&m, "me"), 2);
    server_mailbox_mark_read(&m, "BOB", "me");
    ck_assert_uint_eq(server_mailbox_count_unread(&m, "me"), 0);
    ck_assert_uint_eq(server_mailbox_count_unread(&m, "bob"), 1);
    server_mailbox_open_all(&m, "Bob");
    ck_assert_uint_eq(server_mailbox_count_unread(&m, "bob"), 0);
    server_mailbox_free(&m);
}
END_TEST

START_TEST(calls_four_unanswered_ones_in_an_hour_enough) {
    server_mailbox m = {0};
    for (int i = 0; i < 4; i++) {
        ck_assert(!server_mailbox_is_spam(&m, "me", "ann", 10));
        add(&m, "me", "ann", 10);
    }
    ck_assert(server_mailbox_is_spam(&m, "me", "ann", 10));
    ck_assert(!server_mailbox_is_spam(&m, "me", "bob", 10));
    ck_assert(!server_mailbox_is_spam(&m, "me", "ann", 11 + HOUR_MS));
    add(&m, "ann", "me", 11);
    ck_assert(!server_mailbox_is_spam(&m, "me", "ann", 12));
    server_mailbox_free(&m);
}
END_TEST

START_TEST(forgets_the_oldest_when_it_is_full) {
    server_mailbox m = {0};
    for (int i = 0; i < SERVER_MAILBOX_LETTERS + 1; i++) {
        add(&m, "ann", "me", i);
    }
    ck_assert_uint_eq(m.count, SERVER_MAILBOX_LETTERS);
    ck_assert_int_eq(m.letters[0].id, 2);
    server_mailbox_free(&m);
}
END_TEST

START_TEST(calls_too_many_unanswered_ones_to_anybody_enough) {
    server_mailbox m = {0};
    char nick[16];
    for (int i = 0; i < 22; i++) {
        snprintf(nick, sizeof nick, "u%d", i);
        ck_assert(!server_mailbox_is_spam(&m, "me", "ann", 10));
        server_mailbox_add(&m, "me", nick, "hi", 10);
    }
    ck_assert(server_mailbox_is_spam(&m, "me", "ann", 10));
    ck_assert(!server_mailbox_is_spam(&m, "me", "ann", 11 + HOUR_MS));
    server_mailbox_add(&m, "u3", "me", "yes?", 10);
    ck_assert(!server_mailbox_is_spam(&m, "me", "ann", 10));
    server_mailbox_free(&m);
}
END_TEST

TEST_MAIN("server_mailbox", counts_and_marks_what_is_not_read,
          calls_four_unanswered_ones_in_an_hour_enough,
          calls_too_many_unanswered_ones_to_anybody_enough,
          forgets_the_oldest_when_it_is_full)
