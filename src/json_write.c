/* Composing JSON. */
#include "json.h"

#include <cjson/cJSON.h>
#include <stdarg.h>

/* Frees `tree`, whatever became of it. */
static char *print(cJSON *tree) {
    char *text = tree != NULL ? cJSON_PrintUnformatted(tree) : NULL;
    cJSON_Delete(tree);
    return text;
}

char *json_write_object(const char *key, ...) {
    cJSON *object = cJSON_CreateObject();
    bool is_complete = object != NULL;
    va_list pairs;
    va_start(pairs, key);
    while (key != NULL && is_complete) {
        const char *value = va_arg(pairs, const char *);
        is_complete = cJSON_AddStringToObject(object, key, value) != NULL;
        key = va_arg(pairs, const char *);
    }
    va_end(pairs);
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
static bool add(cJSON *array, cJSON *item) {
    if (item != NULL && cJSON_AddItemToArray(array, item)) {
        return true;
    }
    cJSON_Delete(item);
    return false;
}

static cJSON *make_pair(const json_pair *pair) {
    cJSON *list = cJSON_CreateArray();
    if (list != NULL && add(list, cJSON_CreateString(pair->name)) &&
        add(list, cJSON_CreateRaw(pair->json))) {
        return list;
    }
    cJSON_Delete(list);
    return NULL;
}

char *json_write_pairs(const json_pair *pairs, size_t count) {
    cJSON *list = cJSON_CreateArray();
    for (size_t i = 0; i < count && list != NULL; i++) {
        if (!add(list, make_pair(&pairs[i]))) {
            cJSON_Delete(list);
            return NULL;
        }
    }
    return print(list);
}
