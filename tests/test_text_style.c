#include "test.h"
#include "text_style.h"

START_TEST(every_role_has_its_own_letter) {
    for (uint8_t a = 0; a < TEXT_ROLES; a++) {
        for (uint8_t b = 0; b < a; b++) {
            ck_assert_int_ne(text_role_letter(a), text_role_letter(b));
        }
    }
    ck_assert_int_eq(text_role_letter(ROLE_TEXT), '.');
    ck_assert_int_eq(text_role_letter(ROLE_EMOTE), 'E');
    ck_assert_int_eq(text_role_letter(TEXT_ROLES), '?');
}
END_TEST

START_TEST(exact_colours_are_found) {
    ck_assert_uint_eq(text_color_from_rgb(0x000000), 16);
    ck_assert_uint_eq(text_color_from_rgb(0xFFFFFF), 231);
    ck_assert_uint_eq(text_color_from_rgb(0xFF0000), 196);
    ck_assert_uint_eq(text_color_from_rgb(0x5F87AF), 67);
    ck_assert_uint_eq(text_color_from_rgb(0x080808), 232);
    ck_assert_uint_eq(text_color_from_rgb(0xEEEEEE), 255);
}
END_TEST

/* The pairs that chat-gui's colours were matched with by eye. */
START_TEST(nearest_colours_are_found) {
    ck_assert_uint_eq(text_color_from_rgb(0xDEDEDE), 253);
    ck_assert_uint_eq(text_color_from_rgb(0x02C2FF), 39);
    ck_assert_uint_eq(text_color_from_rgb(0x6CA528), 70);
    ck_assert_uint_eq(text_color_from_rgb(0x4A8ECC), 68);
    ck_assert_uint_eq(text_color_from_rgb(0x151515), 233);
}
END_TEST

START_TEST(no_colour_is_none) {
    ck_assert_uint_eq(text_color_from_rgb(-1), 0);
}
END_TEST

TEST_MAIN("text_style", every_role_has_its_own_letter, exact_colours_are_found,
          nearest_colours_are_found, no_colour_is_none)
