/* The same recording gives the same screens: another time, at another speed,
 * on another day. */
#include "buffer.h"
#include "replay_case.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { SCREENS_BYTES = 64 << 20, COLUMNS = 100, ROWS = 30 };

/* The machine's clocks, for the whole program: they go when a test says so. */
static int64_t machine_ms;
static int64_t machine_epoch_ms;

int clock_gettime(clockid_t clock, struct timespec *now) {
    int64_t ms = machine_ms + (clock == CLOCK_REALTIME ? machine_epoch_ms : 0);
    *now = (struct timespec){.tv_sec = (time_t)(ms / 1000),
                             .tv_nsec = (long)(ms % 1000) * 1000000};
    return 0;
}

/* How a run differs from the others: not in what is shown. */
typedef struct circumstances {
    double speed;
    int64_t start_ms; /* of the machine's monotonic clock */
    int64_t epoch_ms; /* on which day */
    int64_t step_ms;  /* how far apart the turns of the loop are */
} circumstances;

typedef struct run {
    replay_case replay;
    buffer screens; /* every cell of every screen */
    size_t events;
} run;

static void put(buffer *b, const void *bytes, size_t count) {
    ck_assert(buffer_append(b, bytes, count));
}

static void keep_cell(buffer *b, const grid_cell *cell) {
    put(b, &cell->code, sizeof cell->code);
    put(b, cell->marks, sizeof cell->marks);
    put(b, &cell->style.role, sizeof cell->style.role);
    put(b, &cell->style.color, sizeof cell->style.color);
}

static void keep_screen(run *r) {
    grid g = replay_shown(&r->replay, COLUMNS, ROWS);
    for (size_t row = 0; row < ROWS; row++) {
        for (size_t column = 0; column < COLUMNS; column++) {
            keep_cell(&r->screens, grid_at(&g, column, row));
        }
    }
    put(&r->screens, &g.cursor_column, sizeof g.cursor_column);
    grid_free(&g);
}

/* A person looks around, always at the same places of the recording. */
static void press_some(run *r) {
    static const struct {
        size_t event;
        const char *key;
    } keys[] = {{12, "PgUp"}, {20, "F4"},  {22, "F4"}, {25, "M-r"},
                {40, "Esc"},  {41, "End"}, {44, "F2"}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (keys[i].event == r->events) {
            press(&r->replay.c, keys[i].key);
        }
    }
}

/* Comes after the model has heard of the event. */
static int on_event(dgg_chat *chat, const dgg_event *event, void *user) {
    run *r = user;
    (void)chat;
    (void)event;
    r->events++;
    r->replay.c.now = reader_link_now(&r->replay.link);
    press_some(r);
    keep_screen(r);
    return 0;
}

/* Plays everything; the caller frees the screens. */
static buffer play(const circumstances *how) {
    run r = {0};
    machine_ms = how->start_ms;
    machine_epoch_ms = how->epoch_ms;
    buffer_init(&r.screens, SCREENS_BYTES);
    replay_open(&r.replay, replay_path("recording.jsonl"), how->speed);
    r.replay.c.m.status.clock_speed = 1; /* which the status line would tell */
    keep_screen(&r);
    ck_assert_int_eq(reader_link_start(&r.replay.link), DGG_OK);
    ck_assert_int_eq(dgg_chat_on(r.replay.link.network.chat, DGG_ON_EVERY_EVENT,
                                 on_event, &r),
                     DGG_OK);
    while (!replay_has_ended(&r.replay)) {
        machine_ms += how->step_ms;
        replay_turn(&r.replay);
    }
    keep_screen(&r);
    machine_ms += 3600 * 1000;
    replay_turn(&r.replay);
    keep_screen(&r);
    ck_assert_uint_gt(r.events, 60);
    replay_close(&r.replay);
    return r.screens;
}

START_TEST(shows_the_same_screens_again) {
    static const circumstances others[] = {
        {1, 5000, 1700000000000, 100},      /* the same again */
        {1, 777777, 1800000000123, 100},    /* another day */
        {1, 5000, 1700000000000, 16},       /* a quicker machine */
        {4, 5000, 1700000000000, 33},       /* faster */
        {0.1, 5000, 1700000000000, 500},    /* slower */
        {1000, 5000, 1700000000000, 1},     /* a second a millisecond */
        {1000, 5000, 1700000000000, 10000}, /* all at once */
    };
    buffer first = play(&others[0]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        buffer again = play(&others[i]);
        ck_assert_uint_eq(again.used, first.used);
        size_t at = 0;
        while (at < first.used && again.bytes[at] == first.bytes[at]) {
            at++;
        }
        ck_assert_msg(at == first.used, "run %zu differs at byte %zu of %zu", i,
                      at, first.used);
        buffer_free(&again);
    }
    buffer_free(&first);
}
END_TEST

