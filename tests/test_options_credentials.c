#include "home_case.h"
#include "options_credentials.h"

static options o;
static char problem[OPTIONS_PROBLEM_BYTES];

static void set_up(void) {
    set_up_home();
    o = (options){.mode = RUN_READER};
}

static void tear_down(void) {
    options_free_credentials(&o);
    tear_down_home();
}

static int read_all(void) {
    problem[0] = '\0';
    return options_read_credentials(&o, true, problem);
}

static void expect(const char *token, const char *session) {
    ck_assert_msg(read_all() == EXIT_OK, "%s", problem);
    ck_assert_pstr_eq(o.credentials.auth_token, token);
    ck_assert_pstr_eq(o.credentials.session_id, session);
    options_free_credentials(&o);
}

START_TEST(nothing_anywhere_is_no_credential) {
    expect(NULL, NULL);
}
END_TEST

START_TEST(each_source_wins_over_the_next) {
    char named[PLACE_BYTES];
    put(".config/dgg/token", "stored\n", 0600);
    expect("stored", NULL);
    put(".config/dgg/config", "token_command = echo command\n", 0600);
    expect("command", NULL);
    setenv("DGG_AUTH_TOKEN", "environment", 1);
    expect("environment", NULL);
    put("named", "named\n", 0600);
    strcpy(named, place("named"));
    o.credential_files[CREDENTIAL_TOKEN] = named;
    setenv("DGG_AUTH_TOKEN", "environment", 1);
    expect("named", NULL);
}
END_TEST

START_TEST(both_kinds_come_from_what_is_kept) {
    put(".config/dgg/session", "stored\n", 0600);
    put(".config/dgg/config", "token_command = echo command\n", 0600);
    expect("command", "stored");
    put(".config/dgg/config", "session_command = echo other\n", 0600);
    expect(NULL, "other");
}
END_TEST

START_TEST(what_is_given_is_not_mixed_with_what_is_kept) {
    put(".config/dgg/token", "stored\n", 0600);
    put(".config/dgg/session", "stored\n", 0644);
    put(".config/dgg/config", "session_command = false\n", 0600);
    setenv("DGG_AUTH_TOKEN", "given", 1);
    expect("given", NULL);
    setenv("DGG_SESSION_ID", "given", 1);
    expect(NULL, "given");
    setenv("DGG_AUTH_TOKEN", "one", 1);
    setenv("DGG_SESSION_ID", "two", 1);
    expect("one", "two");
}
END_TEST

START_TEST(a_source_that_fails_is_not_passed_over) {
    put(".config/dgg/token", "stored\n", 0600);
    put(".config/dgg/config", "token_command = false\n", 0600);
    ck_assert_int_eq(read_all(), EXIT_PROBLEM);
    ck_assert_ptr_nonnull(strstr(problem, "token_command"));
    options_free_credentials(&o);
    put(".config/dgg/config", "token_command = echo x\n", 0622);
    ck_assert_int_eq(read_all(), EXIT_PROBLEM);
    ck_assert_ptr_nonnull(strstr(problem, "written by others"));
    options_free_credentials(&o);
    put(".config/dgg/config", "", 0622);
    put(".config/dgg/token", "stored\n", 0640);
    ck_assert_int_eq(read_all(), EXIT_PROBLEM);
    ck_assert_ptr_nonnull(strstr(problem, "chmod 600"));
}
END_TEST

START_TEST(a_command_does_not_see_the_environments_copy) {
    put(".config/dgg/config",
        "session_command = sh -c \"echo x$DGG_AUTH_TOKEN\"\n", 0600);
    setenv("DGG_AUTH_TOKEN", "", 1);
    expect(NULL, "x");
    setenv("DGG_AUTH_TOKEN", "secret", 1);
    expect("secret", NULL);
    ck_assert_ptr_null(getenv("DGG_AUTH_TOKEN"));
}
END_TEST

START_TEST(who_needs_none_reads_none) {
    static const run_mode modes[] = {RUN_LOGS,        RUN_LOGIN, RUN_LOGOUT,
                                     RUN_DEMO_SERVER, RUN_HELP,  RUN_VERSION};
    put(".config/dgg/token", "stored\n", 0666);
    put(".config/dgg/config", "session_command = false\n", 0600);
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        o.mode = modes[i];
        setenv("DGG_AUTH_TOKEN", "environment", 1);
        expect(NULL, NULL);
        ck_assert_ptr_null(getenv("DGG_AUTH_TOKEN"));
    }
    o = (options){.mode = RUN_TAIL, .demo.is_wanted = true};
    expect(NULL, NULL);
    o = (options){.mode = RUN_TAIL, .tape.replay = "chat.jsonl"};
    expect(NULL, NULL);
    o = (options){.mode = RUN_TAIL};
    setenv("DGG_AUTH_TOKEN", "environment", 1);
    ck_assert_int_eq(options_read_credentials(&o, false, problem), EXIT_OK);
    ck_assert_ptr_null(o.credentials.auth_token);
    ck_assert_ptr_null(getenv("DGG_AUTH_TOKEN"));
}
END_TEST

TEST_MAIN_WITH("options_credentials", set_up, tear_down,
               nothing_anywhere_is_no_credential,
               each_source_wins_over_the_next,
               both_kinds_come_from_what_is_kept,
               what_is_given_is_not_mixed_with_what_is_kept,
               a_source_that_fails_is_not_passed_over,
               a_command_does_not_see_the_environments_copy,
               who_needs_none_reads_none)
