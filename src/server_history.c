#include "server_history.h"

#include "server_json.h"

#include <stdlib.h>
#include <string.h>

static bool is_kept(const char *frame) {
    static const char *const kinds[] = {
        "MSG ",
        "MUTE ",
        "UNMUTE ",
        "BAN ",
        "UNBAN ",
        "DEATH ",
        "SUBONLY ",
        "BROADCAST ",
        "GIFTSUB ",
        "MASSGIFT ",
        "SUBSCRIPTION ",
        "DONATION ",
        "XPOST ",
        "SPOTLIGHT ",
        "VESTABOARD_LEAD ",
        "VESTABOARD_HOURLY ",
        "VESTABOARD_RESET ",
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strncmp(frame, kinds[i], strlen(kinds[i])) == 0) {
            return true;
        }
    }
    return false;
}

void server_history_add(server_history *h, const char *frame) {
    if (!is_kept(frame)) {
        return;
    }
    char **slot = &h->frames[h->count % SERVER_HISTORY_FRAMES];
    size_t bytes = strlen(frame) + 1;
    char *kept = realloc(*slot, bytes);
    if (kept == NULL) {
        return;
    }
    memcpy(kept, frame, bytes);
    *slot = kept;
    h->count++;
}

const char *server_history_recent(const server_history *h, size_t ago) {
    bool is_there = ago < h->count && ago < SERVER_HISTORY_FRAMES;
    return is_there ? h->frames[(h->count - 1 - ago) % SERVER_HISTORY_FRAMES]
                    : NULL;
}

bool server_history_write_frames(const server_history *h, buffer *out) {
    size_t first =
        h->count > SERVER_HISTORY_FRAMES ? h->count - SERVER_HISTORY_FRAMES : 0;
    bool is_good = buffer_append(out, "[", 1);
    for (size_t i = first; i < h->count && is_good; i++) {
        const char *frame = h->frames[i % SERVER_HISTORY_FRAMES];
        is_good = (i == first || buffer_append(out, ",", 1)) &&
                  server_json_quote(out, frame, strlen(frame));
    }
    return is_good && buffer_append(out, "]", 1);
}

bool server_history_write(const server_history *h, buffer *out) {
    return server_json_print(out, "HISTORY ") &&
           server_history_write_frames(h, out);
}

void server_history_free(server_history *h) {
    for (size_t i = 0; i < SERVER_HISTORY_FRAMES; i++) {
        free(h->frames[i]);
    }
    *h = (server_history){0};
}
