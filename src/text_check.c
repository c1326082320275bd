/* Would the server take this text? */
#include "dgg_chat.h"

#include "text_mark.h"
#include "text_trim.h"
#include "utf8.h"

enum {
    MAX_CHARACTERS = 512,
    MAX_MARKS = 4, /* combining marks in a row */
};

typedef struct span {
    const char *text;
    size_t bytes;
} span;

static bool is_refused(uint32_t code) {
    return code < ' ' || code == 0x7F || code == 0x2028 || code == 0x2029 ||
           code == 0x202F || code == 0xA0;
}

static bool has_refused_character(span s) {
    size_t marks = 0;
    uint32_t code;
    bool is_valid;
    for (size_t at = 0; at < s.bytes;) {
        at += utf8_decode(s.text + at, s.bytes - at, &code, &is_valid);
        marks = text_is_mark(code) ? marks + 1 : 0;
        if (!is_valid || marks > MAX_MARKS || is_refused(code)) {
            return true;
        }
    }
    return false;
}

dgg_error dgg_text_check(const char *text) {
    span s;
    s.text = text_trim(text, &s.bytes);
    if (s.bytes == 0) {
        return DGG_ERROR_TEXT_EMPTY;
    }
    if (utf8_length(s.text, s.bytes) > MAX_CHARACTERS) {
        return DGG_ERROR_TEXT_LONG;
    }
    if (has_refused_character(s)) {
        return DGG_ERROR_TEXT_CHARACTER;
    }
    return DGG_OK;
}
