/*
 * The dates of the site: ISO 8601 with `Z`, a zone with or without colon, or
 * none (then UTC), a `T` or a space in the middle, fractions of any length.
 */
#ifndef DATE_H
#define DATE_H

#include <stdbool.h>
#include <stdint.h>

/* Milliseconds since 1970 UTC; false for anything else, also for days that do
 * not exist. */
bool date_parse_ms(const char *text, int64_t *ms);

/* Writes the time with a `T`, three digits of fraction and `Z`, as the chat
 * server does; false before year 1 and after 9999. */
enum { DATE_WRITTEN_BYTES = sizeof "2020-05-01T12:00:00.000Z" };
bool date_write_ms(char out[DATE_WRITTEN_BYTES], int64_t ms);

#endif
