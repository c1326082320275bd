/*
 * A key as the terminal reported it.
 */
#ifndef INPUT_KEY_H
#define INPUT_KEY_H

#include <stdbool.h>
#include <stdint.h>

/* Codes above Unicode for keys that are no characters. */
enum {
    INPUT_NAMED = 0x200000,
    INPUT_ENTER = INPUT_NAMED,
    INPUT_TAB,
    INPUT_BACKTAB,
    INPUT_BACKSPACE,
    INPUT_DELETE,
    INPUT_ESCAPE,
    INPUT_UP,
    INPUT_DOWN,
    INPUT_LEFT,
    INPUT_RIGHT,
    INPUT_HOME,
    INPUT_END,
    INPUT_PAGE_UP,
    INPUT_PAGE_DOWN,
    INPUT_PASTE_BEGIN, /* bracketed paste: what follows was not typed */
    INPUT_PASTE_END,
    INPUT_F0 = INPUT_NAMED + 0x100, /* INPUT_F0 + n is function key n */
};

enum { INPUT_CONTROL = 1, INPUT_ALT = 2, INPUT_SHIFT = 4 };

/* Control keys are the lower-case letter with INPUT_CONTROL, never a byte below
 * 32. */
typedef struct input_key {
    uint32_t code;
    uint8_t modifiers;
} input_key;

/* "C-a", "M-w", "F4", "PgUp", "M-<": parses one key name; false if it is
 * none. */
bool input_key_parse(input_key *key, const char *name);

/* Is it a character that can be typed into a line? */
bool input_key_is_character(input_key key);

#endif
