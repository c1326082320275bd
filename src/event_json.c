/* An event as the line of JSON that other programs read. */
#include "dgg_event.h"

#include "buffer.h"
#include "json.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_BYTES = 64 << 20, NUMBERS_BYTES = 160 };

/* What has no frame has no name of its own. */
static const char *name_of(const dgg_event *event) {
    static const char *const names[] = {
        [DGG_EVENT_CONNECTING] = "CONNECTING",
        [DGG_EVENT_OPEN] = "OPEN",
        [DGG_EVENT_CLOSE] = "CLOSE",
        [DGG_EVENT_SEND_RESULT] = "SEND_RESULT",
        [DGG_EVENT_SITE_ERROR] = "SITE_ERROR",
    };
    return event->kind < DGG_EVENT_ME ? names[event->kind] : event->name;
}

static bool append_text(buffer *line, const char *text) {
    return buffer_append(line, text, strlen(text));
}

static bool append_quoted(buffer *line, const char *text) {
    char *quoted = json_write_string(text);
    bool is_done = quoted != NULL && append_text(line, quoted);
    free(quoted);
    return is_done;
}

/* Line breaks can stand in valid JSON only between tokens. */
static bool append_payload(buffer *line, const dgg_event *event) {
    size_t start = line->used;
    if (!buffer_append(line, event->payload, event->payload_bytes)) {
        return false;
    }
    for (size_t i = start; i < line->used; i++) {
        if (line->bytes[i] == '\n' || line->bytes[i] == '\r') {
            line->bytes[i] = ' ';
        }
    }
    return true;
}

static bool append_close(buffer *line, const dgg_close *close) {
    char numbers[NUMBERS_BYTES];
    snprintf(numbers, sizeof numbers, ",\"code\":%d,\"reason\":", close->code);
    const char *reason =
        close->reason[0] != '\0' ? close->reason : dgg_strerror(close->error);
    if (!append_text(line, numbers) || !append_quoted(line, reason)) {
        return false;
    }
    snprintf(numbers, sizeof numbers,
             ",\"retry_ms\":%" PRId64 ",\"rejected\":%" PRIu64, close->retry_ms,
             close->rejected);
    return append_text(line, numbers);
}

static bool append_content(buffer *line, const dgg_event *event) {
    if (event->kind == DGG_EVENT_CLOSE) {
        return append_close(line, &event->as.close);
    }
    if (event->kind < DGG_EVENT_ME) {
        return true;
    }
    if (event->is_json) {
        return append_text(line, ",\"data\":") && append_payload(line, event);
    }
    return append_text(line, ",\"text\":") && append_quoted(line, event->text);
}

static bool write_line(buffer *line, const dgg_event *event) {
    char received[NUMBERS_BYTES];
    snprintf(received, sizeof received, ",\"received\":%" PRId64,
             event->received_ms);
    return append_text(line, "{\"event\":") &&
           append_quoted(line, name_of(event)) && append_text(line, received) &&
           append_content(line, event) && append_text(line, "}");
}

char *dgg_event_json(const dgg_event *event) {
    buffer line;
    buffer_init(&line, LINE_BYTES);
    if (!write_line(&line, event)) {
        buffer_free(&line);
        return NULL;
    }
    return line.bytes;
}
