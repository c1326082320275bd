#include "test.h"
#include "text_words.h"

#include <stdlib.h>
#include <string.h>

static bool is_kappa(const void *emotes, const char *word, size_t bytes) {
    const char *name = emotes;
    return strlen(name) == bytes && memcmp(name, word, bytes) == 0;
}

/* The letter of the style of every byte. */
static void assert_styles(const char *text, const char *expected) {
    const text_context context = {
        .own_nick = "Bob", .is_emote = is_kappa, .emotes = "Kappa"};
    const text_words words = {
        .own_nick = "Bob", .has_emotes = true, .context = &context};
    text_markup markup = {.count = 0};
    text_add_words(&markup, text, strlen(text), &words);
    char letters[256] = "";
    size_t at = 0;
    for (size_t i = 0; i < markup.count; i++) {
        ck_assert_ptr_eq(markup.spans[i].bytes, text + at);
        for (size_t j = 0; j < markup.spans[i].count; j++) {
            letters[at++] = text_role_letter(markup.spans[i].style.role);
        }
    }
    ck_assert_str_eq(letters, expected);
}

START_TEST(links_are_found) {
    assert_styles("see https://a.b/c now", "....lllllllllllll....");
    assert_styles("HTTP://a.b", "llllllllll");
    assert_styles("www.a.b", "lllllll");
    assert_styles("http:// www. https", "..................");
}
END_TEST

START_TEST(punctuation_is_not_the_link) {
    assert_styles("(http://a.b),", ".llllllllll..");
    assert_styles("http://a.b/c_(d).", "llllllllllllllll.");
    assert_styles("\"www.a.b!\"", ".lllllll..");
    assert_styles("http://...", "..........");
}
END_TEST

START_TEST(emotes_are_whole_words) {
    assert_styles("Kappa", "EEEEE");
    assert_styles("a  Kappa b", "...EEEEE..");
    assert_styles("kappa Kappa,", "............");
}
END_TEST

START_TEST(the_own_nick_is_a_whole_word_of_any_case) {
    assert_styles("@bob, hi", ".ooo....");
    assert_styles("BOB's bob", "ooo...ooo");
    assert_styles("bobby bo _bob bob_", "..................");
    assert_styles("Bob\xE2\x80\x99s", "ooo....");
    assert_styles("http://a/bob", "llllllllllll");
}
END_TEST

START_TEST(marks_stay_with_their_base) {
    assert_styles("bob\xCC\x81", ".....");
    assert_styles("a\xE2\x90\x9B\xCC\x81z", ".ccccc.");
}
END_TEST

START_TEST(control_pictures_stand_out) {
    assert_styles("a\xE2\x90\x9B[2J", ".ccc...");
    assert_styles("\xE2\x90\xA6\xE2\x90\xA7", "ccc...");
}
END_TEST

START_TEST(too_many_spans_lose_no_text) {
    enum { WORDS = 2 * TEXT_SPANS };
    static char text[WORDS * 6 + 1];
    for (size_t i = 0; i < WORDS; i++) {
        memcpy(text + i * 6, "Kappa ", 6);
    }
    const text_context context = {
        .own_nick = "", .is_emote = is_kappa, .emotes = "Kappa"};
    const text_words words = {
        .own_nick = "", .has_emotes = true, .context = &context};
    text_markup markup = {.count = 0};
    text_add_words(&markup, text, strlen(text), &words);
    size_t bytes = 0;
    for (size_t i = 0; i < markup.count; i++) {
        ck_assert_ptr_eq(markup.spans[i].bytes, text + bytes);
        bytes += markup.spans[i].count;
    }
    ck_assert_uint_eq(markup.count, TEXT_SPANS);
    ck_assert_uint_eq(bytes, strlen(text));
}
END_TEST

TEST_MAIN("text_words", links_are_found, punctuation_is_not_the_link,
          emotes_are_whole_words, the_own_nick_is_a_whole_word_of_any_case,
          marks_stay_with_their_base, control_pictures_stand_out,
          too_many_spans_lose_no_text)
