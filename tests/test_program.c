/* The whole program in a terminal, fed by its own demo server. */
#include "pty.h"
#include "test.h"

#include <signal.h>
#include <string.h>

static const char *const demo[] = {"--demo", NULL};

static void expect_restored(pty *p, const struct termios *before) {
    struct termios after;
    pty_settings(p, &after);
    ck_assert_uint_eq(after.c_lflag, before->c_lflag);
    ck_assert_uint_eq(after.c_iflag, before->c_iflag);
    ck_assert_uint_eq(after.c_oflag, before->c_oflag);
    ck_assert_msg(pty_wrote(p, "\033[?2004l"), "still in bracketed paste");
    ck_assert_msg(!pty_is_on_other_screen(p), "still on the other screen");
    ck_assert_msg(pty_has_cursor(p), "the cursor stays hidden");
}

static void leave(pty *p) {
    pty_type(p, "\x03\x03");
    ck_assert_int_eq(pty_wait_exit(p), 0);
}

START_TEST(shows_chat_users_and_whispers_at_once) {
    pty *p = pty_start(120, 40, demo, NULL);
    ck_assert(pty_wait_for(p, "[chat] >"));
    ck_assert(pty_wait_for(p, "Users"));
    ck_assert(pty_wait_for(p, "Whispers"));
    ck_assert(pty_wait_for(p, "demo_viewer"));
    leave(p);
    pty_free(p);
}
END_TEST

START_TEST(a_refused_whisper_is_told_and_given_back) {
    pty *p = pty_start(100, 30, demo, NULL);
    ck_assert(pty_wait_for(p, "demo_viewer"));
    pty_type(p, "/msg grumpy_owl are you there?\r");
    ck_assert(pty_wait_for(p, "grumpy_owl] >"));
    ck_assert(pty_wait_for(p, "are you there?"));
    ck_assert(pty_wait_for(p, "\xe2\x9c\x97 are you there?"));
    pty_type(p, "\x03"); /* the refused text is back in the input line */
    leave(p);
    pty_free(p);
}
END_TEST

START_TEST(a_whisper_goes_out_and_is_answered) {
    pty *p = pty_start(100, 30, demo, NULL);
    ck_assert(pty_wait_for(p, "Whispers 2"));
    ck_assert(pty_wait_for(p, "demo_viewer"));
    pty_type(p, "/msg quietfern hello\r");
    ck_assert(pty_wait_for(p, "[whisper \xe2\x86\x92 quietfern] >"));
    ck_assert(pty_wait_for(p, "demo_viewer: hello"));
    ck_assert(pty_wait_gone(p, "hello \xe2\x80\xa6"));
    ck_assert(!pty_shows(p, "\xe2\x9c\x97"));
    leave(p);
    pty_free(p);
}
END_TEST

START_TEST(what_somebody_said_is_looked_up) {
    pty *p = pty_start(100, 30, demo, NULL);
    ck_assert(pty_wait_for(p, "demo_viewer"));
    pty_type(p, "\033[18~"); /* F7 */
    ck_assert(pty_wait_for(p, "Look up users at 127.0.0.1?"));
    pty_type(p, "o");
    ck_assert(pty_wait_gone(p, "Look up users"));
    ck_assert(pty_wait_for(p, "beginning of the log"));
    pty_type(p, "hello");
    ck_assert(pty_wait_for(p, "[chat] > hello"));
    pty_type(p, "\033");
    ck_assert(pty_wait_gone(p, "beginning of the log"));
    pty_type(p, "\x03");
    leave(p);
    pty_free(p);
}
END_TEST

START_TEST(a_resize_lays_out_anew) {
    pty *p = pty_start(120, 40, demo, NULL);
    ck_assert(pty_wait_for(p, "Users"));
    pty_resize(p, 70, 20);
    ck_assert(pty_wait_for(p, "F2"));
    pty_resize(p, 15, 4);
    ck_assert(pty_wait_for(p, "too small"));
    pty_resize(p, 130, 45);
    ck_assert(pty_wait_for(p, "Users"));
    leave(p);
    pty_free(p);
}
END_TEST

/* It may not go there, but chat can be read without it. */
START_TEST(a_session_for_another_site_is_no_obstacle) {
    static const char *const nowhere[] = {"--chat-url", "ws://127.0.0.1:1/ws",
                                          "--site-url", "http://127.0.0.1:1",
                                          NULL};
    static const char *const environment[] = {"DGG_SESSION_ID=secret", NULL};
    pty *p = pty_start(100, 30, nowhere, environment);
    ck_assert(pty_wait_for(p, "The host refused the connection"));
    leave(p);
    pty_free(p);
}
END_TEST

