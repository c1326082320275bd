#include "config.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

static config c;
static char text[1024];
static unsigned warned_line;
static char warning[512];

static void on_warning(void *user, unsigned line, const char *sentence) {
    int *count = user;
    ++*count;
    warned_line = line;
    snprintf(warning, sizeof warning, "%s", sentence);
}

/* How many lines were complained of. */
static int read_text(const char *lines) {
    int count = 0;
    snprintf(text, sizeof text, "%s", lines);
    config_read(&c, text, on_warning, &count);
    return count;
}

START_TEST(nothing_is_set_by_nothing) {
    ck_assert_int_eq(read_text(""), 0);
    ck_assert_int_eq(read_text("\n\n  # token_command = x\n#\n"), 0);
    for (config_key key = 0; key < CONFIG_KEYS; key++) {
        ck_assert_ptr_null(c.values[key]);
    }
}
END_TEST

START_TEST(blanks_around_key_and_value_do_not_count) {
    ck_assert_int_eq(read_text("\t token_command\t=  pass show dgg # 1 \r\n"
                               "session_command=a=b"),
                     0);
    ck_assert_str_eq(c.values[CONFIG_TOKEN_COMMAND], "pass show dgg # 1");
    ck_assert_str_eq(c.values[CONFIG_SESSION_COMMAND], "a=b");
}
END_TEST

START_TEST(the_last_of_equal_keys_counts) {
    ck_assert_int_eq(read_text("token_command = a\ntoken_command = b\n"), 0);
    ck_assert_str_eq(c.values[CONFIG_TOKEN_COMMAND], "b");
}
END_TEST

START_TEST(an_unknown_key_is_told_with_the_nearest) {
    ck_assert_int_eq(read_text("# mine\n\nsesion_comand = x\n"
                               "token_command = y\n"),
                     1);
    ck_assert_uint_eq(warned_line, 3);
    ck_assert_str_eq(
        warning,
        "There is no key \"sesion_comand\"; the nearest is session_command.");
    ck_assert_str_eq(c.values[CONFIG_TOKEN_COMMAND], "y");
    ck_assert_int_eq(read_text("tokencommand = x"), 1);
    ck_assert_ptr_nonnull(strstr(warning, "nearest is token_command."));
}
END_TEST

START_TEST(a_line_without_a_value_is_told) {
    ck_assert_int_eq(read_text("token_command\n"), 1);
    ck_assert_uint_eq(warned_line, 1);
    ck_assert_ptr_nonnull(strstr(warning, "key = value"));
    ck_assert_ptr_null(c.values[CONFIG_TOKEN_COMMAND]);
}
END_TEST

START_TEST(strange_keys_are_harmless) {
    char line[512];
    memset(line, 'k', 400);
    strcpy(line + 400, " = 1");
    ck_assert_int_eq(read_text(line), 1);
    ck_assert_ptr_nonnull(strstr(warning, "kkkk\"; the nearest is "));
    ck_assert_int_eq(read_text("\033[31m\xff = 1\n = 2\n"), 2);
    ck_assert_int_eq(read_text("\033[31m\xff = 1"), 1);
    ck_assert_ptr_null(strchr(warning, '\033'));
}
END_TEST

static size_t split(const char *command, char **words) {
    snprintf(text, sizeof text, "%s", command);
    return config_split(text, words, 4);
}

START_TEST(commands_split_at_blanks) {
    char *words[4];
    ck_assert_uint_eq(split("  pass \t show dgg ", words), 3);
    ck_assert_str_eq(words[0], "pass");
    ck_assert_str_eq(words[1], "show");
    ck_assert_str_eq(words[2], "dgg");
    ck_assert_ptr_null(words[3]);
}
END_TEST

START_TEST(quotes_keep_blanks_together) {
    char *words[4];
    ck_assert_uint_eq(split("\"a b\" c\" \"d \"\"", words), 3);
    ck_assert_str_eq(words[0], "a b");
    ck_assert_str_eq(words[1], "c d");
    ck_assert_str_eq(words[2], "");
    ck_assert_uint_eq(split("a $HOME;'b \\", words), 3);
    ck_assert_str_eq(words[1], "$HOME;'b");
    ck_assert_str_eq(words[2], "\\");
}
END_TEST

START_TEST(what_is_no_command_has_no_words) {
    char *words[4];
    ck_assert_uint_eq(split("", words), 0);
    ck_assert_uint_eq(split(" \t", words), 0);
    ck_assert_uint_eq(split("a \"b", words), 0);
    ck_assert_uint_eq(split("a b c d", words), 0);
}
END_TEST

TEST_MAIN("config", nothing_is_set_by_nothing,
          blanks_around_key_and_value_do_not_count,
          the_last_of_equal_keys_counts,
          an_unknown_key_is_told_with_the_nearest,
          a_line_without_a_value_is_told, strange_keys_are_harmless,
          commands_split_at_blanks, quotes_keep_blanks_together,
          what_is_no_command_has_no_words)
