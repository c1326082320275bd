#include "server_text.h"

#include "text_mark.h"
#include "utf8.h"

/* White space as Go's unicode.IsSpace has it. */
static bool is_space(uint32_t code) {
    return (code >= 0x09 && code <= 0x0d) || code == 0x20 || code == 0x85 ||
           code == 0xa0 || code == 0x1680 ||
           (code >= 0x2000 && code <= 0x200a) || code == 0x2028 ||
           code == 0x2029 || code == 0x202f || code == 0x205f || code == 0x3000;
}

static bool is_refused(uint32_t code) {
    return code == 0x2028 || code == 0x2029 || code == 0x202f || code == 0xa0;
}

void server_text_trim(const char **text, size_t *bytes) {
    const char *at = *text;
    const char *end = at + *bytes;
    const char *first = end;
    const char *last = end;
    while (at < end) {
        uint32_t code;
        size_t used = utf8_decode(at, (size_t)(end - at), &code, NULL);
        if (!is_space(code)) {
            first = first == end ? at : first;
            last = at + used;
        }
        at += used;
    }
    *text = first;
    *bytes = (size_t)(last - first);
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
