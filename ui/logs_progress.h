/*
 * How far dgg logs is: a line on standard error that rewrites itself, if that
 * is a terminal.
 */
#ifndef LOGS_PROGRESS_H
#define LOGS_PROGRESS_H

#include "dgg_logs.h"

typedef struct logs_progress {
    const char *host;
    bool is_wanted; /* standard error is a terminal */
    bool is_mixed;  /* and so is standard output */
    bool is_shown;
    int64_t due_ms; /* the next time it is worth it */
} logs_progress;

void logs_progress_init(logs_progress *p, const char *host);

/* Shows it, unless it was shown a moment ago; a wait always. */
void logs_progress_show(logs_progress *p, const dgg_log_report *report,
                        int64_t now_ms);

/* Before a line of output, which would be written into it. */
void logs_progress_make_way(logs_progress *p);

/* Before anything else is said. */
void logs_progress_wipe(logs_progress *p);

#endif
