/* HISTORY and PAIDEVENTS, one entry after the other. */
#include "frame.h"

static bool is_bar_entry(dgg_event_kind kind) {
    return kind == DGG_EVENT_SUBSCRIPTION || kind == DGG_EVENT_GIFT_SUB ||
           kind == DGG_EVENT_MASS_GIFT || kind == DGG_EVENT_DONATION ||
           kind == DGG_EVENT_X_POST || kind == DGG_EVENT_SPOTLIGHT ||
           kind == DGG_EVENT_VESTABOARD_LEAD ||
           kind == DGG_EVENT_VESTABOARD_HOURLY ||
           kind == DGG_EVENT_VESTABOARD_RESET;
}

/* What was said and done may be told again. The rest speaks of a connection or
 * of a state of things that is gone: who is there now and which poll runs, the
 * server says to everybody who connects. */
static bool is_replayable(dgg_event_kind kind) {
    switch (kind) {
    case DGG_EVENT_MESSAGE:
    case DGG_EVENT_WHISPER:
    case DGG_EVENT_BROADCAST:
    case DGG_EVENT_MUTE:
    case DGG_EVENT_UNMUTE:
    case DGG_EVENT_BAN:
    case DGG_EVENT_UNBAN:
    case DGG_EVENT_SUB_ONLY:
    case DGG_EVENT_DEATH:
    case DGG_EVENT_PHRASE_ADDED:
    case DGG_EVENT_PHRASE_REMOVED:
    case DGG_EVENT_SUBSCRIPTION:
    case DGG_EVENT_GIFT_SUB:
    case DGG_EVENT_MASS_GIFT:
    case DGG_EVENT_DONATION:
    case DGG_EVENT_PIN:
    case DGG_EVENT_SPOTLIGHT:
    case DGG_EVENT_UNSPOTLIGHT:
    case DGG_EVENT_X_POST:
    case DGG_EVENT_VESTABOARD_LEAD:
    case DGG_EVENT_VESTABOARD_HOURLY:
    case DGG_EVENT_VESTABOARD_RESET:
    case DGG_EVENT_UNKNOWN: return true;
    case DGG_EVENT_CONNECTING:
    case DGG_EVENT_OPEN:
    case DGG_EVENT_CLOSE:
    case DGG_EVENT_SEND_RESULT:
    case DGG_EVENT_SITE_ERROR:
    case DGG_EVENT_ME:
    case DGG_EVENT_NAMES:
    case DGG_EVENT_JOIN:
    case DGG_EVENT_QUIT:
    case DGG_EVENT_WHISPER_SENT:
    case DGG_EVENT_ERROR:
    case DGG_EVENT_HISTORY:
    case DGG_EVENT_PING:
    case DGG_EVENT_PONG:
    case DGG_EVENT_USERS_DELTA:
    case DGG_EVENT_USER_UPDATED:
    case DGG_EVENT_REFRESH:
    case DGG_EVENT_RELOAD:
    case DGG_EVENT_POLL_START:
    case DGG_EVENT_POLL_STOP:
    case DGG_EVENT_VOTE_CAST:
    case DGG_EVENT_VOTE_COUNTED:
    case DGG_EVENT_PAID_EVENTS:
    case DGG_EVENT_SPOTLIGHTS:
    case DGG_EVENT_KINDS: break;
    }
    return false;
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
    history->is_bar = event->kind == DGG_EVENT_PAID_EVENTS;
    if ((event->kind != DGG_EVENT_HISTORY && !history->is_bar) ||
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

bool frame_history_entry(frame_history *history, const char *text, size_t bytes,
                         int64_t received_ms, dgg_event *entry) {
    if (!frame_parse(&history->entry, text, bytes, received_ms, entry)) {
        history->rejected++;
        return false;
    }
    entry->is_replay = true;
    entry->is_bar_entry = history->is_bar;
    return history->is_bar ? is_bar_entry(entry->kind)
                           : is_replayable(entry->kind);
}

bool frame_history_next(frame_history *history, int64_t received_ms,
                        dgg_event *entry) {
    while (json_exists(history->next)) {
        size_t bytes = 0;
        const char *text = take_text(history, &bytes);
        if (text == NULL) {
            history->rejected++;
        } else if (frame_history_entry(history, text, bytes, received_ms,
                                       entry)) {
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
