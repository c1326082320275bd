/*
 * One decoder for each kind of event, found by the name of the frame.
 */
#ifndef FRAME_EVENTS_H
#define FRAME_EVENTS_H

#include "arena.h"
#include "dgg_event.h"
#include "json.h"

typedef struct frame_decoder {
    const char *name;
    dgg_event_kind kind;
    /* Fills in what the kind has beside the members all events have, which
     * are set. `payload` is nothing when the frame's is empty or, for ERR
     * only, no JSON. False: the payload breaks the event's rules. */
    bool (*decode)(json_value payload, arena *memory, dgg_event *event);
} frame_decoder;

/* The decoder for an upper-case name, NULL for a name that is unknown. */
const frame_decoder *frame_decoder_find(const char *name);

#endif
