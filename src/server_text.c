#include "server_text.h"

#include "text_mark.h"
#include "utf8.h"

static bool is_refused(uint32_t code) {
    return code == 0x2028 || code == 0x2029 || code == 0x202f || code == 0xa0;
}

const char *server_text_problem(const char *text, size_t bytes) {
    if (bytes == 0) {
        return "msgempty";
    }
    size_t characters = 0;
    size_t marks = 0;
    for (size_t at = 0; at < bytes; characters++) {
        uint32_t code;
        bool is_valid;
        at += utf8_decode(text + at, bytes - at, &code, &is_valid);
        marks = text_is_mark(code) ? marks + 1 : 0;
        if (!is_valid || is_refused(code) || marks == SERVER_TEXT_MARKS) {
            return "invalidmsg";
        }
    }
    return characters > SERVER_TEXT_CHARACTERS ? "msgtoolong" : NULL;
}
