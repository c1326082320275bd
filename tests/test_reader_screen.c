#include "fake_term.h"
#include "model_case.h"
#include "reader_screen.h"

typedef struct scene {
    fake terminal;
    model_case c;
    reader_screen screen;
} scene;

static void say_often(scene *s, int count) {
    for (int i = 0; i < count; i++) {
        receive(&s->c, DGG_EVENT_MESSAGE, "bob", "a line of chat");
    }
}

static void begin(scene *s) {
    *s = (scene){.terminal = opened("xterm-256color", false)};
    ck_assert_ptr_nonnull(s->terminal.t);
    case_begin(&s->c);
    go_online(&s->c, "amy");
    s->screen.term = s->terminal.t;
    ck_assert(reader_screen_resize(&s->screen));
    reader_screen_show(&s->screen, &s->c.m, s->c.now);
    free(sent(&s->terminal));
}

static void end(scene *s) {
    case_end(&s->c);
    grid_free(&s->screen.grid);
    done(&s->terminal);
}

static int64_t pause_ms(const scene *s) {
    return reader_screen_due_ms(&s->screen) - s->c.now.person_ms;
}

START_TEST(a_typed_letter_does_not_bring_chat_along) {
    scene s;
    begin(&s);
    say_often(&s, 3);
    type_text(&s.c, "x");
    ck_assert(!reader_screen_echo(&s.screen, &s.c.m, s.c.now));
    char *bytes = sent(&s.terminal);
    ck_assert_ptr_nonnull(strchr(bytes, 'x'));
    ck_assert_ptr_null(strstr(bytes, "a line of chat"));
    free(bytes);
    reader_screen_show(&s.screen, &s.c.m, s.c.now);
    expect_sent(&s.terminal, "a line of chat");
    end(&s);
}
END_TEST

START_TEST(a_key_that_moves_the_view_shows_everything) {
    static const char *const keys[] = {"PgUp", "F1", "F2", "F4", "F7"};
    scene s;
    begin(&s);
    say_often(&s, 200);
    reader_screen_show(&s.screen, &s.c.m, s.c.now);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        press(&s.c, keys[i]);
        ck_assert_msg(reader_screen_echo(&s.screen, &s.c.m, s.c.now), "%s",
                      keys[i]);
        ck_assert(!reader_screen_echo(&s.screen, &s.c.m, s.c.now));
    }
    end(&s);
}
END_TEST

START_TEST(a_new_size_shows_everything) {
    scene s;
    begin(&s);
    ck_assert(!reader_screen_echo(&s.screen, &s.c.m, s.c.now));
    ck_assert(reader_screen_resize(&s.screen));
    ck_assert(reader_screen_echo(&s.screen, &s.c.m, s.c.now));
    end(&s);
}
END_TEST

START_TEST(a_flood_is_shown_less_often) {
    scene s;
    begin(&s);
    case_wait(&s.c, 100);
    say_often(&s, 10);
    reader_screen_show(&s.screen, &s.c.m, s.c.now);
    int64_t calm_ms = pause_ms(&s);
    case_wait(&s.c, 100);
    say_often(&s, 50);
    reader_screen_show(&s.screen, &s.c.m, s.c.now);
    int64_t flood_ms = pause_ms(&s);
    ck_assert_int_le(calm_ms, 17);
    ck_assert_int_gt(flood_ms, 4 * calm_ms);
    case_wait(&s.c, flood_ms);
    reader_screen_show(&s.screen, &s.c.m, s.c.now);
    ck_assert_int_eq(pause_ms(&s), calm_ms);
    end(&s);
}
END_TEST

TEST_MAIN("reader_screen", a_typed_letter_does_not_bring_chat_along,
          a_key_that_moves_the_view_shows_everything,
          a_new_size_shows_everything, a_flood_is_shown_less_often)
