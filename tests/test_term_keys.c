#include "term_keys.h"

#include "test.h"

#include <string.h>

static void add(term_keys *k, const char *bytes, size_t count) {
    size_t room;
    char *to = term_keys_room(k, &room);
    ck_assert_uint_ge(room, count);
    memcpy(to, bytes, count);
    term_keys_added(k, count, 0);
}

static void expect_key(term_keys *k, uint32_t code, int modifiers) {
    input_key key;
    ck_assert(term_keys_next(k, &key, false));
    ck_assert_uint_eq(key.code, code);
    ck_assert_int_eq(key.modifiers, modifiers);
}

static void expect_none(term_keys *k) {
    input_key key;
    ck_assert(!term_keys_next(k, &key, false));
}

/* The bytes are this one key, wherever a read cuts them. */
static void expect_bytes(const char *bytes, uint32_t code, int modifiers) {
    size_t count = strlen(bytes);
    for (size_t cut = 0; cut < count; cut++) {
        term_keys k = {.first = 0};
        add(&k, bytes, cut);
        expect_none(&k);
        add(&k, bytes + cut, count - cut);
        expect_key(&k, code, modifiers);
        expect_none(&k);
    }
}

START_TEST(knows_characters) {
    expect_bytes("a", 'a', 0);
    expect_bytes("N", 'N', 0);
    expect_bytes(" ", ' ', 0);
    expect_bytes("\u00e9", 0xe9, 0);
    expect_bytes("\u4e16", 0x4e16, 0);
    expect_bytes("\U0001F600", 0x1F600, 0);
}
END_TEST

START_TEST(knows_control_keys) {
    expect_bytes("\001", 'a', INPUT_CONTROL);
    expect_bytes("\010", 'h', INPUT_CONTROL);
    expect_bytes("\032", 'z', INPUT_CONTROL);
    expect_bytes("\037", '_', INPUT_CONTROL);
    expect_bytes("\r", INPUT_ENTER, 0);
    expect_bytes("\n", INPUT_ENTER, 0);
    expect_bytes("\t", INPUT_TAB, 0);
    expect_bytes("\177", INPUT_BACKSPACE, 0);
    term_keys k = {.first = 0};
    add(&k, "\0", 1);
    expect_key(&k, ' ', INPUT_CONTROL);
}
END_TEST

START_TEST(takes_escape_as_alt) {
    expect_bytes("\033w", 'w', INPUT_ALT);
    expect_bytes("\033N", 'N', INPUT_ALT);
    expect_bytes("\033<", '<', INPUT_ALT);
    expect_bytes("\033\u00e9", 0xe9, INPUT_ALT);
    expect_bytes("\033\177", INPUT_BACKSPACE, INPUT_ALT);
    expect_bytes("\033\001", 'a', INPUT_ALT | INPUT_CONTROL);
    expect_bytes("\033\033[A", INPUT_UP, INPUT_ALT);
}
END_TEST

START_TEST(knows_the_cursor_keys_of_all_terminals) {
    expect_bytes("\033[A", INPUT_UP, 0);
    expect_bytes("\033OB", INPUT_DOWN, 0);
    expect_bytes("\033[H", INPUT_HOME, 0);
    expect_bytes("\033OF", INPUT_END, 0);
    expect_bytes("\033[1~", INPUT_HOME, 0);
    expect_bytes("\033[8~", INPUT_END, 0);
    expect_bytes("\033[3~", INPUT_DELETE, 0);
    expect_bytes("\033[5~", INPUT_PAGE_UP, 0);
    expect_bytes("\033[6~", INPUT_PAGE_DOWN, 0);
    expect_bytes("\033[Z", INPUT_BACKTAB, 0);
}
END_TEST

START_TEST(knows_modifiers) {
    expect_bytes("\033[1;5D", INPUT_LEFT, INPUT_CONTROL);
    expect_bytes("\033[1;2A", INPUT_UP, INPUT_SHIFT);
    expect_bytes("\033[1;3C", INPUT_RIGHT, INPUT_ALT);
    expect_bytes("\033[1;8F", INPUT_END,
                 INPUT_SHIFT | INPUT_ALT | INPUT_CONTROL);
    expect_bytes("\033[3;5~", INPUT_DELETE, INPUT_CONTROL);
    expect_bytes("\033Od", INPUT_LEFT, INPUT_CONTROL);
    expect_bytes("\033[a", INPUT_UP, INPUT_SHIFT);
    expect_bytes("\033[7^", INPUT_HOME, INPUT_CONTROL);
    expect_bytes("\033[5$", INPUT_PAGE_UP, INPUT_SHIFT);
}
END_TEST

