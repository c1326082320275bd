#include "frame_events.h"

#include "frame_fields.h"
#include "utf8.h"

#include <string.h>
#include <strings.h>

/* The acting user beside `timestamp`, as almost every event has them. */
static bool decode_actor(const frame_fields *fields, arena *memory,
                         dgg_event *event) {
    return frame_read_timestamp(fields->timestamp, &event->timestamp_ms) &&
           frame_read_user(fields, memory, &event->user);
}

static bool decode_me(json_value payload, arena *memory, dgg_event *event) {
    if (json_typeof(payload) == JSON_NULL) {
        return true;
    }
    frame_fields fields = frame_fields_of(payload);
    return frame_read_user(&fields, memory, &event->user) &&
           event->user.nick[0] != '\0';
}

static bool decode_presence(json_value payload, arena *memory,
                            dgg_event *event) {
    frame_fields fields = frame_fields_of(payload);
    return decode_actor(&fields, memory, event) && event->user.nick[0] != '\0';
}

static bool decode_message(json_value payload, arena *memory,
                           dgg_event *event) {
    frame_fields fields = frame_fields_of(payload);
    return decode_actor(&fields, memory, event) &&
           event->user.nick[0] != '\0' &&
           frame_read_text(fields.data, memory, &event->text);
}

static bool decode_whisper(json_value payload, arena *memory,
                           dgg_event *event) {
    int64_t id;
    bool has_id = json_lenient_int(json_get(payload, "messageid"), &id);
    event->as.message_id = has_id && id > 0 ? id : 0;
    return decode_message(payload, memory, event);
}

static bool decode_broadcast(json_value payload, arena *memory,
                             dgg_event *event) {
    frame_fields fields = frame_fields_of(payload);
    if (!decode_actor(&fields, memory, event) ||
        !frame_read_text(fields.data, memory, &event->text)) {
        return false;
    }
    frame_fields sender = frame_fields_of(json_get(payload, "user"));
    return json_typeof(sender.nick) != JSON_STRING ||
           frame_read_user(&sender, memory, &event->user);
}

static bool decode_moderation(json_value payload, arena *memory,
                              dgg_event *event) {
    dgg_moderation *moderation = &event->as.moderation;
    frame_fields fields = frame_fields_of(payload);
    moderation->duration_s =
        event->kind == DGG_EVENT_MUTE
            ? frame_read_seconds(json_get(payload, "duration"))
            : 0;
    return decode_actor(&fields, memory, event) &&
           frame_read_text(fields.data, memory, &moderation->target) &&
           moderation->target[0] != '\0';
}

static bool read_users(json_value list, arena *memory, dgg_names *names) {
    size_t room = frame_count(list, DGG_NAMES_USERS);
    dgg_user *users = arena_alloc(memory, room * sizeof *users);
    if (users == NULL) {
        return false;
    }
    size_t count = 0;
    for (json_value e = json_first(list); json_exists(e) && count < room;
         e = json_next(list, e)) {
        frame_fields fields = frame_fields_of(e);
        if (!frame_read_user(&fields, memory, &users[count])) {
            return false;
        }
        count += users[count].nick[0] != '\0';
    }
    names->users = users;
    names->user_count = count;
    return true;
}

static bool decode_names(json_value payload, arena *memory, dgg_event *event) {
    dgg_names *names = &event->as.names;
    *names = (dgg_names){0};
    json_value list = json_get(payload, "users");
    json_type type = json_typeof(list);
    if (json_typeof(payload) != JSON_OBJECT ||
        (type != JSON_ARRAY && type != JSON_NULL && type != JSON_NONE)) {
        return false;
    }
    int64_t count;
    if (json_lenient_int(json_get(payload, "connectioncount"), &count)) {
        names->connection_count = count > 0 ? count : 0;
    }
    return read_users(list, memory, names);
}

/* The server's word without the quotes JSON demands, as in `ERR notjson`. */
static bool decode_bare_error(arena *memory, dgg_event *event) {
    size_t bytes = event->payload_bytes;
    if (bytes == 0 || strchr("{[\"", event->payload[0]) != NULL) {
        return false;
    }
    char *text = arena_alloc(memory, DGG_TEXT_BYTES + 1);
    if (text == NULL) {
        return false;
    }
    size_t length = utf8_repair(text, DGG_TEXT_BYTES, event->payload, bytes);
    text[length] = '\0';
    event->text = text;
    return true;
}

static bool decode_error(json_value payload, arena *memory, dgg_event *event) {
    dgg_refusal *refusal = &event->as.refusal;
    *refusal = (dgg_refusal){.filtered = ""};
    if (!json_exists(payload)) {
        return decode_bare_error(memory, event);
    }
    if (json_typeof(payload) == JSON_STRING) {
        return frame_read_text(payload, memory, &event->text);
    }
    refusal->mute_left_s =
        frame_read_seconds(json_get(payload, "muteTimeLeft"));
    json_value filtered = json_get(payload, "filtered");
    if (json_typeof(filtered) == JSON_STRING &&
        !frame_read_text(filtered, memory, &refusal->filtered)) {
        return false;
    }
    return frame_read_text(json_get(payload, "description"), memory,
                           &event->text);
}

static bool is_history(json_value entry, arena *memory) {
    static const char name[] = "HISTORY ";
    const char *start = json_string(entry, memory, sizeof name - 1, NULL);
    return start != NULL && strcasecmp(start, name) == 0;
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

static bool decode_history(json_value payload, arena *memory,
                           dgg_event *event) {
    json_type type = json_typeof(payload);
    event->as.entry_count = frame_count(payload, DGG_HISTORY_ENTRIES);
    return type == JSON_NULL ||
           (type == JSON_ARRAY && !holds_only_histories(payload, memory));
}

static bool decode_nothing(json_value payload, arena *memory,
                           dgg_event *event) {
    (void)payload;
    (void)memory;
    (void)event;
    return true;
}

/* The most frequent first. */
static const frame_decoder decoders[] = {
    {"MSG", DGG_EVENT_MESSAGE, decode_message},
    {"JOIN", DGG_EVENT_JOIN, decode_presence},
    {"QUIT", DGG_EVENT_QUIT, decode_presence},
    {"PRIVMSG", DGG_EVENT_WHISPER, decode_whisper},
    {"PRIVMSGSENT", DGG_EVENT_WHISPER_SENT, decode_nothing},
    {"BROADCAST", DGG_EVENT_BROADCAST, decode_broadcast},
    {"MUTE", DGG_EVENT_MUTE, decode_moderation},
    {"UNMUTE", DGG_EVENT_UNMUTE, decode_moderation},
    {"BAN", DGG_EVENT_BAN, decode_moderation},
    {"UNBAN", DGG_EVENT_UNBAN, decode_moderation},
    {"ERR", DGG_EVENT_ERROR, decode_error},
    {"ME", DGG_EVENT_ME, decode_me},
    {"NAMES", DGG_EVENT_NAMES, decode_names},
    {"HISTORY", DGG_EVENT_HISTORY, decode_history},
    {"PING", DGG_EVENT_PING, decode_nothing},
};

const frame_decoder *frame_decoder_find(const char *name) {
    for (size_t i = 0; i < sizeof decoders / sizeof *decoders; i++) {
        if (strcmp(decoders[i].name, name) == 0) {
            return &decoders[i];
        }
    }
    return NULL;
}
