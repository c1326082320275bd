#include "frame_fields.h"

#include "date.h"

#include <assert.h>

#define HUNDRED_YEARS_S INT64_C(3155760000)

/* What is sent of a date is shorter. */
enum { DATE_BYTES = 64 };

static bool is_time(int64_t ms) {
    return ms > 0 && ms < FRAME_YEAR_10000_MS;
}

frame_fields frame_fields_of(json_value object) {
    static const json_key keys[] = {
        JSON_KEY("id"),           JSON_KEY("nick"),        JSON_KEY("roles"),
        JSON_KEY("features"),     JSON_KEY("createdDate"), JSON_KEY("watching"),
        JSON_KEY("subscription"), JSON_KEY("timestamp"),   JSON_KEY("data"),
    };
    frame_fields fields;
    static_assert(sizeof keys / sizeof *keys == FRAME_FIELDS, "a key for each");
    json_get_all(object, keys, FRAME_FIELDS, fields.all);
    return fields;
}

size_t frame_count(json_value list, size_t limit) {
    size_t count = json_count(list);
    return count < limit ? count : limit;
}

bool frame_is_list(json_value value) {
    json_type type = json_typeof(value);
    return type == JSON_ARRAY || type == JSON_NULL || type == JSON_NONE;
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
    if (is_time(ms)) {
        *timestamp_ms = ms;
    }
    return true;
}

int64_t frame_read_ms(json_value value) {
    int64_t ms;
    return json_lenient_int(value, &ms) && is_time(ms) ? ms : 0;
}

int64_t frame_read_expiry(json_value object) {
    int64_t ms = frame_read_ms(json_get(object, "expirationTimestamp"));
    return ms > 0 ? ms : frame_read_ms(json_get(object, "expiry"));
}

bool frame_read_date(json_value value, arena *memory, int64_t *ms) {
    if (json_typeof(value) != JSON_STRING) {
        return true;
    }
    const char *text = json_string(value, memory, DATE_BYTES, NULL);
    int64_t parsed;
    if (text != NULL && date_parse_ms(text, &parsed) && is_time(parsed)) {
        *ms = parsed;
    }
    return text != NULL;
}

bool frame_read_text(json_value value, arena *memory, const char **text) {
    *text = json_string(value, memory, DGG_TEXT_BYTES, NULL);
    return *text != NULL;
}

bool frame_read_optional(json_value value, arena *memory, const char **text) {
    *text = "";
    return json_typeof(value) != JSON_STRING ||
           frame_read_text(value, memory, text);
}

bool frame_read_word(json_value value, arena *memory, const char **word) {
    *word = "";
    if (json_typeof(value) != JSON_STRING) {
        return true;
    }
    *word = json_string(value, memory, DGG_NICK_BYTES, NULL);
    return *word != NULL;
}

int64_t frame_read_seconds(json_value value) {
    int64_t seconds;
    if (!json_lenient_int(value, &seconds) || seconds < 0) {
        return 0;
    }
    return seconds < HUNDRED_YEARS_S ? seconds : HUNDRED_YEARS_S;
}

int64_t frame_read_quantity(json_value value) {
    int64_t quantity;
    if (!json_lenient_int(value, &quantity) || quantity < 0) {
        return 0;
    }
    return quantity < FRAME_QUANTITY_MAX ? quantity : FRAME_QUANTITY_MAX;
}

bool frame_is_negative(json_value value) {
    int64_t number;
    return json_lenient_int(value, &number) && number < 0;
}

int frame_read_ordinal(json_value value, int max, int absent) {
    int64_t number;
    bool is_in_range =
        json_lenient_int(value, &number) && number >= 1 && number <= max;
    return is_in_range ? (int)number : absent;
}

bool frame_read_bool(json_value value) {
    bool is_true = false;
    return json_lenient_bool(value, &is_true) && is_true;
}
