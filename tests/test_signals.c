#include "signals.h"

#include "test.h"

#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/wait.h>
#include <unistd.h>

static bool is_readable(int fd) {
    struct pollfd ready = {.fd = fd, .events = POLLIN};
    return poll(&ready, 1, 0) == 1;
}

START_TEST(reports_each_signal) {
    static const int all[] = {SIGINT,   SIGTERM, SIGHUP, SIGQUIT,
                              SIGWINCH, SIGCONT, SIGTSTP};
    int fd = signals_open();
    ck_assert_int_ge(fd, 0);
    ck_assert(!is_readable(fd));
    ck_assert_int_eq(signals_next(), 0);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        raise(all[i]);
        ck_assert(is_readable(fd));
        ck_assert_int_eq(signals_next(), all[i]);
        ck_assert_int_eq(signals_next(), 0);
        ck_assert(!is_readable(fd));
    }
    signals_close();
}
END_TEST

START_TEST(some_ask_for_an_end) {
    ck_assert(signals_is_ending(SIGINT) && signals_is_ending(SIGTERM));
    ck_assert(signals_is_ending(SIGHUP) && signals_is_ending(SIGQUIT));
    ck_assert(!signals_is_ending(SIGWINCH) && !signals_is_ending(SIGCONT));
    ck_assert(!signals_is_ending(SIGTSTP) && !signals_is_ending(0));
}
END_TEST

START_TEST(survives_a_flood) {
    int fd = signals_open();
    for (int i = 0; i < 100000; i++) {
        raise(SIGWINCH);
    }
    raise(SIGTERM);
    ck_assert(is_readable(fd));
    ck_assert_int_eq(signals_next(), SIGTERM);
    ck_assert_int_eq(signals_next(), SIGWINCH);
    ck_assert_int_eq(signals_next(), 0);
    signals_close();
}
END_TEST

START_TEST(opens_again) {
    for (int i = 0; i < 3; i++) {
        ck_assert_int_ge(signals_open(), 0);
        raise(SIGHUP);
        signals_close();
    }
    ck_assert_int_ge(signals_open(), 0);
    ck_assert_int_eq(signals_next(), 0);
    signals_close();
}
END_TEST

START_TEST(still_dies_of_a_crash) {
    pid_t child = fork();
    if (child == 0) {
        signals_open();
        raise(SIGFPE);
        _exit(0);
    }
    int status;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFSIGNALED(status));
    ck_assert_int_eq(WTERMSIG(status), SIGFPE);
}
END_TEST

START_TEST(stops_and_goes_on) {
    pid_t child = fork();
    if (child == 0) {
        setpgid(0, 0);
        signals_open();
        signals_suspend();
        raise(SIGTSTP);
        _exit(signals_next() == SIGCONT ? 7 : 1);
    }
    int status;
    ck_assert_int_eq(waitpid(child, &status, WUNTRACED), child);
    ck_assert(WIFSTOPPED(status));
    kill(child, SIGCONT);
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFEXITED(status));
    ck_assert_int_eq(WEXITSTATUS(status), 7);
}
END_TEST

TEST_MAIN("signals", reports_each_signal, some_ask_for_an_end, survives_a_flood,
          opens_again, still_dies_of_a_crash, stops_and_goes_on)
