#include "test.h"
#include "text_clean.h"
#include "text_wrap.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_TEXT = 1024, MAX_ROWS = 16 };

static void one_span(text_markup *markup, const char *text, size_t indent) {
    markup->count = 1;
    markup->indent = indent;
    markup->spans[0] = (text_span){.bytes = text, .count = strlen(text)};
}

/* The rows between bars, spaces where nothing was placed. */
static void assert_rows(const char *text, size_t columns, size_t indent,
                        const char *expected) {
    static text_markup markup;
    one_span(&markup, text, indent);
    char out[MAX_TEXT] = "|";
    size_t at = 1;
    size_t row = 0;
    size_t column = 0;
    text_wrap wrap;
    text_placed placed;
    text_wrap_begin(&wrap, &markup, columns);
    while (text_wrap_next(&wrap, &placed)) {
        for (; row < placed.row; row++, column = 0) {
            out[at++] = '|';
        }
        for (; column < placed.column; column++) {
            out[at++] = '_';
        }
        memcpy(out + at, placed.bytes, placed.count);
        at += placed.count;
        column += (size_t)placed.columns;
    }
    out[at++] = '|';
    out[at] = '\0';
    ck_assert_str_eq(out, expected);
    ck_assert_uint_eq(text_wrap_rows(&markup, columns), row + 1);
}

START_TEST(words_stay_whole) {
    assert_rows("the quick brown fox", 20, 0, "|the quick brown fox|");
    assert_rows("the quick brown fox", 10, 0, "|the quick|brown fox|");
    assert_rows("the quick brown fox", 9, 0, "|the quick|brown fox|");
    assert_rows("the quick brown fox", 8, 0, "|the|quick|brown|fox|");
}
END_TEST

START_TEST(rows_are_indented) {
    assert_rows("the quick brown fox", 11, 2, "|the quick|__brown fox|");
    assert_rows("the quick brown fox", 10, 5,
                "|the quick|_____brown|_____fox|");
    assert_rows("the quick brown fox", 10, 6, "|the quick|brown fox|");
}
END_TEST

START_TEST(long_words_are_broken) {
    assert_rows("abcdefghij", 4, 0, "|abcd|efgh|ij|");
    assert_rows("x abcdefghij", 6, 2, "|x abcd|__efgh|__ij|");
    assert_rows("abcde fghijklm", 5, 0, "|abcde|fghij|klm|");
}
END_TEST

START_TEST(spaces_vanish_only_where_a_row_is_broken) {
    assert_rows("a  b", 10, 0, "|a  b|");
    assert_rows("aaaa    bbbb", 6, 0, "|aaaa|bbbb|");
    assert_rows(" a ", 10, 0, "| a |");
    assert_rows("aaaa   ", 4, 0, "|aaaa|");
    assert_rows("      aaaa", 5, 0, "|aaaa|");
    assert_rows("", 5, 0, "||");
    assert_rows("   ", 2, 0, "||");
}
END_TEST

START_TEST(wide_characters_are_not_split) {
    assert_rows("\xE4\xBD\xA0\xE5\xA5\xBD\xE5\x90\x97", 5, 0,
                "|\xE4\xBD\xA0\xE5\xA5\xBD|\xE5\x90\x97|");
    assert_rows("abc\xE4\xBD\xA0\xE5\xA5\xBD", 6, 0,
                "|abc\xE4\xBD\xA0|\xE5\xA5\xBD|");
    assert_rows("a\xE4\xBD\xA0"
                "b",
                1, 0, "|a|b|");
    assert_rows("a\xE4\xBD\xA0", 0, 0, "|a|");
}
END_TEST

START_TEST(marks_stay_on_their_base) {
    assert_rows("abe\xCC\x81"
                "cd",
                3, 0, "|abe\xCC\x81|cd|");
}
END_TEST

START_TEST(words_run_over_spans) {
    static text_markup markup;
    const char *text = "hi bob, yes";
    markup.count = 3;
    markup.indent = 0;
    markup.spans[0] = (text_span){text, 3, {ROLE_TEXT, 0}};
    markup.spans[1] = (text_span){text + 3, 3, {ROLE_OWN, 0}};
    markup.spans[2] = (text_span){text + 6, 5, {ROLE_TEXT, 0}};
    text_wrap wrap;
    text_placed placed;
    size_t on_first_row = 0;
    text_wrap_begin(&wrap, &markup, 6);
    while (text_wrap_next(&wrap, &placed)) {
        on_first_row += placed.row == 0;
        bool is_own = placed.bytes >= text + 3 && placed.bytes < text + 6;
        ck_assert_int_eq(placed.style.role, is_own ? ROLE_OWN : ROLE_TEXT);
    }
    ck_assert_uint_eq(on_first_row, 2);
}
END_TEST

