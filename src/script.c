#include "script.h"

#include "json.h"
#include "script_close.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    STRING_BYTES = 8 << 20,
    HOUR_MS = 60 * 60 * 1000,
    /* Close codes (RFC 6455, 7.4.1). */
    CODE_GOING_AWAY = 1001,
    CODE_EMPTY = 1005, /* the close frame had none */
    CODE_NONE = 1006,  /* no close frame came */
};

/* Times in a script lie within some thirty thousand years of 1970. */
#define TIME_LIMIT_MS INT64_C(1000000000000000)

/* Where parsing stands, and what went wrong. */
typedef struct reader {
    chat_script *script;
    size_t capacity;
    size_t number; /* of the line, from 1 */
    bool has_header;
    int64_t last_at_ms;
    json_doc doc;
    const char *complaint; /* static */
    bool is_out_of_memory;
} reader;

static bool complain(reader *r, const char *complaint) {
    r->complaint = complaint;
    return false;
}

static bool out_of_memory(reader *r) {
    r->is_out_of_memory = true;
    return false;
}

/* The string of a key, or NULL. */
static const char *string_of(reader *r, const char *key) {
    return json_string(json_get(json_root(&r->doc), key), &r->script->strings,
                       STRING_BYTES, NULL);
}

/* The number of a key, or `otherwise`. */
static int64_t number_of(reader *r, const char *key, int64_t otherwise) {
    int64_t number = 0;
    return json_int(json_get(json_root(&r->doc), key), &number) ? number
                                                                : otherwise;
}

static bool flag_of(reader *r, const char *key) {
    return json_typeof(json_get(json_root(&r->doc), key)) == JSON_TRUE;
}

static bool is_possible_ms(int64_t ms) {
    return ms > -TIME_LIMIT_MS && ms < TIME_LIMIT_MS;
}

/* A value's own text as a string. */
static const char *raw_of(reader *r, json_value value) {
    size_t bytes = 0;
    const char *raw = json_raw(value, &bytes);
    return json_exists(value) ? arena_copy(&r->script->strings, raw, bytes)
                              : NULL;
}

/* A duration of at most an hour. */
static int64_t span_of(reader *r, const char *key, int64_t otherwise) {
    int64_t span_ms = number_of(r, key, otherwise);
    return span_ms < 0 ? 0 : span_ms > HOUR_MS ? HOUR_MS : span_ms;
}

/* How many bytes a fault lets pass. */
static size_t bytes_of(reader *r) {
    int64_t bytes = number_of(r, "after_bytes", number_of(r, "bytes", 0));
    return bytes < 0 ? 0 : bytes > SCRIPT_BYTES ? SCRIPT_BYTES : (size_t)bytes;
}

static bool take_texts(reader *r, script_line *line) {
    json_value list = json_get(json_root(&r->doc), "texts");
    const char **texts =
        arena_alloc(&r->script->strings, SCRIPT_TEXTS * sizeof *texts);
    if (texts == NULL) {
        return out_of_memory(r);
    }
    for (json_value e = json_first(list);
         json_exists(e) && line->text_count < SCRIPT_TEXTS;
         e = json_next(list, e)) {
        const char *text =
            json_string(e, &r->script->strings, STRING_BYTES, NULL);
        if (text != NULL) {
            texts[line->text_count] = text;
            line->text_count++;
        }
    }
    line->texts = texts;
    line->span_ms = span_of(r, "after_ms", 1000);
    return line->text_count > 0 || complain(r, "it has no texts");
}

static bool take_nothing(reader *r, script_line *line) {
    (void)r;
    (void)line;
    return true;
}

/* What a client whose chat this was planned because of it. */
static bool take_frame(reader *r, script_line *line) {
    line->span_ms = span_of(r, "reload_ms", 0);
    return true;
}

static bool take_text(reader *r, script_line *line) {
    line->text = string_of(r, "text");
    line->is_true = flag_of(r, "is_read");
    return line->text != NULL || complain(r, "it has no text");
}

/* What a client whose chat this was told of the end. */
static bool take_close(reader *r, script_line *line, int usual_code) {
    line->close =
        script_close_read(json_root(&r->doc), usual_code, &r->script->strings);
    return line->close != NULL || out_of_memory(r);
}

static bool take_moderator(reader *r, script_line *line) {
    line->text = string_of(r, "by");
    return line->text != NULL || complain(r, "it does not say by whom");
}

