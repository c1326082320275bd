#include "text_width.h"

#include "utf8.h"

#include <stdbool.h>
#include <string.h>
#include <utf8proc.h>

static bool is_between(uint32_t code, uint32_t first, uint32_t last) {
    return code >= first && code <= last;
}

static bool is_noncharacter(uint32_t code) {
    return is_between(code, 0xFDD0, 0xFDEF) || (code & 0xFFFE) == 0xFFFE ||
           code > 0x10FFFF;
}

/* Default-ignorable code points that are not assigned yet, and characters
 * that terminals show in widths of their own: the keycap, Hangul tone marks,
 * late conjoining Jamo, skin tones. U+10EEEE places pictures in kitty. */
static bool is_excluded(uint32_t code) {
    return code == 0x20E3 || code == 0x2065 ||
           is_between(code, 0x302E, 0x302F) ||
           is_between(code, 0xD7B0, 0xD7FF) ||
           is_between(code, 0xFFF0, 0xFFF8) ||
           is_between(code, 0x1F3FB, 0x1F3FF) ||
           is_between(code, 0xE0000, 0xE0FFF) || code == 0x10EEEE ||
           is_noncharacter(code);
}

static bool is_invisible(const utf8proc_property_t *property) {
    return property->ignorable || property->category == UTF8PROC_CATEGORY_CC ||
           property->category == UTF8PROC_CATEGORY_CF ||
           property->category == UTF8PROC_CATEGORY_CS ||
           property->category == UTF8PROC_CATEGORY_ZL ||
           property->category == UTF8PROC_CATEGORY_ZP;
}

/* Blocks whose unassigned code points are wide by default: a newer terminal
 * knows characters there that our table does not. */
static int unassigned_width(uint32_t code) {
    return is_between(code, 0x1F000, 0x1FAFF) ||
                   is_between(code, 0x1FC00, 0x1FFFD) ||
                   is_between(code, 0xF900, 0xFAFF) ||
                   is_between(code, 0x20000, 0x3FFFD)
               ? 2
               : 1;
}

static int table_width(uint32_t code) {
    if (is_excluded(code)) {
        return -1;
    }
    const utf8proc_property_t *property =
        utf8proc_get_property((utf8proc_int32_t)code);
    if (is_invisible(property)) {
        return -1;
    }
    if (is_between(code, 0x1160, 0x11FF)) {
        return 0;
    }
    if (property->category == UTF8PROC_CATEGORY_CN) {
        return unassigned_width(code);
    }
    /* A spacing mark takes a column of its own in terminals, though
     * utf8proc counts it to its base. */
    if (property->category == UTF8PROC_CATEGORY_MC) {
        return 1;
    }
    return (int)property->charwidth;
}

static bool is_ascii(char c) {
    return (unsigned char)c < 0x80;
}

/* The bytes of the zero-width characters at the start. */
static size_t marks(const char *text, size_t bytes) {
    size_t length = 0;
    while (length < bytes && !is_ascii(text[length])) {
        uint32_t code;
        size_t step = utf8_decode(text + length, bytes - length, &code, NULL);
        if (text_char_width(code) > 0) {
            break;
        }
        length += step;
    }
    return length;
}

int text_char_width(uint32_t code) {
    if (code < 0x300) {
        bool is_control = code < 0x20 || is_between(code, 0x7F, 0x9F);
        return is_control || code == 0xAD ? -1 : 1;
    }
    return table_width(code);
}

size_t text_plain(const char *text, size_t bytes) {
    const uint64_t ones = UINT64_C(0x0101010101010101);
    size_t length = 0;
    while (bytes - length >= sizeof(uint64_t)) {
        uint64_t word;
        memcpy(&word, text + length, sizeof word);
        /* A high bit appears where a byte is above 0x7E or below 0x20. */
        if (((word | (word + ones) | (word - 0x20 * ones)) & 0x80 * ones) !=
            0) {
            break;
        }
        length += sizeof word;
    }
    while (length < bytes && text[length] >= 0x20 && text[length] < 0x7F) {
        length++;
    }
    return length;
}

size_t text_cluster(const char *text, size_t bytes, int *columns) {
    *columns = 1;
    if (bytes == 0) {
        return 0;
    }
    if (is_ascii(text[0])) {
        return 1 + marks(text + 1, bytes - 1);
    }
    uint32_t code;
    size_t length = utf8_decode(text, bytes, &code, NULL);
    if (text_char_width(code) == 2) {
        *columns = 2;
    }
    return length + marks(text + length, bytes - length);
}

size_t text_width(const char *text, size_t bytes) {
    size_t width = 0;
    while (bytes > 0) {
        size_t length = text_plain(text, bytes);
        if (length == bytes) {
            return width + length;
        }
        if (length > 1) {
            length--; /* the last may carry marks */
            width += length;
        } else {
            int columns;
            length = text_cluster(text, bytes, &columns);
            width += (size_t)columns;
        }
        text += length;
        bytes -= length;
    }
    return width;
}

size_t text_fit(const char *text, size_t bytes, size_t max_columns) {
    size_t length = 0;
    size_t width = 0;
    while (length < bytes) {
        int columns;
        size_t step = text_cluster(text + length, bytes - length, &columns);
        width += (size_t)columns;
        if (width > max_columns) {
            break;
        }
        length += step;
    }
    return length;
}
