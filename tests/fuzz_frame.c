/* Frames of any bytes: whatever is accepted has to keep the promises of
 * dgg_event.h. */
#include "event_check.h"
#include "frame.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition) {
    if (!condition) {
        abort();
    }
}

static void check_entries(const dgg_event *event) {
    frame_history history = {0};
    dgg_event entry;
    size_t count = 0;
    require(frame_history_begin(&history, event));
    while (frame_history_next(&history, 1, &entry)) {
        require(entry.is_replay && event_is_sound(&entry));
        require(entry.is_bar_entry == (event->kind == DGG_EVENT_PAID_EVENTS));
        count++;
    }
    require(count + history.rejected <= event->as.entry_count);
    frame_history_free(&history);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    frame_parser parser = {0};
    dgg_event event;
    if (frame_parse(&parser, (const char *)data, size, 1, &event)) {
        require(event_is_sound(&event));
        if (event.kind == DGG_EVENT_HISTORY ||
            event.kind == DGG_EVENT_PAID_EVENTS) {
            check_entries(&event);
        }
    }
    frame_parser_free(&parser);
    return 0;
}
