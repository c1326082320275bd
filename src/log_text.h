/*
 * The text archive's files, taken apart while they arrive: pieces cut anywhere
 * go in, lines come out. Takes no memory beside its own. Pure.
 */
#ifndef LOG_TEXT_H
#define LOG_TEXT_H

#include "dgg_logs.h"
#include "log_line.h"

enum {
    /* U+FFFD is three times as long as what it stands for. */
    LOG_TEXT_REPAIRED_BYTES = 3 * DGG_LOGS_LINE_BYTES,
};

/* A line was understood; false ends the reading. */
typedef bool (*log_text_handler)(void *user, const dgg_line *line);

typedef struct log_text {
    log_text_handler on_line;
    void *user;
    log_line_day day;
    uint64_t lines;   /* told */
    uint64_t skipped; /* not understood, or too long; blank ones count not */
    bool is_stopped;
    bool is_too_long; /* the line under way is: its rest is passed over */
    size_t held;      /* bytes of a line that is not whole yet */
    char line[DGG_LOGS_LINE_BYTES + 1];
    char repaired[LOG_TEXT_REPAIRED_BYTES + 1];
} log_text;

void log_text_init(log_text *t, log_text_handler on_line, void *user);

/* Takes the next bytes, which are written to. False: it was stopped. */
bool log_text_feed(log_text *t, char *bytes, size_t count);

/* No more bytes will come. A last line without a line feed counts if the file
 * came whole; of one that broke off it may be half a line. */
void log_text_end(log_text *t, bool is_whole);

#endif
