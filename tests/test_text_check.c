#include "dgg_chat.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

#define GRAVE "\xCC\x80"

START_TEST(accepts_ordinary_texts) {
    ck_assert_int_eq(dgg_text_check("hello"), DGG_OK);
    ck_assert_int_eq(dgg_text_check("  \xF0\x9F\x98\x80  "), DGG_OK);
    ck_assert_int_eq(dgg_text_check("gr\xC3\xBC\xC3\x9F dich"), DGG_OK);
}
END_TEST

START_TEST(nothing_but_space_is_empty) {
    ck_assert_int_eq(dgg_text_check(""), DGG_ERROR_TEXT_EMPTY);
    ck_assert_int_eq(dgg_text_check(" \t\r\n"), DGG_ERROR_TEXT_EMPTY);
    ck_assert_int_eq(dgg_text_check("\xC2\xA0\xE2\x80\xA8\xE3\x80\x80"),
                     DGG_ERROR_TEXT_EMPTY);
}
END_TEST

START_TEST(counts_characters_after_trimming) {
    char text[4 * 513 + 3] = " ";
    for (size_t i = 0; i < 512; i++) {
        memcpy(text + 1 + 4 * i, "\xF0\x9F\x98\x80", 4);
    }
    text[1 + 4 * 512] = ' ';
    ck_assert_int_eq(dgg_text_check(text), DGG_OK);
    text[1 + 4 * 512] = 'x';
    ck_assert_int_eq(dgg_text_check(text), DGG_ERROR_TEXT_LONG);
}
END_TEST

START_TEST(refuses_five_marks_in_a_row) {
    ck_assert_int_eq(dgg_text_check("a" GRAVE GRAVE GRAVE GRAVE "b"), DGG_OK);
    ck_assert_int_eq(dgg_text_check("a" GRAVE GRAVE GRAVE GRAVE GRAVE),
                     DGG_ERROR_TEXT_CHARACTER);
    ck_assert_int_eq(
        dgg_text_check("a" GRAVE GRAVE GRAVE "b" GRAVE GRAVE GRAVE), DGG_OK);
}
END_TEST

START_TEST(refuses_some_characters_only_inside) {
    static const char *const refused[] = {"\xC2\xA0", "\xE2\x80\xA8",
                                          "\xE2\x80\xA9", "\xE2\x80\xAF"};
    for (size_t i = 0; i < 4; i++) {
        char text[16];
        snprintf(text, sizeof text, "%sab%s", refused[i], refused[i]);
        ck_assert_int_eq(dgg_text_check(text), DGG_OK);
        snprintf(text, sizeof text, "a%sb", refused[i]);
        ck_assert_int_eq(dgg_text_check(text), DGG_ERROR_TEXT_CHARACTER);
    }
}
END_TEST

START_TEST(refuses_control_bytes_and_invalid_utf8) {
    ck_assert_int_eq(dgg_text_check("a\x1B[0m"), DGG_ERROR_TEXT_CHARACTER);
    ck_assert_int_eq(dgg_text_check("a\nb"), DGG_ERROR_TEXT_CHARACTER);
    ck_assert_int_eq(dgg_text_check("a\x7F"), DGG_ERROR_TEXT_CHARACTER);
    ck_assert_int_eq(dgg_text_check("a\xFF"), DGG_ERROR_TEXT_CHARACTER);
    ck_assert_int_eq(dgg_text_check("a\xED\xA0\x80"), DGG_ERROR_TEXT_CHARACTER);
}
END_TEST

TEST_MAIN("text_check", accepts_ordinary_texts, nothing_but_space_is_empty,
          counts_characters_after_trimming, refuses_five_marks_in_a_row,
          refuses_some_characters_only_inside,
          refuses_control_bytes_and_invalid_utf8)
