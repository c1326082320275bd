#include "api_fields.h"

#include "date.h"
#include "frame_user.h"

#include <string.h>

enum { DATE_BYTES = 64 };

static const char *string_of(api_reader *r, json_value value, size_t bytes) {
    if (json_typeof(value) != JSON_STRING) {
        return "";
    }
    const char *text = json_string(value, r->memory, bytes, NULL);
    if (text == NULL) {
        r->is_out_of_memory = true;
        return "";
    }
    return text;
}

dgg_error api_reader_end(const api_reader *r) {
    return r->is_out_of_memory ? DGG_ERROR_MEMORY : DGG_OK;
}

const char *api_text(api_reader *r, json_value object, const char *key) {
    return string_of(r, json_get(object, key), DGG_TEXT_BYTES);
}

const char *api_name(api_reader *r, json_value object, const char *key) {
    return string_of(r, json_get(object, key), DGG_NICK_BYTES);
}

const char *api_id(api_reader *r, json_value object, const char *key) {
    json_value value = json_get(object, key);
    if (json_typeof(value) != JSON_NUMBER) {
        return string_of(r, value, DGG_NICK_BYTES);
    }
    size_t bytes = 0;
    const char *raw = json_raw(value, &bytes);
    bytes = bytes < DGG_NICK_BYTES ? bytes : DGG_NICK_BYTES;
    const char *text = arena_copy(r->memory, raw, bytes);
    r->is_out_of_memory |= text == NULL;
    return text != NULL ? text : "";
}

int64_t api_number(json_value object, const char *key) {
    int64_t number = 0;
    return json_lenient_int(json_get(object, key), &number) ? number : 0;
}

int64_t api_quantity(json_value object, const char *key) {
    return frame_read_quantity(json_get(object, key));
}

bool api_flag(json_value object, const char *key) {
    return frame_read_bool(json_get(object, key));
}

int64_t api_date(api_reader *r, json_value object, const char *key) {
    int64_t ms = 0;
    if (!frame_read_date(json_get(object, key), r->memory, &ms)) {
        r->is_out_of_memory = true;
    }
    return ms;
}

static json_value first_of(json_value object, const char *key,
                           const char *otherwise) {
    json_value value = json_get(object, key);
    return json_exists(value) ? value : json_get(object, otherwise);
}

dgg_user api_user(api_reader *r, json_value object) {
    frame_fields fields = frame_fields_of(object);
    fields.id = first_of(object, "id", "userId");
    fields.nick = first_of(object, "nick", "username");
    dgg_user user;
    if (!frame_read_user(&fields, r->memory, &user)) {
        r->is_out_of_memory = true;
        return frame_nobody;
    }
    return user;
}

bool api_is_list(json_value value) {
    json_type type = json_typeof(value);
    return type == JSON_ARRAY || type == JSON_OBJECT;
}

void *api_room(api_reader *r, json_value list, size_t size, size_t *capacity) {
    *capacity = frame_count(list, API_ENTRIES);
    if (*capacity == 0) {
        return NULL;
    }
    void *room = arena_alloc(r->memory, *capacity * size);
    if (room == NULL) {
        r->is_out_of_memory = true;
        *capacity = 0;
    }
    return room;
}
