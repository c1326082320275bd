/*
 * The archive's answers that are lines of text.
 */
#ifndef SERVER_ARCHIVE_TEXT_H
#define SERVER_ARCHIVE_TEXT_H

#include "server_span.h"
#include "server_visit.h"

/* Which lines; NULL: all. Case is ignored. */
typedef struct server_selection {
    server_span span;
    const char *nick;
    const char *part;      /* the text has it */
    const char *line_part; /* the whole line has it */
    const char *mentioned; /* a word of the text is that */
} server_selection;

/* The first line that is wanted, at or behind `place`; the count of all lines
 * when there is none. */
size_t server_archive_next(const server_logs *logs, const server_selection *w,
                           size_t place);

/* Writes them all. False: there is none. */
bool server_archive_write(server_visit *v, const server_selection *wanted);

/* What Go's http.Error sends. */
void server_archive_refuse(server_visit *v, int status, const char *text);

#endif
