#include "fake_tty.h"
#include "logs_progress.h"

#include <string.h>
#include <sys/ioctl.h>

/* Standard error and output while a terminal, or a pipe, is in their place. */
typedef struct scene {
    tty terminal;
    int from;    /* what is written can be read here */
    int nowhere; /* what else is written to: /dev/null, or the pipe */
    int saved[2];
    logs_progress progress;
} scene;

static const dgg_log_report report = {.lines = 2, .bytes = 1000000};

static void redirect(scene *s, int output, int error) {
    s->saved[0] = dup(STDOUT_FILENO);
    s->saved[1] = dup(STDERR_FILENO);
    dup2(output, STDOUT_FILENO);
    dup2(error, STDERR_FILENO);
    logs_progress_init(&s->progress, "host");
}

static void begin(scene *s, unsigned short columns, bool is_mixed) {
    const struct winsize size = {.ws_row = 24, .ws_col = columns};
    *s = (scene){.terminal = tty_open()};
    ck_assert_int_eq(ioctl(s->terminal.slave, TIOCSWINSZ, &size), 0);
    s->from = s->terminal.master;
    s->nowhere = open("/dev/null", O_WRONLY);
    redirect(s, is_mixed ? s->terminal.slave : s->nowhere, s->terminal.slave);
}

static void begin_at_pipe(scene *s) {
    int ends[2];
    *s = (scene){.terminal = tty_open()};
    ck_assert_int_eq(pipe(ends), 0);
    s->from = ends[0];
    s->nowhere = ends[1];
    redirect(s, ends[1], ends[1]);
}

static void end(scene *s) {
    dup2(s->saved[0], STDOUT_FILENO);
    dup2(s->saved[1], STDERR_FILENO);
    close(s->saved[0]);
    close(s->saved[1]);
    if (s->from != s->terminal.master) {
        close(s->from);
    }
    close(s->nowhere);
    tty_close(&s->terminal);
}

/* A terminal hands on what was written when it likes to: a mark is written
 * behind it, and waited for. */
static void expect(scene *s, const char *bytes) {
    char written[256] = "";
    size_t used = 0;
    ck_assert_int_eq(write(STDERR_FILENO, "#", 1), 1);
    while (used == 0 || written[used - 1] != '#') {
        ssize_t count = read(s->from, written + used, sizeof written - used);
        ck_assert_int_gt(count, 0);
        used += (size_t)count;
    }
    written[used - 1] = '\0';
    ck_assert_str_eq(written, bytes);
}

START_TEST(a_line_is_rewritten_ten_times_a_second) {
    scene s;
    begin(&s, 80, false);
    logs_progress_show(&s.progress, &report, 1000);
    expect(&s, "\rhost: 2 lines, 1.0 MB\033[K");
    logs_progress_show(&s.progress, &report, 1099);
    expect(&s, "");
    logs_progress_show(&s.progress, &report, 1100);
    expect(&s, "\rhost: 2 lines, 1.0 MB\033[K");
    end(&s);
}
END_TEST

START_TEST(a_wait_is_shown_at_once) {
    dgg_log_report wait = report;
    scene s;
    begin(&s, 80, false);
    logs_progress_show(&s.progress, &report, 1000);
    wait.wait_ms = 5000;
    logs_progress_show(&s.progress, &wait, 1001);
    expect(&s, "\rhost: 2 lines, 1.0 MB\033[K"
               "\rhost: the service asks to wait 5 s\033[K");
    end(&s);
}
END_TEST

START_TEST(a_narrow_terminal_keeps_one_row) {
    scene s;
    begin(&s, 14, false);
    logs_progress_show(&s.progress, &report, 1000);
    expect(&s, "\rhost: 2 lines\033[K");
    end(&s);
}
END_TEST

START_TEST(it_is_wiped_once) {
    scene s;
    begin(&s, 80, false);
    logs_progress_wipe(&s.progress);
    expect(&s, "");
    logs_progress_show(&s.progress, &report, 1000);
    logs_progress_wipe(&s.progress);
    logs_progress_wipe(&s.progress);
    expect(&s, "\rhost: 2 lines, 1.0 MB\033[K\r\033[K");
    end(&s);
}
END_TEST

START_TEST(output_needs_room_only_at_the_same_terminal) {
    for (int is_mixed = 0; is_mixed < 2; is_mixed++) {
        scene s;
        begin(&s, 80, is_mixed != 0);
        logs_progress_show(&s.progress, &report, 1000);
        expect(&s, "\rhost: 2 lines, 1.0 MB\033[K");
        logs_progress_make_way(&s.progress);
        expect(&s, is_mixed ? "\r\033[K" : "");
        end(&s);
    }
}
END_TEST

START_TEST(a_pipe_gets_nothing) {
    scene s;
    begin_at_pipe(&s);
    logs_progress_show(&s.progress, &report, 1000);
    logs_progress_make_way(&s.progress);
    logs_progress_wipe(&s.progress);
    expect(&s, "");
    end(&s);
}
END_TEST

TEST_MAIN("logs_progress", a_line_is_rewritten_ten_times_a_second,
          a_wait_is_shown_at_once, a_narrow_terminal_keeps_one_row,
          it_is_wiped_once, output_needs_room_only_at_the_same_terminal,
          a_pipe_gets_nothing)
