#include "options_command.h"
#include "options_secret.h"
#include "test.h"

#include <string.h>

static char problem[OPTIONS_PROBLEM_BYTES];

static char *run_for(const char *command, int limit_ms) {
    problem[0] = '\0';
    return options_secret_from_command("token_command", command, limit_ms,
                                       problem);
}

static void expect_secret(const char *command, const char *text) {
    char *secret = run_for(command, OPTIONS_COMMAND_MS);
    ck_assert_msg(secret != NULL, "%s", problem);
    ck_assert_str_eq(secret, text);
    options_secret_free(secret);
}

static void expect_problem(const char *command, const char *word) {
    char *secret = run_for(command, OPTIONS_COMMAND_MS);
    ck_assert_ptr_null(secret);
    ck_assert_ptr_eq(strstr(problem, "token_command: "), problem);
    ck_assert_msg(strstr(problem, word) != NULL, "%s", problem);
}

START_TEST(the_first_line_is_the_credential) {
    expect_secret("printf abc", "abc");
    expect_secret("printf \"abc\\ndef\\n\"", "abc");
    expect_secret("printf \"abc \\r\\n\"", "abc");
}
END_TEST

START_TEST(no_shell_is_asked) {
    expect_secret("echo $HOME;`date`", "$HOME;`date`");
}
END_TEST

START_TEST(there_is_nothing_to_read) {
    expect_secret("sh -c \"cat; echo end\"", "end");
}
END_TEST

START_TEST(a_lot_of_output_is_no_harm) {
    expect_secret("sh -c \"echo abc; head -c 1000000 /dev/zero\"", "abc");
}
END_TEST

START_TEST(what_it_leaves_running_is_not_waited_for) {
    expect_secret("sh -c \"echo abc; sleep 90 & echo $!\"", "abc");
}
END_TEST

START_TEST(no_credential_is_told) {
    expect_problem("true", "no credential");
    expect_problem("printf \"\\nabc\\n\"", "no credential");
    expect_problem("printf \"%0600d\" 0", "no credential");
    expect_problem("printf \"%0600d\\n\" 0", "no credential");
}
END_TEST

START_TEST(a_command_that_fails_is_told) {
    expect_problem("sh -c \"echo abc; exit 7\"", "exit code 7");
    expect_problem("sh -c \"echo abc; kill -9 $$\"", "signal 9");
    expect_problem("/no/such/program --secret", "/no/such/program");
    expect_problem("", "one to 32 words");
    expect_problem("a \"b", "quotes");
}
END_TEST

START_TEST(what_does_not_end_is_killed) {
    ck_assert_ptr_null(run_for("sleep 1000", 0));
    ck_assert_ptr_nonnull(strstr(problem, "killed"));
    ck_assert_ptr_null(
        run_for("sh -c \"echo abc; exec >&-; exec sleep 1000\"", 0));
    ck_assert_ptr_nonnull(strstr(problem, "killed"));
    ck_assert_ptr_null(run_for("yes", 0));
    ck_assert_ptr_nonnull(strstr(problem, "killed"));
}
END_TEST

TEST_MAIN("options_command", the_first_line_is_the_credential,
          no_shell_is_asked, there_is_nothing_to_read,
          a_lot_of_output_is_no_harm, what_it_leaves_running_is_not_waited_for,
          no_credential_is_told, a_command_that_fails_is_told,
          what_does_not_end_is_killed)
