#include "text_trim.h"

#include "utf8.h"

#include <string.h>

/* Unicode's White_Space. */
static bool is_space(uint32_t code) {
    return code == ' ' || (code >= '\t' && code <= '\r') || code == 0x85 ||
           code == 0xA0 || code == 0x1680 ||
           (code >= 0x2000 && code <= 0x200A) || code == 0x2028 ||
           code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000;
}

const char *text_trim(const char *text, size_t *bytes) {
    size_t all = strlen(text);
    const char *start = text + all;
    const char *end = start;
    uint32_t code = 0;
    for (const char *at = text; at < text + all;) {
        const char *next =
            at + utf8_decode(at, (size_t)(text + all - at), &code, NULL);
        if (!is_space(code)) {
            start = at < start ? at : start;
            end = next;
        }
        at = next;
    }
    *bytes = (size_t)(end - start);
    return start;
}