static uint32_t next_random(uint32_t *seed) {
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 8;
}

static size_t random_text(char *out, uint32_t *seed) {
    static const char *const pieces[] = {" ",
                                         " ",
                                         "  ",
                                         "a",
                                         "bc",
                                         "defgh",
                                         "https://example.org/long/path",
                                         "\xE4\xBD\xA0",
                                         "\xF0\x9F\x98\x80",
                                         "e\xCC\x81",
                                         "\xC3\xA9",
                                         "-",
                                         "\xE5\xA5\xBD\xCC\x81"};
    size_t bytes = 0;
    size_t count = next_random(seed) % 30;
    for (size_t i = 0; i < count; i++) {
        size_t which = next_random(seed) % (sizeof pieces / sizeof *pieces);
        strcpy(out + bytes, pieces[which]);
        bytes += strlen(pieces[which]);
    }
    out[bytes] = '\0';
    return bytes;
}

/* Spans of random lengths that do not cut clusters. */
static void random_spans(text_markup *markup, const char *text, size_t bytes,
                         uint32_t *seed) {
    markup->count = 0;
    for (size_t at = 0; at < bytes;) {
        size_t end = at + 1 + next_random(seed) % 8;
        while (end < bytes && ((unsigned char)text[end] & 0x80) != 0) {
            end++;
        }
        end = end < bytes ? end : bytes;
        markup->spans[markup->count++] =
            (text_span){text + at, end - at, {ROLE_TEXT, 0}};
        at = end;
    }
    markup->indent = next_random(seed) % 20;
}

/* All text is placed in order and inside; only spaces are left out, and only
 * where a row ends. */
static void assert_placement(const text_markup *markup, const char *text,
                             size_t bytes, size_t columns) {
    text_wrap wrap;
    text_placed placed;
    size_t row = 0;
    size_t column = 0;
    const char *expected = text;
    text_wrap_begin(&wrap, markup, columns);
    while (text_wrap_next(&wrap, &placed)) {
        test_require(placed.row >= row);
        test_require(placed.row <= row + 1);
        bool is_new_row = placed.row != row || expected == text;
        test_require(is_new_row || placed.column == column);
        while (expected < placed.bytes) {
            test_require(is_new_row && *expected == ' ');
            expected++;
        }
        test_require(expected == placed.bytes);
        expected += placed.count;
        row = placed.row;
        column = placed.column + (size_t)placed.columns;
        test_require(column <= columns);
    }
    while (expected < text + bytes) {
        test_require(*expected == ' ');
        expected++;
    }
    test_require(text_wrap_rows(markup, columns) == row + 1);
}

START_TEST(nothing_is_lost_and_nothing_stands_outside) {
    static text_markup markup;
    char text[MAX_TEXT];
    uint32_t seed = 7;
    for (int round = 0; round < 2000; round++) {
        size_t bytes = random_text(text, &seed);
        random_spans(&markup, text, bytes, &seed);
        for (size_t columns = 2; columns <= 60; columns++) {
            assert_placement(&markup, text, bytes, columns);
        }
    }
}
END_TEST

START_TEST(one_column_shows_what_is_narrow) {
    static text_markup markup;
    char text[MAX_TEXT];
    uint32_t seed = 7;
    for (int round = 0; round < 2000; round++) {
        random_text(text, &seed);
        one_span(&markup, text, 0);
        text_wrap wrap;
        text_placed placed;
        size_t row = 0;
        text_wrap_begin(&wrap, &markup, 1);
        while (text_wrap_next(&wrap, &placed)) {
            test_require(placed.column == 0);
            test_require(placed.columns == 1);
            row = placed.row;
        }
        test_require(text_wrap_rows(&markup, 1) == row + 1);
    }
}
END_TEST

TEST_MAIN("text_wrap", words_stay_whole, rows_are_indented,
          long_words_are_broken, spaces_vanish_only_where_a_row_is_broken,
          wide_characters_are_not_split, marks_stay_on_their_base,
          words_run_over_spans, nothing_is_lost_and_nothing_stands_outside,
          one_column_shows_what_is_narrow)
