#include "model_log.h"

#include "dgg_event.h"
#include "model_words.h"

#include <stdlib.h>
#include <string.h>

static void fail(log_pane *p, dgg_error error, const char *reason) {
    bool has_reason = reason != NULL && reason[0] != '\0';
    p->phase = LOG_FAILED;
    p->error = error;
    words_format(p->problem, sizeof p->problem, "%s",
                 has_reason ? reason : dgg_strerror(error));
}

static void request(log_pane *p, effects *e) {
    effect wanted = {
        .kind = p->service.is_archive ? EFFECT_LOG_MONTH : EFFECT_LOG_PAGE,
        .nick = p->nick,
        .tag = ++p->reading,
        .older_than_ms = p->progress.older_than_ms,
        .month = p->progress.month,
    };
    p->phase = LOG_LOADING;
    p->progress.wait_ms = 0;
    history_free(&p->page);
    if (!effects_add(e, &wanted)) {
        fail(p, DGG_ERROR_MEMORY, NULL);
    }
}

static void stop_loading(log_pane *p, effects *e) {
    if (p->phase == LOG_LOADING) {
        effects_add(e, &(effect){.kind = EFFECT_LOG_CANCEL});
    }
    history_free(&p->page);
}

static bool is_current(const log_pane *p, uint64_t reading) {
    return p->phase == LOG_LOADING && p->reading == reading;
}

/* The rule of the first day moves up with the first line. Where it was the row
 * on top, that is now the last row of the line in its place. */
static void keep_place(log_pane *p, uint64_t first) {
    const line *l = history_get(&p->lines.list, first);
    bool was_on_top =
        p->place.is_paused && p->place.top.sequence == first && l != NULL;
    if (was_on_top && l->kind != LINE_DAY) {
        p->place.top.row = SIZE_MAX;
    }
}

/* What came joins the lines before it, the newest first. */
static void take_page(log_pane *p) {
    history *page = &p->page;
    uint64_t first = p->lines.list.first;
    while (history_count(page) > 0 && !log_lines_is_full(&p->lines)) {
        line *l = p->service.is_archive ? history_take_last(page)
                                        : history_take_first(page);
        log_lines_prepend(&p->lines, l);
    }
    keep_place(p, first);
    history_free(page);
}

/* Pages come in the order in which they are wanted: each is good for itself,
 * whatever becomes of the request. */
static void pass_page(log_pane *p, const dgg_log_report *report) {
    take_page(p);
    if (report->older_than_ms > 0) {
        p->progress.older_than_ms = report->older_than_ms;
    }
}

/* A month without lines says nothing of the one before it, which is asked for
 * at once. */
static void pass_month(log_pane *p, effects *e) {
    log_progress *progress = &p->progress;
    bool is_empty = history_count(&p->page) == 0;
    take_page(p);
    progress->empty_months = is_empty ? progress->empty_months + 1 : 0;
    progress->month = dgg_month_add(progress->month, -1);
    progress->is_at_beginning = progress->empty_months >= LOG_EMPTY_MONTHS;
    if (is_empty && !progress->is_at_beginning) {
        request(p, e);
    }
}

static void pass(log_pane *p, effects *e, const dgg_log_report *report) {
    p->progress.skipped += report->skipped;
    p->phase = LOG_IDLE;
    if (p->service.is_archive) {
        pass_month(p, e);
    } else {
        pass_page(p, report);
        p->progress.is_at_beginning = !report->has_more;
    }
}

static bool is_answer(const log_pane *p, dgg_error error) {
    return error == DGG_OK ||
           (p->service.is_archive && error == DGG_ERROR_NOT_FOUND);
}

static void begin(log_pane *p, effects *e) {
    if (p->service.host[0] == '\0') {
        p->phase = LOG_RECORDED;
    } else if (!p->service.is_allowed) {
        p->phase = LOG_ASKING;
    } else {
        request(p, e);
    }
}

void log_init(log_pane *p) {
    *p = (log_pane){0};
    log_lines_init(&p->lines);
    history_init(&p->page);
}

void log_free(log_pane *p) {
    log_lines_free(&p->lines);
    history_free(&p->page);
    log_init(p);
}

bool log_is_open(const log_pane *p) {
    return p->phase != LOG_CLOSED;
}

bool log_is_of(const log_pane *p, const char *nick) {
    return log_is_open(p) && dgg_nick_compare(p->nick, nick) == 0;
}

void log_open(log_pane *p, effects *e, const char *nick, dgg_month month) {
    log_close(p, e);
    model_nick_clean(p->nick, nick);
    p->progress = (log_progress){.month = month};
    begin(p, e);
}

void log_close(log_pane *p, effects *e) {
    stop_loading(p, e);
    log_lines_free(&p->lines);
    view_live(&p->place);
    p->phase = LOG_CLOSED;
    p->is_left = false;
}

void log_allow(log_pane *p, effects *e, log_answer answer) {
    if (p->phase != LOG_ASKING) {
        return;
    }
    if (answer == LOG_NO) {
        log_close(p, e);
        return;
    }
    p->service.is_allowed = true;
    if (answer == LOG_ALWAYS) {
        effects_add(
            e, &(effect){.kind = EFFECT_LOG_ALLOW, .text = p->service.host});
    }
    request(p, e);
}

void log_load_older(log_pane *p, effects *e) {
    bool may_load = p->phase == LOG_FAILED || p->phase == LOG_IDLE;
    if (may_load && !p->progress.is_at_beginning &&
        !log_lines_is_full(&p->lines)) {
        request(p, e);
    }
}

void log_take(log_pane *p, uint64_t reading, line *l) {
    if (!is_current(p, reading)) {
        free(l);
        return;
    }
    p->progress.wait_ms = 0;
    history_append(&p->page, l, LOG_LINES - p->lines.loaded);
}

void log_note(log_pane *p, uint64_t reading, const dgg_log_report *report) {
    if (!is_current(p, reading)) {
        return;
    }
    p->progress.wait_ms = report->wait_ms;
    if (!p->service.is_archive) {
        pass_page(p, report);
    }
}

void log_end(log_pane *p, effects *e, uint64_t reading,
             const dgg_log_report *report) {
    if (!is_current(p, reading)) {
        return;
    }
    p->progress.wait_ms = 0;
    if (is_answer(p, report->status.error)) {
        pass(p, e, report);
        return;
    }
    if (!p->service.is_archive) {
        pass_page(p, report);
    }
    history_free(&p->page);
    fail(p, report->status.error, report->status.reason);
}
