#include "draw_log_words.h"

#include "draw_list.h"

#include <inttypes.h>
#include <stdio.h>

enum { PART_BYTES = 320 };

static void describe_skipped(char out[PART_BYTES], uint64_t skipped) {
    char count[COUNT_BYTES];
    draw_count(count, skipped);
    out[0] = '\0';
    if (skipped > 0) {
        snprintf(out, PART_BYTES, " · %s not understood", count);
    }
}

static void describe_loading(char out[LOG_WORDS_BYTES], const log_pane *log) {
    const log_progress *p = &log->progress;
    const char *older = log->lines.loaded > 0 ? " older" : "";
    if (p->wait_ms > 0) {
        snprintf(out, LOG_WORDS_BYTES,
                 "log service asks us to wait %" PRId64 " s",
                 (p->wait_ms + 999) / 1000);
    } else if (log->service.is_archive) {
        snprintf(out, LOG_WORDS_BYTES, "── loading%s: %04d-%02d ──", older,
                 p->month.year, p->month.month);
    } else {
        snprintf(out, LOG_WORDS_BYTES, "── loading%s ──", older);
    }
}

/* There are older lines, as far as is known. */
static void describe_more(char out[LOG_WORDS_BYTES], const log_pane *log,
                          bool is_short) {
    char count[COUNT_BYTES];
    char day[LOG_DAY_BYTES];
    char skipped[PART_BYTES];
    char from[PART_BYTES];
    draw_count(count, log->lines.loaded);
    log_lines_oldest(day, &log->lines);
    describe_skipped(skipped, log->progress.skipped);
    snprintf(from, sizeof from, "%s%s", is_short ? "" : " from ",
             is_short ? "" : log->service.host);
    if (log->lines.loaded == 0) {
        snprintf(out, LOG_WORDS_BYTES, "── no lines%s yet%s · PgUp for more ──",
                 from, skipped);
    } else {
        snprintf(out, LOG_WORDS_BYTES,
                 "── %s line%s%s, oldest %s%s · PgUp for more ──", count,
                 log->lines.loaded == 1 ? "" : "s", from, day, skipped);
    }
}

static void describe_idle(char out[LOG_WORDS_BYTES], const log_pane *log,
                          bool is_short) {
    char count[COUNT_BYTES];
    char skipped[PART_BYTES];
    describe_skipped(skipped, log->progress.skipped);
    if (!log->progress.is_at_beginning && log_lines_is_full(&log->lines)) {
        draw_count(count, log->lines.loaded);
        snprintf(out, LOG_WORDS_BYTES, "── %s lines, more are not kept%s ──",
                 count, skipped);
    } else if (!log->progress.is_at_beginning) {
        describe_more(out, log, is_short);
    } else if (log->lines.loaded > 0) {
        snprintf(out, LOG_WORDS_BYTES, "── beginning of the log%s ──", skipped);
    } else {
        snprintf(out, LOG_WORDS_BYTES, "no lines of %s at %s%s", log->nick,
                 log->service.host, skipped);
    }
}

/* Nothing came, or not all of it. */
static bool is_silence(dgg_error error) {
    switch ((int)error) {
    case DGG_ERROR_RESOLVE:
    case DGG_ERROR_REFUSED:
    case DGG_ERROR_UNREACHABLE:
    case DGG_ERROR_TIMEOUT:
    case DGG_ERROR_CERTIFICATE:
    case DGG_ERROR_TLS:
    case DGG_ERROR_CLOSED:
    case DGG_ERROR_TRUNCATED: return true;
    default: return false;
    }
}

static void describe_failure(char out[LOG_WORDS_BYTES], const log_pane *log,
                             bool is_short) {
    bool is_silent = is_silence(log->error);
    const char *who = is_short ? "" : log->service.host;
    const char *what = is_silent ? " does not answer" : " gives no lines";
    if (is_short) {
        what = is_silent ? "no answer" : "no lines";
    }
    if (log->error == DGG_ERROR_THROTTLED) {
        snprintf(out, LOG_WORDS_BYTES,
                 "log service keeps asking us to wait · PgUp tries again");
    } else {
        snprintf(out, LOG_WORDS_BYTES, "%s%s: %s · PgUp tries again", who, what,
                 log->problem);
    }
}

void log_words_title(char out[LOG_WORDS_BYTES], const log_pane *log) {
    bool has_host = log->service.host[0] != '\0';
    snprintf(out, LOG_WORDS_BYTES, "%s%s%s", log->nick, has_host ? " · " : "",
             log->service.host);
}

void log_words_instead(char out[LOG_WORDS_BYTES], const log_pane *log) {
    out[0] = '\0';
    if (log->phase == LOG_ASKING) {
        snprintf(out, LOG_WORDS_BYTES,
                 "Look up users at %s? y = always / o = once / n = no",
                 log->service.host);
    } else if (log->phase == LOG_RECORDED) {
        snprintf(out, LOG_WORDS_BYTES, "A recording has no logs.");
    }
}

void log_words_state(char out[LOG_WORDS_BYTES], const log_pane *log,
                     bool is_short) {
    out[0] = '\0';
    switch (log->phase) {
    case LOG_LOADING: describe_loading(out, log); break;
    case LOG_IDLE: describe_idle(out, log, is_short); break;
    case LOG_FAILED: describe_failure(out, log, is_short); break;
    case LOG_CLOSED:
    case LOG_RECORDED:
    case LOG_ASKING: break;
    }
}
