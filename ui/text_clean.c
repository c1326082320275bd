#include "text_clean.h"

#include "text_width.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

enum {
    PICTURE_NUL = 0x2400,
    PICTURE_DELETE = 0x2421,
    PICTURE_OTHER = 0x2426,
    DOTTED_CIRCLE = 0x25CC,
    REGIONAL_A = 0x1F1E6,
    REGIONAL_Z = 0x1F1FF,
};

typedef struct cleaner {
    char *out;
    size_t length;
    size_t marks;  /* on the last base */
    bool has_base; /* something but a space stands before */
} cleaner;

static void put(cleaner *c, uint32_t code) {
    c->length += utf8_encode(code, c->out + c->length);
}

static void put_base(cleaner *c, uint32_t code) {
    put(c, code);
    c->marks = 0;
    c->has_base = code != ' ';
}

static void put_mark(cleaner *c, uint32_t code) {
    if (!c->has_base) {
        put_base(c, DOTTED_CIRCLE);
    }
    if (c->marks < TEXT_CLEAN_MARKS) {
        put(c, code);
        c->marks++;
    }
}

static void put_plain(cleaner *c, const char *text, size_t bytes) {
    if (bytes == 0) {
        return;
    }
    memcpy(c->out + c->length, text, bytes);
    c->length += bytes;
    c->marks = 0;
    c->has_base = text[bytes - 1] != ' ';
}

static uint32_t control_picture(uint32_t code) {
    if (code == '\n' || code == '\t') {
        return ' ';
    }
    if (code < ' ') {
        return PICTURE_NUL + code;
    }
    return code == 0x7F ? PICTURE_DELETE : PICTURE_OTHER;
}

static void put_character(cleaner *c, uint32_t code) {
    if (code < 0xA0) {
        put_base(c, control_picture(code));
        return;
    }
    if (code >= REGIONAL_A && code <= REGIONAL_Z) {
        put_base(c, 'A' + (code - REGIONAL_A));
        return;
    }
    int width = text_char_width(code);
    if (width == 0) {
        put_mark(c, code);
    } else if (width > 0) {
        put_base(c, code);
    }
}

size_t text_clean_room(size_t bytes) {
    return bytes * 3 + 1;
}

size_t text_clean(char *out, const char *text, size_t bytes) {
    cleaner c = {.out = out};
    size_t offset = 0;
    while (offset < bytes) {
        size_t plain = text_plain(text + offset, bytes - offset);
        put_plain(&c, text + offset, plain);
        offset += plain;
        if (offset < bytes) {
            uint32_t code;
            offset += utf8_decode(text + offset, bytes - offset, &code, NULL);
            put_character(&c, code);
        }
    }
    out[c.length] = '\0';
    return c.length;
}

char *text_clean_copy(const char *text) {
    size_t bytes = strlen(text);
    char *out = malloc(text_clean_room(bytes));
    if (out != NULL) {
        text_clean(out, text, bytes);
    }
    return out;
}
