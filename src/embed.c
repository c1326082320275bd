#include "embed.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* A run of bytes that is read from the front. */
typedef struct span {
    const char *at;
    const char *end;
} span;

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static void skip_space(span *s) {
    while (s->at < s->end && is_space(*s->at)) {
        s->at++;
    }
}

static bool take(span *s, const char *text) {
    size_t bytes = strlen(text);
    if ((size_t)(s->end - s->at) < bytes || memcmp(s->at, text, bytes) != 0) {
        return false;
    }
    s->at += bytes;
    return true;
}

/* The value of an attribute whose name has just been read. */
static bool take_value(span *s, span *value) {
    skip_space(s);
    if (!take(s, "=")) {
        return false;
    }
    skip_space(s);
    if (s->at == s->end || (*s->at != '"' && *s->at != '\'')) {
        return false;
    }
    char quote = *s->at++;
    const char *end = memchr(s->at, quote, (size_t)(s->end - s->at));
    if (end == NULL) {
        return false;
    }
    *value = (span){s->at, end};
    return true;
}

static bool find_attribute(span page, const char *name, span *value) {
    for (bool is_start = false; page.at < page.end; page.at++) {
        span rest = page;
        if (is_start && take(&rest, name) && take_value(&rest, value)) {
            return true;
        }
        is_start = is_space(*page.at);
    }
    return false;
}

/* A numeric reference of HTML, `&#38;` or `&#x26;`, to one ASCII character;
 * addresses have no others. */
static bool take_number(span *s, char *out) {
    span rest = *s;
    if (!take(&rest, "&#")) {
        return false;
    }
    bool is_hex = take(&rest, "x") || take(&rest, "X");
    char digits[8] = {0};
    size_t used = 0;
    while (rest.at < rest.end && *rest.at != ';' && used < sizeof digits - 1) {
        digits[used++] = *rest.at++;
    }
    char *stop = NULL;
    long code = strtol(digits, &stop, is_hex ? 16 : 10);
    if (used == 0 || *stop != '\0' || !take(&rest, ";") || code <= 0 ||
        code > 0x7e) {
        return false;
    }
    *out = (char)code;
    *s = rest;
    return true;
}

static char take_character(span *s) {
    static const struct {
        const char *reference;
        char character;
    } named[] = {{"&amp;", '&'},
                 {"&quot;", '"'},
                 {"&apos;", '\''},
                 {"&lt;", '<'},
                 {"&gt;", '>'}};
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        if (take(s, named[i].reference)) {
            return named[i].character;
        }
    }
    char character = '\0';
    if (!take_number(s, &character)) {
        character = *s->at++;
    }
    return character;
}

static bool is_graphic(char c) {
    return c > ' ' && c < 0x7f;
}

static bool unescape(char *out, size_t size, span value) {
    size_t used = 0;
    while (value.at < value.end) {
        char c = take_character(&value);
        if (!is_graphic(c) || used + 1 >= size) {
            return false;
        }
        out[used++] = c;
    }
    out[used] = '\0';
    return true;
}

static void read_attribute(char *out, size_t size, span page,
                           const char *name) {
    span value = {0};
    if (!find_attribute(page, name, &value) || !unescape(out, size, value)) {
        out[0] = '\0';
    }
}

void embed_parse(embed *out, const char *html, size_t bytes) {
    span page = {html, html + bytes};
    read_attribute(out->cdn_url, sizeof out->cdn_url, page, "data-cdn");
    read_attribute(out->chat_url, sizeof out->chat_url, page, "data-ws-url");
    read_attribute(out->cache_key, sizeof out->cache_key, page,
                   "data-cache-key");
}
