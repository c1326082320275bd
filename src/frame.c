#include "frame.h"

#include "frame_events.h"
#include "frame_user.h"

#include <string.h>

enum { NAME_BYTES = 64 };

/* The event's name in upper case, terminated: letters, digits and
 * underscores before the first space. Returns its length, 0 if there is no
 * such name. */
static size_t read_name(char name[NAME_BYTES], const char *text, size_t bytes) {
    for (size_t i = 0; i < bytes && i < NAME_BYTES; i++) {
        char c = text[i];
        if (c == ' ') {
            name[i] = '\0';
            return i;
        }
        if (c >= 'a' && c <= 'z') {
            c = (char)(c - 'a' + 'A');
        }
        if (!(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') && c != '_') {
            return 0;
        }
        name[i] = c;
    }
    return 0;
}

/* ERR has come as a bare word, and what RELOAD holds is said nowhere. */
static bool takes_text(const frame_decoder *decoder) {
    return decoder != NULL && (decoder->kind == DGG_EVENT_ERROR ||
                               decoder->kind == DGG_EVENT_RELOAD);
}

/* What this version does not know is passed on as it is. */
static bool keep_unknown(frame_parser *parser, const char *name,
                         dgg_event *event) {
    event->kind = DGG_EVENT_UNKNOWN;
    event->name = arena_copy(&parser->arena, name, strlen(name));
    return event->name != NULL;
}

void frame_parser_free(frame_parser *parser) {
    json_doc_free(&parser->doc);
    arena_free(&parser->arena);
}

bool frame_parse(frame_parser *parser, const char *text, size_t bytes,
                 int64_t received_ms, dgg_event *event) {
    char name[NAME_BYTES];
    size_t name_bytes = read_name(name, text, bytes);
    if (name_bytes == 0) {
        return false;
    }
    arena_reset(&parser->arena);
    *event = (dgg_event){.received_ms = received_ms,
                         .timestamp_ms = received_ms,
                         .user = frame_nobody,
                         .text = "",
                         .payload = text + name_bytes + 1,
                         .payload_bytes = bytes - name_bytes - 1};
    memset(&event->as, 0, sizeof event->as);
    const frame_decoder *decoder = frame_decoder_find(name);
    event->is_json =
        json_parse(&parser->doc, event->payload, event->payload_bytes);
    if (!event->is_json && event->payload_bytes > 0 && !takes_text(decoder)) {
        return false;
    }
    if (decoder == NULL) {
        return keep_unknown(parser, name, event);
    }
    event->kind = decoder->kind;
    event->name = decoder->name;
    return decoder->decode(json_root(&parser->doc), &parser->arena, event);
}
