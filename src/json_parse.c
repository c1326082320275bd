/* JSON as RFC 8259 has it, and nothing beside it. */
#include "json.h"

#include <stdlib.h>
#include <string.h>

/* A byte repeated over a word. */
#define EACH_BYTE(byte) (UINT64_C(0x0101010101010101) * (byte))

enum {
    FIRST_TOKENS = 256,
    KEPT_TOKENS = 1 << 14, /* more are given back before the next parse */
};

typedef struct scanner {
    json_doc *doc;
    const char *at;
    const char *end;
    unsigned depth;
} scanner;

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_hex_digit(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool has_room(json_doc *doc) {
    if (doc->count < doc->capacity) {
        return true;
    }
    size_t capacity = doc->capacity > 0 ? doc->capacity * 2 : FIRST_TOKENS;
    if (doc->count >= JSON_VALUES) {
        return false;
    }
    json_token *tokens = realloc(doc->tokens, capacity * sizeof *tokens);
    if (tokens == NULL) {
        doc->is_out_of_memory = true;
        return false;
    }
    doc->tokens = tokens;
    doc->capacity = capacity;
    return true;
}

/* Adds the token of the text from `start` up to where the scanner stands. */
static bool add_token(scanner *s, json_type type, const char *start,
                      bool is_plain) {
    json_doc *doc = s->doc;
    if (!has_room(doc)) {
        return false;
    }
    json_token *token = &doc->tokens[doc->count++];
    token->start = (uint32_t)(start - doc->text);
    token->bytes = (uint32_t)(s->at - start);
    token->next = (uint32_t)doc->count;
    token->type = (uint8_t)type;
    token->is_plain = is_plain;
    return true;
}

static void skip_space(scanner *s) {
    while (s->at < s->end && (*s->at == ' ' || *s->at == '\n' ||
                              *s->at == '\r' || *s->at == '\t')) {
        s->at++;
    }
}

/* The next byte that is not white space; NUL, which is never right, at the
 * end. */
static inline char peek(scanner *s) {
    if (s->at < s->end && *s->at <= ' ') {
        skip_space(s);
    }
    return (char)(s->at < s->end ? *s->at : '\0');
}

static bool take(scanner *s, char wanted) {
    if (peek(s) != wanted) {
        return false;
    }
    s->at++;
    return true;
}

/* True if one of eight bytes is a quote, a backslash, a control byte or no
 * ASCII. A borrow only ever comes out of a byte that is one. */
static bool has_special_byte(uint64_t word) {
    uint64_t quote = word ^ EACH_BYTE('"');
    uint64_t backslash = word ^ EACH_BYTE('\\');
    uint64_t found = (quote - EACH_BYTE(1)) | (backslash - EACH_BYTE(1)) |
                     (word - EACH_BYTE(' ')) | word;
    return (found & EACH_BYTE(0x80)) != 0;
}

static bool is_special_byte(char c) {
    unsigned char byte = (unsigned char)c;
    return c == '"' || c == '\\' || byte < ' ' || byte >= 0x80;
}

static const char *skip_plain_bytes(const char *at, const char *end) {
    uint64_t word;
    while ((size_t)(end - at) >= sizeof word) {
        memcpy(&word, at, sizeof word);
        if (has_special_byte(word)) {
            break;
        }
        at += sizeof word;
    }
    while (at < end && !is_special_byte(*at)) {
        at++;
    }
    return at;
}

/* `at` is after a backslash. NULL: no escape that JSON knows. */
static const char *skip_escape(const char *at, const char *end) {
    if (at == end || strchr("\"\\/bfnrtu", *at) == NULL || *at == '\0') {
        return NULL;
    }
    if (*at != 'u') {
        return at + 1;
    }
    if (end - at < 5) {
        return NULL;
    }
    for (int i = 1; i <= 4; i++) {
        if (!is_hex_digit(at[i])) {
            return NULL;
        }
    }
    return at + 5;
}

static bool parse_string(scanner *s) {
    const char *start = s->at;
    const char *at = skip_plain_bytes(start + 1, s->end);
    bool is_plain = true;
    while (at < s->end && *at != '"') {
        is_plain = false;
        if (*at == '\\') {
            at = skip_escape(at + 1, s->end);
        } else {
            at = (unsigned char)*at < 0x80 ? NULL : at + 1;
        }
        if (at == NULL) {
            return false;
        }
        at = skip_plain_bytes(at, s->end);
    }
    if (at == s->end) {
        return false;
    }
    s->at = at + 1;
    return add_token(s, JSON_STRING, start, is_plain);
}

/* One digit or more. */
static bool take_digits(scanner *s) {
    const char *start = s->at;
    while (s->at < s->end && is_digit(*s->at)) {
        s->at++;
    }
    return s->at > start;
}

static bool take_one_of(scanner *s, char a, char b) {
    if (s->at == s->end || (*s->at != a && *s->at != b)) {
        return false;
    }
    s->at++;
    return true;
}

static bool parse_number(scanner *s) {
    const char *start = s->at;
    (void)take_one_of(s, '-', '-');
    if (!take_one_of(s, '0', '0') && !take_digits(s)) {
        return false;
    }
    if (take_one_of(s, '.', '.') && !take_digits(s)) {
        return false;
    }
    if (take_one_of(s, 'e', 'E')) {
        (void)take_one_of(s, '+', '-');
        if (!take_digits(s)) {
            return false;
        }
    }
    return add_token(s, JSON_NUMBER, start, false);
}

static bool parse_literal(scanner *s, json_type type, const char *word) {
    const char *start = s->at;
    size_t bytes = strlen(word);
    if ((size_t)(s->end - start) < bytes || memcmp(start, word, bytes) != 0) {
        return false;
    }
    s->at += bytes;
    return add_token(s, type, start, false);
}

static bool parse_value(scanner *s);

static bool parse_members(scanner *s, bool is_object) {
    char close = is_object ? '}' : ']';
    if (take(s, close)) {
        return true;
    }
    do {
        if (is_object &&
            (peek(s) != '"' || !parse_string(s) || !take(s, ':'))) {
            return false;
        }
        if (!parse_value(s)) {
            return false;
        }
    } while (take(s, ','));
    return take(s, close);
}

static bool parse_container(scanner *s, bool is_object) {
    const char *start = s->at++;
    size_t index = s->doc->count;
    if (s->depth == JSON_DEPTH_SKIPPED ||
        !add_token(s, is_object ? JSON_OBJECT : JSON_ARRAY, start, false)) {
        return false;
    }
    s->depth++;
    if (!parse_members(s, is_object)) {
        return false;
    }
    if (s->depth > JSON_DEPTH) {
        s->doc->count = index + 1;
    }
    s->depth--;
    json_token *token = &s->doc->tokens[index];
    token->bytes = (uint32_t)(s->at - start);
    token->next = (uint32_t)s->doc->count;
    return true;
}

/* The calls nest as the values do, JSON_DEPTH_SKIPPED deep at most. */
static bool parse_value(scanner *s) {
    char first = peek(s);
    switch (first) {
    case '"': return parse_string(s);
    case '{': return parse_container(s, true);
    case '[': return parse_container(s, false);
    case 'n': return parse_literal(s, JSON_NULL, "null");
    case 't': return parse_literal(s, JSON_TRUE, "true");
    case 'f': return parse_literal(s, JSON_FALSE, "false");
    default: return parse_number(s);
    }
}

bool json_parse(json_doc *doc, const char *text, size_t bytes) {
    if (doc->capacity > KEPT_TOKENS) {
        json_doc_free(doc);
    }
    doc->text = text;
    doc->count = 0;
    doc->is_out_of_memory = false;
    scanner s = {.doc = doc, .at = text, .end = text + bytes};
    if (bytes <= JSON_BYTES && parse_value(&s) && peek(&s) == '\0' &&
        s.at == s.end) {
        return true;
    }
    doc->count = 0;
    return false;
}

void json_doc_free(json_doc *doc) {
    free(doc->tokens);
    doc->tokens = NULL;
    doc->count = 0;
    doc->capacity = 0;
    doc->text = NULL;
}