START_TEST(knows_function_keys) {
    expect_bytes("\033OP", INPUT_F0 + 1, 0);
    expect_bytes("\033[11~", INPUT_F0 + 1, 0);
    expect_bytes("\033[[B", INPUT_F0 + 2, 0);
    expect_bytes("\033[1;2S", INPUT_F0 + 4, INPUT_SHIFT);
    expect_bytes("\033[15~", INPUT_F0 + 5, 0);
    expect_bytes("\033[24;5~", INPUT_F0 + 12, INPUT_CONTROL);
}
END_TEST

START_TEST(knows_keys_reported_by_number) {
    expect_bytes("\033[97;5u", 'a', INPUT_CONTROL);
    expect_bytes("\033[27;3;119~", 'w', INPUT_ALT);
    expect_bytes("\033[110;4u", 'N', INPUT_ALT);
    expect_bytes("\033[27u", INPUT_ESCAPE, 0);
    expect_bytes("\033[9;2u", INPUT_BACKTAB, 0);
    expect_bytes("\033[13;2u", INPUT_ENTER, INPUT_SHIFT);
}
END_TEST

START_TEST(takes_a_lone_escape_when_it_is_late) {
    term_keys k = {.first = 0};
    input_key key;
    add(&k, "\033", 1);
    expect_none(&k);
    ck_assert(term_keys_is_waiting(&k));
    ck_assert(term_keys_next(&k, &key, true));
    ck_assert_uint_eq(key.code, INPUT_ESCAPE);
    ck_assert(!term_keys_is_waiting(&k));
    add(&k, "\033\033", 2);
    ck_assert(term_keys_next(&k, &key, true));
    ck_assert(term_keys_next(&k, &key, true));
    ck_assert_uint_eq(key.code, INPUT_ESCAPE);
    add(&k, "\033[", 2);
    ck_assert(term_keys_next(&k, &key, true));
    ck_assert_uint_eq(key.code, '[');
    ck_assert_uint_eq(key.modifiers, INPUT_ALT);
}
END_TEST

/* Two quick presses of Escape, then something typed. */
START_TEST(does_not_lose_a_key_after_two_escapes) {
    term_keys k = {.first = 0};
    add(&k, "\033\033x", 3);
    expect_key(&k, INPUT_ESCAPE, 0);
    expect_key(&k, 'x', INPUT_ALT);
}
END_TEST

START_TEST(swallows_unknown_sequences_whole) {
    static const char *const unknown[] = {
        "\033[?62;1;4c", "\033[<0;3;4M",  "\033[99~",
        "\033[1;5~",     "\033[200000~ ", "\033[1;2;3;4;5;6;7X",
    };
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        term_keys k = {.first = 0};
        input_key key;
        add(&k, unknown[i], strlen(unknown[i]));
        add(&k, "x", 1);
        do {
            ck_assert(term_keys_next(&k, &key, false));
        } while (key.code == INPUT_HOME || key.code == ' ');
        ck_assert_uint_eq(key.code, 'x');
    }
}
END_TEST

/* A program that died before may have left the mouse on; a click must not send
 * what is half typed. */
START_TEST(takes_no_mouse_report_for_enter) {
    static const char *const reports[] = {
        "\033[M !!",
        "\033[32;10;20M",
        "\033[<0;10;20M",
        "\033[<0;10;20m",
    };
    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
        size_t count = strlen(reports[i]);
        for (size_t cut = 0; cut < count; cut++) {
            term_keys k = {.first = 0};
            add(&k, reports[i], cut);
            expect_none(&k);
            add(&k, reports[i] + cut, count - cut);
            add(&k, "x", 1);
            expect_key(&k, 'x', 0);
            expect_none(&k);
        }
    }
    expect_bytes("\033OM", INPUT_ENTER, 0);
}
END_TEST

START_TEST(does_not_type_a_sequence_that_never_ends) {
    term_keys k = {.first = 0};
    input_key key;
    add(&k, "\033[1;5", 5);
    ck_assert(!term_keys_next(&k, &key, true));
    add(&k, "x", 1);
    expect_key(&k, 'x', 0);
    for (int i = 0; i < 500; i++) {
        add(&k, "\033[1111111111", 12);
        while (term_keys_next(&k, &key, false)) {
            ck_assert_uint_eq(key.code, '1');
        }
    }
}
END_TEST

