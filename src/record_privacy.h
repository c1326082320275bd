/*
 * What a recording may hold: what everybody sees, and whispers only when they
 * are asked for.
 */
#ifndef RECORD_PRIVACY_H
#define RECORD_PRIVACY_H

#include "buffer.h"
#include "dgg_event.h"

/* Answers of the CDN and of the page that announces it; with whispers also
 * the site's inboxes. `path` is an address after the host, without a query. */
bool record_may_hold_answer(const char *path, bool has_whispers);

/* False: the event is somebody's whisper, or has nothing to be recorded:
 * entries of a HISTORY are in it, what became of a text is only ours. */
bool record_may_hold_event(const dgg_event *event, bool has_whispers);

/* Leaves whispers out of a HISTORY: when it has any, `event` gets a payload of
 * its own in `memory`. Other events are left alone. False: no memory. */
bool record_hide_whispers(dgg_event *event, buffer *memory);

#endif
