#include "fake_term.h"

static const text_style plain = {ROLE_TEXT, 0};

START_TEST(shows_a_grid) {
    fake f = opened("xterm-256color", false);
    ck_assert_str_eq(f.notice, "");
    put(&f, 0, 0, "h\u00e9 \u4e16\u754c e\u0301!", plain);
    term_blit(f.t, &f.g);
    expect_sent(&f, "h\u00e9 \u4e16\u754c e\u0301!");
    done(&f);
}
END_TEST

START_TEST(sends_nothing_when_nothing_changed) {
    fake f = opened("xterm-256color", false);
    put(&f, 0, 0, "hello", plain);
    term_blit(f.t, &f.g);
    free(sent(&f));
    term_blit(f.t, &f.g);
    char *bytes = sent(&f);
    ck_assert_str_eq(bytes, "");
    free(bytes);
    done(&f);
}
END_TEST

START_TEST(sends_only_what_changed) {
    fake f = opened("xterm-256color", false);
    put(&f, 0, 3, "hello world", plain);
    put(&f, 0, 5, "another", plain);
    term_blit(f.t, &f.g);
    free(sent(&f));
    put(&f, 6, 3, "W", plain);
    term_blit(f.t, &f.g);
    char *bytes = sent(&f);
    ck_assert_ptr_nonnull(strchr(bytes, 'W'));
    ck_assert_uint_lt(strlen(bytes), 24);
    free(bytes);
    done(&f);
}
END_TEST

START_TEST(uses_256_colours) {
    fake f = opened("xterm-256color", false);
    put(&f, 0, 0, "bob", (text_style){ROLE_NAME, 123});
    term_blit(f.t, &f.g);
    expect_sent(&f, "38;5;123m");
    done(&f);
}
END_TEST

START_TEST(uses_8_colours) {
    fake f = opened("xterm", false);
    put(&f, 0, 0, "bob", (text_style){ROLE_NAME, 196});
    term_blit(f.t, &f.g);
    expect_sent(&f, "\033[31m");
    done(&f);
}
END_TEST

static void expect_no_color(const fake *f) {
    char *bytes = sent(f);
    ck_assert_ptr_null(strstr(bytes, "38;5"));
    ck_assert_ptr_null(strstr(bytes, "[3"));
    ck_assert_ptr_null(strstr(bytes, "[4"));
    free(bytes);
}

START_TEST(obeys_no_color) {
    fake f = opened("xterm-256color", true);
    free(sent(&f));
    put(&f, 0, 0, "bob", (text_style){ROLE_NAME, 123});
    put(&f, 0, 1, "status", (text_style){ROLE_ALERT, 0});
    term_blit(f.t, &f.g);
    expect_no_color(&f);
    done(&f);
}
END_TEST

START_TEST(works_without_colours) {
    fake f = opened("vt100", false);
    put(&f, 0, 0, "bar", (text_style){ROLE_NEW_BAR, 0});
    term_blit(f.t, &f.g);
    expect_sent(&f, "bar");
    done(&f);
}
END_TEST

TEST_MAIN("term_paint", shows_a_grid, sends_nothing_when_nothing_changed,
          sends_only_what_changed, uses_256_colours, uses_8_colours,
          obeys_no_color, works_without_colours)
