#include "command_wait.h"

#include "signals.h"

#include <poll.h>
#include <signal.h>

command_wake command_wait(dgg_loop *loop, const command_watch *watch) {
    struct pollfd fds[] = {
        {.fd = dgg_loop_fd(loop), .events = POLLIN},
        {.fd = watch->signals, .events = POLLIN},
        {.fd = watch->output}, /* only for POLLERR of a closed pipe */
        {.fd = watch->input, .events = POLLIN},
    };
    poll(fds, sizeof fds / sizeof *fds, dgg_loop_timeout_ms(loop));
    int number;
    while ((number = signals_next()) != 0) {
        if (signals_is_ending(number)) {
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
    return fds[3].revents != 0 ? WAKE_INPUT : WAKE_SERVICED;
}
