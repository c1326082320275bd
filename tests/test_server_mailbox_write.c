#include "server_mailbox_write.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Whispers of "me", and what was told of them. */
typedef struct scene {
    server_mailbox mailbox;
    buffer out;
    server_writer writer;
    server_mail mail;
} scene;

static int64_t id_of(void *user, const char *nick) {
    (void)user;
    return nick[0];
}

static void open_scene(scene *s, bool is_old) {
    *s = (scene){0};
    buffer_init(&s->out, 1 << 20);
    s->writer = (server_writer){.out = &s->out, .is_old = is_old};
    s->mail = (server_mail){&s->mailbox, "me", &s->writer, id_of, NULL};
}

static void close_scene(scene *s) {
    buffer_free(&s->out);
    server_mailbox_free(&s->mailbox);
}

static void add(scene *s, const char *from, const char *to, int64_t sent_ms) {
    ck_assert_ptr_nonnull(
        server_mailbox_add(&s->mailbox, from, to, "t", sent_ms));
}

/* What was written since the last time. */
static void expect(scene *s, const char *expected) {
    ck_assert(!s->writer.has_failed);
    ck_assert_str_eq(s->out.bytes, expected);
    buffer_reset(&s->out, 0);
}

static size_t count_of(const char *text, const char *word) {
    size_t count = 0;
    for (text = strstr(text, word); text != NULL;
         text = strstr(text + 1, word)) {
        count++;
    }
    return count;
}

static void expect_rows(scene *s, const char *word, size_t rows) {
    ck_assert_uint_eq(count_of(s->out.bytes, word), rows);
    buffer_reset(&s->out, 0);
}

START_TEST(lists_who_waits_for_an_answer) {
    scene s;
    open_scene(&s, true);
    server_mail_write_unread(&s.mail);
    expect(&s, "[]");
    add(&s, "ann", "me", 1000);
    add(&s, "bob", "me", 1588291200000);
    add(&s, "Ann", "me", 2000);
    add(&s, "me", "bob", 3000);
    server_mail_write_unread(&s.mail);
    expect(&s, "[{\"messageid\":\"4\",\"username\":\"bob\","
               "\"timestamp\":\"1970-01-01T00:00:03+0000\","
               "\"unread\":\"1\"},"
               "{\"messageid\":\"3\",\"username\":\"Ann\","
               "\"timestamp\":\"1970-01-01T00:00:02+0000\","
               "\"unread\":\"2\"}]");
    server_mailbox_mark_read(&s.mailbox, "BOB", "me");
    s.writer.is_old = false;
    server_mail_write_unread(&s.mail);
    expect(&s, "[{\"messageid\":3,\"username\":\"Ann\","
               "\"timestamp\":\"1970-01-01T00:00:02+0000\","
               "\"unread\":2}]");
    close_scene(&s);
}
END_TEST

START_TEST(lists_no_more_than_fifty_who_wait) {
    scene s;
    open_scene(&s, true);
    for (int i = 0; i < SERVER_MAILBOX_UNREAD + 1; i++) {
        char nick[16];
        snprintf(nick, sizeof nick, "n%d", i);
        add(&s, nick, "me", i);
    }
    server_mail_write_unread(&s.mail);
    expect_rows(&s, "\"messageid\"", SERVER_MAILBOX_UNREAD);
    close_scene(&s);
}
END_TEST

START_TEST(shows_letters_newest_first) {
    scene s;
    open_scene(&s, true);
    server_mailbox_add(&s.mailbox, "ann", "me", "a <\"b\">", 1588291200000);
    add(&s, "bob", "me", 0);
    server_mail_write_letters(&s.mail, "ANN", 0);
    expect(&s, "[{\"id\":\"1\",\"userid\":\"97\",\"targetuserid\":\"109\","
               "\"message\":\"a \\u003c\\\"b\\\"\\u003e\","
               "\"timestamp\":\"2020-05-01T00:00:00+0000\","
               "\"isread\":\"0\",\"deletedbysender\":\"0\","
               "\"deletedbyreceiver\":\"0\",\"from\":\"ann\","
               "\"to\":\"me\"}]");
    s.writer.is_old = false;
    server_mailbox_mark_read(&s.mailbox, "bob", "me");
    server_mail_write_letters(&s.mail, "bob", 0);
    expect(&s, "[{\"id\":2,\"userid\":98,\"targetuserid\":109,"
               "\"message\":\"t\","
               "\"timestamp\":\"1970-01-01T00:00:00+0000\","
               "\"isread\":1,\"deletedbysender\":0,"
               "\"deletedbyreceiver\":0,\"from\":\"bob\",\"to\":\"me\"}]");
    close_scene(&s);
}
END_TEST

static const struct {
    size_t offset;
    size_t rows;
} pages[] = {{0, 25}, {25, 5}, {30, 0}, {(size_t)-1, 0}};

START_TEST(pages_letters_by_twenty_five) {
    scene s;
    open_scene(&s, true);
    for (int i = 0; i < 30; i++) {
        add(&s, i % 2 == 0 ? "ann" : "me", i % 2 == 0 ? "me" : "ann", i);
    }
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        server_mail_write_letters(&s.mail, "ann", pages[i].offset);
        expect_rows(&s, "\"isread\"", pages[i].rows);
    }
    close_scene(&s);
}
END_TEST