static bool take_fault(reader *r, script_line *line) {
    static const struct {
        const char *name;
        int close_code; /* 0: no connection ends by it */
    } faults[] = {
        {"cut", CODE_NONE}, {"close", CODE_GOING_AWAY}, {"stall", 0},
        {"garbage", 0},     {"slow-http", 0},           {"fragments", 0},
        {"cut-http", 0},
    };
    int64_t code = number_of(r, "code", CODE_GOING_AWAY);
    bool has_code = code > 0 && code < 5000 && code != CODE_EMPTY;
    line->number = has_code ? (int)code : 0;
    line->span_ms = span_of(r, "for_ms", 0);
    line->bytes = bytes_of(r);
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        if (strcmp(line->name, faults[i].name) == 0) {
            return faults[i].close_code == 0 ||
                   take_close(r, line, faults[i].close_code);
        }
    }
    return complain(r, "it names a fault that does not exist");
}

static bool take_link(reader *r, script_line *line) {
    line->text = string_of(r, "address");
    line->text = line->text != NULL ? line->text : "";
    return strcmp(line->name, "connecting") == 0 ||
           strcmp(line->name, "open") == 0 ||
           complain(r, "a link is \"connecting\" or \"open\"");
}

static bool take_http(reader *r, script_line *line) {
    json_value body = json_get(json_root(&r->doc), "body");
    line->is_true = json_typeof(body) == JSON_STRING;
    line->text = line->is_true ? string_of(r, "body") : raw_of(r, body);
    int64_t status = number_of(r, "status", 200);
    if (line->text == NULL || status < 100 || status > 599) {
        return complain(r, "it has no body or no possible status");
    }
    line->number = (int)status;
    return true;
}

static bool take_user(reader *r, script_line *line) {
    line->text = raw_of(r, json_get(json_root(&r->doc), "user"));
    line->is_true = flag_of(r, "is_present");
    return line->text != NULL || out_of_memory(r);
}

static bool take_refusal(reader *r, script_line *line) {
    line->text = string_of(r, "description");
    return line->text != NULL || complain(r, "it has no description");
}

/* The key that tells the kind of a line, and what it needs besides. */
typedef enum line_timing { TIMED, UNTIMED, EITHER } line_timing;
static const struct {
    const char *key;
    script_line_kind kind;
    line_timing timing;
    json_type type;
    bool (*take)(reader *r, script_line *line);
} kinds[] = {
    {"frame", SCRIPT_LINE_FRAME, TIMED, JSON_STRING, take_frame},
    {"say", SCRIPT_LINE_SAY, TIMED, JSON_STRING, take_text},
    {"join", SCRIPT_LINE_JOIN, TIMED, JSON_STRING, take_nothing},
    {"quit", SCRIPT_LINE_QUIT, TIMED, JSON_STRING, take_nothing},
    {"spotlight", SCRIPT_LINE_SPOTLIGHT, TIMED, JSON_STRING, take_moderator},
    {"unspotlight", SCRIPT_LINE_UNSPOTLIGHT, TIMED, JSON_STRING, take_nothing},
    {"whisper", SCRIPT_LINE_WHISPER, TIMED, JSON_STRING, take_text},
    {"whisper_to", SCRIPT_LINE_WHISPER_TO, TIMED, JSON_STRING, take_text},
    {"link", SCRIPT_LINE_LINK, TIMED, JSON_STRING, take_link},
    {"fault", SCRIPT_LINE_FAULT, TIMED, JSON_STRING, take_fault},
    {"http", SCRIPT_LINE_HTTP, EITHER, JSON_STRING, take_http},
    {"user", SCRIPT_LINE_USER, UNTIMED, JSON_OBJECT, take_user},
    {"reply_to", SCRIPT_LINE_REPLY, UNTIMED, JSON_STRING, take_texts},
    {"refuse", SCRIPT_LINE_REFUSE, UNTIMED, JSON_STRING, take_refusal},
    {"answer_by", SCRIPT_LINE_ANSWER, UNTIMED, JSON_STRING, take_texts},
};

static bool take_time(reader *r, script_line *line, line_timing timing) {
    json_value time = json_get(json_root(&r->doc), "at_ms");
    line->is_timed = json_int(time, &line->at_ms);
    if (!line->is_timed) {
        return timing != TIMED || complain(r, "it has no at_ms");
    }
    if (!is_possible_ms(line->at_ms) || line->at_ms < r->last_at_ms) {
        return complain(r, "its at_ms is less than the one before, or absurd");
    }
    r->last_at_ms = line->at_ms;
    return true;
}

