#include "api_scene.h"

#include <stdio.h>
#include <string.h>

enum { PAGE = 25 };

START_TEST(counts_what_is_unread) {
    api_scene s;
    api_scene_open(&s, SERVER_SITE_2026);
    api_scene_post(&s, "bird", "one");
    api_scene_post(&s, "bird", "two");
    api_scene_post(&s, "carol", "hey");
    ck_assert_int_eq(
        api_scene_good(&s, dgg_api_unread_count(s.api, NULL, NULL))->as.count,
        3);
    api_scene_good(&s, dgg_api_open_message(s.api, 1, NULL, NULL));
    ck_assert(s.server->mailbox.letters[0].is_read);
    ck_assert_int_eq(
        api_scene_good(&s, dgg_api_unread_count(s.api, NULL, NULL))->as.count,
        2);
    api_scene_good(&s, dgg_api_open_message(s.api, 4711, NULL, NULL));
    ck_assert_int_eq(dgg_api_open_message(s.api, 0, NULL, NULL),
                     DGG_ERROR_ARGUMENT);
    api_scene_good(&s, dgg_api_open_all_messages(s.api, NULL, NULL));
    ck_assert_int_eq(
        api_scene_good(&s, dgg_api_unread_count(s.api, NULL, NULL))->as.count,
        0);
    api_scene_close(&s);
}
END_TEST

/* Only the two calls that say so. */
START_TEST(nothing_is_marked_by_surprise) {
    api_scene s;
    api_scene_open(&s, SERVER_SITE_2026);
    api_scene_post(&s, "bird", "one");
    dgg_api_messages_unread(s.api, NULL, NULL);
    dgg_api_unread_count(s.api, NULL, NULL);
    dgg_api_inboxes(s.api, 0, NULL, NULL);
    dgg_api_conversations(s.api, NULL, "bird", NULL, NULL);
    dgg_api_chat_me(s.api, NULL, NULL);
    ck_assert(!s.server->mailbox.letters[0].is_read);
    api_scene_good(&s, dgg_api_messages_inbox(s.api, "bird", 0, NULL, NULL));
    ck_assert(s.server->mailbox.letters[0].is_read);
    api_scene_close(&s);
}
END_TEST

START_TEST(a_conversation_comes_in_pages) {
    enum { MANY = 2 * PAGE + 3 };
    static const server_site_age ages[] = {SERVER_SITE_2026, SERVER_SITE_2021};
    for (size_t age = 0; age < 2; age++) {
        api_scene s;
        char text[16];
        size_t found = 0;
        size_t offset = 0;
        api_scene_open(&s, ages[age]);
        for (int i = 0; i < MANY; i++) {
            snprintf(text, sizeof text, "%d", i);
            api_scene_post(&s, "bird", text);
        }
        for (;;) {
            const dgg_private_messages *page =
                &api_scene_good(&s, dgg_api_messages_inbox(s.api, "bird",
                                                           offset, NULL, NULL))
                     ->as.messages;
            if (page->rows == 0) {
                break;
            }
            ck_assert_uint_le(page->rows, PAGE);
            ck_assert(page->list[0].is_read == (offset > 0));
            found += page->count;
            offset += page->rows;
        }
        ck_assert_uint_eq(found, MANY);
        api_scene_close(&s);
    }
}
END_TEST

static void post_from_many(api_scene *s, int many) {
    char nick[24];
    for (int i = 0; i < many; i++) {
        snprintf(nick, sizeof nick, "person%d", i);
        api_scene_post(s, nick, "hello");
    }
}

START_TEST(the_older_list_pages_by_offset) {
    enum { MANY = PAGE + 4 };
    static const server_site_age ages[] = {SERVER_SITE_2026, SERVER_SITE_2021};
    for (size_t age = 0; age < 2; age++) {
        api_scene s;
        api_scene_open(&s, ages[age]);
        post_from_many(&s, MANY);
        const dgg_conversations *page =
            &api_scene_good(&s, dgg_api_inboxes(s.api, 0, NULL, NULL))
                 ->as.conversations;
        ck_assert_uint_eq(page->count, PAGE);
        ck_assert_str_eq(page->list[0].nick, "person28");
        ck_assert_int_eq(page->list[0].unread, 1);
        page =
            &api_scene_good(&s, dgg_api_inboxes(s.api, page->rows, NULL, NULL))
                 ->as.conversations;
        ck_assert_uint_eq(page->count, MANY - PAGE);
        page = &api_scene_good(&s, dgg_api_inboxes(s.api, MANY, NULL, NULL))
                    ->as.conversations;
        ck_assert_uint_eq(page->rows, 0);
        ck_assert(!page->has_more);
        api_scene_close(&s);
    }
}
END_TEST

