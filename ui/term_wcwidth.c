/*
 * The program's own wcwidth: curses asks it, by name, how wide a character
 * is, so that it counts columns exactly as we do.
 */
#include "text_width.h"

#include <wchar.h>

int wcwidth(wchar_t character);

int wcwidth(wchar_t character) {
    if (character == L'\0') {
        return 0;
    }
    return text_char_width((uint32_t)character);
}
