#include "sigpipe.h"

#include <errno.h>
#include <pthread.h>
#include <time.h>

static bool is_pending(void) {
    sigset_t pending;
    sigemptyset(&pending);
    sigpending(&pending);
    return sigismember(&pending, SIGPIPE) == 1;
}

static void only_sigpipe(sigset_t *set) {
    sigemptyset(set);
    sigaddset(set, SIGPIPE);
}

void sigpipe_block(sigpipe_guard *guard) {
    sigset_t set;
    only_sigpipe(&set);
    guard->has_to_clear = !is_pending();
    pthread_sigmask(SIG_BLOCK, &set, &guard->mask);
}

void sigpipe_restore(const sigpipe_guard *guard) {
    if (guard->has_to_clear && is_pending()) {
        sigset_t set;
        only_sigpipe(&set);
        const struct timespec at_once = {0};
        while (sigtimedwait(&set, NULL, &at_once) == -1 && errno == EINTR) {
        }
    }
    pthread_sigmask(SIG_SETMASK, &guard->mask, NULL);
}
