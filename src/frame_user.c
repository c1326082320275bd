/* The user object, as it came inlined or under a key of its own. */
#include "frame_user.h"

const dgg_user frame_nobody = {
    .nick = "",
    .watching = {.platform = "", .id = ""},
    .subscription = {.source = ""},
};

/* The strings of a list, `limit` at most. */
static bool read_words(json_value list, size_t limit, arena *memory,
                       const char *const **words, size_t *count) {
    size_t room = frame_count(list, limit);
    if (room == 0) {
        return true;
    }
    const char **found = arena_alloc(memory, room * sizeof *found);
    if (found == NULL) {
        return false;
    }
    size_t used = 0;
    for (json_value e = json_first(list); json_exists(e) && used < room;
         e = json_next(list, e)) {
        if (json_typeof(e) != JSON_STRING) {
            continue;
        }
        found[used] = json_string(e, memory, DGG_NICK_BYTES, NULL);
        if (found[used] == NULL) {
            return false;
        }
        used++;
    }
    *words = found;
    *count = used;
    return true;
}

/* The site's PHP makes an object of a list that lost elements. */
static bool is_list(json_value value) {
    json_type type = json_typeof(value);
    return type == JSON_ARRAY || type == JSON_OBJECT;
}

static bool read_rights(const frame_fields *fields, arena *memory,
                        dgg_user *user) {
    if (is_list(fields->features)) {
        user->sent |= DGG_USER_FEATURES;
        if (!read_words(fields->features, DGG_FEATURES, memory, &user->features,
                        &user->feature_count)) {
            return false;
        }
    }
    if (is_list(fields->roles)) {
        user->sent |= DGG_USER_ROLES;
        return read_words(fields->roles, DGG_ROLES, memory, &user->roles,
                          &user->role_count);
    }
    return true;
}

static bool read_created(json_value created, arena *memory, dgg_user *user) {
    if (!frame_read_date(created, memory, &user->created_ms)) {
        return false;
    }
    if (user->created_ms > 0) {
        user->sent |= DGG_USER_CREATED;
    }
    return true;
}

static bool read_watching(json_value watching, arena *memory, dgg_user *user) {
    static const json_key keys[] = {JSON_KEY("platform"), JSON_KEY("id")};
    json_type type = json_typeof(watching);
    if (type != JSON_OBJECT && type != JSON_NULL) {
        return true;
    }
    json_value values[2];
    json_get_all(watching, keys, 2, values);
    user->sent |= DGG_USER_WATCHING;
    return frame_read_word(values[0], memory, &user->watching.platform) &&
           frame_read_word(values[1], memory, &user->watching.id);
}

static bool read_subscription(json_value subscription, arena *memory,
                              dgg_user *user) {
    static const json_key keys[] = {JSON_KEY("tier"), JSON_KEY("source")};
    json_type type = json_typeof(subscription);
    if (type != JSON_OBJECT && type != JSON_NULL) {
        return true;
    }
    json_value values[2];
    json_get_all(subscription, keys, 2, values);
    user->sent |= DGG_USER_SUBSCRIPTION;
    user->subscription.tier = frame_read_ordinal(values[0], FRAME_TIERS, 0);
    return frame_read_word(values[1], memory, &user->subscription.source);
}

bool frame_read_user(const frame_fields *fields, arena *memory,
                     dgg_user *user) {
    *user = frame_nobody;
    if (json_lenient_int(fields->id, &user->id)) {
        user->sent |= DGG_USER_ID;
    }
    return frame_read_word(fields->nick, memory, &user->nick) &&
           read_rights(fields, memory, user) &&
           read_created(fields->created, memory, user) &&
           read_watching(fields->watching, memory, user) &&
           read_subscription(fields->subscription, memory, user);
}

bool frame_read_embedded(json_value object, arena *memory, dgg_user *user) {
    frame_fields fields = frame_fields_of(json_get(object, "user"));
    return json_typeof(fields.nick) != JSON_STRING ||
           frame_read_user(&fields, memory, user);
}

bool frame_read_users(json_value list, size_t limit, arena *memory,
                      const dgg_user **users, size_t *count) {
    size_t room = frame_count(list, limit);
    dgg_user *found = arena_alloc(memory, room * sizeof *found);
    if (found == NULL) {
        return false;
    }
    size_t used = 0;
    for (json_value e = json_first(list); json_exists(e) && used < room;
         e = json_next(list, e)) {
        frame_fields fields = frame_fields_of(e);
        if (!frame_read_user(&fields, memory, &found[used])) {
            return false;
        }
        used += found[used].nick[0] != '\0';
    }
    *users = found;
    *count = used;
    return true;
}

bool frame_read_actor(const frame_fields *fields, arena *memory,
                      dgg_event *event) {
    return frame_read_timestamp(fields->timestamp, &event->timestamp_ms) &&
           frame_read_user(fields, memory, &event->user);
}
