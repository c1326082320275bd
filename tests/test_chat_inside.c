/* What a handler may do while it is called, in every place where one is. */
#include "chat_scene.h"

enum { NOTES = 64 };

typedef enum deed {
    LEAVE,
    REMOVE_EARLIER,
    REMOVE_LATER,
    ADD,
    DISCONNECT,
    FREE,
} deed;

/* Three handlers of one kind, of which the second does something, once. Each
 * notes its letter: f(irst), d(oer), l(ast), and a(dded). */
typedef struct play {
    chat_scene scene;
    dgg_on kind;
    deed deed;
    bool is_done;
    char notes[NOTES];
} play;

static void note(play *p, const char *letter) {
    size_t used = strlen(p->notes);
    ck_assert_uint_lt(used + 1, NOTES);
    snprintf(p->notes + used, NOTES - used, "%s", letter);
}

static int on_first(dgg_chat *chat, const dgg_event *event, void *user) {
    (void)chat;
    (void)event;
    note(user, "f");
    return 0;
}

static int on_last(dgg_chat *chat, const dgg_event *event, void *user) {
    (void)chat;
    (void)event;
    note(user, "l");
    return 0;
}

static int on_added(dgg_chat *chat, const dgg_event *event, void *user) {
    (void)chat;
    (void)event;
    note(user, "a");
    return 0;
}

static int on_doer(dgg_chat *chat, const dgg_event *event, void *user);

static void act(play *p, dgg_chat *chat) {
    switch (p->deed) {
    case LEAVE: ck_assert(dgg_chat_off(chat, p->kind, on_doer, p)); break;
    case REMOVE_EARLIER:
        ck_assert(dgg_chat_off(chat, p->kind, on_first, p));
        break;
    case REMOVE_LATER:
        ck_assert(dgg_chat_off(chat, p->kind, on_last, p));
        break;
    case ADD:
        ck_assert_int_eq(dgg_chat_on(chat, p->kind, on_added, p), DGG_OK);
        break;
    case DISCONNECT: ck_assert_int_eq(dgg_chat_disconnect(chat), DGG_OK); break;
    case FREE:
        dgg_chat_free(chat);
        p->scene.chat = NULL;
        break;
    }
}

/* The event has to stay whole whatever was done. */
static int on_doer(dgg_chat *chat, const dgg_event *event, void *user) {
    play *p = user;
    size_t bytes = strlen(event->text) + strlen(event->user.nick);
    note(p, "d");
    if (!p->is_done) {
        p->is_done = true;
        act(p, chat);
    }
    ck_assert_uint_eq(strlen(event->text) + strlen(event->user.nick), bytes);
    return 0;
}

static int on_failing(dgg_chat *chat, const dgg_event *event, void *user) {
    (void)chat;
    (void)event;
    (void)user;
    return 1;
}

/* --- occasions ----------------------------------------------------------- */

static void wait_for(chat_scene *s, dgg_event_kind kind, size_t count) {
    while (s->chat != NULL && s->seen[kind] < count) {
        dgg_loop_wait(s->loop, -1);
    }
}

static void speak(chat_scene *s) {
    size_t count = s->seen[DGG_EVENT_MESSAGE];
    server_broadcast(s->server, "MSG {\"nick\":\"bird\","
                                "\"data\":\"hi demo_viewer\"}");
    wait_for(s, DGG_EVENT_MESSAGE, count + 1);
}

static void replay(chat_scene *s) {
    size_t count = s->seen[DGG_EVENT_MESSAGE];
    server_broadcast(s->server, "HISTORY [\"MSG {\\\"nick\\\":\\\"bird\\\","
                                "\\\"data\\\":\\\"hi demo_viewer\\\"}\"]");
    wait_for(s, DGG_EVENT_MESSAGE, count + 1);
}

static void fail_to_stay(chat_scene *s) {
    size_t count = s->seen[DGG_EVENT_CLOSE];
    if (!dgg_chat_is_open(s->chat)) {
        chat_scene_connect(s);
    }
    server_close_all(s->server, -1);
    wait_for(s, DGG_EVENT_CLOSE, count + 1);
}

