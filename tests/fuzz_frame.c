/* Frames of any bytes: whatever is accepted has to keep the promises of
 * dgg_event.h. */
#include "frame.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition) {
    if (!condition) {
        abort();
    }
}

static void check_text(const char *text, size_t max_bytes) {
    require(text != NULL && strlen(text) <= max_bytes);
    require(utf8_is_valid(text, strlen(text)));
}

static void check_user(const dgg_user *user) {
    check_text(user->nick, DGG_NICK_BYTES);
    require(user->feature_count <= DGG_FEATURES);
    for (size_t i = 0; i < user->feature_count; i++) {
        check_text(user->features[i], DGG_NICK_BYTES);
    }
}

static void check_names(const dgg_names *names) {
    require(names->user_count <= DGG_NAMES_USERS);
    require(names->connection_count >= 0);
    for (size_t i = 0; i < names->user_count; i++) {
        check_user(&names->users[i]);
    }
}

static void check_event(const dgg_event *event) {
    check_text(event->text, DGG_TEXT_BYTES);
    check_text(event->name, DGG_NICK_BYTES);
    check_user(&event->user);
    require(event->timestamp_ms > 0);
    if (event->kind == DGG_EVENT_NAMES) {
        check_names(&event->as.names);
    } else if (event->kind == DGG_EVENT_ERROR) {
        check_text(event->as.refusal.filtered, DGG_TEXT_BYTES);
    } else if (event->kind == DGG_EVENT_MUTE) {
        check_text(event->as.moderation.target, DGG_TEXT_BYTES);
        require(event->as.moderation.duration_s >= 0);
    }
}

static void check_history(const dgg_event *event) {
    frame_history history = {0};
    dgg_event entry;
    size_t count = 0;
    require(frame_history_begin(&history, event));
    while (frame_history_next(&history, 1, &entry)) {
        require(entry.is_replay);
        check_event(&entry);
        count++;
    }
    require(count + history.rejected <= event->as.entry_count);
    frame_history_free(&history);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    frame_parser parser = {0};
    dgg_event event;
    if (frame_parse(&parser, (const char *)data, size, 1, &event)) {
        check_event(&event);
        if (event.kind == DGG_EVENT_HISTORY) {
            check_history(&event);
        }
    }
    frame_parser_free(&parser);
    return 0;
}
