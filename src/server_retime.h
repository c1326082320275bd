/*
 * Moving the times in a frame. Pure.
 */
#ifndef SERVER_RETIME_H
#define SERVER_RETIME_H

#include "buffer.h"

#include <stdint.h>

/* Appends the frame with every "timestamp" and "expirationTimestamp" moved by
 * so many milliseconds; false when there is no room. */
bool server_retime(buffer *out, const char *frame, int64_t by_ms);

#endif
