/*
 * Days and months as the log services name them, all of UTC. Pure.
 */
#ifndef SERVER_SPAN_H
#define SERVER_SPAN_H

#include <stdbool.h>
#include <stdint.h>

enum { SERVER_SPAN_BYTES = sizeof "September 2020" };

/* A run of time, in milliseconds since 1970. */
typedef struct server_span {
    int64_t from_ms;
    int64_t until_ms; /* the first that is behind it */
} server_span;

/* "2020-07-09" and "July 2020"; false for anything else. */
bool server_span_of_day(const char *text, server_span *span);
bool server_span_of_month(const char *text, server_span *span);

/* The names of the day and the month of a time; "" beyond the years 1 to
 * 9999. Both return `out`. */
const char *server_span_name_day(char out[SERVER_SPAN_BYTES], int64_t ms);
const char *server_span_name_month(char out[SERVER_SPAN_BYTES], int64_t ms);

#endif
