#include "json_decode.h"

#include "utf8.h"

#include <string.h>

static uint32_t hex_value(char c) {
    if (c >= '0' && c <= '9') {
        return (uint32_t)(c - '0');
    }
    return (uint32_t)((c | 0x20) - 'a' + 10);
}

static uint32_t hex4(const char *digits) {
    return hex_value(digits[0]) << 12 | hex_value(digits[1]) << 8 |
           hex_value(digits[2]) << 4 | hex_value(digits[3]);
}

/* A \uXXXX escape at `text`, together with a second one when both make a
 * surrogate pair. */
static size_t decode_unicode(const char *text, size_t bytes, uint32_t *code) {
    *code = hex4(text + 2);
    if ((*code & 0xFC00) != 0xD800 || bytes < 12 || text[6] != '\\' ||
        text[7] != 'u') {
        return 6;
    }
    uint32_t low = hex4(text + 8);
    if ((low & 0xFC00) != 0xDC00) {
        return 6;
    }
    *code = 0x10000 + ((*code & 0x3FF) << 10 | (low & 0x3FF));
    return 12;
}

static size_t decode_escape(const char *text, size_t bytes, uint32_t *code) {
    switch (text[1]) {
    case 'u': return decode_unicode(text, bytes, code);
    case 'b': *code = '\b'; return 2;
    case 'f': *code = '\f'; return 2;
    case 'n': *code = '\n'; return 2;
    case 'r': *code = '\r'; return 2;
    case 't': *code = '\t'; return 2;
    default: *code = (unsigned char)text[1]; return 2;
    }
}

/* Decodes the first character into `out`, its length into `size`; returns the
 * bytes of `text` it took. */
static size_t decode_one(const char *text, size_t bytes,
                         char out[UTF8_MAX_BYTES], size_t *size) {
    uint32_t code;
    size_t taken = *text == '\\' ? decode_escape(text, bytes, &code)
                                 : utf8_decode(text, bytes, &code, NULL);
    *size = utf8_encode(code != 0 ? code : UTF8_REPLACEMENT, out);
    return taken;
}

size_t json_decode(char *out, size_t max_bytes, const char *text,
                   size_t bytes) {
    size_t written = 0;
    for (size_t at = 0; at < bytes;) {
        char character[UTF8_MAX_BYTES];
        size_t size = 1;
        if (text[at] != '\\' && (unsigned char)text[at] < 0x80) {
            character[0] = text[at++];
        } else {
            at += decode_one(text + at, bytes - at, character, &size);
        }
        if (size > max_bytes - written) {
            break;
        }
        memcpy(out + written, character, size);
        written += size;
    }
    return written;
}

bool json_decodes_to(const char *text, size_t bytes, const char *plain,
                     size_t plain_bytes) {
    size_t compared = 0;
    for (size_t at = 0; at < bytes;) {
        char character[UTF8_MAX_BYTES];
        size_t size;
        at += decode_one(text + at, bytes - at, character, &size);
        if (size > plain_bytes - compared ||
            memcmp(plain + compared, character, size) != 0) {
            return false;
        }
        compared += size;
    }
    return compared == plain_bytes;
}
