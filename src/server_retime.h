/*
 * Moving the times in a frame. Pure.
 */
#ifndef SERVER_RETIME_H
#define SERVER_RETIME_H

#include "buffer.h"

#include <stdint.h>

/* Appends the frame with every time in it moved by so many milliseconds:
 * "timestamp" and "expirationTimestamp", "start" and "now" where they are
 * dates; in HISTORY and PAIDEVENTS those of the frames inside. What is no time
 * stays as it is. False when there is no room. */
bool server_retime(buffer *out, const char *frame, int64_t by_ms);

#endif
