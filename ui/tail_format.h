/*
 * One event as one line of text, for dgg tail. Pure.
 */
#ifndef TAIL_FORMAT_H
#define TAIL_FORMAT_H

#include "dgg_event.h"

#include <stdbool.h>
#include <stddef.h>

/* The name an event has on the command line: the frame's own, or OPEN and
 * CLOSE; "" for what tail does not print. */
const char *tail_event_name(const dgg_event *event);

/* True if `list` (comma-separated, any case) holds the name. NULL holds what a
 * person wants to read, or with is_json everything. */
bool tail_wants(const char *list, bool is_json, const char *name);

/* "[14:02:11] nick: text", local time, cleaned for a terminal. Malloc'd, ""
 * for what has no text; NULL: no memory. */
char *tail_text(const dgg_event *event);

#endif
