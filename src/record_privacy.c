#include "record_privacy.h"

#include "json.h"
#include "text_fold.h"

#include <ctype.h>
#include <string.h>

/* PRIVMSG, PRIVMSGSENT, and whatever the server may call so tomorrow. */
static const char whisper[] = "PRIVMSG";

static bool is_whisper(const char *name) {
    return text_compare_start(name, whisper, sizeof whisper - 1) == 0;
}

/* Does the path end so? One * stands for a name, without a slash. */
static bool ends_with(const char *path, const char *pattern) {
    const char *star = strchr(pattern, '*');
    const char *end = star == NULL ? pattern : star + 1;
    size_t bytes = strlen(path);
    size_t end_bytes = strlen(end);
    if (bytes < end_bytes || strcmp(path + bytes - end_bytes, end) != 0) {
        return false;
    }
    if (star == NULL) {
        return true;
    }
    size_t at = bytes - end_bytes;
    while (at > 0 && path[at - 1] != '/') {
        at--;
    }
    size_t before = (size_t)(star - pattern);
    return at >= before && memcmp(path + at - before, pattern, before) == 0;
}

/* Entries are kept if they are frames of other kinds. What is no frame nobody
 * sees; a HISTORY in a HISTORY could hold anything, and is not shown. */
static bool is_entry_kept(json_value entry) {
    arena memory = {0};
    size_t bytes = 0;
    const char *text = json_string(entry, &memory, JSON_BYTES, &bytes);
    const char *space = text != NULL ? memchr(text, ' ', bytes) : NULL;
    bool is_kept =
        space != NULL && (isalnum((unsigned char)text[0]) || text[0] == '_') &&
        !is_whisper(text) && text_compare_start(text, "HISTORY", 7) != 0;
    arena_free(&memory);
    return is_kept;
}

static bool has_secrets(json_value list) {
    json_value entry = json_first(list);
    while (json_exists(entry) && is_entry_kept(entry)) {
        entry = json_next(list, entry);
    }
    return json_exists(entry);
}

static bool append_kept(buffer *out, json_value list) {
    const char *separator = "[";
    for (json_value entry = json_first(list); json_exists(entry);
         entry = json_next(list, entry)) {
        size_t bytes = 0;
        const char *raw = json_raw(entry, &bytes);
        if (!is_entry_kept(entry)) {
            continue;
        }
        if (!buffer_append(out, separator, 1) ||
            !buffer_append(out, raw, bytes)) {
            return false;
        }
        separator = ",";
    }
    return (*separator == ',' || buffer_append(out, "[", 1)) &&
           buffer_append(out, "]", 1);
}

bool record_may_hold_answer(const char *path, bool has_whispers) {
    static const struct {
        const char *pattern;
        bool is_private;
    } answers[] = {
        {"/embed/chat", false},          {"/emotes/emotes.json", false},
        {"/flairs/flairs.json", false},  {"/messages/unread", true},
        {"/messages/usr/*/inbox", true},
    };
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        if (ends_with(path, answers[i].pattern)) {
            return has_whispers || !answers[i].is_private;
        }
    }
    return false;
}

bool record_may_hold_event(const dgg_event *event, bool has_whispers) {
    return !event->is_replay && event->kind != DGG_EVENT_SEND_RESULT &&
           event->kind != DGG_EVENT_SITE_ERROR &&
           (has_whispers || !is_whisper(event->name));
}

bool record_hide_whispers(dgg_event *event, buffer *memory) {
    if (event->kind != DGG_EVENT_HISTORY) {
        return true;
    }
    json_doc doc = {0};
    bool is_good = json_parse(&doc, event->payload, event->payload_bytes);
    json_value list = json_root(&doc);
    if (is_good && has_secrets(list)) {
        is_good = append_kept(memory, list);
        event->payload = memory->bytes;
        event->payload_bytes = memory->used;
    }
    json_doc_free(&doc);
    return is_good;
}
