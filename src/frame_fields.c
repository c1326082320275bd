#include "frame_fields.h"

#define YEAR_10000_MS   INT64_C(253402300800000)
#define HUNDRED_YEARS_S INT64_C(3155760000)

static bool read_features(json_value features, arena *memory, dgg_user *user) {
    size_t room = frame_count(features, DGG_FEATURES);
    if (json_typeof(features) != JSON_ARRAY || room == 0) {
        return true;
    }
    const char **names = arena_alloc(memory, room * sizeof *names);
    if (names == NULL) {
        return false;
    }
    size_t count = 0;
    for (json_value e = json_first(features); json_exists(e) && count < room;
         e = json_next(features, e)) {
        if (json_typeof(e) != JSON_STRING) {
            continue;
        }
        names[count] = json_string(e, memory, DGG_NICK_BYTES, NULL);
        if (names[count] == NULL) {
            return false;
        }
        count++;
    }
    user->features = names;
    user->feature_count = count;
    return true;
}

frame_fields frame_fields_of(json_value object) {
    static const json_key keys[] = {JSON_KEY("nick"), JSON_KEY("features"),
                                    JSON_KEY("id"), JSON_KEY("timestamp"),
                                    JSON_KEY("data")};
    json_value values[sizeof keys / sizeof *keys];
    json_get_all(object, keys, sizeof keys / sizeof *keys, values);
    return (frame_fields){.nick = values[0],
                          .features = values[1],
                          .id = values[2],
                          .timestamp = values[3],
                          .data = values[4]};
}

size_t frame_count(json_value list, size_t limit) {
    size_t count = json_count(list);
    return count < limit ? count : limit;
}

bool frame_read_user(const frame_fields *fields, arena *memory,
                     dgg_user *user) {
    *user = (dgg_user){.nick = ""};
    if (!json_lenient_int(fields->id, &user->id)) {
        user->id = 0;
    }
    if (json_typeof(fields->nick) == JSON_STRING) {
        user->nick = json_string(fields->nick, memory, DGG_NICK_BYTES, NULL);
    }
    return user->nick != NULL && read_features(fields->features, memory, user);
}

bool frame_read_timestamp(json_value value, int64_t *timestamp_ms) {
    json_type type = json_typeof(value);
    if (type == JSON_NONE || type == JSON_NULL) {
        return true;
    }
    int64_t ms;
    if (!json_lenient_int(value, &ms)) {
        return false;
    }
    if (ms > 0 && ms < YEAR_10000_MS) {
        *timestamp_ms = ms;
    }
    return true;
}

bool frame_read_text(json_value value, arena *memory, const char **text) {
    *text = json_string(value, memory, DGG_TEXT_BYTES, NULL);
    return *text != NULL;
}

int64_t frame_read_seconds(json_value value) {
    int64_t seconds;
    if (!json_lenient_int(value, &seconds) || seconds < 0) {
        return 0;
    }
    return seconds < HUNDRED_YEARS_S ? seconds : HUNDRED_YEARS_S;
}
