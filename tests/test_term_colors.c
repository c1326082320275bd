#include "term_colors.h"

#include "test.h"

static term_look role_look(text_role role, int colors) {
    return term_look_of((text_style){.role = (uint8_t)role}, colors);
}

START_TEST(shows_names_in_their_colour) {
    term_look look = term_look_of((text_style){ROLE_NAME, 39}, 256);
    ck_assert_int_eq(look.foreground, 39);
    look = term_look_of((text_style){ROLE_NAME, 0}, 256);
    ck_assert_int_eq(look.foreground, LOOK_DEFAULT_COLOR);
}
END_TEST

START_TEST(finds_the_nearest_of_fewer_colours) {
    ck_assert_int_eq(term_nearest_color(196, 8), 1);
    ck_assert_int_eq(term_nearest_color(83, 16), 10);
    ck_assert_int_eq(term_nearest_color(21, 8), 4);
    ck_assert_int_eq(term_nearest_color(231, 16), 15);
    ck_assert_int_eq(term_nearest_color(200, 256), 200);
    ck_assert_int_eq(term_nearest_color(LOOK_DEFAULT_COLOR, 8),
                     LOOK_DEFAULT_COLOR);
}
END_TEST

START_TEST(never_makes_text_vanish) {
    for (int16_t color = 1; color < 256; color++) {
        int16_t of_eight = term_nearest_color(color, 8);
        int16_t of_sixteen = term_nearest_color(color, 16);
        ck_assert(of_eight >= 1 && of_eight < 8);
        ck_assert(of_sixteen >= 1 && of_sixteen < 16 && of_sixteen != 8);
    }
}
END_TEST

START_TEST(shows_grey_without_a_hue) {
    static const int palettes[] = {8, 16};
    for (size_t i = 0; i < 2; i++) {
        term_look look = role_look(ROLE_TIME, palettes[i]);
        ck_assert_int_eq(look.foreground, LOOK_DEFAULT_COLOR);
        ck_assert_int_eq(look.attributes, LOOK_DIM);
        look = role_look(ROLE_STATUS, palettes[i]);
        ck_assert_int_eq(look.attributes, LOOK_REVERSE);
        ck_assert_int_eq(term_nearest_color(244, palettes[i]), 7);
    }
}
END_TEST

START_TEST(keeps_within_the_palette) {
    static const int palettes[] = {8, 16, 256};
    for (size_t i = 0; i < 3; i++) {
        for (int role = 0; role < TEXT_ROLES; role++) {
            term_look look = role_look((text_role)role, palettes[i]);
            ck_assert_int_lt(look.foreground, palettes[i]);
            ck_assert_int_lt(look.background, palettes[i]);
        }
    }
}
END_TEST

/* What asks for attention or says where one is must be seen without colour. */
START_TEST(needs_no_colour) {
    static const text_role telling[] = {
        ROLE_OWN,     ROLE_SELECTED, ROLE_UNREAD,         ROLE_NEW_BAR,
        ROLE_ALERT,   ROLE_PROMPT,   ROLE_PROMPT_WHISPER, ROLE_OVERFLOW,
        ROLE_WHISPER, ROLE_PENDING,  ROLE_LINK,           ROLE_TITLE,
    };
    for (size_t i = 0; i < sizeof telling / sizeof *telling; i++) {
        term_look look = role_look(telling[i], 0);
        ck_assert_int_ne(look.attributes, 0);
        ck_assert_int_eq(look.foreground, LOOK_DEFAULT_COLOR);
        ck_assert_int_eq(look.background, LOOK_DEFAULT_COLOR);
    }
    ck_assert_int_ne(role_look(ROLE_ALERT, 0).attributes,
                     role_look(ROLE_STATUS, 0).attributes);
    ck_assert_int_ne(role_look(ROLE_PROMPT, 0).attributes,
                     role_look(ROLE_PROMPT_WHISPER, 0).attributes);
}
END_TEST

START_TEST(takes_unknown_roles_as_text) {
    ck_assert_int_eq(term_look_of((text_style){250, 0}, 256).attributes, 0);
}
END_TEST

TEST_MAIN("term_colors", shows_names_in_their_colour,
          finds_the_nearest_of_fewer_colours, never_makes_text_vanish,
          shows_grey_without_a_hue, keeps_within_the_palette, needs_no_colour,
          takes_unknown_roles_as_text)
