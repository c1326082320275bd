/*
 * What was said, for the two services that keep logs: a bounded number of
 * lines in the order of their times. Pure.
 */
#ifndef SERVER_LOGS_H
#define SERVER_LOGS_H

#include "buffer.h"

#include <stdint.h>

/* Beyond either of them the oldest lines are forgotten. */
enum { SERVER_LOGS_LINES = 1 << 16, SERVER_LOGS_BYTES = 64 << 20 };

typedef struct server_log_line {
    int64_t ms;
    char *nick;
    const char *text; /* in the same memory, behind the nick */
} server_log_line;

/* {0} is a valid empty one. */
typedef struct server_logs {
    server_log_line *lines; /* the oldest first */
    size_t count;
    size_t capacity;
    size_t bytes; /* of all nicks and texts */
} server_logs;

void server_logs_free(server_logs *logs);

/* Adds a copy, behind those of the same time. False: no memory, or larger than
 * all that is kept. */
bool server_logs_add(server_logs *logs, const char *nick, int64_t ms,
                     const char *text);

/* How many lines are older than this. */
size_t server_logs_before(const server_logs *logs, int64_t ms);

/* Appends "[2020-07-09 18:03:55 UTC] nick: text" (overrustlelogs,
 * logger/chatlog.go), its line breaks as spaces, without an end; false when
 * there is no room, or no such year. */
bool server_log_line_write(const server_log_line *line, buffer *out);

#endif
