#include "server_log_garbage.h"

#include <string.h>

enum { LONG_BYTES = 20000 };

/* A line and its length. */
#define LINE(text) \
    { text, sizeof(text) - 1 }

static const struct {
    const char *bytes;
    size_t count;
} lines[] = {
    [SERVER_LOG_GARBAGE_NO_BRACKET] =
        LINE("2020-07-09 18:03:55 UTC] owl: no bracket"),
    [SERVER_LOG_GARBAGE_MONTH] =
        LINE("[2020-13-09 18:03:55 UTC] owl: no such month"),
    [SERVER_LOG_GARBAGE_NO_NICK] = LINE("[2020-07-09 18:03:55 UTC] : no nick"),
    [SERVER_LOG_GARBAGE_NUL] = LINE("[2020-07-09 18:03:55 UTC] o\0l: a NUL"),
    [SERVER_LOG_GARBAGE_UTF8] =
        LINE("[2020-07-09 18:03:55 UTC] owl: no \xff\xc3 UTF-8 \xed\xa0\x80"),
    [SERVER_LOG_GARBAGE_LONG] = LINE("[2020-07-09 18:03:55 UTC] owl: "),
    [SERVER_LOG_GARBAGE_NO_COLON] =
        LINE("[2020-07-09 18:03:55 UTC] owl has no colon"),
    [SERVER_LOG_GARBAGE_EMPTY] = LINE(""),
};

bool server_log_garbage_write(size_t index, buffer *out) {
    size_t kind = index % SERVER_LOG_GARBAGE_KINDS;
    if (!buffer_append(out, lines[kind].bytes, lines[kind].count)) {
        return false;
    }
    if (kind != SERVER_LOG_GARBAGE_LONG) {
        return true;
    }
    char tail[LONG_BYTES];
    memset(tail, 'x', sizeof tail);
    return buffer_append(out, tail, sizeof tail);
}
