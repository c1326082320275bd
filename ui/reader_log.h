/*
 * Between model and log services: one request at a time, the last one wanted.
 */
#ifndef READER_LOG_H
#define READER_LOG_H

#include "dgg_logs.h"
#include "model.h"

/* {0} is a valid one, for which nothing can be asked. */
typedef struct reader_log {
    dgg_logs *logs;
    model *model;
    uint64_t tag; /* of the request under way; 0: none is */
    effect next;  /* waits for that to end; tag 0: none does */
} reader_log;

void reader_log_open(reader_log *l, dgg_logs *logs, model *m);
/* Forgets what was asked for; `logs` is the caller's to free before. */
void reader_log_close(reader_log *l);

/* Performs EFFECT_LOG_PAGE, EFFECT_LOG_MONTH and EFFECT_LOG_CANCEL. */
void reader_log_perform(reader_log *l, const effect *wanted);

#endif
