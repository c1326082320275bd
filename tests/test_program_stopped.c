/* The whole program in a terminal that has stopped reading. */
#include "measure.h"
#include "pty.h"
#include "server.h"
#include "test.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    BURSTS = 10,
    BURST_MESSAGES = 2000,
    EARLIER_MESSAGES = 200,
    TEXT_BYTES = 128,
    GROWTH_MB = 16,
};

typedef struct stage {
    dgg_loop *loop;
    server *server;
    pty *pty;
    struct termios before;
    int said;
} stage;

static void say(stage *s) {
    char frame[TEXT_BYTES * 2];
    snprintf(frame, sizeof frame,
             "MSG {\"nick\":\"bird\",\"features\":[],\"timestamp\":%d,"
             "\"data\":\"This is number %d.\"}",
             s->said, s->said);
    server_broadcast(s->server, frame);
    s->said++;
}

static void say_many(stage *s, int count) {
    for (int i = 0; i < count; i++) {
        say(s);
    }
}

static void wait_for(stage *s, const char *text) {
    while (!pty_shows(s->pty, text)) {
        dgg_loop_wait(s->loop, 10);
        pty_read(s->pty);
    }
}

/* The program as somebody who may write, with an earlier chat to scroll in. */
static stage open_stage(void) {
    stage s = {0};
    server_options options = {.has_no_script = true};
    ck_assert_int_eq(dgg_loop_new(&s.loop, NULL), DGG_OK);
    ck_assert_int_eq(server_new(&s.server, s.loop, &options, NULL), DGG_OK);
    const char *const arguments[] = {
        "--chat-url",       server_chat_url(s.server),
        "--site-url",       server_site_url(s.server),
        "--trust-endpoint", NULL,
    };
    static const char *const environment[] = {
        "DGG_AUTH_TOKEN=" SERVER_DEMO_TOKEN,
        "ASAN_OPTIONS=quarantine_size_mb=1",
        NULL,
    };
    s.pty = pty_start(100, 30, arguments, environment);
    pty_settings(s.pty, &s.before);
    wait_for(&s, SERVER_DEMO_NICK);
    say_many(&s, EARLIER_MESSAGES);
    wait_for(&s, "number 199.");
    return s;
}

static void close_stage(stage *s) {
    pty_free(s->pty);
    server_free(s->server);
    dgg_loop_free(s->loop);
}

/* Types it and waits until it is in the chat, without reading the screen. A
 * text goes out only after the one before was seen to arrive, so that by then
 * the program has read what was said before that. */
static void type_unseen(stage *s, const char *text) {
    char *received = calloc(1, 1);
    pty_type(s->pty, text);
    pty_type(s->pty, "\r");
    while (strstr(received, text) == NULL) {
        ck_assert_uint_eq(server_connections(s->server), 1);
        dgg_loop_wait(s->loop, -1);
        free(received);
        received = server_take_received(s->server);
        ck_assert_ptr_nonnull(received);
    }
    free(received);
}

static void pause_view(stage *s) {
    pty_type(s->pty, "\033[5~");
    wait_for(s, "paused");
}

/* Nobody reads, and each new size has everything drawn anew. */
static void fill_terminal(stage *s) {
    for (int i = 1; !pty_is_full(s->pty); i++) {
        pty_resize(s->pty, 100 - i % 2, 30);
        dgg_loop_wait(s->loop, 10);
    }
}

START_TEST(misses_nothing_that_is_said_meanwhile) {
    stage s = open_stage();
    pause_view(&s);
    fill_terminal(&s);
    double memory_mb = measure_memory_of(pty_process(s.pty));
    for (int i = 0; i < BURSTS; i++) {
        char text[TEXT_BYTES];
        say_many(&s, BURST_MESSAGES);
        snprintf(text, sizeof text, "typed blindly, number %d", i);
        type_unseen(&s, text);
    }
    type_unseen(&s, "the last");
    double growth_mb = measure_memory_of(pty_process(s.pty)) - memory_mb;
    ck_assert_msg(growth_mb < GROWTH_MB, "%.1f MB more", growth_mb);
    wait_for(&s, "20 011 new");
    pty_type(s.pty, "\033[F");
    wait_for(&s, "typed blindly, number 9");
    wait_for(&s, "the last");
    wait_for(&s, "This is number 20199.");
    close_stage(&s);
}
END_TEST

static void expect_restored(const stage *s) {
    struct termios after;
    pty_settings(s->pty, &after);
    ck_assert_uint_eq(after.c_lflag, s->before.c_lflag);
    ck_assert_uint_eq(after.c_iflag, s->before.c_iflag);
    ck_assert_uint_eq(after.c_oflag, s->before.c_oflag);
    ck_assert_msg(pty_wrote(s->pty, "\033[?2004l"), "in bracketed paste");
    ck_assert_msg(!pty_is_on_other_screen(s->pty), "on the other screen");
    ck_assert_msg(pty_has_cursor(s->pty), "the cursor stays hidden");
}

START_TEST(ends_by_a_signal_and_restores) {
    static const int signals[] = {SIGTERM, SIGHUP, SIGINT, SIGSEGV};
    stage s = open_stage();
    fill_terminal(&s);
    pty_signal(s.pty, signals[_i]);
    int code = pty_wait_exit_unread(s.pty);
    ck_assert_int_eq(code, signals[_i] == SIGSEGV ? 128 + SIGSEGV : 0);
    expect_restored(&s);
    close_stage(&s);
}
END_TEST

START_TEST(ends_by_its_keys_and_restores) {
    stage s = open_stage();
    fill_terminal(&s);
    pty_type(s.pty, "\x03\x03");
    ck_assert_int_eq(pty_wait_exit_unread(s.pty), 0);
    expect_restored(&s);
    close_stage(&s);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("program_stopped");
    TCase *group = tcase_create("program_stopped");
    tcase_add_test(group, misses_nothing_that_is_said_meanwhile);
    tcase_add_loop_test(group, ends_by_a_signal_and_restores, 0, 4);
    tcase_add_test(group, ends_by_its_keys_and_restores);
    suite_add_tcase(suite, group);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