static void whisper(chat_scene *s) {
    size_t count = s->seen[DGG_EVENT_SEND_RESULT];
    chat_scene_advance(s, 1000);
    ck_assert_int_eq(dgg_chat_send_whisper(s->chat, "bird", "hi", NULL),
                     DGG_OK);
    wait_for(s, DGG_EVENT_SEND_RESULT, count + 1);
}

typedef struct occasion {
    dgg_on kind;
    void (*bring_about)(chat_scene *s);
} occasion;

static const occasion occasions[] = {
    {DGG_ON_EVERY_EVENT, speak},
    {DGG_ON_BEFORE_EVERY_MESSAGE, speak},
    {DGG_ON_MENTION, speak},
    {DGG_ON_CHAT_MESSAGE, speak},
    {DGG_ON_AFTER_EVERY_MESSAGE, speak},
    {DGG_ON_HANDLER_ERROR, speak},
    {DGG_ON_CHAT_MESSAGE, replay},
    {DGG_ON_WS_CLOSE, fail_to_stay},
    {DGG_ON_SEND_RESULT, whisper},
};

/* --- plays --------------------------------------------------------------- */

static void add_handler(play *p, dgg_handler handler) {
    ck_assert_int_eq(dgg_chat_on(p->scene.chat, p->kind, handler, p), DGG_OK);
}

static void begin(play *p, const occasion *o, deed does) {
    *p = (play){.kind = o->kind, .deed = does};
    chat_scene *s = &p->scene;
    chat_scene_open(s);
    chat_scene_add_chat(s, chat_scene_login());
    chat_scene_connect(s);
    chat_scene_settle(s);
    if (o->kind == DGG_ON_HANDLER_ERROR) {
        dgg_chat_on(s->chat, DGG_ON_CHAT_MESSAGE, on_failing, NULL);
    }
    add_handler(p, on_first);
    add_handler(p, on_doer);
    add_handler(p, on_last);
}

/* Brings it about twice. */
static void expect_notes(deed does, const char *first, const char *second) {
    for (size_t i = 0; i < sizeof occasions / sizeof *occasions; i++) {
        play p;
        begin(&p, &occasions[i], does);
        occasions[i].bring_about(&p.scene);
        ck_assert_msg(strcmp(p.notes, first) == 0, "%zu: %s", i, p.notes);
        p.notes[0] = '\0';
        occasions[i].bring_about(&p.scene);
        ck_assert_msg(strcmp(p.notes, second) == 0, "%zu: %s", i, p.notes);
        chat_scene_close(&p.scene);
    }
}

START_TEST(it_may_remove_itself) {
    expect_notes(LEAVE, "fdl", "fl");
}
END_TEST

START_TEST(it_may_remove_one_that_was_called) {
    expect_notes(REMOVE_EARLIER, "fdl", "dl");
}
END_TEST

START_TEST(it_may_remove_one_that_was_not_called_yet) {
    expect_notes(REMOVE_LATER, "fd", "fd");
}
END_TEST

START_TEST(one_it_adds_hears_the_next_event) {
    expect_notes(ADD, "fdl", "fdla");
}
END_TEST

START_TEST(it_may_disconnect) {
    for (size_t i = 0; i < sizeof occasions / sizeof *occasions; i++) {
        play p;
        begin(&p, &occasions[i], DISCONNECT);
        occasions[i].bring_about(&p.scene);
        ck_assert_ptr_nonnull(strchr(p.notes, 'd'));
        ck_assert_int_eq(p.notes[strlen(p.notes) - 1], 'l');
        ck_assert(!dgg_chat_is_open(p.scene.chat));
        ck_assert_int_eq(p.scene.close.retry_ms, -1);
        while (server_connections(p.scene.server) > 0) {
            dgg_loop_wait(p.scene.loop, -1);
        }
        chat_scene_connect(&p.scene);
        chat_scene_close(&p.scene);
    }
}
END_TEST

START_TEST(it_may_free_the_chat) {
    for (size_t i = 0; i < sizeof occasions / sizeof *occasions; i++) {
        play p;
        begin(&p, &occasions[i], FREE);
        occasions[i].bring_about(&p.scene);
        ck_assert_ptr_null(p.scene.chat);
        ck_assert_str_eq(p.notes, "fd");
        chat_scene_close(&p.scene);
    }
}
END_TEST

/* --- what reaches over kinds and events ---------------------------------- */

