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
