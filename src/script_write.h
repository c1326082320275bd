/*
 * Writing the lines of a recording (script.h). Each function appends one line
 * with its line break, or nothing and returns false: no memory, or no room.
 *
 * What goes in may hold any bytes; what comes out is valid UTF-8.
 */
#ifndef SCRIPT_WRITE_H
#define SCRIPT_WRITE_H

#include "buffer.h"
#include "dgg_event.h"

/* The first line: a recording that began at `epoch_ms`. */
bool script_write_header(buffer *out, int64_t epoch_ms);

/* The event must be CONNECTING, OPEN, CLOSE, or one that has a frame. */
bool script_write_event(buffer *out, int64_t at_ms, const dgg_event *event);

typedef struct script_answer {
    const char *path;
    int status; /* 100 to 599 */
    const char *body;
    size_t bytes;
} script_answer;

/* A body that is JSON stands there as it is, but for line breaks between its
 * tokens; any other as a string. */
bool script_write_answer(buffer *out, int64_t at_ms,
                         const script_answer *answer);

#endif
