/* Composing JSON. */
#include "json.h"

#include <cjson/cJSON.h>
#include <inttypes.h>
#include <stdio.h>

/* Frees `tree`, whatever became of it. */
static char *print(cJSON *tree) {
    char *text = tree != NULL ? cJSON_PrintUnformatted(tree) : NULL;
    cJSON_Delete(tree);
    return text;
}

/* cJSON's own numbers are doubles, and large ones get an exponent. */
static cJSON *number_of(int64_t number) {
    char digits[sizeof "-9223372036854775808"];
    snprintf(digits, sizeof digits, "%" PRId64, number);
    return cJSON_CreateRaw(digits);
}

static cJSON *value_of(const json_member *member) {
    switch (member->type) {
    case JSON_STRING: return cJSON_CreateString(member->text);
    case JSON_NUMBER: return number_of(member->number);
    case JSON_TRUE: return cJSON_CreateTrue();
    case JSON_FALSE: return cJSON_CreateFalse();
    case JSON_NULL: return cJSON_CreateNull();
    case JSON_ARRAY:
        return cJSON_CreateStringArray(member->texts, (int)member->count);
    case JSON_NONE:
    case JSON_OBJECT: break;
    }
    return NULL;
}

static bool add(cJSON *object, const json_member *member) {
    if (member->type == JSON_NONE) {
        return true;
    }
    cJSON *value = value_of(member);
    if (value == NULL || !cJSON_AddItemToObject(object, member->key, value)) {
        cJSON_Delete(value);
        return false;
    }
    return true;
}

char *json_write_object(const json_member *members, size_t count) {
    cJSON *object = cJSON_CreateObject();
    bool is_complete = object != NULL;
    for (size_t i = 0; i < count && is_complete; i++) {
        is_complete = add(object, &members[i]);
    }
    if (!is_complete) {
        cJSON_Delete(object);
        return NULL;
    }
    return print(object);
}

char *json_write_string(const char *text) {
    return print(cJSON_CreateString(text));
}

/* Takes `item`, also when it cannot be added. */
static bool append(cJSON *array, cJSON *item) {
    if (item != NULL && cJSON_AddItemToArray(array, item)) {
        return true;
    }
    cJSON_Delete(item);
    return false;
}

static cJSON *make_pair(const json_pair *pair) {
    cJSON *list = cJSON_CreateArray();
    if (list != NULL && append(list, cJSON_CreateString(pair->name)) &&
        append(list, cJSON_CreateRaw(pair->json))) {
        return list;
    }
    cJSON_Delete(list);
    return NULL;
}

char *json_write_pairs(const json_pair *pairs, size_t count) {
    cJSON *list = cJSON_CreateArray();
    for (size_t i = 0; i < count && list != NULL; i++) {
        if (!append(list, make_pair(&pairs[i]))) {
            cJSON_Delete(list);
            return NULL;
        }
    }
    return print(list);
}
