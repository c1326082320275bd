#include "model_effects.h"

#include <stdlib.h>
#include <string.h>

enum { EFFECTS_START = 16 };

static bool grow(effects *e) {
    if (e->count < e->capacity) {
        return true;
    }
    size_t capacity = e->capacity == 0 ? EFFECTS_START : 2 * e->capacity;
    effect *list = realloc(e->list, capacity * sizeof *list);
    if (list == NULL) {
        return false;
    }
    e->list = list;
    e->capacity = capacity;
    return true;
}

/* True unless there was something to copy and no memory for it. */
static bool copy(char **out, const char *text) {
    *out = text == NULL ? NULL : strdup(text);
    return text == NULL || *out != NULL;
}

void effects_free(effects *e) {
    for (size_t i = 0; i < e->count; i++) {
        effect_free(&e->list[i]);
    }
    free(e->list);
    *e = (effects){0};
}

bool effects_add(effects *e, const effect *wanted) {
    if (!grow(e)) {
        return false;
    }
    effect one = *wanted;
    bool has_nick = copy(&one.nick, wanted->nick);
    bool has_text = copy(&one.text, wanted->text);
    if (!has_nick || !has_text) {
        effect_free(&one);
        return false;
    }
    e->list[e->count++] = one;
    return true;
}

bool effects_take(effects *e, effect *out) {
    if (e->count == 0) {
        return false;
    }
    *out = e->list[0];
    e->count--;
    memmove(e->list, e->list + 1, e->count * sizeof *e->list);
    return true;
}

void effect_free(effect *one) {
    free(one->nick);
    free(one->text);
    one->nick = NULL;
    one->text = NULL;
}
