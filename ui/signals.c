#include "signals.h"

#include "term.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

enum { ALTERNATE_STACK_BYTES = 64 * 1024, SIGNALS_BOUND = 65 };

static const int reported[] = {SIGINT,   SIGTERM, SIGHUP, SIGQUIT,
                               SIGWINCH, SIGCONT, SIGTSTP};
static const int crashes[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};

enum {
    REPORTED = sizeof reported / sizeof *reported,
    CRASHES = sizeof crashes / sizeof *crashes,
};

/* A handler reaches nothing but file scope. */
static int wake_pipe[2] = {-1, -1};
static volatile sig_atomic_t has_come[SIGNALS_BOUND];
static char alternate_stack[ALTERNATE_STACK_BYTES];

static void on_signal(int number) {
    int saved = errno;
    has_come[number] = 1;
    /* A full pipe wakes the loop just as well. */
    ssize_t written = write(wake_pipe[1], "", 1);
    (void)written;
    errno = saved;
}

/* SA_RESETHAND has put the default action back: raising again dies of it. */
static void on_crash(int number) {
    term_emergency_restore();
    raise(number);
}

static bool catch_signal(int number, void (*handler)(int), int flags) {
    struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
    sigemptyset(&action.sa_mask);
    return sigaction(number, &action, NULL) == 0;
}

static bool catch_all(void) {
    stack_t stack = {.ss_sp = alternate_stack,
                     .ss_size = ALTERNATE_STACK_BYTES};
    bool is_done = sigaltstack(&stack, NULL) == 0;
    for (size_t i = 0; i < REPORTED; i++) {
        is_done &= catch_signal(reported[i], on_signal, SA_RESTART);
    }
    for (size_t i = 0; i < CRASHES; i++) {
        is_done &= catch_signal(crashes[i], on_crash,
                                SA_ONSTACK | (int)SA_RESETHAND | SA_NODEFER);
    }
    return is_done & catch_signal(SIGPIPE, SIG_IGN, 0);
}

static bool set_flags(int fd) {
    return fcntl(fd, F_SETFL, O_NONBLOCK) == 0 &&
           fcntl(fd, F_SETFD, FD_CLOEXEC) == 0;
}

int signals_open(void) {
    if (pipe(wake_pipe) != 0) {
        return -1;
    }
    if (!set_flags(wake_pipe[0]) || !set_flags(wake_pipe[1]) || !catch_all()) {
        signals_close();
        return -1;
    }
    return wake_pipe[0];
}

void signals_close(void) {
    for (size_t i = 0; i < REPORTED; i++) {
        catch_signal(reported[i], SIG_DFL, 0);
        has_come[reported[i]] = 0;
    }
    for (size_t i = 0; i < CRASHES; i++) {
        catch_signal(crashes[i], SIG_DFL, 0);
    }
    catch_signal(SIGPIPE, SIG_DFL, 0);
    sigaltstack(&(stack_t){.ss_flags = SS_DISABLE}, NULL);
    for (size_t i = 0; i < 2; i++) {
        if (wake_pipe[i] >= 0) {
            close(wake_pipe[i]);
            wake_pipe[i] = -1;
        }
    }
}

int signals_next(void) {
    char waste[64];
    while (read(wake_pipe[0], waste, sizeof waste) > 0) {
    }
    for (size_t i = 0; i < REPORTED; i++) {
        if (has_come[reported[i]]) {
            has_come[reported[i]] = 0;
            return reported[i];
        }
    }
    return 0;
}

bool signals_is_ending(int number) {
    return number == SIGINT || number == SIGTERM || number == SIGHUP ||
           number == SIGQUIT;
}

void signals_suspend(void) {
    catch_signal(SIGTSTP, SIG_DFL, 0);
    kill(0, SIGTSTP);
    catch_signal(SIGTSTP, on_signal, SA_RESTART);
}
