#include "logs_progress.h"

#include "logs_words.h"
#include "text_width.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { EVERY_MS = 100, USUAL_COLUMNS = 80 };

void logs_progress_init(logs_progress *p, const char *host) {
    bool is_wanted = isatty(STDERR_FILENO) != 0;
    *p = (logs_progress){
        .host = host,
        .is_wanted = is_wanted,
        .is_mixed = is_wanted && isatty(STDOUT_FILENO) != 0,
    };
}

/* A full row would move on to the next. */
static size_t columns(void) {
    struct winsize size;
    bool is_known =
        ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return (is_known ? size.ws_col : USUAL_COLUMNS) - 1u;
}

void logs_progress_show(logs_progress *p, const dgg_log_report *report,
                        int64_t now_ms) {
    char words[LOGS_WORDS_BYTES];
    if (!p->is_wanted || (now_ms < p->due_ms && report->wait_ms == 0)) {
        return;
    }
    logs_words_progress(words, p->host, report);
    fprintf(stderr, "\r%.*s\033[K",
            (int)text_fit(words, strlen(words), columns()), words);
    p->is_shown = true;
    p->due_ms = now_ms + EVERY_MS;
}

void logs_progress_make_way(logs_progress *p) {
    if (p->is_mixed) {
        logs_progress_wipe(p);
    }
}

void logs_progress_wipe(logs_progress *p) {
    if (p->is_shown) {
        fputs("\r\033[K", stderr);
        p->is_shown = false;
    }
}
