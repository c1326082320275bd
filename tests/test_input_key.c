#include "input_key.h"
#include "test.h"

static void assert_key(const char *name, uint32_t code, int modifiers) {
    input_key key;
    ck_assert_msg(input_key_parse(&key, name), "%s", name);
    ck_assert_msg(key.code == code, "%s: code %u", name, key.code);
    ck_assert_msg(key.modifiers == modifiers, "%s: %d", name, key.modifiers);
}

START_TEST(characters) {
    assert_key("a", 'a', 0);
    assert_key("N", 'N', 0);
    assert_key("-", '-', 0);
    assert_key("\xC3\xA9", 0xE9, 0);
    assert_key("Space", ' ', 0);
}
END_TEST

START_TEST(modified_characters) {
    assert_key("C-a", 'a', INPUT_CONTROL);
    assert_key("C-A", 'a', INPUT_CONTROL);
    assert_key("M-w", 'w', INPUT_ALT);
    assert_key("M-N", 'N', INPUT_ALT);
    assert_key("M-<", '<', INPUT_ALT);
    assert_key("M-C", 'C', INPUT_ALT);
    assert_key("M--", '-', INPUT_ALT);
    assert_key("C-M-x", 'x', INPUT_CONTROL | INPUT_ALT);
}
END_TEST

START_TEST(named_keys) {
    assert_key("Enter", INPUT_ENTER, 0);
    assert_key("PgUp", INPUT_PAGE_UP, 0);
    assert_key("PasteBegin", INPUT_PASTE_BEGIN, 0);
    assert_key("PasteEnd", INPUT_PASTE_END, 0);
    assert_key("M-Backspace", INPUT_BACKSPACE, INPUT_ALT);
    assert_key("C-Left", INPUT_LEFT, INPUT_CONTROL);
    assert_key("S-Up", INPUT_UP, INPUT_SHIFT);
    assert_key("M-Right", INPUT_RIGHT, INPUT_ALT);
    assert_key("C-S-End", INPUT_END, INPUT_CONTROL | INPUT_SHIFT);
}
END_TEST

START_TEST(function_keys) {
    assert_key("F1", INPUT_F0 + 1, 0);
    assert_key("S-F12", INPUT_F0 + 12, INPUT_SHIFT);
    assert_key("F63", INPUT_F0 + 63, 0);
    assert_key("F", 'F', 0);
}
END_TEST

START_TEST(what_is_no_key) {
    static const char *const names[] = {
        "",     "ab",   "C-",    "X-a",      "C-C-a",    "F0",
        "F64",  "F1x",  "enter", "PgUp ",    "S-a",      "C-Bogus",
        "\x01", "\x7F", " ",     "\xFF",     "\xC2\x85", "F999999999999",
        "\xC3", "C-M-", "M-M-x", "\xC3\xA9z"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        input_key key;
        ck_assert_msg(!input_key_parse(&key, names[i]), "%s", names[i]);
    }
}
END_TEST

START_TEST(what_can_be_typed_into_a_line) {
    static const char *const typed[] = {"a", "A", "Space", "S-Space",
                                        "\xC3\xA9"};
    static const char *const others[] = {"C-a", "M-a", "Enter", "F1", "Tab"};
    input_key key;
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        ck_assert_msg(input_key_parse(&key, typed[i]), "%s", typed[i]);
        ck_assert_msg(input_key_is_character(key), "%s", typed[i]);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        ck_assert_msg(input_key_parse(&key, others[i]), "%s", others[i]);
        ck_assert_msg(!input_key_is_character(key), "%s", others[i]);
    }
}
END_TEST

TEST_MAIN("input_key", characters, modified_characters, named_keys,
          function_keys, what_is_no_key, what_can_be_typed_into_a_line)
