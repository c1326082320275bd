#include "test.h"
#include "text_line.h"

#include <stdlib.h>
#include <string.h>

START_TEST(a_line_keeps_what_was_said) {
    line *l = line_new(LINE_ACTION, 1234567890123, "Bob", "waves", 5);
    ck_assert_ptr_nonnull(l);
    ck_assert_str_eq(line_nick(l), "Bob");
    ck_assert_str_eq(line_text(l), "waves");
    ck_assert_uint_eq(l->nick_bytes, 3);
    ck_assert_uint_eq(l->text_bytes, 5);
    ck_assert_int_eq(l->kind, LINE_ACTION);
    ck_assert_int_eq(l->state, LINE_PLAIN);
    ck_assert_int_eq(l->time_ms, 1234567890123);
    ck_assert(!l->is_green && !l->is_own && l->color == 0);
    free(l);
}
END_TEST

START_TEST(a_line_may_have_no_nick_and_no_text) {
    line *l = line_new(LINE_NOTICE, 0, NULL, "", 0);
    ck_assert_ptr_nonnull(l);
    ck_assert_str_eq(line_nick(l), "");
    ck_assert_str_eq(line_text(l), "");
    free(l);
}
END_TEST

START_TEST(nick_and_text_are_cleaned) {
    line *l = line_new(LINE_MESSAGE, 0, "B\x1Bob", "a\nb\xFF", 4);
    ck_assert_ptr_nonnull(l);
    ck_assert_str_eq(line_nick(l), "B\xE2\x90\x9Bob");
    ck_assert_str_eq(line_text(l), "a b\xEF\xBF\xBD");
    free(l);
}
END_TEST

static char *repeat(const char *piece, size_t times) {
    size_t bytes = strlen(piece);
    char *text = malloc(bytes * times + 1);
    ck_assert_ptr_nonnull(text);
    for (size_t i = 0; i < times; i++) {
        memcpy(text + i * bytes, piece, bytes);
    }
    text[bytes * times] = '\0';
    return text;
}

START_TEST(long_ones_are_cut_between_characters) {
    char *text = repeat("\xE4\xBD\xA0", 50000);
    char *nick = repeat("\xE4\xBD\xA0", 500);
    line *l = line_new(LINE_MESSAGE, 0, nick, text, strlen(text));
    ck_assert_ptr_nonnull(l);
    ck_assert_uint_eq(l->nick_bytes, 63);
    ck_assert_uint_eq(strlen(line_nick(l)), 63);
    ck_assert_uint_eq(l->text_bytes, 65535);
    ck_assert_uint_eq(strlen(line_text(l)), 65535);
    free(l);
    free(nick);
    free(text);
}
END_TEST

START_TEST(growing_texts_are_cut_too) {
    char *text = repeat("\x01", 60000);
    line *l = line_new(LINE_MESSAGE, 0, "Bob", text, strlen(text));
    ck_assert_ptr_nonnull(l);
    ck_assert_uint_eq(strlen(line_text(l)), 65535);
    ck_assert_uint_eq(l->text_bytes, 65535);
    free(l);
    free(text);
}
END_TEST

TEST_MAIN("text_line", a_line_keeps_what_was_said,
          a_line_may_have_no_nick_and_no_text, nick_and_text_are_cleaned,
          long_ones_are_cut_between_characters, growing_texts_are_cut_too)