static bool append(reader *r, const script_line *line) {
    chat_script *script = r->script;
    if (script->count == r->capacity) {
        if (script->count >= SCRIPT_LINES) {
            return complain(r, "there are too many lines");
        }
        size_t capacity = r->capacity == 0 ? 256 : r->capacity * 2;
        script_line *lines = realloc(script->lines, capacity * sizeof *lines);
        if (lines == NULL) {
            return out_of_memory(r);
        }
        script->lines = lines;
        r->capacity = capacity;
    }
    script->lines[script->count++] = *line;
    return true;
}

static bool take_line(reader *r) {
    json_value root = json_root(&r->doc);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        json_value name = json_get(root, kinds[i].key);
        if (!json_exists(name)) {
            continue;
        }
        if (json_typeof(name) != kinds[i].type) {
            return complain(r, "its main value has the wrong type");
        }
        script_line line = {.kind = kinds[i].kind, .source_line = r->number};
        line.name = json_string(name, &r->script->strings, STRING_BYTES, NULL);
        if (line.name == NULL && kinds[i].type == JSON_STRING) {
            return out_of_memory(r);
        }
        return take_time(r, &line, kinds[i].timing) &&
               kinds[i].take(r, &line) && append(r, &line);
    }
    return complain(r, "it says nothing that is known");
}

static bool take_header(reader *r) {
    chat_script *script = r->script;
    r->has_header = true;
    if (number_of(r, "dgg_script", 0) != 1) {
        return complain(r, "a script begins with {\"dgg_script\":1}");
    }
    const char *clock = string_of(r, "clock");
    script->is_recorded = clock != NULL && strcmp(clock, "recorded") == 0;
    const char *greeting = string_of(r, "greeting");
    script->greets = greeting != NULL && strcmp(greeting, "script") == 0;
    script->epoch_ms = number_of(r, "epoch_ms", 0);
    script->loop_ms = number_of(r, "loop_ms", 0);
    int64_t lurkers = number_of(r, "lurkers", 0);
    if (script->loop_ms < 0 || lurkers < 0 ||
        !is_possible_ms(script->loop_ms) || !is_possible_ms(script->epoch_ms)) {
        return complain(r, "a number in it is negative or absurd");
    }
    script->lurkers = (size_t)lurkers;
    return true;
}

static bool is_blank(const char *text, size_t bytes) {
    for (size_t i = 0; i < bytes; i++) {
        if (strchr(" \t\r\n", text[i]) == NULL || text[i] == '\0') {
            return false;
        }
    }
    return true;
}

static bool read_line(reader *r, const char *text, size_t bytes) {
    r->number++;
    if (is_blank(text, bytes)) {
        return true;
    }
    if (!json_parse(&r->doc, text, bytes) ||
        json_typeof(json_root(&r->doc)) != JSON_OBJECT) {
        r->script->is_cut = r->script->is_recorded && text[bytes - 1] != '\n';
        return r->script->is_cut || complain(r, "it is no JSON object");
    }
    return r->has_header ? take_line(r) : take_header(r);
}

static bool read_all(reader *r, const char *text, size_t bytes) {
    while (bytes > 0) {
        const char *end = memchr(text, '\n', bytes);
        size_t line = end == NULL ? bytes : (size_t)(end - text) + 1;
        if (!read_line(r, text, line)) {
            return false;
        }
        text += line;
        bytes -= line;
    }
    r->number = r->number == 0 ? 1 : r->number;
    return r->has_header || complain(r, "the script is empty");
}

dgg_error script_parse(chat_script *script, const char *text, size_t bytes,
                       char *problem, size_t size) {
    *script = (chat_script){0};
    reader r = {.script = script, .last_at_ms = INT64_MIN};
    bool is_good = read_all(&r, text, bytes);
    json_doc_free(&r.doc);
    if (is_good) {
        return DGG_OK;
    }
    if (r.is_out_of_memory) {
        return DGG_ERROR_MEMORY;
    }
    snprintf(problem, size, "line %zu: %s", r.number, r.complaint);
    return DGG_ERROR_ARGUMENT;
}

void script_free(chat_script *script) {
    free(script->lines);
    arena_free(&script->strings);
    *script = (chat_script){0};
}
