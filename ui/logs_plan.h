/*
 * What dgg logs asks for, and whom. Pure.
 */
#ifndef LOGS_PLAN_H
#define LOGS_PLAN_H

#include "dgg_logs.h"
#include "options.h"

/* Without a month or day the search service is asked for so many lines. */
enum { LOGS_PLAN_NEWEST = 100 };

typedef struct logs_plan {
    const char *nick;
    bool is_archive;     /* that is asked, not the search service */
    dgg_month month;     /* whose file of the archive's; of a search all zero
                            when no month was named */
    dgg_day day;         /* the lines that are wanted; all zero: all */
    dgg_log_query query; /* of the search */
} logs_plan;

/* The archive is asked only if its address was named, for its public host is
 * gone: for a month or day, or when no search service was named. The demo is
 * both. `now` is the present month. */
void logs_plan_make(logs_plan *plan, const options *o, dgg_month now);

/* 0: the line of this time is wanted; less: it is too old; more: too new. */
int logs_plan_compare(const logs_plan *plan, int64_t time_ms);

/* " in July 2020", " on 2020-07-09", or "". */
enum { LOGS_PLAN_WHEN_BYTES = 32 };
void logs_plan_when(char out[LOGS_PLAN_WHEN_BYTES], const logs_plan *plan);

#endif
