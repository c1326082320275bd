#include "json.h"

#include "json_decode.h"

#include <string.h>

static const json_value nothing = {0};

static const json_token *token_of(json_value value) {
    return value.doc != NULL ? &value.doc->tokens[value.index] : NULL;
}

static const char *text_of(json_value value) {
    return value.doc->text + token_of(value)->start;
}

static bool is_container(json_value value) {
    json_type type = json_typeof(value);
    return type == JSON_OBJECT || type == JSON_ARRAY;
}

/* The element at or, in an object, the value after the key at `index`. */
static json_value element_at(json_value container, uint32_t index) {
    const json_token *token = token_of(container);
    if (index >= token->next) {
        return nothing;
    }
    return (json_value){container.doc, index + (token->type == JSON_OBJECT)};
}

static bool key_is(json_value value, const char *name, size_t bytes) {
    const json_token *key = token_of(value) - 1;
    const char *text = value.doc->text + key->start + 1;
    if (key->is_plain) {
        return key->bytes - 2 == bytes && memcmp(text, name, bytes) == 0;
    }
    return json_decodes_to(text, key->bytes - 2, name, bytes);
}

/* The whole text as an integer: an optional minus and digits. */
static bool parse_int(const char *text, size_t bytes, int64_t *out) {
    bool is_negative = bytes > 0 && text[0] == '-';
    uint64_t limit = (uint64_t)INT64_MAX + (is_negative ? 1 : 0);
    uint64_t number = 0;
    size_t at = is_negative ? 1 : 0;
    if (at == bytes) {
        return false;
    }
    for (; at < bytes; at++) {
        uint64_t digit = (uint64_t)(unsigned char)text[at] - '0';
        if (digit > 9 || number > limit / 10 || number * 10 > limit - digit) {
            return false;
        }
        number = number * 10 + digit;
    }
    if (is_negative) {
        *out = number == limit ? INT64_MIN : -(int64_t)number;
    } else {
        *out = (int64_t)number;
    }
    return true;
}

json_value json_root(const json_doc *doc) {
    return doc->count > 0 ? (json_value){doc, 0} : nothing;
}

json_type json_typeof(json_value value) {
    const json_token *token = token_of(value);
    return token != NULL ? (json_type)token->type : JSON_NONE;
}

json_value json_get(json_value object, const char *key) {
    json_value value;
    json_get_all(object, &(json_key){key, strlen(key)}, 1, &value);
    return value;
}

void json_get_all(json_value object, const json_key *keys, size_t count,
                  json_value *values) {
    for (size_t i = 0; i < count; i++) {
        values[i] = nothing;
    }
    if (json_typeof(object) != JSON_OBJECT) {
        return;
    }
    /* Members mostly come in the order in which they are asked for: each is
     * compared first with the key after the one found last. */
    size_t next = 0;
    for (json_value member = json_first(object); json_exists(member);
         member = json_next(object, member)) {
        for (size_t tried = 0; tried < count; tried++) {
            size_t i =
                next + tried < count ? next + tried : next + tried - count;
            if (key_is(member, keys[i].name, keys[i].bytes)) {
                values[i] = member;
                next = i + 1;
                break;
            }
        }
    }
}

json_value json_first(json_value container) {
    return is_container(container) ? element_at(container, container.index + 1)
                                   : nothing;
}

json_value json_next(json_value container, json_value element) {
    return element_at(container, token_of(element)->next);
}

bool json_exists(json_value value) {
    return value.doc != NULL;
}

size_t json_count(json_value container) {
    size_t count = 0;
    for (json_value e = json_first(container); json_exists(e);
         e = json_next(container, e)) {
        count++;
    }
    return count;
}

bool json_int(json_value value, int64_t *out) {
    return json_typeof(value) == JSON_NUMBER &&
           parse_int(text_of(value), token_of(value)->bytes, out);
}

bool json_lenient_int(json_value value, int64_t *out) {
    switch (json_typeof(value)) {
    case JSON_NUMBER: return json_int(value, out);
    case JSON_STRING:
        return parse_int(text_of(value) + 1, token_of(value)->bytes - 2, out);
    case JSON_TRUE: *out = 1; return true;
    case JSON_FALSE: *out = 0; return true;
    case JSON_NONE:
    case JSON_NULL:
    case JSON_ARRAY:
    case JSON_OBJECT: break;
    }
    return false;
}

bool json_lenient_bool(json_value value, bool *out) {
    int64_t number;
    if (!json_lenient_int(value, &number) || number < 0 || number > 1) {
        return false;
    }
    *out = number == 1;
    return true;
}

const char *json_string(json_value value, arena *memory, size_t max_bytes,
                        size_t *bytes) {
    if (json_typeof(value) != JSON_STRING) {
        return NULL;
    }
    const char *text = text_of(value) + 1;
    size_t length = token_of(value)->bytes - 2;
    char *copy;
    if (token_of(value)->is_plain) {
        length = length < max_bytes ? length : max_bytes;
        copy = arena_copy(memory, text, length);
    } else {
        /* One invalid byte becomes the three of U+FFFD. */
        size_t limit = length < max_bytes / 3 ? length * 3 : max_bytes;
        copy = arena_alloc(memory, limit + 1);
        if (copy != NULL) {
            length = json_decode(copy, limit, text, length);
            copy[length] = '\0';
            arena_trim(memory, copy, length + 1);
        }
    }
    if (bytes != NULL) {
        *bytes = copy != NULL ? length : 0;
    }
    return copy;
}

const char *json_raw(json_value value, size_t *bytes) {
    if (!json_exists(value)) {
        *bytes = 0;
        return "";
    }
    *bytes = token_of(value)->bytes;
    return text_of(value);
}
