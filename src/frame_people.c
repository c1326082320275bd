#include "frame_people.h"

#include "frame_user.h"

static bool decode_user(json_value payload, arena *memory, dgg_event *event) {
    frame_fields fields = frame_fields_of(payload);
    return frame_read_actor(&fields, memory, event) &&
           event->user.nick[0] != '\0';
}

/* The nick of somebody who left: of a user, or as a string alone. */
static bool read_removed(json_value element, arena *memory, const char **nick) {
    json_value name = json_typeof(element) == JSON_OBJECT
                          ? json_get(element, "nick")
                          : element;
    return frame_read_word(name, memory, nick);
}

static bool read_all_removed(json_value list, arena *memory,
                             dgg_users_delta *delta) {
    size_t room = frame_count(list, DGG_NAMES_USERS);
    const char **nicks = arena_alloc(memory, room * sizeof *nicks);
    if (nicks == NULL) {
        return false;
    }
    size_t count = 0;
    for (json_value e = json_first(list); json_exists(e) && count < room;
         e = json_next(list, e)) {
        if (!read_removed(e, memory, &nicks[count])) {
            return false;
        }
        count += nicks[count][0] != '\0';
    }
    delta->removed = nicks;
    delta->removed_count = count;
    return true;
}

bool frame_decode_me(json_value payload, arena *memory, dgg_event *event) {
    return json_typeof(payload) == JSON_NULL ||
           decode_user(payload, memory, event);
}

bool frame_decode_names(json_value payload, arena *memory, dgg_event *event) {
    dgg_names *names = &event->as.names;
    json_value list = json_get(payload, "users");
    if (json_typeof(payload) != JSON_OBJECT || !frame_is_list(list)) {
        return false;
    }
    names->connection_count =
        frame_read_quantity(json_get(payload, "connectioncount"));
    return frame_read_users(list, DGG_NAMES_USERS, memory, &names->users,
                            &names->user_count);
}

bool frame_decode_presence(json_value payload, arena *memory,
                           dgg_event *event) {
    return decode_user(payload, memory, event);
}

bool frame_decode_users_delta(json_value payload, arena *memory,
                              dgg_event *event) {
    dgg_users_delta *delta = &event->as.users_delta;
    json_value users = json_get(payload, "users");
    json_value removed = json_get(payload, "removed");
    return json_typeof(payload) == JSON_OBJECT && frame_is_list(users) &&
           frame_is_list(removed) &&
           frame_read_users(users, DGG_NAMES_USERS, memory, &delta->users,
                            &delta->user_count) &&
           read_all_removed(removed, memory, delta);
}

bool frame_decode_update_user(json_value payload, arena *memory,
                              dgg_event *event) {
    return decode_user(payload, memory, event);
}

bool frame_decode_refresh(json_value payload, arena *memory, dgg_event *event) {
    frame_fields fields = frame_fields_of(payload);
    return frame_read_actor(&fields, memory, event);
}
