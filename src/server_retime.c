#include "server_retime.h"

#include "date.h"
#include "server_json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* 16 digits are beyond any time in milliseconds and within an int64_t. */
enum { DIGITS = 16, KEY_BYTES = 32, DATE_LIMIT = 64 };

/* Members that are times. */
static const struct {
    const char *name;
    bool is_date; /* a string; otherwise a number of milliseconds */
} members[] = {
    {"timestamp", false},
    {"expirationTimestamp", false},
    {"start", true},
    {"now", true},
};

/* A time in a frame: the digits, or what stands between the quotes. */
typedef struct place {
    const char *at; /* NULL: there is none */
    size_t bytes;
    bool is_date;
} place;

/* In a string the quotes of a key are escaped once more than around it, so
 * that no text can look like a key. */
static const char *quote_in(const char *frame) {
    bool is_list = strncmp(frame, "HISTORY ", 8) == 0 ||
                   strncmp(frame, "PAIDEVENTS ", 11) == 0;
    return is_list ? "\\\"" : "\"";
}

static place next_time(const char *from, const char *quote) {
    place first = {0};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        char key[KEY_BYTES];
        bool is_date = members[i].is_date;
        snprintf(key, sizeof key, "%s%s%s:%s", quote, members[i].name, quote,
                 is_date ? quote : "");
        const char *found = strstr(from, key);
        const char *at = found == NULL ? NULL : found + strlen(key);
        if (at != NULL && (first.at == NULL || at < first.at)) {
            first = (place){at, strspn(at, "0123456789"), is_date};
            first.bytes = is_date ? strcspn(at, "\\\"") : first.bytes;
        }
    }
    return first;
}

static bool write_number(buffer *out, const place *time, int64_t by_ms) {
    if (time->bytes == 0 || time->bytes > DIGITS) {
        return buffer_append(out, time->at, time->bytes);
    }
    long long moved = strtoll(time->at, NULL, 10) + by_ms;
    return server_json_print(out, "%lld", moved);
}

static bool write_date(buffer *out, const place *time, int64_t by_ms) {
    char text[DATE_LIMIT];
    char moved[DATE_WRITTEN_BYTES];
    int64_t ms = 0;
    snprintf(text, sizeof text, "%.*s", (int)time->bytes, time->at);
    if (time->bytes >= sizeof text || !date_parse_ms(text, &ms) ||
        !date_write_ms(moved, ms + by_ms)) {
        return buffer_append(out, time->at, time->bytes);
    }
    return buffer_append(out, moved, strlen(moved));
}

bool server_retime(buffer *out, const char *frame, int64_t by_ms) {
    const char *quote = quote_in(frame);
    place time = next_time(frame, quote);
    while (time.at != NULL) {
        if (!buffer_append(out, frame, (size_t)(time.at - frame)) ||
            !(time.is_date ? write_date(out, &time, by_ms)
                           : write_number(out, &time, by_ms))) {
            return false;
        }
        frame = time.at + time.bytes;
        time = next_time(frame, quote);
    }
    return buffer_append(out, frame, strlen(frame));
}
