#include "test.h"
#include "utf8.h"

#include <string.h>

static void check_invalid(const char *text) {
    uint32_t code = 0;
    bool is_valid = true;
    ck_assert_uint_eq(utf8_decode(text, strlen(text), &code, &is_valid), 1);
    ck_assert_uint_eq(code, UTF8_REPLACEMENT);
    ck_assert(!is_valid);
    ck_assert(!utf8_is_valid(text, strlen(text)));
}

START_TEST(every_character_survives_a_round_trip) {
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        if (code >= 0xD800 && code <= 0xDFFF) {
            continue;
        }
        char text[UTF8_MAX_BYTES];
        size_t bytes = utf8_encode(code, text);
        uint32_t back = 0;
        bool is_valid = false;
        test_require(utf8_decode(text, bytes, &back, &is_valid) == bytes);
        test_require(back == code);
        test_require(is_valid);
    }
}
END_TEST

START_TEST(what_is_no_character_is_written_as_a_replacement) {
    const uint32_t codes[] = {0xD800, 0xDFFF, 0x110000, UINT32_MAX};
    for (size_t i = 0; i < 4; i++) {
        char text[UTF8_MAX_BYTES];
        ck_assert_uint_eq(utf8_encode(codes[i], text), 3);
        ck_assert_mem_eq(text, "\xEF\xBF\xBD", 3);
    }
}
END_TEST

START_TEST(refuses_what_is_not_strictly_utf8) {
    check_invalid("\x80");
    check_invalid("\xBF");
    check_invalid("\xC0\xAF");
    check_invalid("\xC1\xBF");
    check_invalid("\xE0\x80\xAF");
    check_invalid("\xE0\x9F\xBF");
    check_invalid("\xED\xA0\x80");
    check_invalid("\xED\xBF\xBF");
    check_invalid("\xF0\x8F\xBF\xBF");
    check_invalid("\xF4\x90\x80\x80");
    check_invalid("\xF5\x80\x80\x80");
    check_invalid("\xFE");
    check_invalid("\xFF");
    check_invalid("\xE2\x28\xA1");
    check_invalid("\xF0\x9F\x98(");
}
END_TEST

START_TEST(a_cut_character_is_invalid) {
    const char *face = "\xF0\x9F\x98\x80";
    for (size_t bytes = 1; bytes < 4; bytes++) {
        ck_assert(!utf8_is_valid(face, bytes));
    }
    ck_assert(utf8_is_valid(face, 4));
    ck_assert(utf8_is_valid(face, 0));
}
END_TEST

START_TEST(counts_characters) {
    ck_assert_uint_eq(utf8_length("", 0), 0);
    ck_assert_uint_eq(utf8_length("a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80", 10),
                      4);
    ck_assert_uint_eq(utf8_length("a\xFF\xFF", 3), 3);
}
END_TEST

START_TEST(cuts_between_characters) {
    const char *text = "a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80";
    const size_t expected[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};
    for (size_t max = 0; max < 12; max++) {
        ck_assert_uint_eq(utf8_cut(text, 10, max), expected[max]);
    }
}
END_TEST

START_TEST(cuts_invalid_bytes_one_by_one) {
    const char *text = "\x80\x80\x80\x80\x80\x80";
    for (size_t max = 0; max <= 6; max++) {
        ck_assert_uint_eq(utf8_cut(text, 6, max), max);
    }
    ck_assert_uint_eq(utf8_cut("\xC3\xA4\xA4", 3, 2), 2);
}
END_TEST

START_TEST(repairs_what_is_broken) {
    char out[16];
    size_t bytes = utf8_repair(out, sizeof out, "a\0b\xFF\xC3\xA4", 6);
    ck_assert_uint_eq(bytes, 10);
    ck_assert_mem_eq(out,
                     "a\xEF\xBF\xBD"
                     "b\xEF\xBF\xBD\xC3\xA4",
                     bytes);
    ck_assert_uint_eq(utf8_repair(out, 3, "a\xFF", 2), 1);
    ck_assert_uint_eq(utf8_repair(out, 0, "a", 1), 0);
}
END_TEST

TEST_MAIN("utf8", every_character_survives_a_round_trip,
          what_is_no_character_is_written_as_a_replacement,
          refuses_what_is_not_strictly_utf8, a_cut_character_is_invalid,
          counts_characters, cuts_between_characters,
          cuts_invalid_bytes_one_by_one, repairs_what_is_broken)
