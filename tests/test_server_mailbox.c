#include "server_mailbox.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

enum { HOUR_MS = 3600 * 1000 };

static void add(server_mailbox *m, const char *from, const char *to,
                int64_t sent_ms) {
    ck_assert_ptr_nonnull(server_mailbox_add(m, from, to, "t", sent_ms));
}

static buffer new_buffer(void) {
    buffer out;
    buffer_init(&out, 1 << 16);
    return out;
}

static void expect_unread(const server_mailbox *m, const char *expected) {
    buffer out = new_buffer();
    ck_assert(server_mailbox_write_unread(m, "me", &out));
    ck_assert_str_eq(out.bytes, expected);
    buffer_free(&out);
}

static size_t count_of(const char *text, const char *word) {
    size_t count = 0;
    for (text = strstr(text, word); text != NULL;
         text = strstr(text + 1, word)) {
        count++;
    }
    return count;
}

START_TEST(lists_who_waits_for_an_answer) {
    server_mailbox m = {0};
    expect_unread(&m, "[]");
    add(&m, "ann", "me", 1000);
    add(&m, "bob", "me", 1588291200000);
    add(&m, "Ann", "me", 2000);
    add(&m, "me", "bob", 3000);
    expect_unread(&m, "[{\"messageid\":\"4\",\"username\":\"bob\","
                      "\"timestamp\":\"1970-01-01T00:00:03+0000\","
                      "\"unread\":\"1\"},"
                      "{\"messageid\":\"3\",\"username\":\"Ann\","
                      "\"timestamp\":\"1970-01-01T00:00:02+0000\","
                      "\"unread\":\"2\"}]");
    server_mailbox_mark_read(&m, "BOB", "me");
    server_mailbox_open(&m, 1, "me");
    server_mailbox_open(&m, 3, "somebody_else");
    expect_unread(&m, "[{\"messageid\":\"3\",\"username\":\"Ann\","
                      "\"timestamp\":\"1970-01-01T00:00:02+0000\","
                      "\"unread\":\"1\"}]");
    server_mailbox_free(&m);
}
END_TEST

START_TEST(shows_a_conversation_newest_first) {
    server_mailbox m = {0};
    server_mailbox_add(&m, "ann", "me", "a <\"b\">", 1588291200000);
    add(&m, "bob", "me", 0);
    buffer out = new_buffer();
    ck_assert(server_mailbox_write_conversation(&m, "me", "ANN", 0, &out));
    ck_assert_str_eq(out.bytes,
                     "[{\"id\":\"1\",\"userid\":\"0\",\"targetuserid\":\"0\","
                     "\"message\":\"a \\u003c\\\"b\\\"\\u003e\","
                     "\"timestamp\":\"2020-05-01T00:00:00+0000\","
                     "\"isread\":\"0\",\"deletedbysender\":\"0\","
                     "\"deletedbyreceiver\":\"0\",\"from\":\"ann\","
                     "\"to\":\"me\"}]");
    buffer_free(&out);
    server_mailbox_free(&m);
}
END_TEST

START_TEST(pages_by_twenty_five) {
    server_mailbox m = {0};
    for (int i = 0; i < 30; i++) {
        add(&m, i % 2 == 0 ? "ann" : "me", i % 2 == 0 ? "me" : "ann", i);
    }
    static const struct {
        size_t offset;
        size_t rows;
    } pages[] = {{0, 25}, {25, 5}, {30, 0}};
    for (size_t i = 0; i < 3; i++) {
        buffer out = new_buffer();
        ck_assert(server_mailbox_write_conversation(&m, "me", "ann",
                                                    pages[i].offset, &out));
        ck_assert_uint_eq(count_of(out.bytes, "\"isread\""), pages[i].rows);
        buffer_free(&out);
    }
    server_mailbox_free(&m);
}
END_TEST

START_TEST(sums_up_conversations_unread_first) {
    server_mailbox m = {0};
    add(&m, "ann", "me", 1000);
    add(&m, "bob", "me", 2000);
    server_mailbox_mark_read(&m, "bob", "me");
    buffer out = new_buffer();
    ck_assert(server_mailbox_write_inbox(&m, "me", 0, &out));
    const char *ann = strstr(out.bytes, "\"user\":\"ann\",\"unread\":\"1\","
                                        "\"read\":\"0\",\"message\":\"t\"");
    const char *bob = strstr(out.bytes, "\"user\":\"bob\",\"unread\":\"0\","
                                        "\"read\":\"1\"");
    ck_assert_ptr_nonnull(ann);
    ck_assert_ptr_nonnull(bob);
    ck_assert(ann < bob);
    buffer_free(&out);
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

TEST_MAIN("server_mailbox", lists_who_waits_for_an_answer,
          shows_a_conversation_newest_first, pages_by_twenty_five,
          sums_up_conversations_unread_first,
          calls_four_unanswered_ones_in_an_hour_enough,
          calls_too_many_unanswered_ones_to_anybody_enough,
          forgets_the_oldest_when_it_is_full)
