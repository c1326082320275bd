#include "replay_file.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char path[] = "/tmp/dgg_script_XXXXXX";

static void setup(void) {
    strcpy(path, "/tmp/dgg_script_XXXXXX");
    close(mkstemp(path));
}

static void teardown(void) {
    unlink(path);
}

static void write_file(const char *text) {
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
}

static void expect_problem(const char *name, const char *words) {
    chat_script script;
    char problem[256] = "";
    ck_assert_int_eq(replay_file_load(&script, name, problem, sizeof problem),
                     DGG_ERROR_ARGUMENT);
    ck_assert_msg(strstr(problem, words) != NULL, "%s", problem);
    ck_assert_msg(strstr(problem, name) != NULL, "%s", problem);
    script_free(&script);
}

START_TEST(a_file_is_read_whole) {
    chat_script script;
    char problem[256] = "";
    write_file("{\"dgg_script\":1}\n{\"at_ms\":7,\"frame\":\"MSG {}\"}\n");
    ck_assert_msg(replay_file_load(&script, path, problem, sizeof problem) ==
                      DGG_OK,
                  "%s", problem);
    ck_assert_uint_eq(script.count, 1);
    ck_assert_int_eq(script.lines[0].at_ms, 7);
    script_free(&script);
}
END_TEST

START_TEST(a_wrong_line_is_named) {
    write_file("{\"dgg_script\":1}\nhello\n");
    expect_problem(path, "line 2: it is no JSON object");
    write_file("");
    expect_problem(path, "line 1: the script is empty");
}
END_TEST

START_TEST(what_cannot_be_read_says_why) {
    expect_problem("/nowhere/at/all", "No such file");
    expect_problem("/tmp", "Is a directory");
}
END_TEST

START_TEST(what_is_too_large_is_refused) {
    ck_assert_int_eq(truncate(path, (off_t)SCRIPT_BYTES + 1), 0);
    expect_problem(path, "larger than");
}
END_TEST

TEST_MAIN_WITH("replay_file", setup, teardown, a_file_is_read_whole,
               a_wrong_line_is_named, what_cannot_be_read_says_why,
               what_is_too_large_is_refused)
