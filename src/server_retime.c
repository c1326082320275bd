#include "server_retime.h"

#include "server_json.h"

#include <stdlib.h>
#include <string.h>

/* 16 digits are beyond any time in milliseconds and within an int64_t. */
enum { DIGITS = 16 };

/* Where the next number that is a time begins, or NULL. In a string the
 * quotes of a key would be escaped, so that no text can look like one. */
static const char *next_time(const char *frame) {
    static const char *const keys[] = {"\"timestamp\":",
                                       "\"expirationTimestamp\":"};
    const char *first = NULL;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *key = strstr(frame, keys[i]);
        const char *number = key == NULL ? NULL : key + strlen(keys[i]);
        if (number != NULL && (first == NULL || number < first)) {
            first = number;
        }
    }
    return first;
}

bool server_retime(buffer *out, const char *frame, int64_t by_ms) {
    const char *number = next_time(frame);
    while (number != NULL) {
        size_t digits = strspn(number, "0123456789");
        if (!buffer_append(out, frame, (size_t)(number - frame))) {
            return false;
        }
        frame = number;
        if (digits > 0 && digits <= DIGITS) {
            frame += digits;
            long long moved = strtoll(number, NULL, 10) + by_ms;
            if (!server_json_print(out, "%lld", moved)) {
                return false;
            }
        }
        number = next_time(frame);
    }
    return buffer_append(out, frame, strlen(frame));
}