static int remove_message_handler(dgg_chat *chat, const dgg_event *event,
                                  void *user) {
    if (event->kind == DGG_EVENT_MESSAGE) {
        dgg_chat_off(chat, DGG_ON_CHAT_MESSAGE, on_last, user);
        ck_assert_int_eq(dgg_chat_on(chat, DGG_ON_CHAT_MESSAGE, on_added, user),
                         DGG_OK);
    }
    return 0;
}

START_TEST(a_change_concerns_all_kinds_of_handlers_of_the_event) {
    play p;
    begin(&p, &(occasion){DGG_ON_CHAT_MESSAGE, speak}, LEAVE);
    p.is_done = true;
    dgg_chat_on(p.scene.chat, DGG_ON_BEFORE_EVERY_MESSAGE,
                remove_message_handler, &p);
    speak(&p.scene);
    ck_assert_str_eq(p.notes, "fd");
    speak(&p.scene);
    ck_assert_str_eq(p.notes, "fdfda");
    chat_scene_close(&p.scene);
}
END_TEST

/* The next event may come inside the present one. */
static int add_and_disconnect(dgg_chat *chat, const dgg_event *event,
                              void *user) {
    (void)event;
    ck_assert_int_eq(dgg_chat_on(chat, DGG_ON_WS_CLOSE, on_added, user),
                     DGG_OK);
    ck_assert_int_eq(dgg_chat_disconnect(chat), DGG_OK);
    return 0;
}

START_TEST(an_event_inside_another_is_the_next_one) {
    play p;
    begin(&p, &(occasion){DGG_ON_WS_CLOSE, NULL}, REMOVE_LATER);
    dgg_chat_on(p.scene.chat, DGG_ON_MENTION, add_and_disconnect, &p);
    dgg_chat_on(p.scene.chat, DGG_ON_CHAT_MESSAGE, on_last, &p);
    speak(&p.scene);
    ck_assert_str_eq(p.notes, "fdal");
    chat_scene_close(&p.scene);
}
END_TEST

START_TEST(of_two_alike_the_first_is_removed) {
    play p;
    begin(&p, &(occasion){DGG_ON_CHAT_MESSAGE, speak}, REMOVE_EARLIER);
    add_handler(&p, on_first);
    speak(&p.scene);
    ck_assert_str_eq(p.notes, "fdlf");
    p.notes[0] = '\0';
    speak(&p.scene);
    ck_assert_str_eq(p.notes, "dlf");
    p.is_done = false;
    p.notes[0] = '\0';
    speak(&p.scene);
    ck_assert_str_eq(p.notes, "dl");
    chat_scene_close(&p.scene);
}
END_TEST

/* It removes its own first registration in the second call. */
static int leave_in_second_call(dgg_chat *chat, const dgg_event *event,
                                void *user) {
    play *p = user;
    (void)event;
    note(p, "x");
    if (strcmp(p->notes, "xx") == 0) {
        ck_assert(dgg_chat_off(chat, DGG_ON_CHAT_MESSAGE, leave_in_second_call,
                               user));
    }
    return 0;
}

START_TEST(one_registered_twice_is_called_twice_until_it_leaves) {
    play p = {.kind = DGG_ON_CHAT_MESSAGE};
    chat_scene_open(&p.scene);
    chat_scene_add_chat(&p.scene, chat_scene_login());
    chat_scene_connect(&p.scene);
    chat_scene_settle(&p.scene);
    add_handler(&p, leave_in_second_call);
    add_handler(&p, leave_in_second_call);
    speak(&p.scene);
    ck_assert_str_eq(p.notes, "xx");
    speak(&p.scene);
    ck_assert_str_eq(p.notes, "xxx");
    chat_scene_close(&p.scene);
}
END_TEST

TEST_MAIN("chat_inside", it_may_remove_itself,
          it_may_remove_one_that_was_called,
          it_may_remove_one_that_was_not_called_yet,
          one_it_adds_hears_the_next_event, it_may_disconnect,
          it_may_free_the_chat,
          a_change_concerns_all_kinds_of_handlers_of_the_event,
          an_event_inside_another_is_the_next_one,
          of_two_alike_the_first_is_removed,
          one_registered_twice_is_called_twice_until_it_leaves)
