/*
 * One line of the text archive, "[2020-07-09 18:03:55 UTC] bird: hello"
 * (overrustlelogs, logger/chatlog.go). Pure.
 */
#ifndef LOG_LINE_H
#define LOG_LINE_H

#include "dgg_api.h"

enum {
    LOG_LINE_DAY_BYTES = sizeof "[2020-07-09" - 1,
    LOG_LINE_NICK_BYTES = 64, /* a longer one is none */
};

/* The day of the line before, which most lines share. {0} at the start. */
typedef struct log_line_day {
    char text[LOG_LINE_DAY_BYTES];
    int64_t ms;
} log_line_day;

/* Takes a line of `bytes` bytes apart, in place: nick and text are ended with
 * a NUL where they lie, so bytes[bytes] is written. The text may still hold
 * anything. `text_bytes` gets its length. False: it is no such line. */
bool log_line_parse(dgg_line *out, size_t *text_bytes, log_line_day *day,
                    char *line, size_t bytes);

#endif
