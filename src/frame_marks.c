#include "frame_marks.h"

#include "frame_user.h"

static dgg_spotlight no_spotlight(void) {
    return (dgg_spotlight){
        .key = "", .uuid = "", .by = "", .author = frame_nobody, .text = ""};
}

/* Who did it: named, a user object, or the nick beside the other members. The
 * public sources of the web client do not show the member's name. */
static bool read_by(json_value object, arena *memory, const char **by) {
    json_value name = json_get(object, "spotlightedBy");
    if (json_typeof(name) == JSON_OBJECT) {
        name = json_get(name, "nick");
    }
    if (json_typeof(name) != JSON_STRING) {
        name = json_get(object, "nick");
    }
    return frame_read_word(name, memory, by);
}

/* False: no memory. A spotlight without a key is none. */
static bool read_spotlight(json_value object, arena *memory,
                           dgg_spotlight *spotlight) {
    *spotlight = no_spotlight();
    spotlight->expires_ms = frame_read_expiry(object);
    spotlight->timestamp_ms = frame_read_ms(json_get(object, "timestamp"));
    return frame_read_word(json_get(object, "key"), memory, &spotlight->key) &&
           frame_read_word(json_get(object, "uuid"), memory,
                           &spotlight->uuid) &&
           read_by(object, memory, &spotlight->by) &&
           frame_read_embedded(object, memory, &spotlight->author) &&
           frame_read_optional(json_get(object, "data"), memory,
                               &spotlight->text);
}

static bool read_spotlights(json_value payload, arena *memory,
                            dgg_spotlights *spotlights) {
    size_t room = frame_count(payload, DGG_SPOTLIGHTS);
    dgg_spotlight *list = arena_alloc(memory, room * sizeof *list);
    if (list == NULL) {
        return false;
    }
    size_t count = 0;
    for (json_value e = json_first(payload); json_exists(e) && count < room;
         e = json_next(payload, e)) {
        if (!read_spotlight(e, memory, &list[count])) {
            return false;
        }
        count += list[count].key[0] != '\0';
    }
    spotlights->list = list;
    spotlights->count = count;
    return true;
}

bool frame_decode_pin(json_value payload, arena *memory, dgg_event *event) {
    frame_fields fields = frame_fields_of(payload);
    return json_typeof(payload) == JSON_OBJECT &&
           frame_read_actor(&fields, memory, event) &&
           frame_read_optional(fields.data, memory, &event->text) &&
           frame_read_word(json_get(payload, "uuid"), memory,
                           &event->as.pin.uuid);
}

bool frame_decode_spotlight(json_value payload, arena *memory,
                            dgg_event *event) {
    dgg_spotlight *spotlight = &event->as.spotlight;
    if (!read_spotlight(payload, memory, spotlight) ||
        !frame_read_timestamp(json_get(payload, "timestamp"),
                              &event->timestamp_ms)) {
        return false;
    }
    spotlight->timestamp_ms = event->timestamp_ms;
    event->user = spotlight->author;
    event->text = spotlight->text;
    return spotlight->key[0] != '\0';
}

bool frame_decode_unspotlight(json_value payload, arena *memory,
                              dgg_event *event) {
    dgg_spotlight *spotlight = &event->as.spotlight;
    frame_fields fields = frame_fields_of(payload);
    *spotlight = no_spotlight();
    if (!frame_read_actor(&fields, memory, event) ||
        !frame_read_word(json_get(payload, "key"), memory, &spotlight->key)) {
        return false;
    }
    spotlight->by = event->user.nick;
    spotlight->timestamp_ms = event->timestamp_ms;
    return spotlight->key[0] != '\0';
}

/* Broken ones are left out, but a list of nothing else is not to be taken for
 * an empty one, which removes every mark. */
bool frame_decode_spotlights(json_value payload, arena *memory,
                             dgg_event *event) {
    dgg_spotlights *spotlights = &event->as.spotlights;
    return json_exists(payload) && frame_is_list(payload) &&
           read_spotlights(payload, memory, spotlights) &&
           (spotlights->count > 0 || json_count(payload) == 0);
}
