#include "home_case.h"
#include "options_secret.h"
#include "options_store.h"

#include <glob.h>

static char problem[OPTIONS_PROBLEM_BYTES];

static void save(credential_kind kind, const char *text) {
    ck_assert_msg(options_store_save(kind, text, problem), "%s", problem);
}

static void expect_stored(credential_kind kind, const char *text) {
    char *secret;
    ck_assert_msg(options_store_read(kind, &secret, problem), "%s", problem);
    ck_assert_pstr_eq(secret, text);
    options_secret_free(secret);
}

START_TEST(the_place_follows_the_environment) {
    char path[OPTIONS_PATH_BYTES];
    setenv("HOME", "/home/me", 1);
    ck_assert(options_path(path, "token"));
    ck_assert_str_eq(path, "/home/me/.config/dgg/token");
    setenv("XDG_CONFIG_HOME", "relative", 1);
    ck_assert(options_path(path, NULL));
    ck_assert_str_eq(path, "/home/me/.config/dgg");
    setenv("XDG_CONFIG_HOME", "/config", 1);
    ck_assert(options_path(path, "session"));
    ck_assert_str_eq(path, "/config/dgg/session");
    unsetenv("XDG_CONFIG_HOME");
    unsetenv("HOME");
    ck_assert(!options_path(path, "token"));
    ck_assert(!options_store_save(CREDENTIAL_TOKEN, "a", problem));
    ck_assert_ptr_nonnull(strstr(problem, "HOME"));
    setenv("HOME", home, 1);
}
END_TEST

START_TEST(each_kind_is_kept_for_itself) {
    expect_stored(CREDENTIAL_TOKEN, NULL);
    save(CREDENTIAL_TOKEN, "key");
    save(CREDENTIAL_SESSION, "sid");
    expect_stored(CREDENTIAL_TOKEN, "key");
    expect_stored(CREDENTIAL_SESSION, "sid");
    save(CREDENTIAL_TOKEN, "k2");
    expect_stored(CREDENTIAL_TOKEN, "k2");
}
END_TEST

START_TEST(nobody_else_can_read_it) {
    umask(0);
    save(CREDENTIAL_TOKEN, "key");
    ck_assert_uint_eq(mode_of(".config"), 0700);
    ck_assert_uint_eq(mode_of(".config/dgg"), 0700);
    ck_assert_uint_eq(mode_of(".config/dgg/token"), 0600);
    chmod(place(".config/dgg"), 0755);
    chmod(place(".config/dgg/token"), 0644);
    save(CREDENTIAL_TOKEN, "key");
    ck_assert_uint_eq(mode_of(".config/dgg"), 0700);
    ck_assert_uint_eq(mode_of(".config/dgg/token"), 0600);
}
END_TEST

START_TEST(nothing_else_stays_in_the_directory) {
    glob_t files;
    save(CREDENTIAL_TOKEN, "key");
    save(CREDENTIAL_TOKEN, "other");
    ck_assert_int_eq(glob(place(".config/dgg/*"), 0, NULL, &files), 0);
    ck_assert_uint_eq(files.gl_pathc, 1);
    globfree(&files);
}
END_TEST

START_TEST(what_cannot_be_replaced_leaves_nothing_behind) {
    glob_t files;
    put(".config/dgg/token/file", "", 0600);
    ck_assert(!options_store_save(CREDENTIAL_TOKEN, "key", problem));
    ck_assert_ptr_nonnull(strstr(problem, ".config/dgg/token cannot be"));
    ck_assert_ptr_null(strstr(problem, "key"));
    ck_assert_int_eq(glob(place(".config/dgg/*"), 0, NULL, &files), 0);
    ck_assert_uint_eq(files.gl_pathc, 1);
    globfree(&files);
    put("file", "", 0600);
    setenv("XDG_CONFIG_HOME", place("file"), 1);
    ck_assert(!options_store_save(CREDENTIAL_TOKEN, "key", problem));
}
END_TEST

START_TEST(a_file_others_can_read_is_refused) {
    char *secret;
    put(".config/dgg/token", "key\n", 0604);
    ck_assert(!options_store_read(CREDENTIAL_TOKEN, &secret, problem));
    char wanted[OPTIONS_PROBLEM_BYTES];
    snprintf(wanted, sizeof wanted,
             "token file is readable by others - run chmod 600 %s",
             place(".config/dgg/token"));
    ck_assert_str_eq(problem, wanted);
    put(".config/dgg/session", "", 0600);
    ck_assert(!options_store_read(CREDENTIAL_SESSION, &secret, problem));
    ck_assert_ptr_nonnull(strstr(problem, "no credential"));
}
END_TEST

START_TEST(what_is_deleted_is_gone) {
    ck_assert_int_eq(options_store_delete(CREDENTIAL_TOKEN, problem),
                     STORE_NOTHING);
    save(CREDENTIAL_TOKEN, "key");
    ck_assert_int_eq(options_store_delete(CREDENTIAL_TOKEN, problem),
                     STORE_DELETED);
    expect_stored(CREDENTIAL_TOKEN, NULL);
    put(".config/dgg/session/file", "", 0600);
    ck_assert_int_eq(options_store_delete(CREDENTIAL_SESSION, problem),
                     STORE_FAILED);
    ck_assert_ptr_nonnull(strstr(problem, "session cannot be deleted"));
}
END_TEST

TEST_MAIN_WITH("options_store", set_up_home, tear_down_home,
               the_place_follows_the_environment, each_kind_is_kept_for_itself,
               nobody_else_can_read_it, nothing_else_stays_in_the_directory,
               what_cannot_be_replaced_leaves_nothing_behind,
               a_file_others_can_read_is_refused, what_is_deleted_is_gone)
