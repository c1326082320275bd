#include "fake_term.h"
#include "fake_tty.h"
#include "signals.h"
#include "term_emergency.h"

#include <signal.h>
#include <sys/wait.h>

START_TEST(restores_in_an_emergency_once) {
    fake f = opened("xterm-256color", false);
    free(sent(&f));
    term_emergency_restore();
    term_emergency_restore();
    char *bytes = sent(&f);
    ck_assert_ptr_nonnull(strstr(bytes, "\033[?2004l"));
    ck_assert_ptr_nonnull(strstr(bytes, "\033[?25h"));
    char *left = strstr(bytes, "\033[?1049l");
    ck_assert_ptr_nonnull(left);
    ck_assert_ptr_null(strstr(left + 1, "\033[?1049l"));
    ck_assert_ptr_null(strstr(bytes, "$<"));
    free(bytes);
    done(&f);
    term_emergency_restore();
}
END_TEST

/* A child takes the terminal over and dies of its own mistake. */
START_TEST(gives_a_crashed_terminal_back) {
    tty p = tty_open();
    pid_t child = fork();
    if (child == 0) {
        signals_open();
        open_on(&p);
        raise(SIGSEGV);
        _exit(0);
    }
    int status;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFSIGNALED(status));
    ck_assert_int_eq(WTERMSIG(status), SIGSEGV);
    ck_assert(has_its_modes(&p));
    char bytes[4096] = "";
    size_t count = 0;
    while (strstr(bytes, "\033[?1049l") == NULL) {
        ssize_t more = read(p.master, bytes + count, sizeof bytes - 1 - count);
        ck_assert_int_gt(more, 0);
        count += (size_t)more;
    }
    tty_close(&p);
}
END_TEST

/* It dies with a terminal in front of it that reads nothing. */
START_TEST(gives_a_full_terminal_back) {
    tty p = tty_open();
    static const char left[] = "\033[?1049l";
    const size_t count = sizeof left - 1;
    char bytes[1 << 16];
    int fd = open(ttyname(p.slave), O_WRONLY | O_NOCTTY | O_NONBLOCK);
    memset(bytes, 'x', sizeof bytes);
    while (write(fd, bytes, sizeof bytes) > 0) {
    }
    term_emergency_arm(fd, &p.modes, left, count);
    term_emergency_restore();
    size_t end = 0;
    while (end < count || memcmp(bytes + end - count, left, count) != 0) {
        ssize_t more = read(p.master, bytes + end, sizeof bytes - end);
        ck_assert_int_gt(more, 0);
        end += (size_t)more;
    }
    close(fd);
    tty_close(&p);
}
END_TEST

TEST_MAIN("term_emergency", restores_in_an_emergency_once,
          gives_a_crashed_terminal_back, gives_a_full_terminal_back)
