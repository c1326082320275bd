#include "input_action.h"

#include <string.h>

enum { KEY_NAME_BYTES = 32 };

static const struct {
    const char *keys;
    const char *help;
} actions[ACTIONS] = {
#define ACTION_ENTRY(action, keys, help) [action] = {keys, help},
    INPUT_ACTION_LIST(ACTION_ENTRY)
#undef ACTION_ENTRY
};

/* Is the key one of the names, which are separated by spaces? */
static bool is_among(input_key key, const char *names) {
    while (*names != '\0') {
        char name[KEY_NAME_BYTES] = "";
        size_t bytes = strcspn(names, " ");
        if (bytes < sizeof name) {
            memcpy(name, names, bytes);
        }
        input_key bound;
        if (input_key_parse(&bound, name) && bound.code == key.code &&
            bound.modifiers == key.modifiers) {
            return true;
        }
        names += bytes;
        names += strspn(names, " ");
    }
    return false;
}

input_action input_action_of(input_key key) {
    /* Characters are never bound; a paste has thousands of them. */
    if (key.code < INPUT_NAMED && key.modifiers == 0) {
        return ACTION_NONE;
    }
    for (int action = ACTION_NONE + 1; action < ACTIONS; action++) {
        if (is_among(key, actions[action].keys)) {
            return (input_action)action;
        }
    }
    return ACTION_NONE;
}

const char *input_action_keys(input_action action) {
    return action < ACTIONS ? actions[action].keys : NULL;
}

const char *input_action_help(input_action action) {
    return action < ACTIONS ? actions[action].help : NULL;
}
