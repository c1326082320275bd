#include "frame_moderation.h"

#include "frame_user.h"

#include <string.h>

/* The acting user, and `data`, which must not be empty. */
static bool decode_said(json_value payload, arena *memory, dgg_event *event,
                        const char **data) {
    frame_fields fields = frame_fields_of(payload);
    return frame_read_actor(&fields, memory, event) &&
           frame_read_text(fields.data, memory, data) && (*data)[0] != '\0';
}

bool frame_decode_moderation(json_value payload, arena *memory,
                             dgg_event *event) {
    dgg_moderation *moderation = &event->as.moderation;
    if (event->kind == DGG_EVENT_MUTE) {
        moderation->duration_s =
            frame_read_seconds(json_get(payload, "duration"));
    }
    return decode_said(payload, memory, event, &moderation->target);
}

bool frame_decode_sub_only(json_value payload, arena *memory,
                           dgg_event *event) {
    dgg_sub_only *sub_only = &event->as.sub_only;
    const char *state;
    if (!decode_said(payload, memory, event, &state)) {
        return false;
    }
    sub_only->is_on = strcmp(state, "on") == 0;
    sub_only->tier =
        frame_read_ordinal(json_get(payload, "tier"), FRAME_TIERS, 1);
    return sub_only->is_on || strcmp(state, "off") == 0;
}

bool frame_decode_death(json_value payload, arena *memory, dgg_event *event) {
    frame_fields fields = frame_fields_of(payload);
    event->as.death_s = frame_read_seconds(json_get(payload, "duration"));
    return frame_read_actor(&fields, memory, event) &&
           event->user.nick[0] != '\0' &&
           frame_read_optional(fields.data, memory, &event->text);
}

bool frame_decode_phrase(json_value payload, arena *memory, dgg_event *event) {
    return decode_said(payload, memory, event, &event->text);
}
