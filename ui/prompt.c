#include "prompt.h"

#include "line_input.h"
#include "signals.h"
#include "term_emergency.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

typedef struct prompt {
    const char *words;
    int signals;
    bool is_terminal;
    struct termios before;
    line_input input;
} prompt;

/* What was typed before is thrown away, here and below: it was seen, or is the
 * rest of what may not be. */
static bool hide(const prompt *p) {
    if (!p->is_terminal) {
        return true;
    }
    struct termios modes = p->before;
    modes.c_lflag &= ~(tcflag_t)(ECHO | ECHOE | ECHOK);
    modes.c_lflag |= ICANON | ISIG | ECHONL;
    term_emergency_arm(STDIN_FILENO, &p->before, "", 0);
    if (tcsetattr(STDIN_FILENO, TCSANOW, &modes) != 0) {
        return false;
    }
    tcflush(STDIN_FILENO, TCIFLUSH);
    fputs(p->words, stderr);
    return true;
}

static void show(const prompt *p) {
    if (p->is_terminal) {
        tcflush(STDIN_FILENO, TCIFLUSH);
        tcsetattr(STDIN_FILENO, TCSANOW, &p->before);
        term_emergency_disarm();
    }
}

/* False: the program is to end. */
static bool obey_signals(const prompt *p) {
    int number;
    while ((number = signals_next()) != 0) {
        if (signals_is_ending(number)) {
            return false;
        }
        if (number == SIGTSTP) {
            show(p);
            signals_suspend();
            hide(p);
        }
    }
    return true;
}

static prompt_result wait_for_line(prompt *p, char **line, size_t *bytes) {
    line_state state;
    while ((state = line_input_next(&p->input, line, bytes)) == LINE_MORE) {
        struct pollfd fds[] = {
            {.fd = STDIN_FILENO, .events = POLLIN},
            {.fd = p->signals, .events = POLLIN},
        };
        int ready = poll(fds, sizeof fds / sizeof *fds, -1);
        if (!obey_signals(p)) {
            return PROMPT_INTERRUPTED;
        }
        if (ready > 0 && fds[0].revents != 0 &&
            !line_input_read(&p->input, STDIN_FILENO)) {
            return PROMPT_FAILED;
        }
    }
    if (state == LINE_END) {
        return PROMPT_ENDED;
    }
    bool is_short = state == LINE_WHOLE && *bytes < OPTIONS_SECRET_BYTES;
    return is_short ? PROMPT_READ : PROMPT_LONG;
}

prompt_result prompt_secret(const char *words, int signals,
                            char secret[OPTIONS_SECRET_BYTES]) {
    prompt p = {.words = words, .signals = signals};
    char *line = NULL;
    size_t bytes = 0;
    p.is_terminal = tcgetattr(STDIN_FILENO, &p.before) == 0;
    prompt_result result =
        hide(&p) ? wait_for_line(&p, &line, &bytes) : PROMPT_FAILED;
    int saved = errno;
    show(&p);
    if (result == PROMPT_READ) {
        memcpy(secret, line, bytes);
        secret[bytes] = '\0';
    } else if (p.is_terminal) {
        fputc('\n', stderr);
    }
    options_secret_wipe(&p.input, sizeof p.input);
    errno = saved;
    return result;
}
