/*
 * How a connection ended, as members of a script's line: what the faults "cut"
 * and "close" say to a replay beside what the demo server needs.
 */
#ifndef SCRIPT_CLOSE_H
#define SCRIPT_CLOSE_H

#include "buffer.h"
#include "dgg_event.h"
#include "json.h"

/* Appends {"at_ms":N,"fault":...}: "cut" when no close frame came, else
 * "close". False: no memory. */
bool script_close_write(buffer *out, int64_t at_ms, const dgg_close *close);

/* What the object `line` says, with what it does not say as a connection that
 * ended with `code` and is not tried again. NULL: no memory. */
const dgg_close *script_close_read(json_value line, int code, arena *strings);

#endif
