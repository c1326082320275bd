#include "home_case.h"
#include "private_file.h"

#include <errno.h>
#include <glob.h>

static const private_place state = {"XDG_STATE_HOME", "/.local/state"};

static void set_up(void) {
    set_up_home();
    unsetenv("XDG_STATE_HOME");
}

static void expect_content(const char *name, const char *wanted) {
    char text[256];
    FILE *file = fopen(place(name), "r");
    ck_assert_ptr_nonnull(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    ck_assert_str_eq(text, wanted);
}

static size_t count(const char *pattern) {
    glob_t files;
    size_t found =
        glob(place(pattern), 0, NULL, &files) == 0 ? files.gl_pathc : 0;
    globfree(&files);
    return found;
}

START_TEST(the_place_follows_the_environment) {
    char path[PRIVATE_PATH_BYTES];
    setenv("HOME", "/home/me", 1);
    ck_assert(private_path(path, &state, "file"));
    ck_assert_str_eq(path, "/home/me/.local/state/dgg/file");
    setenv("XDG_STATE_HOME", "relative", 1);
    ck_assert(private_path(path, &state, NULL));
    ck_assert_str_eq(path, "/home/me/.local/state/dgg");
    setenv("XDG_STATE_HOME", "/state", 1);
    ck_assert(private_path(path, &state, NULL));
    ck_assert_str_eq(path, "/state/dgg");
    unsetenv("XDG_STATE_HOME");
    setenv("HOME", "relative", 1);
    ck_assert(!private_path(path, &state, "file"));
    ck_assert_str_eq(path, "");
    unsetenv("HOME");
    ck_assert(!private_path(path, &state, "file"));
    setenv("HOME", home, 1);
}
END_TEST

START_TEST(a_path_too_long_is_none) {
    char path[PRIVATE_PATH_BYTES];
    char name[PRIVATE_PATH_BYTES];
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    ck_assert(!private_path(path, &state, name));
    ck_assert_str_eq(path, "");
}
END_TEST

START_TEST(files_are_private_and_whole) {
    umask(0);
    ck_assert(private_directory_make(place("a/b/dgg")));
    char path[PLACE_BYTES];
    snprintf(path, sizeof path, "%s", place("a/b/dgg/file"));
    ck_assert(private_file_write(path, "one"));
    expect_content("a/b/dgg/file", "one\n");
    ck_assert_uint_eq(mode_of("a"), 0700);
    ck_assert_uint_eq(mode_of("a/b/dgg"), 0700);
    ck_assert_uint_eq(mode_of("a/b/dgg/file"), 0600);
    chmod(place("a/b/dgg"), 0755);
    ck_assert(private_directory_make(place("a/b/dgg")));
    ck_assert_uint_eq(mode_of("a/b/dgg"), 0700);
    ck_assert(private_file_write(path, "two\nlines"));
    expect_content("a/b/dgg/file", "two\nlines\n");
    ck_assert_uint_eq(count("a/b/dgg/*"), 1);
}
END_TEST

START_TEST(a_failure_leaves_nothing_behind) {
    put("dgg/file/inside", "", 0600);
    char path[PLACE_BYTES];
    snprintf(path, sizeof path, "%s", place("dgg/file"));
    ck_assert(!private_file_write(path, "text"));
    ck_assert_int_eq(errno, EISDIR);
    ck_assert_uint_eq(count("dgg/*"), 1);
    snprintf(path, sizeof path, "%s", place("nowhere/file"));
    ck_assert(!private_file_write(path, "text"));
    ck_assert_int_eq(errno, ENOENT);
    put("plain", "", 0600);
    ck_assert(!private_directory_make(place("plain/dgg")));
    ck_assert_int_eq(errno, ENOTDIR);
}
END_TEST

TEST_MAIN_WITH("private_file", set_up, tear_down_home,
               the_place_follows_the_environment, a_path_too_long_is_none,
               files_are_private_and_whole, a_failure_leaves_nothing_behind)
