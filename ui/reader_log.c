#include "reader_log.h"

#include <stdlib.h>
#include <string.h>

static int on_line(void *user, const dgg_line *said) {
    reader_log *l = user;
    model_log_line(l->model, l->tag, said);
    return 0;
}

static void on_progress(void *user, const dgg_log_report *report) {
    reader_log *l = user;
    model_log_progress(l->model, l->tag, report);
}

static void fail(reader_log *l, uint64_t tag, dgg_error error) {
    const dgg_log_report report = {
        .status = {.error = error, .reason = dgg_strerror(error)}};
    model_log_end(l->model, tag, &report);
}

static void on_end(void *user, const dgg_log_report *report);

static dgg_error ask(reader_log *l, const effect *wanted) {
    const dgg_log_reader reader = {
        .on_line = on_line,
        .on_progress = on_progress,
        .on_end = on_end,
        .user = l,
    };
    if (wanted->kind == EFFECT_LOG_MONTH) {
        return dgg_logs_user(l->logs, wanted->nick, wanted->month, &reader);
    }
    const dgg_log_query query = {
        .nick = wanted->nick,
        .older_than_ms = wanted->older_than_ms,
        .limit = LOG_PAGE_LINES,
    };
    return dgg_logs_search(l->logs, &query, &reader);
}

static void start(reader_log *l, const effect *wanted) {
    l->tag = wanted->tag;
    dgg_error error = ask(l, wanted);
    if (error != DGG_OK) {
        l->tag = 0;
        fail(l, wanted->tag, error);
    }
}

static void forget_next(reader_log *l) {
    effect_free(&l->next);
    l->next = (effect){0};
}

static void on_end(void *user, const dgg_log_report *report) {
    reader_log *l = user;
    uint64_t tag = l->tag;
    l->tag = 0;
    model_log_end(l->model, tag, report);
    if (l->next.tag != 0) {
        effect wanted = l->next;
        l->next = (effect){0};
        start(l, &wanted);
        effect_free(&wanted);
    }
}

/* What is under way ends from the loop. */
static void cancel(reader_log *l) {
    forget_next(l);
    if (l->tag != 0) {
        dgg_logs_cancel(l->logs);
    }
}

static void wait_for_end(reader_log *l, const effect *wanted) {
    l->next = *wanted;
    l->next.text = NULL;
    l->next.nick = strdup(wanted->nick);
    if (l->next.nick == NULL) {
        l->next = (effect){0};
        fail(l, wanted->tag, DGG_ERROR_MEMORY);
    }
}

void reader_log_open(reader_log *l, dgg_logs *logs, model *m) {
    *l = (reader_log){.logs = logs, .model = m};
}

void reader_log_close(reader_log *l) {
    forget_next(l);
    *l = (reader_log){0};
}

void reader_log_perform(reader_log *l, const effect *wanted) {
    if (l->logs == NULL) {
        return;
    }
    if (wanted->kind == EFFECT_LOG_CANCEL) {
        cancel(l);
    } else if (l->tag == 0) {
        start(l, wanted);
    } else {
        cancel(l);
        wait_for_end(l, wanted);
    }
}
