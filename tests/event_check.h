/*
 * Whether an event keeps the promises of dgg_event.h.
 */
#ifndef EVENT_CHECK_H
#define EVENT_CHECK_H

#include "dgg_event.h"

/* Reads every string and every list of an event that has a frame, so that a
 * sanitizer sees what is not there. False: one of them is NULL, no UTF-8 or
 * out of its bounds. */
bool event_is_sound(const dgg_event *event);

#endif
