/*
 * Between server and client: ERR, RELOAD, PING, PONG, PRIVMSGSENT, and the
 * lists of frames HISTORY and PAIDEVENTS.
 */
#ifndef FRAME_SERVICE_H
#define FRAME_SERVICE_H

#include "frame_decoder.h"

frame_decode_fn frame_decode_error;
frame_decode_fn frame_decode_reload;
frame_decode_fn frame_decode_pong;
frame_decode_fn frame_decode_nothing; /* whatever the payload is */
frame_decode_fn frame_decode_history;
frame_decode_fn frame_decode_paid_events;

#endif
