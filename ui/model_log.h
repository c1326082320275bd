/*
 * The log of one person, from a service: what of it has come, and where
 * somebody reads. The service learns whom a person looks up, who is asked once
 * whether it may.
 */
#ifndef MODEL_LOG_H
#define MODEL_LOG_H

#include "dgg_logs.h"
#include "model_effects.h"
#include "model_log_lines.h"
#include "model_nick.h"
#include "model_status.h"
#include "model_view.h"

enum {
    LOG_HOST_BYTES = 256,
    LOG_PAGE_LINES = 100,  /* asked of the search service at a time */
    LOG_EMPTY_MONTHS = 24, /* in a row: the log begins after them */
};

typedef enum log_phase {
    LOG_CLOSED,
    LOG_RECORDED, /* chat is a recording, and has no logs */
    LOG_ASKING,   /* may the service be told the nick? */
    LOG_LOADING,
    LOG_IDLE,
    LOG_FAILED, /* the same lines can be asked for again */
} log_phase;

typedef struct log_service {
    char host[LOG_HOST_BYTES]; /* "": there is none */
    bool is_archive;           /* read month by month, else page by page */
    bool is_allowed;           /* to be told nicks */
} log_service;

/* Where the next older lines are. */
typedef struct log_progress {
    int64_t older_than_ms; /* of pages; 0: the newest */
    dgg_month month;       /* of months */
    int empty_months;      /* passed just before it */
    bool is_at_beginning;  /* there are none */
    uint64_t skipped;      /* lines that could not be understood */
    int64_t wait_ms;       /* the service asked to be left alone for so long */
} log_progress;

typedef struct log_pane {
    log_service service;
    log_phase phase;
    char nick[MODEL_NICK_BYTES];
    uint64_t reading; /* number of the last request */
    log_progress progress;
    log_lines lines;
    history page; /* what came of the request so far, in the service's order */
    view place;
    bool is_left;    /* the paging keys are chat's */
    dgg_error error; /* LOG_FAILED: why, and in words */
    char problem[STATUS_BYTES];
} log_pane;

typedef enum log_answer {
    LOG_NO, /* closes the pane */
    LOG_ONCE,
    LOG_ALWAYS,
} log_answer;

void log_init(log_pane *p);
void log_free(log_pane *p);

bool log_is_open(const log_pane *p);
bool log_is_of(const log_pane *p, const char *nick);

/* Shows somebody's newest lines; an archive has them in `month`. */
void log_open(log_pane *p, effects *e, const char *nick, dgg_month month);
void log_close(log_pane *p, effects *e);

/* What the person said while the phase is LOG_ASKING. */
void log_allow(log_pane *p, effects *e, log_answer answer);

/* Asks for older lines, unless some are on their way or there are none. */
void log_load_older(log_pane *p, effects *e);

/* A line of the request of this number; it is taken over. */
void log_take(log_pane *p, uint64_t reading, line *l);
void log_note(log_pane *p, uint64_t reading, const dgg_log_report *report);
void log_end(log_pane *p, effects *e, uint64_t reading,
             const dgg_log_report *report);

#endif