START_TEST(leaving_restores_the_terminal) {
    struct termios before;
    pty *p = pty_start(80, 24, demo, NULL);
    pty_settings(p, &before);
    ck_assert(pty_wait_for(p, "[chat] >"));
    leave(p);
    expect_restored(p, &before);
    pty_free(p);
}
END_TEST

START_TEST(signals_restore_the_terminal) {
    static const int signals[] = {SIGTERM, SIGHUP,  SIGINT,
                                  SIGSEGV, SIGABRT, SIGBUS};
    int signal_number = signals[_i];
    struct termios before;
    pty *p = pty_start(80, 24, demo, NULL);
    pty_settings(p, &before);
    ck_assert(pty_wait_for(p, "[chat] >"));
    pty_signal(p, signal_number);
    int code = pty_wait_exit(p);
    bool is_crash = signal_number == SIGSEGV || signal_number == SIGABRT ||
                    signal_number == SIGBUS;
    ck_assert_int_eq(code, is_crash ? 128 + signal_number : 0);
    expect_restored(p, &before);
    pty_free(p);
}
END_TEST

START_TEST(without_colour_no_colour_is_sent) {
    static const char *const environment[] = {"NO_COLOR=1", NULL};
    pty *p = pty_start(100, 30, demo, environment);
    ck_assert(pty_wait_for(p, "demo_viewer"));
    pty_settle(p);
    ck_assert(!pty_wrote(p, "\033[38;5;") && !pty_wrote(p, "\033[31m"));
    leave(p);
    pty_free(p);
}
END_TEST

START_TEST(poor_surroundings_are_survived) {
    static const char *const environments[][4] = {
        {"LC_ALL=C", "LANG=C", NULL},
        {"LC_ALL", "LANG", NULL},
        {"TERM=no-such-terminal", NULL},
        {"TERM=vt100", NULL},
    };
    pty *p = pty_start(80, 24, demo, environments[_i]);
    ck_assert(pty_wait_for(p, "[chat] >"));
    ck_assert(pty_wait_for(p, "F2 users"));
    leave(p);
    pty_free(p);
}
END_TEST

START_TEST(a_locale_that_is_replaced_is_told) {
    static const char *const environment[] = {"LC_ALL=xx_YY.UTF-8", NULL};
    static const char *const offline[] = {"--chat-url", "ws://127.0.0.1:1/ws",
                                          "--site-url", "http://127.0.0.1:1",
                                          NULL};
    pty *p = pty_start(100, 30, offline, environment);
    ck_assert(pty_wait_for(p, "The locale is not UTF-8"));
    leave(p);
    pty_free(p);
}
END_TEST

START_TEST(an_unreachable_chat_is_told_and_left) {
    static const char *const arguments[] = {"--chat-url", "ws://127.0.0.1:1/ws",
                                            "--site-url", "http://127.0.0.1:1",
                                            NULL};
    pty *p = pty_start(100, 30, arguments, NULL);
    ck_assert(pty_wait_for(p, "refused"));
    pty_type(p, "still here");
    ck_assert(pty_wait_for(p, "still here"));
    pty_type(p, "\x03");
    leave(p);
    pty_free(p);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("program");
    TCase *group = tcase_create("program");
    tcase_add_test(group, shows_chat_users_and_whispers_at_once);
    tcase_add_test(group, a_refused_whisper_is_told_and_given_back);
    tcase_add_test(group, a_whisper_goes_out_and_is_answered);
    tcase_add_test(group, what_somebody_said_is_looked_up);
    tcase_add_test(group, a_resize_lays_out_anew);
    tcase_add_test(group, a_session_for_another_site_is_no_obstacle);
    tcase_add_test(group, leaving_restores_the_terminal);
    tcase_add_loop_test(group, signals_restore_the_terminal, 0, 6);
    tcase_add_test(group, without_colour_no_colour_is_sent);
    tcase_add_loop_test(group, poor_surroundings_are_survived, 0, 4);
    tcase_add_test(group, a_locale_that_is_replaced_is_told);
    tcase_add_test(group, an_unreachable_chat_is_told_and_left);
    suite_add_tcase(suite, group);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
