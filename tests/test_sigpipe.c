#include "sigpipe.h"
#include "test.h"

#include <errno.h>
#include <unistd.h>

static void write_to_nobody(void) {
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    close(ends[0]);
    ck_assert_int_eq(write(ends[1], "x", 1), -1);
    ck_assert_int_eq(errno, EPIPE);
    close(ends[1]);
}

static bool is_blocked(void) {
    sigset_t mask;
    pthread_sigmask(SIG_BLOCK, NULL, &mask);
    return sigismember(&mask, SIGPIPE) == 1;
}

static bool is_pending(void) {
    sigset_t pending;
    sigpending(&pending);
    return sigismember(&pending, SIGPIPE) == 1;
}

/* Without the guard the write ends this program. */
START_TEST(a_write_to_nobody_ends_nothing) {
    sigpipe_guard guard;
    sigpipe_block(&guard);
    write_to_nobody();
    sigpipe_restore(&guard);
    ck_assert(!is_pending());
    ck_assert(!is_blocked());
    struct sigaction action;
    sigaction(SIGPIPE, NULL, &action);
    ck_assert(action.sa_handler == SIG_DFL);
}
END_TEST

START_TEST(the_program_keeps_its_own_pending_signal) {
    sigset_t set;
    sigset_t before;
    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &set, &before);
    raise(SIGPIPE);
    sigpipe_guard guard;
    sigpipe_block(&guard);
    write_to_nobody();
    sigpipe_restore(&guard);
    ck_assert(is_blocked());
    ck_assert(is_pending());
    int signal_number;
    sigwait(&set, &signal_number);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}
END_TEST

TEST_MAIN("sigpipe", a_write_to_nobody_ends_nothing,
          the_program_keeps_its_own_pending_signal)
