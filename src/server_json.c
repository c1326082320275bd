#include "server_json.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool server_json_print(buffer *out, const char *format, ...) {
    va_list list;
    va_start(list, format);
    va_list again;
    va_copy(again, list);
    int length = vsnprintf(NULL, 0, format, list);
    va_end(list);
    char *text = length < 0 ? NULL : malloc((size_t)length + 1);
    bool is_done = false;
    if (text != NULL) {
        vsnprintf(text, (size_t)length + 1, format, again);
        is_done = buffer_append(out, text, (size_t)length);
    }
    va_end(again);
    free(text);
    return is_done;
}

static bool needs_escape(unsigned char c) {
    return c < 0x20 || c == 0x7f || strchr("\"\\<>&", c) != NULL;
}

static bool put_escaped(buffer *out, unsigned char c) {
    if (c == '"' || c == '\\') {
        char pair[2] = {'\\', (char)c};
        return buffer_append(out, pair, sizeof pair);
    }
    if (c == '\n') {
        return buffer_append(out, "\\n", 2);
    }
    char escape[8];
    int length = snprintf(escape, sizeof escape, "\\u%04x", c);
    return buffer_append(out, escape, (size_t)length);
}

bool server_json_quote(buffer *out, const char *text, size_t bytes) {
    bool is_good = buffer_append(out, "\"", 1);
    size_t start = 0;
    for (size_t i = 0; i < bytes && is_good; i++) {
        if (needs_escape((unsigned char)text[i])) {
            is_good = buffer_append(out, text + start, i - start) &&
                      put_escaped(out, (unsigned char)text[i]);
            start = i + 1;
        }
    }
    return is_good && buffer_append(out, text + start, bytes - start) &&
           buffer_append(out, "\"", 1);
}
