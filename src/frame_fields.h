/*
 * The members that events have in common, read the same way everywhere.
 */
#ifndef FRAME_FIELDS_H
#define FRAME_FIELDS_H

#include "arena.h"
#include "dgg_event.h"
#include "json.h"

/* What one pass over an event's or a user's object finds. */
typedef struct frame_fields {
    json_value nick;
    json_value features;
    json_value id;
    json_value timestamp;
    json_value data;
} frame_fields;

frame_fields frame_fields_of(json_value object);

/* Elements of a list, as far as `limit` allows. */
size_t frame_count(json_value list, size_t limit);

/* Fills in id, nick and features; what is missing or of a wrong type becomes
 * 0, "" or none. False: no memory. */
bool frame_read_user(const frame_fields *fields, arena *memory, dgg_user *user);

/* Sets the time if there is one within 1970 to 9999. False: it is there, but
 * no integer. */
bool frame_read_timestamp(json_value value, int64_t *timestamp_ms);

/* False: no string, or no memory. */
bool frame_read_text(json_value value, arena *memory, const char **text);

/* A duration in seconds, a hundred years at most; 0 for everything else. */
int64_t frame_read_seconds(json_value value);

#endif
