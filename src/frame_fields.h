/*
 * The members that events have in common, read the same way everywhere.
 *
 * A member that is missing, null or of a wrong type counts as absent, unless
 * a function says otherwise.
 */
#ifndef FRAME_FIELDS_H
#define FRAME_FIELDS_H

#include "arena.h"
#include "dgg_event.h"
#include "json.h"

#define FRAME_YEAR_10000_MS INT64_C(253402300800000)

enum {
    FRAME_TIERS = 5, /* of subscriptions, from 1 */
    FRAME_FIELDS = 9,
};

/* What one pass over an event's or a user's object finds. A union, because
 * copying it from an array shows in the time that a message takes. */
typedef union frame_fields {
    struct {
        json_value id;
        json_value nick;
        json_value roles;
        json_value features;
        json_value created;
        json_value watching;
        json_value subscription;
        json_value timestamp;
        json_value data;
    };
    json_value all[FRAME_FIELDS];
} frame_fields;

frame_fields frame_fields_of(json_value object);

/* Elements of a list, as far as `limit` allows. */
size_t frame_count(json_value list, size_t limit);

/* Absent, null or an array: Go writes an empty list in all three ways. */
bool frame_is_list(json_value value);

/* Sets the time if there is one within 1970 to 9999. False: it is there, but
 * no integer. */
bool frame_read_timestamp(json_value value, int64_t *timestamp_ms);

/* A time within 1970 to 9999, 0 for everything else. */
int64_t frame_read_ms(json_value value);

/* When an event leaves the event bar: `expirationTimestamp`, until 2024-07
 * called `expiry`; 0 if neither is there. */
int64_t frame_read_expiry(json_value object);

/* Sets the time if the value is a date of the site's within 1970 to 9999.
 * False: no memory. */
bool frame_read_date(json_value value, arena *memory, int64_t *ms);

/* False: no string, or no memory. */
bool frame_read_text(json_value value, arena *memory, const char **text);

/* The same for what may be absent: then "". False: no memory. */
bool frame_read_optional(json_value value, arena *memory, const char **text);

/* A name or an identifier of up to DGG_NICK_BYTES, "" if absent. False: no
 * memory. */
bool frame_read_word(json_value value, arena *memory, const char **word);

/* A duration in seconds, a hundred years at most; 0 for everything else. */
int64_t frame_read_seconds(json_value value);

/* A quantity from 0 to FRAME_QUANTITY_MAX, so that sums of some cannot
 * overflow; 0 for everything else. */
#define FRAME_QUANTITY_MAX INT64_C(1000000000000000)
int64_t frame_read_quantity(json_value value);

/* True for an integer below 0: what no quantity can be. */
bool frame_is_negative(json_value value);

/* An integer from 1 to `max`, `absent` for everything else. */
int frame_read_ordinal(json_value value, int max, int absent);

/* true or false in the ways of json_lenient_bool; false if absent. */
bool frame_read_bool(json_value value);

#endif
