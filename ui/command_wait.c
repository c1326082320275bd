#include "command_wait.h"

#include "signals.h"

#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <unistd.h>

static bool is_ending(int number) {
    return number == SIGINT || number == SIGTERM || number == SIGHUP;
}

command_wake command_wait(dgg_loop *loop, int signals) {
    struct pollfd fds[] = {
        {.fd = dgg_loop_fd(loop), .events = POLLIN},
        {.fd = signals, .events = POLLIN},
        {.fd = STDOUT_FILENO}, /* only for POLLERR of a closed pipe */
    };
    poll(fds, sizeof fds / sizeof *fds, dgg_loop_timeout_ms(loop));
    int number;
    while ((number = signals_next()) != 0) {
        if (is_ending(number)) {
            return WAKE_INTERRUPTED;
        }
        if (number == SIGTSTP) {
            signals_suspend();
        }
    }
    if ((fds[2].revents & POLLERR) != 0) {
        return WAKE_UNREAD;
    }
    dgg_loop_service(loop);
    return WAKE_SERVICED;
}
