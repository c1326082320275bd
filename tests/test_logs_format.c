#include "logs_format.h"
#include "test.h"

#include <stdlib.h>

static void expect_line(char *line, const char *text) {
    ck_assert_ptr_nonnull(line);
    ck_assert_str_eq(line, text);
    free(line);
}

START_TEST(a_line_has_its_second) {
    const dgg_line line = {"bird", "hello there", 1594317835123};
    expect_line(logs_text(&line), "[2020-07-09 18:03:55] bird: hello there");
}
END_TEST

START_TEST(what_a_terminal_obeys_is_shown) {
    const dgg_line line = {"b\033[31m", "a\n\033[2J\xe2\x80\xaeZ", 1000};
    expect_line(logs_text(&line),
                "[1970-01-01 00:00:01] b\xe2\x90\x9b[31m: a \xe2\x90\x9b[2JZ");
}
END_TEST

START_TEST(json_has_it_as_it_came) {
    const dgg_line line = {"bird", "a \"b\"\n\033 \xe2\x80\xae", 1594317835123};
    expect_line(logs_json(&line),
                "{\"timestamp\":1594317835123,\"nick\":\"bird\",\"text\":"
                "\"a \\\"b\\\"\\n\\u001b \xe2\x80\xae\"}");
}
END_TEST

TEST_MAIN("logs_format", a_line_has_its_second, what_a_terminal_obeys_is_shown,
          json_has_it_as_it_came)
