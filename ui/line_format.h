/*
 * Lines as the commands without a screen print them. Pure. Each is malloc'd;
 * NULL: no memory.
 */
#ifndef LINE_FORMAT_H
#define LINE_FORMAT_H

#include <stdbool.h>
#include <stdint.h>

/* What printf would print. */
char *line_format(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

/* A line cleaned for a terminal, taken over; NULL stays NULL. */
char *line_clean(char *line);

/* "2026-11-03 14:02", or to the second; local time. "-" for a time that is not
 * known (0). */
enum { LINE_TIME_BYTES = 32 };
void line_time(char out[LINE_TIME_BYTES], int64_t time_ms, bool has_seconds);

#endif
