#include "input_edit.h"
#include "test.h"
#include "text_width.h"
#include "utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static edit e;

static void type(const char *text) {
    edit_insert(&e, text, strlen(text));
}

/* The line with its cursor as '|'. */
static void assert_edit(const char *expected) {
    char shown[EDIT_BYTES + 1];
    memcpy(shown, e.text, e.cursor);
    shown[e.cursor] = '|';
    strcpy(shown + e.cursor + 1, e.text + e.cursor);
    ck_assert_str_eq(shown, expected);
}

static void fresh(const char *text) {
    edit_init(&e);
    type(text);
}

START_TEST(typing_goes_to_the_cursor) {
    fresh("hello");
    assert_edit("hello|");
    edit_do(&e, EDIT_START);
    type("oh ");
    assert_edit("oh |hello");
    edit_do(&e, EDIT_END);
    type("!");
    assert_edit("oh hello!|");
    edit_free(&e);
}
END_TEST

START_TEST(the_cursor_moves_by_clusters) {
    fresh("a\xE4\xBD\xA0"
          "e\xCC\x81\xCC\x82");
    edit_do(&e, EDIT_LEFT);
    assert_edit("a\xE4\xBD\xA0|e\xCC\x81\xCC\x82");
    edit_do(&e, EDIT_LEFT);
    assert_edit("a|\xE4\xBD\xA0"
                "e\xCC\x81\xCC\x82");
    edit_do(&e, EDIT_LEFT);
    edit_do(&e, EDIT_LEFT);
    assert_edit("|a\xE4\xBD\xA0"
                "e\xCC\x81\xCC\x82");
    for (int i = 0; i < 4; i++) {
        edit_do(&e, EDIT_RIGHT);
    }
    assert_edit("a\xE4\xBD\xA0"
                "e\xCC\x81\xCC\x82|");
    edit_free(&e);
}
END_TEST

START_TEST(deleting_takes_clusters) {
    fresh("ae\xCC\x81z");
    edit_do(&e, EDIT_RUBOUT);
    edit_do(&e, EDIT_RUBOUT);
    assert_edit("a|");
    edit_do(&e, EDIT_RUBOUT);
    edit_do(&e, EDIT_RUBOUT);
    assert_edit("|");
    type("e\xCC\x81z");
    edit_do(&e, EDIT_START);
    edit_do(&e, EDIT_DELETE);
    assert_edit("|z");
    edit_do(&e, EDIT_DELETE);
    edit_do(&e, EDIT_DELETE);
    assert_edit("|");
    edit_free(&e);
}
END_TEST

START_TEST(words_are_what_stands_between_spaces) {
    fresh("one  two-three ");
    edit_do(&e, EDIT_WORD_LEFT);
    assert_edit("one  |two-three ");
    edit_do(&e, EDIT_WORD_LEFT);
    assert_edit("|one  two-three ");
    edit_do(&e, EDIT_WORD_RIGHT);
    assert_edit("one|  two-three ");
    edit_do(&e, EDIT_WORD_RIGHT);
    assert_edit("one  two-three| ");
    edit_do(&e, EDIT_WORD_RIGHT);
    edit_do(&e, EDIT_WORD_RIGHT);
    assert_edit("one  two-three |");
    edit_free(&e);
}
END_TEST

START_TEST(what_was_cut_can_be_put_back) {
    fresh("one two three");
    edit_do(&e, EDIT_KILL_WORD_BACK);
    assert_edit("one two |");
    edit_do(&e, EDIT_START);
    edit_do(&e, EDIT_YANK);
    assert_edit("three|one two ");
    edit_do(&e, EDIT_KILL_WORD);
    assert_edit("three| two ");
    edit_do(&e, EDIT_KILL_TO_END);
    assert_edit("three|");
    edit_do(&e, EDIT_KILL_TO_END);
    edit_do(&e, EDIT_YANK);
    assert_edit("threeone two |");
    edit_do(&e, EDIT_KILL_TO_START);
    assert_edit("|");
    edit_do(&e, EDIT_YANK);
    edit_do(&e, EDIT_YANK);
    assert_edit("threeone two threeone two |");
    edit_free(&e);
}
END_TEST

START_TEST(pasted_controls_do_not_get_in) {
    fresh("a\nb\r\nc\rd\te\x1B[2J\x7F\xC2\x85"
          "f\xE2\x80\xA8g\xFF\xC3h");
    assert_edit("a b c d e[2J f gh|");
    edit_free(&e);
}
END_TEST

START_TEST(a_mark_joins_what_stands_before_it) {
    fresh("\xCC\x81z");
    edit_do(&e, EDIT_START);
    type("e");
    assert_edit("e\xCC\x81|z");
    edit_do(&e, EDIT_LEFT);
    assert_edit("|e\xCC\x81z");
    edit_free(&e);
}
END_TEST

