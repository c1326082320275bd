/* The whole program in a terminal, playing and making recordings. */
#include "pty.h"
#include "replay_case.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { COLUMNS = 80, ROWS = 24 };

static pty *start(const char *speed) {
    const char *arguments[] = {"--replay", replay_path("recording.jsonl"),
                               "--speed", speed, NULL};
    return pty_start(COLUMNS, ROWS, arguments, NULL);
}

static void leave(pty *p) {
    pty_type(p, "\x03\x03");
    ck_assert_int_eq(pty_wait_exit(p), 0);
    pty_free(p);
}

/* One row without what stands around it in an expected screen. */
static char *row_of(const grid *g, size_t row) {
    char *text = screen_row(g, row);
    size_t bytes = strlen(text) - 1; /* without the right bar */
    while (bytes > 1 && text[bytes - 1] == ' ') {
        bytes--;
    }
    text[bytes] = '\0';
    memmove(text, text + 1, bytes);
    return text;
}

static void expect_screen(const pty *p, const grid *expected) {
    for (size_t row = 0; row < ROWS; row++) {
        char *text = row_of(expected, row);
        ck_assert_str_eq(pty_row(p, (int)row), text);
        free(text);
    }
}

/* What library, model and drawing make of it without a terminal. */
static grid last_screen(void) {
    replay_case r;
    setenv("TZ", "UTC", 1);
    tzset();
    replay_open(&r, replay_path("recording.jsonl"), 1000);
    ck_assert_int_eq(reader_link_start(&r.link), DGG_OK);
    replay_finish(&r);
    grid g = replay_shown(&r, COLUMNS, ROWS);
    replay_close(&r);
    return g;
}

START_TEST(ends_at_the_same_screen_every_time) {
    static const char *const speeds[] = {"1000", "1000", "500"};
    grid expected = last_screen();
    for (size_t i = 0; i < sizeof speeds / sizeof *speeds; i++) {
        pty *p = start(speeds[i]);
        ck_assert(pty_wait_for(p, "The recording has ended."));
        pty_settle(p);
        expect_screen(p, &expected);
        leave(p);
    }
    grid_free(&expected);
}
END_TEST

START_TEST(what_is_typed_is_kept_and_not_sent) {
    pty *p = start("1000");
    ck_assert(pty_wait_for(p, "The recording has ended."));
    pty_type(p, "hello\r");
    ck_assert(pty_wait_for(p, "This is a recording: nothing can be sent."));
    ck_assert(pty_shows(p, "[chat] > hello"));
    pty_type(p, "\x03");
    leave(p);
}
END_TEST

/* A second of the recording is a minute and more: keys take their own time. */
START_TEST(a_slow_recording_is_left_as_quickly) {
    pty *p = start("0.01");
    ck_assert(pty_wait_for(p, "replay ×0.01"));
    pty_type(p, "\x03");
    ck_assert(pty_wait_for(p, "Press Ctrl-C again to leave"));
    pty_type(p, "\x03");
    ck_assert_int_eq(pty_wait_exit(p), 0);
    pty_free(p);
}
END_TEST

/* A file that may not become larger than a disk that is full has room. */
static pty *start_recording(const char *path, rlim_t room) {
    const char *arguments[] = {"--demo", "--record", path, NULL};
    struct rlimit all;
    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &all), 0);
    const struct rlimit some = {room, all.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &some), 0);
    pty *p = pty_start(COLUMNS, ROWS, arguments, NULL);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &all), 0);
    return p;
}

START_TEST(a_recording_that_stopped_is_told_then_and_at_the_end) {
    char path[] = "/tmp/dgg_full_XXXXXX";
    close(mkstemp(path));
    pty *p = start_recording(path, 4096);
    ck_assert(pty_wait_for(p, "The recording in /tmp/dgg_full_"));
    pty_type(p, "\x03\x03");
    ck_assert_int_eq(pty_wait_exit(p), 0);
    ck_assert(pty_shows(p, "dgg: The recording in /tmp/dgg_full_"));
    pty_free(p);
    unlink(path);
}
END_TEST

TEST_MAIN("program_replay", ends_at_the_same_screen_every_time,
          what_is_typed_is_kept_and_not_sent,
          a_slow_recording_is_left_as_quickly,
          a_recording_that_stopped_is_told_then_and_at_the_end)
