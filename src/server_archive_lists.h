/*
 * What the archive has: months, days and people, as a directory or as JSON.
 */
#ifndef SERVER_ARCHIVE_LISTS_H
#define SERVER_ARCHIVE_LISTS_H

#include "server_span.h"
#include "server_visit.h"

/* Directories: HTML with links below `base`. */
void server_archive_list_months(server_visit *v, const char *base);
void server_archive_list_days(server_visit *v, const char *base,
                              const server_span *month);
void server_archive_list_people(server_visit *v, const char *base,
                                const server_span *month);

/* The same as lists of JSON. */
void server_archive_name_months(server_visit *v);
void server_archive_name_days(server_visit *v, const server_span *month);
void server_archive_name_people(server_visit *v, const server_span *month);

#endif
