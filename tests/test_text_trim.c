#include "test.h"
#include "text_trim.h"

#include <string.h>

static void expect(const char *text, const char *trimmed) {
    size_t bytes = 0;
    const char *start = text_trim(text, &bytes);
    ck_assert_uint_eq(bytes, strlen(trimmed));
    ck_assert_int_eq(memcmp(start, trimmed, bytes), 0);
}

START_TEST(takes_ascii_space_from_both_ends) {
    expect("  a b\t\r\n", "a b");
    expect("a b", "a b");
}
END_TEST

START_TEST(takes_the_space_of_other_scripts) {
    expect("\xC2\xA0\xE3\x80\x80"
           "a\xE2\x80\xA8\xE2\x80\xAF",
           "a");
}
END_TEST

START_TEST(leaves_nothing_of_nothing) {
    expect("", "");
    expect(" \xC2\x85 ", "");
}
END_TEST

START_TEST(keeps_what_is_no_character) {
    expect(" \xFF ", "\xFF");
    expect(" \xE3\x80", "\xE3\x80");
}
END_TEST

TEST_MAIN("text_trim", takes_ascii_space_from_both_ends,
          takes_the_space_of_other_scripts, leaves_nothing_of_nothing,
          keeps_what_is_no_character)
