#include "server_throttle.h"

#include <string.h>

void server_throttle_init(server_throttle *t) {
    *t = (server_throttle){.scale = 1};
}

bool server_throttle_take(server_throttle *t, int64_t now_ms) {
    if (t->has_last) {
        int64_t since = now_ms - t->last_ms;
        if (since <= SERVER_THROTTLE_DELAY_MS) {
            t->scale = (uint8_t)(t->scale * 2);
        } else if (since > SERVER_THROTTLE_RESET_MS) {
            t->scale = 1;
        }
        if (since < t->scale * SERVER_THROTTLE_DELAY_MS) {
            return false;
        }
    }
    t->has_last = true;
    t->last_ms = now_ms;
    return true;
}

/* FNV-1a */
static uint64_t hash_of(const char *text, size_t bytes) {
    uint64_t hash = 14695981039346656037U;
    for (size_t i = 0; i < bytes; i++) {
        hash = (hash ^ (uint8_t)text[i]) * 1099511628211U;
    }
    return hash;
}

bool server_throttle_repeats(server_throttle *t, const char *text,
                             size_t bytes) {
    if (bytes > 4 && memcmp(text, "/me ", 4) == 0) {
        text += 4;
        bytes -= 4;
    }
    uint64_t hash = hash_of(text, bytes);
    bool is_same = hash == t->last_hash;
    t->last_hash = hash;
    if (is_same) {
        t->scale++;
    }
    return is_same;
}
