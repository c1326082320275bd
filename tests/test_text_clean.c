#include "test.h"
#include "text_clean.h"
#include "text_width.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

enum { ROOM = 8192 };

static void assert_bytes(const char *text, size_t bytes, const char *expected) {
    char out[ROOM];
    ck_assert_uint_le(text_clean_room(bytes), sizeof out);
    size_t length = text_clean(out, text, bytes);
    ck_assert_str_eq(out, expected);
    ck_assert_uint_eq(length, strlen(expected));
}

static void assert_clean(const char *text, const char *expected) {
    assert_bytes(text, strlen(text), expected);
}

static void assert_code(uint32_t code, const char *expected) {
    char text[2 + UTF8_MAX_BYTES] = "a";
    size_t bytes = 1 + utf8_encode(code, text + 1);
    text[bytes++] = 'b';
    assert_bytes(text, bytes, expected);
}

static void assert_removed(uint32_t first, uint32_t last) {
    for (uint32_t code = first; code <= last; code++) {
        assert_code(code, "ab");
    }
}

START_TEST(ordinary_text_stays) {
    assert_clean("", "");
    assert_clean("hello, world ~", "hello, world ~");
    assert_clean("caf\xC3\xA9 \xE4\xBD\xA0\xE5\xA5\xBD \xF0\x9F\x98\x80",
                 "caf\xC3\xA9 \xE4\xBD\xA0\xE5\xA5\xBD \xF0\x9F\x98\x80");
}
END_TEST

START_TEST(invalid_bytes_are_replaced_one_by_one) {
    assert_clean("a\xFF\xFEz", "a\xEF\xBF\xBD\xEF\xBF\xBDz");
    assert_clean("\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD");
    assert_clean("\xED\xA0\xBD", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    assert_clean("x\xE4\xBD", "x\xEF\xBF\xBD\xEF\xBF\xBD");
    assert_clean("\xF4\x90\x80\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"
                                     "\xEF\xBF\xBD");
}
END_TEST

START_TEST(controls_become_pictures) {
    assert_clean("\x1B]0;title\x07", "\xE2\x90\x9B]0;title\xE2\x90\x87");
    assert_clean("a\tb\nc", "a b c");
    assert_bytes("\0", 1, "\xE2\x90\x80");
    assert_clean("\r\x7F", "\xE2\x90\x8D\xE2\x90\xA1");
    for (uint32_t code = 0x80; code < 0xA0; code++) {
        assert_code(code, "a\xE2\x90\xA6"
                          "b");
    }
}
END_TEST

START_TEST(the_invisible_is_removed) {
    assert_removed(0x00AD, 0x00AD);
    assert_removed(0x034F, 0x034F);
    assert_removed(0x061C, 0x061C);
    assert_removed(0x115F, 0x1160);
    assert_removed(0x200B, 0x200F);
    assert_removed(0x2028, 0x202E);
    assert_removed(0x2060, 0x206F);
    assert_removed(0x3164, 0x3164);
    assert_removed(0xFDD0, 0xFDEF);
    assert_removed(0xFE00, 0xFE0F);
    assert_removed(0xFEFF, 0xFEFF);
    assert_removed(0xFFA0, 0xFFA0);
    assert_removed(0xFFF0, 0xFFFB);
    assert_removed(0xFFFE, 0xFFFF);
    assert_removed(0x1F3FB, 0x1F3FF);
    assert_removed(0xE0000, 0xE01FF);
    assert_removed(0x10EEEE, 0x10EEEE);
    assert_removed(0x10FFFE, 0x10FFFF);
}
END_TEST

START_TEST(at_most_two_marks_stay_on_a_base) {
    assert_clean("z\xCC\x81\xCC\x82\xCC\x83\xCC\x84o", "z\xCC\x81\xCC\x82o");
    assert_clean("z\xCC\x81\xE2\x80\x8D\xCC\x82\xCC\x83", "z\xCC\x81\xCC\x82");
}
END_TEST

START_TEST(a_mark_gets_a_base) {
    assert_clean("\xCC\x81", "\xE2\x97\x8C\xCC\x81");
    assert_clean("a \xCC\x81\xCC\x82\xCC\x83",
                 "a \xE2\x97\x8C\xCC\x81\xCC\x82");
    assert_clean("\n\xCC\x81", " \xE2\x97\x8C\xCC\x81");
}
END_TEST

START_TEST(sequences_fall_apart) {
    /* keycap, flag, family, heart with variation selector, skin tone */
    assert_clean("1\xEF\xB8\x8F\xE2\x83\xA3", "1");
    assert_clean("\xF0\x9F\x87\xBA\xF0\x9F\x87\xB8", "US");
    assert_clean("\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA7",
                 "\xF0\x9F\x91\xA8\xF0\x9F\x91\xA7");
    assert_clean("\xE2\x9D\xA4\xEF\xB8\x8F", "\xE2\x9D\xA4");
    assert_clean("\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD", "\xF0\x9F\x91\x8D");
}
END_TEST

/* What every cleaned text promises, whatever went in. */
static void assert_promises(const char *text, size_t bytes) {
    char *out = malloc(text_clean_room(bytes));
    size_t length = text_clean(out, text, bytes);
    test_require(length < text_clean_room(bytes));
    test_require(out[length] == '\0' && strlen(out) == length);
    test_require(utf8_is_valid(out, length));
    int marks = TEXT_CLEAN_MARKS;
    for (size_t at = 0; at < length;) {
        uint32_t code;
        at += utf8_decode(out + at, length - at, &code, NULL);
        int width = text_char_width(code);
        test_require(width >= 0);
        marks = width > 0 ? 0 : marks + 1;
        test_require(marks <= TEXT_CLEAN_MARKS);
    }
    char *again = malloc(text_clean_room(length));
    text_clean(again, out, length);
    test_require(strcmp(again, out) == 0);
    free(again);
    free(out);
}

START_TEST(every_code_point_is_harmless) {
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        char text[3 * UTF8_MAX_BYTES];
        size_t bytes = utf8_encode(code, text);
        bytes += utf8_encode(0x301, text + bytes);
        bytes += utf8_encode(code, text + bytes);
        assert_promises(text, bytes);
    }
}
END_TEST

START_TEST(random_bytes_are_harmless) {
    uint32_t seed = 1;
    for (int round = 0; round < 20000; round++) {
        char text[64];
        for (size_t i = 0; i < sizeof text; i++) {
            seed = seed * 1664525 + 1013904223;
            text[i] = (char)(seed >> 24);
        }
        assert_promises(text, sizeof text);
    }
}
END_TEST

START_TEST(every_cut_is_harmless) {
    const char *text = "z\xCC\x81\xCC\x82\xCC\x83 \xF0\x9F\x91\xA8\xE2\x80\x8D"
                       "\xEF\xB7\xBD\xC2\x85 1\xEF\xB8\x8F\xE2\x83\xA3";
    for (size_t end = 0; end <= strlen(text); end++) {
        assert_promises(text, end);
    }
}
END_TEST

START_TEST(a_copy_is_clean_too) {
    char *copy = text_clean_copy("a\033[2J\n");
    ck_assert_str_eq(copy, "a\xE2\x90\x9B[2J ");
    free(copy);
}
END_TEST

TEST_MAIN("text_clean", ordinary_text_stays,
          invalid_bytes_are_replaced_one_by_one, controls_become_pictures,
          the_invisible_is_removed, at_most_two_marks_stay_on_a_base,
          a_mark_gets_a_base, sequences_fall_apart,
          every_code_point_is_harmless, random_bytes_are_harmless,
          every_cut_is_harmless, a_copy_is_clean_too)
