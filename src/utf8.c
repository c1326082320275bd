#include "utf8.h"

#include <string.h>

static bool is_continuation(char byte) {
    return ((unsigned char)byte & 0xC0) == 0x80;
}

static bool is_character(uint32_t code) {
    return code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
}

/* Bytes a sequence has that begins with `lead`; 0: none begins so. */
static size_t sequence_bytes(unsigned char lead) {
    if (lead < 0x80) {
        return 1;
    }
    if (lead >= 0xC2 && lead <= 0xDF) {
        return 2;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
        return 3;
    }
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

/* Puts together `count` (2 to 4) bytes; false: not the one way to write a
 * character. */
static bool combine(const char *text, size_t count, uint32_t *code) {
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    *code = (unsigned char)text[0] & (0x7FU >> count);
    for (size_t i = 1; i < count; i++) {
        if (!is_continuation(text[i])) {
            return false;
        }
        *code = *code << 6 | ((unsigned char)text[i] & 0x3F);
    }
    return *code >= smallest[count] && is_character(*code);
}

size_t utf8_decode(const char *text, size_t bytes, uint32_t *code,
                   bool *is_valid) {
    size_t count = sequence_bytes((unsigned char)text[0]);
    bool valid = count > 0 && count <= bytes;
    if (valid && count == 1) {
        *code = (unsigned char)text[0];
    } else if (valid) {
        valid = combine(text, count, code);
    }
    if (is_valid != NULL) {
        *is_valid = valid;
    }
    if (!valid) {
        *code = UTF8_REPLACEMENT;
        return 1;
    }
    return count;
}

size_t utf8_encode(uint32_t code, char out[UTF8_MAX_BYTES]) {
    if (!is_character(code)) {
        code = UTF8_REPLACEMENT;
    }
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xC0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (char)(0xE0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3F));
        out[2] = (char)(0x80 | (code & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 0x3F));
    out[2] = (char)(0x80 | (code >> 6 & 0x3F));
    out[3] = (char)(0x80 | (code & 0x3F));
    return 4;
}

/* Bytes of ASCII at the start, or a few fewer. */
static size_t ascii_bytes(const char *text, size_t bytes) {
    uint64_t word;
    size_t at = 0;
    for (; at + sizeof word <= bytes; at += sizeof word) {
        memcpy(&word, text + at, sizeof word);
        if ((word & UINT64_C(0x8080808080808080)) != 0) {
            break;
        }
    }
    return at;
}

bool utf8_is_valid(const char *text, size_t bytes) {
    uint32_t code;
    bool valid = true;
    for (size_t at = 0; at < bytes && valid;) {
        at += ascii_bytes(text + at, bytes - at);
        if (at < bytes) {
            at += utf8_decode(text + at, bytes - at, &code, &valid);
        }
    }
    return valid;
}

size_t utf8_repair(char *out, size_t max_bytes, const char *text,
                   size_t bytes) {
    size_t written = 0;
    for (size_t at = 0; at < bytes;) {
        char character[UTF8_MAX_BYTES];
        uint32_t code;
        at += utf8_decode(text + at, bytes - at, &code, NULL);
        size_t size =
            utf8_encode(code != 0 ? code : UTF8_REPLACEMENT, character);
        if (size > max_bytes - written) {
            break;
        }
        memcpy(out + written, character, size);
        written += size;
    }
    return written;
}

size_t utf8_length(const char *text, size_t bytes) {
    uint32_t code;
    size_t length = 0;
    for (size_t at = 0; at < bytes; length++) {
        at += utf8_decode(text + at, bytes - at, &code, NULL);
    }
    return length;
}

size_t utf8_cut(const char *text, size_t bytes, size_t max_bytes) {
    if (bytes <= max_bytes) {
        return bytes;
    }
    size_t start = max_bytes;
    while (start > 0 && max_bytes - start < UTF8_MAX_BYTES - 1 &&
           is_continuation(text[start])) {
        start--;
    }
    uint32_t code;
    size_t end = start + utf8_decode(text + start, bytes - start, &code, NULL);
    return end > max_bytes ? start : max_bytes;
}