START_TEST(the_newer_list_pages_by_cursor) {
    enum { MANY = 2 * PAGE + 4 };
    api_scene s;
    api_scene_open(&s, SERVER_SITE_2026);
    post_from_many(&s, MANY);
    size_t found = 0;
    size_t pages = 0;
    dgg_conversations_cursor next = {0};
    bool has_more = true;
    while (has_more) {
        const dgg_conversations *page =
            &api_scene_good(
                 &s, dgg_api_conversations(s.api, &next, NULL, NULL, NULL))
                 ->as.conversations;
        found += page->count;
        has_more = page->has_more;
        next = page->next;
        pages++;
    }
    ck_assert_uint_eq(found, MANY);
    ck_assert_uint_eq(pages, 3);
    api_scene_close(&s);
}
END_TEST

START_TEST(the_newer_list_can_be_searched) {
    api_scene s;
    char long_text[300];
    api_scene_open(&s, SERVER_SITE_2026);
    post_from_many(&s, 12);
    const dgg_conversations *found =
        &api_scene_good(
             &s, dgg_api_conversations(s.api, NULL, "person1", NULL, NULL))
             ->as.conversations;
    ck_assert_uint_eq(found->count, 3);
    found = &api_scene_good(
                 &s, dgg_api_conversations(s.api, NULL, "a&b=%", NULL, NULL))
                 ->as.conversations;
    ck_assert_uint_eq(found->count, 0);
    memset(long_text, 'x', sizeof long_text - 1);
    long_text[sizeof long_text - 1] = '\0';
    ck_assert_int_eq(dgg_api_conversations(s.api, NULL, long_text, NULL, NULL),
                     DGG_ERROR_ARGUMENT);
    server_set_site_age(s.server, SERVER_SITE_2021);
    ck_assert_int_eq(dgg_api_conversations(s.api, NULL, NULL, NULL, NULL),
                     DGG_ERROR_HTML);
    api_scene_close(&s);
}
END_TEST

START_TEST(sends_to_several_at_once) {
    static const char *const nicks[] = {SERVER_FRIEND_NICK,
                                        SERVER_MODERATOR_NICK};
    api_scene s;
    api_scene_open(&s, SERVER_SITE_2026);
    api_scene_good(&s, dgg_api_send_message(s.api, nicks, 2,
                                            " a&b=c+d \xc3\xa9 ", NULL, NULL));
    ck_assert_uint_eq(s.server->mailbox.count, 2);
    ck_assert_str_eq(s.server->mailbox.letters[1].text, "a&b=c+d \xc3\xa9");
    ck_assert_str_eq(s.server->mailbox.letters[1].to, SERVER_MODERATOR_NICK);
    server_mark_account(s.server, SERVER_DEMO_NICK, "privmsgbanned");
    ck_assert_int_eq(dgg_api_send_message(s.api, nicks, 1, "again", NULL, NULL),
                     DGG_ERROR_SITE);
    ck_assert_str_ne(dgg_api_last(s.api)->status.reason, "");
    ck_assert_uint_eq(s.server->mailbox.count, 2);
    api_scene_close(&s);
}
END_TEST

START_TEST(sends_nothing_that_cannot_arrive) {
    const char *many[DGG_API_RECIPIENTS_MAX + 1];
    static const char *const wrong[] = {"a/b"};
    api_scene s;
    for (size_t i = 0; i <= DGG_API_RECIPIENTS_MAX; i++) {
        many[i] = "bird";
    }
    api_scene_open(&s, SERVER_SITE_2026);
    ck_assert_int_eq(dgg_api_send_message(s.api, many,
                                          DGG_API_RECIPIENTS_MAX + 1, "x", NULL,
                                          NULL),
                     DGG_ERROR_ARGUMENT);
    ck_assert_int_eq(dgg_api_send_message(s.api, many, 0, "x", NULL, NULL),
                     DGG_ERROR_ARGUMENT);
    ck_assert_int_eq(dgg_api_send_message(s.api, wrong, 1, "x", NULL, NULL),
                     DGG_ERROR_NICK);
    ck_assert_int_eq(dgg_api_send_message(s.api, many, 1, " ", NULL, NULL),
                     DGG_ERROR_TEXT_EMPTY);
    ck_assert_int_eq(dgg_api_send_message(s.api, many, 1, NULL, NULL, NULL),
                     DGG_ERROR_TEXT_EMPTY);
    ck_assert_uint_eq(s.server->mailbox.count, 0);
    api_scene_close(&s);
}
END_TEST

TEST_MAIN("api_calls_messages", counts_what_is_unread,
          nothing_is_marked_by_surprise, a_conversation_comes_in_pages,
          the_older_list_pages_by_offset, the_newer_list_pages_by_cursor,
          the_newer_list_can_be_searched, sends_to_several_at_once,
          sends_nothing_that_cannot_arrive)
