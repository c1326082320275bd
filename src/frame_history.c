/* HISTORY, one entry after the other. */
#include "frame.h"

/* What may be replayed: the rest speaks of a connection that is gone. */
static bool is_replayable(dgg_event_kind kind) {
    return kind != DGG_EVENT_HISTORY && kind != DGG_EVENT_NAMES &&
           kind != DGG_EVENT_ME && kind != DGG_EVENT_ERROR &&
           kind != DGG_EVENT_PING;
}

/* The next element's text, NULL when it is no string. */
static const char *take_text(frame_history *history, size_t *bytes) {
    json_value list = json_root(&history->list.doc);
    json_value taken = history->next;
    history->next = json_next(list, taken);
    arena_reset(&history->list.arena);
    return json_string(taken, &history->list.arena, JSON_BYTES, bytes);
}

bool frame_history_begin(frame_history *history, const dgg_event *event) {
    history->next = (json_value){0};
    history->rejected = 0;
    if (event->kind != DGG_EVENT_HISTORY ||
        !json_parse(&history->list.doc, event->payload, event->payload_bytes)) {
        return false;
    }
    json_value list = json_root(&history->list.doc);
    history->next = json_first(list);
    for (size_t left = json_count(list); left > event->as.entry_count; left--) {
        history->next = json_next(list, history->next);
    }
    return true;
}

bool frame_history_next(frame_history *history, int64_t received_ms,
                        dgg_event *entry) {
    while (json_exists(history->next)) {
        size_t bytes = 0;
        const char *text = take_text(history, &bytes);
        if (text == NULL ||
            !frame_parse(&history->entry, text, bytes, received_ms, entry)) {
            history->rejected++;
            continue;
        }
        if (is_replayable(entry->kind)) {
            entry->is_replay = true;
            return true;
        }
    }
    return false;
}

void frame_history_free(frame_history *history) {
    frame_parser_free(&history->list);
    frame_parser_free(&history->entry);
    history->next = (json_value){0};
}
