#include "input_key.h"

#include "utf8.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { FUNCTION_KEYS = 63 };

static const struct {
    const char *name;
    uint32_t code;
} named_keys[] = {
    {"Enter", INPUT_ENTER},
    {"Tab", INPUT_TAB},
    {"BackTab", INPUT_BACKTAB},
    {"Backspace", INPUT_BACKSPACE},
    {"Delete", INPUT_DELETE},
    {"Esc", INPUT_ESCAPE},
    {"Up", INPUT_UP},
    {"Down", INPUT_DOWN},
    {"Left", INPUT_LEFT},
    {"Right", INPUT_RIGHT},
    {"Home", INPUT_HOME},
    {"End", INPUT_END},
    {"PgUp", INPUT_PAGE_UP},
    {"PgDn", INPUT_PAGE_DOWN},
    {"PasteBegin", INPUT_PASTE_BEGIN},
    {"PasteEnd", INPUT_PASTE_END},
    {"Space", ' '},
};

static uint8_t modifier_of(char letter) {
    switch (letter) {
    case 'C': return INPUT_CONTROL;
    case 'M': return INPUT_ALT;
    case 'S': return INPUT_SHIFT;
    default: return 0;
    }
}

/* "F1" to "F63"; 0: none of them. */
static uint32_t function_key(const char *name) {
    if (name[0] != 'F' || name[1] < '1' || name[1] > '9') {
        return 0;
    }
    char *end;
    unsigned long number = strtoul(name + 1, &end, 10);
    return *end == '\0' && number <= FUNCTION_KEYS ? INPUT_F0 + (uint32_t)number
                                                   : 0;
}

static uint32_t named_key(const char *name) {
    for (size_t i = 0; i < sizeof named_keys / sizeof *named_keys; i++) {
        if (strcmp(name, named_keys[i].name) == 0) {
            return named_keys[i].code;
        }
    }
    return function_key(name);
}

/* A single printable character; 0: it is none. */
static uint32_t character(const char *name) {
    size_t bytes = strlen(name);
    uint32_t code;
    bool is_valid;
    if (bytes == 0 || utf8_decode(name, bytes, &code, &is_valid) != bytes) {
        return 0;
    }
    bool is_control = code <= ' ' || (code >= 0x7F && code < 0xA0);
    return is_valid && !is_control ? code : 0;
}

/* No terminal reports shift with a character, nor upper-case control keys. */
static bool parse_character(input_key *key, const char *name) {
    key->code = character(name);
    if ((key->modifiers & INPUT_CONTROL) != 0 && key->code >= 'A' &&
        key->code <= 'Z') {
        key->code += 'a' - 'A';
    }
    return key->code != 0 && (key->modifiers & INPUT_SHIFT) == 0;
}

bool input_key_parse(input_key *key, const char *name) {
    *key = (input_key){0};
    while (name[0] != '\0' && name[1] == '-' && name[2] != '\0') {
        uint8_t modifier = modifier_of(name[0]);
        if (modifier == 0 || (key->modifiers & modifier) != 0) {
            return false;
        }
        key->modifiers |= modifier;
        name += 2;
    }
    key->code = named_key(name);
    return key->code != 0 || parse_character(key, name);
}

bool input_key_is_character(input_key key) {
    return key.code >= ' ' && key.code < INPUT_NAMED &&
           (key.modifiers & (INPUT_CONTROL | INPUT_ALT)) == 0;
}
