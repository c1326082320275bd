#include "frame_service.h"

#include "frame_fields.h"
#include "text_fold.h"
#include "utf8.h"

#include <string.h>

/* The payload as text, where it is no JSON. */
static bool read_bare_text(arena *memory, dgg_event *event) {
    char *text = arena_alloc(memory, DGG_TEXT_BYTES + 1);
    if (text == NULL) {
        return false;
    }
    size_t length =
        utf8_repair(text, DGG_TEXT_BYTES, event->payload, event->payload_bytes);
    text[length] = '\0';
    event->text = text;
    return true;
}

/* The server's word without the quotes JSON demands, as in `ERR notjson`: not
 * what was meant to be JSON and broke. */
static bool decode_bare_error(arena *memory, dgg_event *event) {
    return event->payload_bytes > 0 &&
           strchr("{[\"", event->payload[0]) == NULL &&
           read_bare_text(memory, event);
}

static bool is_history(json_value entry, arena *memory) {
    static const char name[] = "HISTORY ";
    const char *start = json_string(entry, memory, sizeof name - 1, NULL);
    return start != NULL && text_compare(start, name) == 0;
}

/* Histories within a history are refused, and so is one of nothing else. */
static bool holds_only_histories(json_value list, arena *memory) {
    json_value e = json_first(list);
    if (!json_exists(e)) {
        return false;
    }
    while (json_exists(e) && is_history(e, memory)) {
        e = json_next(list, e);
    }
    return !json_exists(e);
}

static bool decode_entries(json_value payload, dgg_event *event) {
    event->as.entry_count = frame_count(payload, DGG_HISTORY_ENTRIES);
    return json_exists(payload) && frame_is_list(payload);
}

bool frame_decode_error(json_value payload, arena *memory, dgg_event *event) {
    dgg_refusal *refusal = &event->as.refusal;
    refusal->filtered = "";
    if (!json_exists(payload)) {
        return decode_bare_error(memory, event);
    }
    if (json_typeof(payload) == JSON_STRING) {
        return frame_read_text(payload, memory, &event->text);
    }
    refusal->mute_left_s =
        frame_read_seconds(json_get(payload, "muteTimeLeft"));
    refusal->tier =
        frame_read_ordinal(json_get(payload, "tier"), FRAME_TIERS, 0);
    return frame_read_optional(json_get(payload, "filtered"), memory,
                               &refusal->filtered) &&
           frame_read_text(json_get(payload, "description"), memory,
                           &event->text);
}

bool frame_decode_reload(json_value payload, arena *memory, dgg_event *event) {
    return json_exists(payload) || event->payload_bytes == 0 ||
           read_bare_text(memory, event);
}

bool frame_decode_pong(json_value payload, arena *memory, dgg_event *event) {
    return frame_read_optional(payload, memory, &event->text);
}

bool frame_decode_nothing(json_value payload, arena *memory, dgg_event *event) {
    (void)payload;
    (void)memory;
    (void)event;
    return true;
}

bool frame_decode_history(json_value payload, arena *memory, dgg_event *event) {
    return decode_entries(payload, event) &&
           !holds_only_histories(payload, memory);
}

bool frame_decode_paid_events(json_value payload, arena *memory,
                              dgg_event *event) {
    (void)memory;
    return decode_entries(payload, event);
}
