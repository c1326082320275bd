/*
 * The lines of a log, with a rule before each day. Older ones go before them,
 * what is said in chat in the meantime behind them.
 */
#ifndef MODEL_LOG_LINES_H
#define MODEL_LOG_LINES_H

#include "model_history.h"

enum {
    LOG_LINES = 20000,     /* kept of those that were loaded */
    LOG_LIVE_LINES = 2000, /* and of those that were heard */
    LOG_DAY_BYTES = 16,
};

typedef struct log_lines {
    history list;
    size_t loaded;
    bool has_live;
    uint64_t live_from; /* where the first that was heard is */
    /* From here on they have answered for one that was loaded. */
    uint64_t answered;
} log_lines;

void log_lines_init(log_lines *lines);
void log_lines_free(log_lines *lines);

bool log_lines_is_full(const log_lines *lines);

/* Takes over a line from the service, older than those before. The same one
 * may have been heard: then that answers for it, once. False: there is no
 * memory or no room; it is then freed. */
bool log_lines_prepend(log_lines *lines, line *l);

/* Takes over a line that was said in chat just now; NULL is ignored. */
void log_lines_append(log_lines *lines, line *l);

/* "2026-07-01", here; "" when there is no such day. */
void log_day(char out[LOG_DAY_BYTES], int64_t time_ms);

/* The day of the oldest line, or "". */
void log_lines_oldest(char out[LOG_DAY_BYTES], const log_lines *lines);

#endif
