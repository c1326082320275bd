/*
 * The decoder for each kind of event, found by the name of the frame.
 */
#ifndef FRAME_EVENTS_H
#define FRAME_EVENTS_H

#include "frame_decoder.h"

typedef struct frame_decoder {
    const char *name;
    dgg_event_kind kind;
    frame_decode_fn *decode;
} frame_decoder;

/* The decoder for an upper-case name, NULL for a name that is unknown. */
const frame_decoder *frame_decoder_find(const char *name);

#endif
