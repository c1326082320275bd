#include "script_write.h"

#include "json.h"
#include "script_close.h"
#include "utf8.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { NUMBERS_BYTES = 128, SUBSTITUTE_BYTES = 8 };

static const char replacement[] = "\xef\xbf\xbd"; /* U+FFFD */

typedef enum form {
    FORM_STRING, /* inside the quotes of a JSON string */
    FORM_JSON,   /* a JSON value: breaks stand only between its tokens */
} form;

/* What has to stand for an ASCII character; "": it can stand for itself. */
static void substitute(char out[SUBSTITUTE_BYTES], char c, form as) {
    bool is_break = c == '\n' || c == '\r';
    bool is_control = (unsigned char)c < 0x20;
    out[0] = '\0';
    if (as == FORM_JSON) {
        snprintf(out, SUBSTITUTE_BYTES, "%s", is_break ? " " : "");
    } else if (c == '\n') {
        snprintf(out, SUBSTITUTE_BYTES, "\\n");
    } else if (c == '"' || c == '\\') {
        snprintf(out, SUBSTITUTE_BYTES, "\\%c", c);
    } else if (is_control) {
        snprintf(out, SUBSTITUTE_BYTES, "\\u%04x", (unsigned)c);
    }
}

static bool append_text(buffer *out, const char *text) {
    return buffer_append(out, text, strlen(text));
}

/* Runs of what can stand for itself go in as they are. */
static bool append_as(buffer *out, form as, const char *text, size_t bytes) {
    size_t start = 0;
    for (size_t at = 0; at < bytes;) {
        char instead[SUBSTITUTE_BYTES] = "";
        uint32_t code;
        bool is_valid = true;
        size_t taken = utf8_decode(text + at, bytes - at, &code, &is_valid);
        if (taken == 1 && is_valid) {
            substitute(instead, text[at], as);
        } else if (!is_valid) {
            memcpy(instead, replacement, sizeof replacement);
        }
        at += taken;
        if (instead[0] == '\0') {
            continue;
        }
        if (!buffer_append(out, text + start, at - taken - start) ||
            !append_text(out, instead)) {
            return false;
        }
        start = at;
    }
    return buffer_append(out, text + start, bytes - start);
}

static bool append_quoted(buffer *out, const char *text, size_t bytes) {
    return append_text(out, "\"") && append_as(out, FORM_STRING, text, bytes) &&
           append_text(out, "\"");
}

static bool append_time(buffer *out, int64_t at_ms) {
    char text[NUMBERS_BYTES];
    snprintf(text, sizeof text, "{\"at_ms\":%" PRId64, at_ms);
    return append_text(out, text);
}

/* Ends a line that began at `start`, or takes it back. */
static bool end_line(buffer *out, size_t start, bool is_good) {
    if (is_good && append_text(out, "\n")) {
        return true;
    }
    if (out->bytes != NULL) {
        out->used = start;
        out->bytes[start] = '\0';
    }
    return false;
}

static bool append_link(buffer *out, int64_t at_ms, const dgg_event *event) {
    if (event->kind == DGG_EVENT_OPEN) {
        return append_time(out, at_ms) &&
               append_text(out, ",\"link\":\"open\"}");
    }
    const char *address = event->as.address;
    return append_time(out, at_ms) &&
           append_text(out, ",\"link\":\"connecting\",\"address\":") &&
           append_quoted(out, address, strlen(address)) &&
           append_text(out, "}");
}

/* When the chat means to come back is chance, so the frame does not say it. */
static bool append_plan(buffer *out, const dgg_event *event) {
    char text[NUMBERS_BYTES] = "";
    if (event->kind == DGG_EVENT_RELOAD) {
        snprintf(text, sizeof text, ",\"reload_ms\":%" PRId64,
                 event->as.reload_ms);
    }
    return append_text(out, text);
}

static bool append_frame(buffer *out, int64_t at_ms, const dgg_event *event) {
    return append_time(out, at_ms) && append_text(out, ",\"frame\":\"") &&
           append_text(out, event->name) && append_text(out, " ") &&
           append_as(out, FORM_STRING, event->payload, event->payload_bytes) &&
           append_text(out, "\"") && append_plan(out, event) &&
           append_text(out, "}");
}

static bool append_event(buffer *out, int64_t at_ms, const dgg_event *event) {
    if (event->kind == DGG_EVENT_CLOSE) {
        return script_close_write(out, at_ms, &event->as.close);
    }
    return event->kind < DGG_EVENT_ME ? append_link(out, at_ms, event)
                                      : append_frame(out, at_ms, event);
}

static bool is_json(const char *text, size_t bytes) {
    json_doc doc = {0};
    bool is_valid = json_parse(&doc, text, bytes);
    json_doc_free(&doc);
    return is_valid;
}

/* A string of JSON would be read as a body that is no JSON. */
static bool can_stand_as_json(const char *body, size_t bytes) {
    json_doc doc = {0};
    bool can = json_parse(&doc, body, bytes) &&
               json_typeof(json_root(&doc)) != JSON_STRING;
    json_doc_free(&doc);
    return can;
}

static bool append_answer(buffer *out, int64_t at_ms,
                          const script_answer *answer, form as) {
    char status[NUMBERS_BYTES];
    snprintf(status, sizeof status, ",\"status\":%d,\"body\":", answer->status);
    if (!append_time(out, at_ms) || !append_text(out, ",\"http\":") ||
        !append_quoted(out, answer->path, strlen(answer->path)) ||
        !append_text(out, status)) {
        return false;
    }
    bool is_good = as == FORM_JSON
                       ? append_as(out, as, answer->body, answer->bytes)
                       : append_quoted(out, answer->body, answer->bytes);
    return is_good && append_text(out, "}");
}

bool script_write_header(buffer *out, int64_t epoch_ms) {
    char line[NUMBERS_BYTES];
    snprintf(line, sizeof line,
             "{\"dgg_script\":1,\"epoch_ms\":%" PRId64
             ",\"clock\":\"recorded\",\"greeting\":\"script\"}\n",
             epoch_ms);
    return append_text(out, line);
}

bool script_write_event(buffer *out, int64_t at_ms, const dgg_event *event) {
    size_t start = out->used;
    return end_line(out, start, append_event(out, at_ms, event));
}

/* What is nested as deeply as JSON may be is too deep inside of a line. */
bool script_write_answer(buffer *out, int64_t at_ms,
                         const script_answer *answer) {
    size_t start = out->used;
    if (can_stand_as_json(answer->body, answer->bytes)) {
        if (!end_line(out, start,
                      append_answer(out, at_ms, answer, FORM_JSON))) {
            return false;
        }
        if (is_json(out->bytes + start, out->used - start)) {
            return true;
        }
        end_line(out, start, false);
    }
    return end_line(out, start, append_answer(out, at_ms, answer, FORM_STRING));
}