START_TEST(joiners_stay_for_sending) {
    const char *family = "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA7";
    fresh(family);
    ck_assert_str_eq(e.text, family);
    ck_assert_uint_eq(edit_characters(&e), 3);
    edit_free(&e);
}
END_TEST

START_TEST(a_full_line_takes_no_more) {
    fresh("");
    for (int i = 0; i < EDIT_BYTES; i++) {
        type("\xE4\xBD\xA0");
    }
    ck_assert_uint_lt(e.bytes, EDIT_BYTES);
    ck_assert_uint_gt(e.bytes, EDIT_BYTES - 8);
    ck_assert(utf8_is_valid(e.text, e.bytes));
    ck_assert_uint_eq(edit_characters(&e) * 3, e.bytes);
    edit_free(&e);
}
END_TEST

START_TEST(setting_and_clearing) {
    fresh("one two");
    edit_do(&e, EDIT_KILL_WORD_BACK);
    edit_set(&e, "new\nline");
    assert_edit("new line|");
    edit_clear(&e);
    assert_edit("|");
    edit_do(&e, EDIT_YANK);
    assert_edit("two|");
    edit_free(&e);
    assert_edit("|");
}
END_TEST

static void assert_invariants(void) {
    test_require(e.bytes < EDIT_BYTES);
    test_require(strlen(e.text) == e.bytes);
    test_require(utf8_is_valid(e.text, e.bytes));
    bool is_between_clusters = e.cursor == 0;
    for (size_t at = 0; at < e.bytes;) {
        test_require((unsigned char)e.text[at] >= ' ' && e.text[at] != 0x7F);
        int columns;
        at += text_cluster(e.text + at, e.bytes - at, &columns);
        is_between_clusters |= at == e.cursor;
    }
    test_require(is_between_clusters);
}

START_TEST(random_verbs_keep_the_line_sound) {
    static const char *const pieces[] = {
        "a",
        "word",
        " ",
        "  ",
        "\xE4\xBD\xA0",
        "\xCC\x81",
        "e\xCC\x81",
        "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA7",
        "\xEF\xB8\x8F",
        "\xFF",
        "\r\n",
        "\x1B",
        "\xE2\x80",
        "\xF0\x9F\x87\xBA"};
    uint32_t seed = 3;
    fresh("");
    for (size_t i = 0; i < test_rounds(100000); i++) {
        seed = seed * 1664525 + 1013904223;
        uint32_t choice = seed >> 16;
        if (choice % 3 == 0) {
            type(pieces[choice / 3 % (sizeof pieces / sizeof *pieces)]);
        } else {
            edit_do(&e, (edit_verb)(choice / 3 % (EDIT_YANK + 1)));
        }
        assert_invariants();
    }
    edit_free(&e);
}
END_TEST

START_TEST(cuts_in_a_row_are_put_back_as_one) {
    fresh("one two three four");
    edit_do(&e, EDIT_KILL_WORD_BACK);
    edit_do(&e, EDIT_KILL_WORD_BACK);
    assert_edit("one two |");
    edit_do(&e, EDIT_YANK);
    assert_edit("one two three four|");
    edit_do(&e, EDIT_START);
    edit_do(&e, EDIT_KILL_WORD);
    edit_do(&e, EDIT_KILL_WORD);
    edit_do(&e, EDIT_END);
    edit_do(&e, EDIT_YANK);
    assert_edit(" three fourone two|");
    edit_do(&e, EDIT_WORD_LEFT);
    edit_do(&e, EDIT_KILL_TO_END);
    edit_do(&e, EDIT_KILL_TO_START);
    edit_do(&e, EDIT_YANK);
    assert_edit(" three fourone two|");
    edit_free(&e);
}
END_TEST

START_TEST(a_cut_after_something_else_begins_anew) {
    fresh("one two");
    edit_do(&e, EDIT_KILL_WORD_BACK);
    type("x y");
    edit_do(&e, EDIT_KILL_WORD_BACK);
    edit_do(&e, EDIT_KILL_TO_END);
    edit_do(&e, EDIT_YANK);
    assert_edit("one x y|");
    edit_free(&e);
}
END_TEST

TEST_MAIN("input_edit", cuts_in_a_row_are_put_back_as_one,
          a_cut_after_something_else_begins_anew, typing_goes_to_the_cursor,
          the_cursor_moves_by_clusters, deleting_takes_clusters,
          words_are_what_stands_between_spaces, what_was_cut_can_be_put_back,
          pasted_controls_do_not_get_in, a_mark_joins_what_stands_before_it,
          joiners_stay_for_sending, a_full_line_takes_no_more,
          setting_and_clearing, random_verbs_keep_the_line_sound)