START_TEST(drops_what_is_no_utf8) {
    term_keys k = {.first = 0};
    add(&k, "\xff\xc3(\xe4\xb8x", 6);
    expect_key(&k, '(', 0);
    expect_key(&k, 'x', 0);
    expect_none(&k);
}
END_TEST

START_TEST(obeys_nothing_inside_a_paste) {
    static const char paste[] = "\033[200~a\033[A\r\033w\001\t\033[201~\033w";
    for (size_t cut = 0; cut < sizeof paste; cut++) {
        term_keys k = {.first = 0};
        input_key keys[16];
        size_t count = 0;
        add(&k, paste, cut);
        while (term_keys_next(&k, &keys[count], false)) {
            count++;
        }
        add(&k, paste + cut, sizeof paste - 1 - cut + (cut == sizeof paste));
        while (term_keys_next(&k, &keys[count], false)) {
            count++;
        }
        ck_assert_uint_eq(count, 9);
        ck_assert_uint_eq(keys[0].code, INPUT_PASTE_BEGIN);
        ck_assert_uint_eq(keys[1].code, 'a');
        ck_assert_uint_eq(keys[2].code, '[');
        ck_assert_uint_eq(keys[3].code, 'A');
        ck_assert_uint_eq(keys[4].code, INPUT_ENTER);
        ck_assert_uint_eq(keys[5].code, 'w');
        ck_assert_uint_eq(keys[5].modifiers, 0);
        ck_assert_uint_eq(keys[6].code, INPUT_TAB);
        ck_assert_uint_eq(keys[7].code, INPUT_PASTE_END);
        ck_assert_uint_eq(keys[8].modifiers, INPUT_ALT);
    }
}
END_TEST

/* Over a slow line the end comes in pieces. */
START_TEST(waits_for_the_end_of_a_paste) {
    term_keys k = {.first = 0};
    input_key key;
    add(&k, "\033[200~a\033[20", 11);
    expect_key(&k, INPUT_PASTE_BEGIN, 0);
    expect_key(&k, 'a', 0);
    ck_assert(!term_keys_is_waiting(&k));
    ck_assert(!term_keys_next(&k, &key, true));
    add(&k, "1~", 2);
    expect_key(&k, INPUT_PASTE_END, 0);
    expect_none(&k);
}
END_TEST

static void add_after(term_keys *k, const char *bytes, int64_t pause_ms) {
    size_t room;
    memcpy(term_keys_room(k, &room), bytes, strlen(bytes));
    term_keys_added(k, strlen(bytes), pause_ms);
}

START_TEST(ends_a_paste_whose_end_got_lost) {
    term_keys k = {.first = 0};
    add(&k, "\033[200~a", 7);
    expect_key(&k, INPUT_PASTE_BEGIN, 0);
    expect_key(&k, 'a', 0);
    add_after(&k, "\033w", 900);
    expect_key(&k, 'w', 0);
    add_after(&k, "a long piece of a paste that stalled\r", 5000);
    for (input_key key; term_keys_next(&k, &key, false);) {
        ck_assert_uint_ne(key.code, INPUT_PASTE_END);
    }
    add_after(&k, "\033w", 1001);
    expect_key(&k, INPUT_PASTE_END, 0);
    expect_key(&k, 'w', INPUT_ALT);
    expect_none(&k);
}
END_TEST

START_TEST(has_room_again_when_it_was_full) {
    term_keys k = {.first = 0};
    input_key key;
    size_t keys = 0;
    for (int i = 0; i < 10; i++) {
        size_t room;
        memset(term_keys_room(&k, &room), 'x', TERM_KEYS_BYTES - k.end);
        ck_assert_uint_ge(room, TERM_KEYS_BYTES / 2);
        term_keys_added(&k, room, 0);
        while (term_keys_next(&k, &key, false)) {
            keys++;
        }
    }
    ck_assert_uint_eq(keys, 10 * TERM_KEYS_BYTES);
}
END_TEST

TEST_MAIN("term_keys", knows_characters, knows_control_keys,
          takes_escape_as_alt, knows_the_cursor_keys_of_all_terminals,
          knows_modifiers, knows_function_keys, knows_keys_reported_by_number,
          takes_a_lone_escape_when_it_is_late,
          does_not_lose_a_key_after_two_escapes,
          swallows_unknown_sequences_whole, takes_no_mouse_report_for_enter,
          does_not_type_a_sequence_that_never_ends, drops_what_is_no_utf8,
          obeys_nothing_inside_a_paste, waits_for_the_end_of_a_paste,
          ends_a_paste_whose_end_got_lost, has_room_again_when_it_was_full)
