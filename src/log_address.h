/*
 * What the log services are asked for, checked and as addresses. Pure.
 */
#ifndef LOG_ADDRESS_H
#define LOG_ADDRESS_H

#include "dgg_logs.h"

/* Of 1 to DGG_LOGS_NICK_BYTES letters, digits, '_' and '-', as the archive
 * has them (overrustlelogs, server/main.go). */
bool log_nick_is_valid(const char *nick);

/* OK, or what is wrong with it: see dgg_logs_search. */
dgg_error log_query_check(const dgg_log_query *query);

/* The address of a page: the lines before `older_than_ms` (0: the newest).
 * Malloc'd; NULL: no memory. */
char *log_address_search(const char *base, const dgg_log_query *query,
                         int64_t older_than_ms);

/* The address of a day's file, and of one of a month's: "bans", or with a nick
 * "userlogs". Malloc'd; NULL: no memory. */
char *log_address_daily(const char *base, dgg_day day);
char *log_address_monthly(const char *base, dgg_month month, const char *name,
                          const char *nick);

#endif
