#include "frame_talk.h"

#include "frame_user.h"

bool frame_decode_message(json_value payload, arena *memory, dgg_event *event) {
    frame_fields fields = frame_fields_of(payload);
    return frame_read_actor(&fields, memory, event) &&
           event->user.nick[0] != '\0' &&
           frame_read_text(fields.data, memory, &event->text);
}

bool frame_decode_whisper(json_value payload, arena *memory, dgg_event *event) {
    int64_t id;
    bool has_id = json_lenient_int(json_get(payload, "messageid"), &id);
    event->as.message_id = has_id && id > 0 ? id : 0;
    return frame_decode_message(payload, memory, event);
}

/* The sender under `user` is the one to be shown; the nick beside it is the
 * admin's who typed the text. */
bool frame_decode_broadcast(json_value payload, arena *memory,
                            dgg_event *event) {
    frame_fields fields = frame_fields_of(payload);
    return frame_read_actor(&fields, memory, event) &&
           frame_read_text(fields.data, memory, &event->text) &&
           frame_read_word(json_get(payload, "uuid"), memory,
                           &event->as.uuid) &&
           frame_read_embedded(payload, memory, &event->user);
}
