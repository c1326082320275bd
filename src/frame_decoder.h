/*
 * What every decoder of an event is.
 */
#ifndef FRAME_DECODER_H
#define FRAME_DECODER_H

#include "arena.h"
#include "dgg_event.h"
#include "json.h"

/* Fills in what the kind has beside the members all events have, which are
 * set: its member of the union is all zero, and no string of it may be left
 * NULL. `payload` is nothing when the frame's is empty or, where bare text
 * is taken, no JSON. False: the payload breaks the event's rules, or no
 * memory. */
typedef bool frame_decode_fn(json_value payload, arena *memory,
                             dgg_event *event);

#endif
