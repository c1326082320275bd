/*
 * Months and days as the log services name them. Pure.
 */
#ifndef LOG_CALENDAR_H
#define LOG_CALENDAR_H

#include "dgg_logs.h"

/* "2020-07-09" */
enum { LOG_DAY_BYTES = sizeof "2020-07-09" };

/* The English name of a month, 1 to 12; the archive's directories have it. */
const char *log_month_name(int month);

/* Is there such a month or day? All zero is none. */
bool log_month_exists(dgg_month month);
bool log_day_exists(dgg_day day);

bool log_day_is_zero(dgg_day day);
bool log_month_is_zero(dgg_month month);

/* The day of a time since 1970, which must be in a year from 1 to 9999. */
dgg_day log_day_of(int64_t ms);

void log_day_write(char out[LOG_DAY_BYTES], dgg_day day);

#endif
