#include "chat_scene.h"
#include "server_mailbox_write.h"
#include "server_state.h"

static void open_scene(chat_scene *s) {
    chat_scene_open(s);
    chat_scene_add_chat(
        s, (dgg_options){
               .endpoints = {.site_url = server_site_url(s->server),
                             .is_trusted = true},
               .credentials.session_id = SERVER_DEMO_SESSION,
           });
}

static void post_at(chat_scene *s, const char *from, const char *to,
                    const char *text) {
    ck_assert_ptr_nonnull(
        server_mailbox_add(&s->server->mailbox, from, to, text, 1700000000000));
}

static void post(chat_scene *s, const char *from, const char *text) {
    post_at(s, from, SERVER_DEMO_NICK, text);
}

static const dgg_whispers *fetch(chat_scene *s, const char *nick) {
    ck_assert_int_eq(dgg_chat_unread_whispers(s->chat, nick, NULL, NULL),
                     DGG_OK);
    const dgg_whispers *last = dgg_chat_last_whispers(s->chat);
    ck_assert_int_eq(last->status.error, DGG_OK);
    return last;
}

START_TEST(brings_one_person_after_the_other) {
    chat_scene s;
    open_scene(&s);
    ck_assert_int_eq(dgg_chat_last_whispers(s.chat)->status.error,
                     DGG_ERROR_STATE);
    post(&s, "bird", "one");
    post(&s, "carol", "hey");
    post_at(&s, SERVER_DEMO_NICK, "bird", "mine");
    post(&s, "bird", "two");
    const dgg_whispers *w = fetch(&s, NULL);
    ck_assert_uint_eq(w->count, 3);
    ck_assert_str_eq(w->list[0].from, "bird");
    ck_assert_str_eq(w->list[0].text, "one");
    ck_assert_str_eq(w->list[1].text, "two");
    ck_assert_str_eq(w->list[2].from, "carol");
    ck_assert_uint_eq(fetch(&s, NULL)->count, 0);
    chat_scene_close(&s);
}
END_TEST

START_TEST(leaves_out_what_was_read) {
    chat_scene s;
    open_scene(&s);
    post(&s, "bird", "old");
    server_mailbox_mark_read(&s.server->mailbox, "bird", SERVER_DEMO_NICK);
    post(&s, "bird", "new");
    const dgg_whispers *w = fetch(&s, NULL);
    ck_assert_uint_eq(w->count, 1);
    ck_assert_str_eq(w->list[0].text, "new");
    chat_scene_close(&s);
}
END_TEST

START_TEST(goes_on_to_further_pages) {
    enum { MANY = 2 * SERVER_MAILBOX_PAGE + 3 };
    chat_scene s;
    open_scene(&s);
    char text[16];
    for (int i = 0; i < MANY; i++) {
        snprintf(text, sizeof text, "%d", i);
        post(&s, "bird", text);
    }
    const dgg_whispers *w = fetch(&s, "BIRD");
    ck_assert_uint_eq(w->count, MANY);
    ck_assert_str_eq(w->list[0].text, "0");
    ck_assert_str_eq(w->list[MANY - 1].text, text);
    chat_scene_close(&s);
}
END_TEST

START_TEST(asks_for_one_person_only) {
    chat_scene s;
    open_scene(&s);
    post(&s, "bird", "one");
    post(&s, "carol", "hey");
    const dgg_whispers *w = fetch(&s, "carol");
    ck_assert_uint_eq(w->count, 1);
    ck_assert_str_eq(w->list[0].from, "carol");
    ck_assert(!s.server->mailbox.letters[0].is_read);
    ck_assert_uint_eq(fetch(&s, "nobody")->count, 0);
    ck_assert_int_eq(dgg_chat_unread_whispers(s.chat, "a/b", NULL, NULL),
                     DGG_ERROR_NICK);
    chat_scene_close(&s);
}
END_TEST

START_TEST(what_is_marked_is_not_fetched) {
    chat_scene s;
    open_scene(&s);
    post(&s, "bird", "one");
    post(&s, "carol", "hey");
    ck_assert_int_eq(dgg_chat_mark_all_as_read(s.chat, NULL, NULL, NULL),
                     DGG_OK);
    ck_assert_int_eq(dgg_chat_last_whispers(s.chat)->status.error,
                     DGG_ERROR_STATE);
    ck_assert_uint_eq(fetch(&s, NULL)->count, 0);
    chat_scene_close(&s);
}
END_TEST

/* What was fetched counts as read, so it is not withheld. */
static void break_after_first(void *user, const dgg_whispers *w) {
    chat_scene *s = user;
    ck_assert_int_eq(w->status.error, DGG_ERROR_HTTP_STATUS);
    ck_assert_uint_eq(w->count, 1);
    ck_assert_str_eq(w->list[0].text, "hey");
    chat_scene_note(s, "done");
}

START_TEST(what_was_fetched_comes_with_the_error) {
    chat_scene s;
    open_scene(&s);
    post(&s, "bird", "one");
    post(&s, "carol", "hey");
    ck_assert_int_eq(
        dgg_chat_unread_whispers(s.chat, NULL, break_after_first, &s), DGG_OK);
    while (!s.server->mailbox.letters[1].is_read) {
        dgg_loop_wait(s.loop, -1);
    }
    server_set_faults(s.server, &(server_faults){.http_status = 500});
    while (s.log.used == 0) {
        dgg_loop_wait(s.loop, -1);
    }
    ck_assert(!s.server->mailbox.letters[0].is_read);
    chat_scene_close(&s);
}
END_TEST

static void free_inside(void *user, const dgg_whispers *w) {
    chat_scene *s = user;
    (void)w;
    dgg_chat_free(s->chat);
    s->chat = NULL;
}

START_TEST(a_callback_may_free_the_chat) {
    chat_scene s;
    open_scene(&s);
    post(&s, "bird", "one");
    ck_assert_int_eq(dgg_chat_unread_whispers(s.chat, NULL, free_inside, &s),
                     DGG_OK);
    ck_assert_int_eq(dgg_chat_unread_whispers(s.chat, NULL, free_inside, &s),
                     DGG_OK);
    while (s.chat != NULL) {
        dgg_loop_wait(s.loop, -1);
    }
    chat_scene_close(&s);
}
END_TEST

START_TEST(being_freed_ends_the_wait) {
    chat_scene s;
    open_scene(&s);
    post(&s, "bird", "one");
    ck_assert_int_eq(dgg_chat_unread_whispers(s.chat, NULL, free_inside, &s),
                     DGG_OK);
    ck_assert_int_eq(dgg_chat_unread_whispers(s.chat, NULL, NULL, NULL),
                     DGG_ERROR_STATE);
    ck_assert_ptr_null(s.chat);
    chat_scene_close(&s);
}
END_TEST

TEST_MAIN("chat_unread", brings_one_person_after_the_other,
          leaves_out_what_was_read, goes_on_to_further_pages,
          asks_for_one_person_only, what_is_marked_is_not_fetched,
          what_was_fetched_comes_with_the_error, a_callback_may_free_the_chat,
          being_freed_ends_the_wait)
