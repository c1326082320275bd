/* What was said in chat: raw frames, and single lines out of the logs. */
#include "api_fields.h"

#define MS_PER_S     INT64_C(1000)
#define YEAR_10000_S INT64_C(253402300800)

dgg_error api_decode_frames(json_value found, arena *memory,
                            dgg_api_answer *answer) {
    api_reader r = {.memory = memory};
    if (!api_is_list(found) && json_typeof(found) != JSON_NULL) {
        return DGG_ERROR_NOT_JSON;
    }
    size_t capacity = 0;
    const char **list = api_room(&r, found, sizeof *list, &capacity);
    size_t count = 0;
    json_value entry = json_first(found);
    for (size_t i = 0; i < capacity; i++, entry = json_next(found, entry)) {
        if (json_typeof(entry) == JSON_STRING) {
            list[count] = json_string(entry, memory, JSON_BYTES, NULL);
            r.is_out_of_memory |= list[count] == NULL;
            count++;
        }
    }
    answer->as.frames = (dgg_frames){list, count};
    return api_reader_end(&r);
}

/* `timestamp` in a stalk, `date` in mentions; seconds. */
static int64_t read_time(json_value entry) {
    int64_t seconds = api_quantity(entry, "timestamp");
    seconds = seconds > 0 ? seconds : api_quantity(entry, "date");
    return seconds < YEAR_10000_S ? seconds * MS_PER_S : 0;
}

static dgg_line read_line(api_reader *r, json_value entry, const char *nick) {
    const char *own = api_name(r, entry, "nick");
    return (dgg_line){
        .nick = own[0] != '\0' ? own : nick,
        .text = api_text(r, entry, "text"),
        .timestamp_ms = read_time(entry),
    };
}

/* A stalk is an object with the nick beside its lines, mentions are a list of
 * lines with a nick each. Who has no log comes as an object with only a
 * message (overrustlelogs, server/main.go). */
dgg_error api_decode_lines(json_value found, arena *memory,
                           dgg_api_answer *answer) {
    api_reader r = {.memory = memory};
    json_value lines = json_get(found, "lines");
    json_value list = json_exists(lines) ? lines : found;
    if (json_typeof(json_get(found, "message")) == JSON_STRING) {
        return DGG_OK;
    }
    if (!api_is_list(list) && json_typeof(list) != JSON_NULL) {
        return DGG_ERROR_NOT_JSON;
    }
    const char *nick = api_name(&r, found, "nick");
    size_t capacity = 0;
    dgg_line *entries = api_room(&r, list, sizeof *entries, &capacity);
    size_t count = 0;
    json_value entry = json_first(list);
    for (size_t i = 0; i < capacity; i++, entry = json_next(list, entry)) {
        if (json_typeof(json_get(entry, "text")) == JSON_STRING) {
            entries[count++] = read_line(&r, entry, nick);
        }
    }
    answer->as.lines = (dgg_lines){entries, count};
    return api_reader_end(&r);
}