START_TEST(sums_up_talks_most_unread_first) {
    scene s;
    open_scene(&s, true);
    add(&s, "ann", "me", 1000);
    add(&s, "ann", "me", 1000);
    add(&s, "cat", "me", 1500);
    add(&s, "bob", "me", 2000);
    add(&s, "me", "bob", 3000);
    server_mailbox_mark_read(&s.mailbox, "bob", "me");
    server_mail_write_inbox(&s.mail, 0);
    expect(&s, "[{\"id\":\"2\",\"timestamp\":\"1970-01-01T00:00:01+0000\","
               "\"userid\":\"97\",\"user\":\"ann\",\"unread\":\"2\","
               "\"read\":\"0\",\"message\":\"t\"},"
               "{\"id\":\"3\",\"timestamp\":\"1970-01-01T00:00:01+0000\","
               "\"userid\":\"99\",\"user\":\"cat\",\"unread\":\"1\","
               "\"read\":\"0\",\"message\":\"t\"},"
               "{\"id\":\"5\",\"timestamp\":\"1970-01-01T00:00:03+0000\","
               "\"userid\":\"98\",\"user\":\"bob\",\"unread\":\"0\","
               "\"read\":\"1\",\"message\":\"t\"}]");
    close_scene(&s);
}
END_TEST

static void add_people(scene *s, int count) {
    for (int i = 0; i < count; i++) {
        char nick[16];
        snprintf(nick, sizeof nick, "n%02d", i);
        add(s, nick, "me", i / 2); /* two at a time */
    }
}

START_TEST(pages_talks_by_twenty_five) {
    scene s;
    open_scene(&s, true);
    add_people(&s, 30);
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        server_mail_write_inbox(&s.mail, pages[i].offset);
        expect_rows(&s, "\"user\"", pages[i].rows);
    }
    close_scene(&s);
}
END_TEST

START_TEST(tells_conversations) {
    scene s;
    open_scene(&s, false);
    server_mail_write_conversations(&s.mail, NULL, "");
    expect(&s, "{\"results\":[],\"more\":false,\"nextPageOffset\":null}");
    add(&s, "Ann", "me", 1000);
    add(&s, "me", "bob", 2000);
    server_mail_write_conversations(&s.mail, NULL, "");
    expect(&s, "{\"results\":[{\"userId\":98,\"username\":\"bob\","
               "\"lastMessage\":\"t\","
               "\"timestamp\":\"1970-01-01T00:00:02+0000\",\"unread\":0,"
               "\"lastMessageFromMe\":true},"
               "{\"userId\":65,\"username\":\"Ann\",\"lastMessage\":\"t\","
               "\"timestamp\":\"1970-01-01T00:00:01+0000\",\"unread\":1,"
               "\"lastMessageFromMe\":false}],"
               "\"more\":false,\"nextPageOffset\":null}");
    close_scene(&s);
}
END_TEST

/* Every row comes once, also of two of one time at a border. */
START_TEST(goes_on_behind_the_last_conversation) {
    scene s;
    open_scene(&s, false);
    add_people(&s, 51);
    server_mail_write_conversations(&s.mail, NULL, "");
    ck_assert_ptr_nonnull(strstr(s.out.bytes, "\"username\":\"n50\""));
    ck_assert_ptr_nonnull(strstr(s.out.bytes, "\"username\":\"n26\""));
    ck_assert_ptr_nonnull(strstr(
        s.out.bytes, "],\"more\":true,\"nextPageOffset\":"
                     "{\"timestamp\":\"1970-01-01 00:00:00.013\",\"id\":27}}"));
    expect_rows(&s, "\"userId\"", 25);
    server_mail_write_conversations(&s.mail, &(server_mail_cursor){13, 27}, "");
    ck_assert_ptr_nonnull(strstr(s.out.bytes, "\"username\":\"n25\""));
    ck_assert_ptr_nonnull(strstr(s.out.bytes, "\"username\":\"n01\""));
    expect_rows(&s, "\"userId\"", 25);
    server_mail_write_conversations(&s.mail, &(server_mail_cursor){0, 2}, "");
    ck_assert_ptr_nonnull(strstr(s.out.bytes, "\"username\":\"n00\""));
    ck_assert_ptr_nonnull(strstr(s.out.bytes, "\"more\":false"));
    expect_rows(&s, "\"userId\"", 1);
    close_scene(&s);
}
END_TEST

START_TEST(searches_in_nicks) {
    static const struct {
        const char *search;
        size_t rows;
    } cases[] = {{"", 3}, {"ANN", 2}, {"na", 1}, {"x", 0}, {"annabel_", 0}};
    scene s;
    open_scene(&s, false);
    add(&s, "Anna", "me", 1);
    add(&s, "suzann", "me", 2);
    add(&s, "bob", "me", 3);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        server_mail_write_conversations(&s.mail, NULL, cases[i].search);
        expect_rows(&s, "\"userId\"", cases[i].rows);
    }
    close_scene(&s);
}
END_TEST

TEST_MAIN("server_mailbox_write", lists_who_waits_for_an_answer,
          lists_no_more_than_fifty_who_wait, shows_letters_newest_first,
          pages_letters_by_twenty_five, sums_up_talks_most_unread_first,
          pages_talks_by_twenty_five, tells_conversations,
          goes_on_behind_the_last_conversation, searches_in_nicks)
