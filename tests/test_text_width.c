#include "test.h"
#include "text_width.h"
#include "utf8.h"

#include <string.h>

static size_t width(const char *text) {
    return text_width(text, strlen(text));
}

START_TEST(characters_have_columns) {
    ck_assert_int_eq(text_char_width('a'), 1);
    ck_assert_int_eq(text_char_width(0xE9), 1);
    ck_assert_int_eq(text_char_width(0x2500), 1);
    ck_assert_int_eq(text_char_width(0x4F60), 2);
    ck_assert_int_eq(text_char_width(0xFF21), 2);
    ck_assert_int_eq(text_char_width(0x1F600), 2);
    ck_assert_int_eq(text_char_width(0x2764), 1);
    ck_assert_int_eq(text_char_width(0xFDFD), 1);
    ck_assert_int_eq(text_char_width(0xE000), 1);
    ck_assert_int_eq(text_char_width(0x00B7), 1);
}
END_TEST

START_TEST(reserved_pictographs_are_wide) {
    ck_assert_int_eq(text_char_width(0x1FAFF), 2);
    ck_assert_int_eq(text_char_width(0x1FC00), 2);
    ck_assert_int_eq(text_char_width(0x1F0AF), 2);
    ck_assert_int_eq(text_char_width(0x2FFFD), 2);
    ck_assert_int_eq(text_char_width(0x0378), 1);
}
END_TEST

START_TEST(marks_have_none) {
    ck_assert_int_eq(text_char_width(0x0301), 0);
    ck_assert_int_eq(text_char_width(0x20DD), 0);
    ck_assert_int_eq(text_char_width(0x3099), 0);
    ck_assert_int_eq(text_char_width(0x1161), 0);
    ck_assert_int_eq(text_char_width(0x093E), 1); /* a spacing mark */
}
END_TEST

START_TEST(the_invisible_must_not_be_shown) {
    static const uint32_t codes[] = {
        0,       0x1B,    0x7F,    0x80,    0x9F,    0xAD,     0x034F,  0x0600,
        0x061C,  0x115F,  0x1160,  0x17B4,  0x180E,  0x200B,   0x200D,  0x200E,
        0x2028,  0x2029,  0x202E,  0x2060,  0x2065,  0x2069,   0x20E3,  0x3164,
        0xD800,  0xFDD0,  0xFE0F,  0xFEFF,  0xFFA0,  0xFFF0,   0xFFF9,  0xFFFF,
        0x1FFFE, 0x1D173, 0x1F3FB, 0xE0001, 0xE0100, 0x10EEEE, 0x110000};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        ck_assert_msg(text_char_width(codes[i]) == -1, "U+%04X", codes[i]);
    }
}
END_TEST

START_TEST(plain_runs_end_at_the_first_special_byte) {
    char text[40];
    for (size_t at = 0; at < sizeof text; at++) {
        for (int byte = 0; byte < 256; byte++) {
            memset(text, '~', sizeof text);
            text[at] = (char)byte;
            size_t expected = byte >= ' ' && byte < 0x7F ? sizeof text : at;
            ck_assert_uint_eq(text_plain(text, sizeof text), expected);
        }
    }
}
END_TEST

START_TEST(texts_have_columns) {
    ck_assert_uint_eq(width(""), 0);
    ck_assert_uint_eq(width("hello, world"), 12);
    ck_assert_uint_eq(width("abcdefgh\xCC\x81"), 8);
    ck_assert_uint_eq(width("e\xCC\x81"), 1);
    ck_assert_uint_eq(width("\xE4\xBD\xA0\xE5\xA5\xBD!"), 5);
    ck_assert_uint_eq(width("ab\xF0\x9F\x98\x80 cd"), 7);
}
END_TEST

static void assert_cluster(const char *text, size_t bytes, int columns) {
    int actual;
    ck_assert_uint_eq(text_cluster(text, strlen(text), &actual), bytes);
    ck_assert_int_eq(actual, columns);
}

START_TEST(clusters_keep_their_marks) {
    assert_cluster("", 0, 1);
    assert_cluster("ab", 1, 1);
    assert_cluster("e\xCC\x81x", 3, 1);
    assert_cluster("e\xCC\x81\xCC\x82", 5, 1);
    assert_cluster("\xE4\xBD\xA0\xE5\xA5\xBD", 3, 2);
    assert_cluster("\xCC\x81x", 2, 1);
    assert_cluster("\xFFx", 1, 1);
    assert_cluster("\xE2\x9D\xA4\xEF\xB8\x8F!", 6, 1); /* a heart, U+FE0F */
}
END_TEST

/* The sum over clusters is the width, at whatever byte the text is cut. */
START_TEST(widths_agree_at_every_cut) {
    const char *text = "caf\xC3\xA9 e\xCC\x81\xCC\x82 \xE4\xBD\xA0 "
                       "\xF0\x9F\x98\x80 plain words here\xCC\x81";
    for (size_t end = 0; end <= strlen(text); end++) {
        size_t sum = 0;
        for (size_t at = 0; at < end;) {
            int columns;
            at += text_cluster(text + at, end - at, &columns);
            sum += (size_t)columns;
        }
        ck_assert_uint_eq(text_width(text, end), sum);
    }
}
END_TEST

START_TEST(fitting_keeps_clusters_whole) {
    const char *text = "a\xE4\xBD\xA0"
                       "e\xCC\x81z";
    ck_assert_uint_eq(text_fit(text, strlen(text), 0), 0);
    ck_assert_uint_eq(text_fit(text, strlen(text), 1), 1);
    ck_assert_uint_eq(text_fit(text, strlen(text), 2), 1);
    ck_assert_uint_eq(text_fit(text, strlen(text), 3), 4);
    ck_assert_uint_eq(text_fit(text, strlen(text), 4), 7);
    ck_assert_uint_eq(text_fit(text, strlen(text), 9), 8);
}
END_TEST

TEST_MAIN("text_width", characters_have_columns, reserved_pictographs_are_wide,
          marks_have_none, the_invisible_must_not_be_shown,
          plain_runs_end_at_the_first_special_byte, texts_have_columns,
          clusters_keep_their_marks, widths_agree_at_every_cut,
          fitting_keeps_clusters_whole)