static void play_to_the_end(replay_case *r, const char *path) {
    machine_ms = 0; /* whatever the test before left */
    replay_open(r, path, 1000);
    ck_assert_int_eq(reader_link_start(&r->link), DGG_OK);
    while (!replay_has_ended(r)) {
        machine_ms += 1;
        replay_turn(r);
    }
}

START_TEST(tells_that_it_is_a_replay_and_has_ended) {
    replay_case r;
    replay_open(&r, replay_path("recording.jsonl"), 4);
    grid g = replay_shown(&r, COLUMNS, ROWS);
    screen_find(&g, "replay ×4");
    grid_free(&g);
    replay_close(&r);
    play_to_the_end(&r, replay_path("recording.jsonl"));
    g = replay_shown(&r, COLUMNS, ROWS);
    screen_find(&g, "replay ended");
    screen_find(&g, "The recording has ended.");
    grid_free(&g);
    replay_close(&r);
}
END_TEST

START_TEST(tells_that_the_end_is_missing) {
    char path[] = "/tmp/dgg_replay_XXXXXX";
    static const char text[] =
        "{\"dgg_script\":1,\"clock\":\"recorded\"}\n"
        "{\"at_ms\":1,\"frame\":\"MSG {\\\"nick\\\":\\\"bird\\\","
        "\\\"data\\\":\\\"whole\\\"}\"}\n"
        "{\"at_ms\":2,\"frame\":\"MSG {\\\"ni";
    int fd = mkstemp(path);
    ck_assert_int_eq(write(fd, text, sizeof text - 1), sizeof text - 1);
    close(fd);
    replay_case r;
    play_to_the_end(&r, path);
    grid g = replay_shown(&r, COLUMNS, ROWS);
    screen_find(&g, "bird: whole");
    screen_find(&g, "Its last line is not whole");
    grid_free(&g);
    replay_close(&r);
    unlink(path);
}
END_TEST

START_TEST(the_recorded_answers_fill_the_screen) {
    replay_case r;
    play_to_the_end(&r, replay_path("recording.jsonl"));
    const dgg_emotes *emotes = r.c.m.emotes;
    ck_assert_ptr_nonnull(emotes);
    ck_assert_ptr_nonnull(dgg_emotes_find(emotes, "BeeZoom", 7));
    ck_assert_ptr_nonnull(r.c.m.flairs);
    press(&r.c, "F4");
    grid g = replay_shown(&r, COLUMNS, ROWS);
    screen_find(&g, "OldKettle"); /* has unread whispers on the site */
    grid_free(&g);
    replay_close(&r);
}
END_TEST

START_TEST(nothing_is_sent_and_no_connection_asked_for) {
    static const char *const lines[] = {"hello", "/w quietfern hi", "/connect",
                                        "/disconnect"};
    replay_case r;
    play_to_the_end(&r, replay_path("recording.jsonl"));
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        enter(&r.c, lines[i]);
        replay_turn(&r);
        grid g = replay_shown(&r, COLUMNS, ROWS);
        screen_find(&g, "This is a recording");
        screen_find(&g, lines[i]);
        grid_free(&g);
        press(&r.c, "C-u");
    }
    replay_close(&r);
}
END_TEST

START_TEST(the_end_can_be_scrolled_back_from) {
    replay_case r;
    play_to_the_end(&r, replay_path("recording.jsonl"));
    press(&r.c, "M-<");
    grid g = replay_shown(&r, COLUMNS, ROWS);
    screen_find(&g, "good evening");
    grid_free(&g);
    replay_close(&r);
}
END_TEST

TEST_MAIN("reader_replay", shows_the_same_screens_again,
          tells_that_it_is_a_replay_and_has_ended,
          tells_that_the_end_is_missing, the_recorded_answers_fill_the_screen,
          nothing_is_sent_and_no_connection_asked_for,
          the_end_can_be_scrolled_back_from)
