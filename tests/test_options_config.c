#include "home_case.h"
#include "options_config.h"

static options_config c;
static char problem[OPTIONS_PROBLEM_BYTES];

START_TEST(no_file_is_no_problem) {
    ck_assert(options_config_open(&c, NULL, problem));
    ck_assert_ptr_null(c.values.values[CONFIG_TOKEN_COMMAND]);
    options_config_free(&c);
    unsetenv("HOME");
    ck_assert(options_config_open(&c, NULL, problem));
    options_config_free(&c);
    setenv("HOME", home, 1);
}
END_TEST

START_TEST(the_usual_file_is_found) {
    put(".config/dgg/config", "token_command = pass dgg\n", 0644);
    ck_assert(options_config_open(&c, NULL, problem));
    ck_assert_str_eq(c.values.values[CONFIG_TOKEN_COMMAND], "pass dgg");
    ck_assert(options_config_is_private(&c, problem));
    options_config_free(&c);
}
END_TEST

START_TEST(a_file_that_is_named_has_to_be_there) {
    put(".config/dgg/config", "token_command = usual\n", 0600);
    put("mine", "token_command = mine\n", 0600);
    ck_assert(options_config_open(&c, place("mine"), problem));
    ck_assert_str_eq(c.values.values[CONFIG_TOKEN_COMMAND], "mine");
    options_config_free(&c);
    ck_assert(!options_config_open(&c, place("other"), problem));
    ck_assert_ptr_nonnull(strstr(problem, place("other")));
}
END_TEST

START_TEST(commands_that_others_can_write_are_not_run) {
    static const mode_t modes[] = {0620, 0602, 0666};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        put("mine", "token_command = mine\n", modes[i]);
        ck_assert(options_config_open(&c, place("mine"), problem));
        ck_assert(!options_config_is_private(&c, problem));
        ck_assert_ptr_nonnull(strstr(problem, place("mine")));
        ck_assert_ptr_nonnull(strstr(problem, "chmod"));
        options_config_free(&c);
    }
}
END_TEST

START_TEST(what_is_no_text_is_refused) {
    ck_assert(!options_config_open(&c, home, problem));
    ck_assert(!options_config_open(&c, "/dev/zero", problem));
    ck_assert_int_eq(system("head -c 100 /dev/zero >\"$HOME/nuls\""), 0);
    ck_assert(!options_config_open(&c, place("nuls"), problem));
    ck_assert_ptr_nonnull(strstr(problem, place("nuls")));
}
END_TEST

START_TEST(the_longest_file_just_fits) {
    ck_assert_int_eq(system("yes '#' | head -c 65535 >\"$HOME/long\""), 0);
    ck_assert(options_config_open(&c, place("long"), problem));
    options_config_free(&c);
    ck_assert_int_eq(system("yes '#' | head -c 65536 >\"$HOME/long\""), 0);
    ck_assert(!options_config_open(&c, place("long"), problem));
    ck_assert_ptr_nonnull(strstr(problem, "too large"));
}
END_TEST

TEST_MAIN_WITH("options_config", set_up_home, tear_down_home,
               no_file_is_no_problem, the_usual_file_is_found,
               a_file_that_is_named_has_to_be_there,
               commands_that_others_can_write_are_not_run,
               what_is_no_text_is_refused, the_longest_file_just_fits)
