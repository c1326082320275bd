#include "record_file.h"
#include "script.h"
#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A directory of its own, a clock the test moves, and what a failure said. */
static char directory[64];
static char path[96];
static int64_t now_ms;
static dgg_loop *loop;
static size_t failures;
static char problem[DGG_RECORD_PROBLEM_BYTES];

/* A disk: how much it takes, in pieces of how many bytes. */
static size_t room;
static size_t piece;
static bool is_interrupted;
static bool is_bottomless; /* nothing is kept */

static int64_t fake_ms(void *user) {
    (void)user;
    return now_ms;
}

static void setup(void) {
    const dgg_loop_options options = {.environment.monotonic_ms = fake_ms};
    strcpy(directory, "/tmp/dgg_record_XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(directory));
    snprintf(path, sizeof path, "%s/a.jsonl", directory);
    ck_assert_int_eq(dgg_loop_new(&loop, &options), DGG_OK);
    now_ms = 0;
    failures = 0;
    problem[0] = '\0';
    room = SIZE_MAX;
    piece = SIZE_MAX;
    is_interrupted = false;
    is_bottomless = false;
}

static void teardown(void) {
    dgg_loop_free(loop);
    unlink(path);
    rmdir(directory);
}

static ssize_t write_to_disk(int fd, const void *bytes, size_t count) {
    if (is_interrupted) {
        is_interrupted = false;
        errno = EINTR;
        return -1;
    }
    if (is_bottomless) {
        return (ssize_t)count;
    }
    count = count < piece ? count : piece;
    count = count < room ? count : room;
    if (count == 0) {
        errno = ENOSPC;
        return -1;
    }
    room -= count;
    return write(fd, bytes, count);
}

static void on_failure(void *user, const char *words) {
    (void)user;
    failures++;
    snprintf(problem, sizeof problem, "%s", words);
}

static dgg_error try_to_open(record_file **file, const char *name) {
    const record_file_options options = {.loop = loop,
                                         .path = name,
                                         .write = write_to_disk,
                                         .on_failure = on_failure};
    return record_file_open(file, &options, problem);
}

static record_file *open_file(void) {
    record_file *file;
    ck_assert_msg(try_to_open(&file, path) == DGG_OK, "%s", problem);
    return file;
}

static void append(record_file *file, const char *line) {
    record_file_append(file, line, strlen(line));
}

static void expect_content(const char *expected) {
    char text[256] = "";
    FILE *file = fopen(path, "r");
    ck_assert_ptr_nonnull(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    ck_assert_str_eq(text, expected);
}

START_TEST(lines_are_written_soon_and_nothing_wakes_up_before) {
    record_file *file = open_file();
    ck_assert_int_eq(dgg_loop_timeout_ms(loop), -1);
    append(file, "a\n");
    ck_assert_int_eq(dgg_loop_timeout_ms(loop), RECORD_FILE_FLUSH_MS);
    now_ms = RECORD_FILE_FLUSH_MS - 1;
    append(file, "b\n");
    dgg_loop_service(loop);
    expect_content("");
    now_ms = RECORD_FILE_FLUSH_MS;
    dgg_loop_service(loop);
    expect_content("a\nb\n");
    ck_assert_int_eq(dgg_loop_timeout_ms(loop), -1);
    append(file, "c\n");
    record_file_close(file);
    expect_content("a\nb\nc\n");
    ck_assert_int_eq(dgg_loop_timeout_ms(loop), -1);
    ck_assert_uint_eq(failures, 0);
}
END_TEST

START_TEST(many_lines_do_not_wait) {
    record_file *file = open_file();
    char line[1024];
    memset(line, 'x', sizeof line);
    line[sizeof line - 1] = '\n';
    struct stat status;
    for (size_t i = 0; i < RECORD_FILE_FLUSH_BYTES / sizeof line; i++) {
        record_file_append(file, line, sizeof line);
    }
    ck_assert_int_eq(stat(path, &status), 0);
    ck_assert_int_eq(status.st_size, RECORD_FILE_FLUSH_BYTES);
    record_file_close(file);
}
END_TEST

START_TEST(nobody_else_can_read_it) {
    mode_t mask = umask(0);
    record_file_close(open_file());
    umask(mask);
    struct stat status;
    ck_assert_int_eq(stat(path, &status), 0);
    ck_assert_int_eq(status.st_mode & 0777, 0600);
}
END_TEST

START_TEST(an_empty_file_is_used) {
    close(open(path, O_WRONLY | O_CREAT, 0644));
    ck_assert_int_eq(chmod(path, 0644), 0);
    record_file *file = open_file();
    append(file, "a\n");
    record_file_close(file);
    expect_content("a\n");
    struct stat status;
    ck_assert_int_eq(stat(path, &status), 0);
    ck_assert_int_eq(status.st_mode & 0777, 0600);
}
END_TEST

static void expect_refused(const char *name, const char *words) {
    record_file *file;
    ck_assert_int_eq(try_to_open(&file, name), DGG_ERROR_SYSTEM);
    ck_assert_ptr_null(file);
    ck_assert_msg(strstr(problem, words) != NULL, "%s", problem);
    ck_assert_ptr_nonnull(strstr(problem, name));
    ck_assert_uint_eq(failures, 0);
}

START_TEST(what_is_there_is_never_overwritten) {
    FILE *file = fopen(path, "w");
    fputs("dear diary\n", file);
    fclose(file);
    expect_refused(path, "not empty");
    expect_content("dear diary\n");
}
END_TEST

START_TEST(only_files_are_recorded_to) {
    expect_refused("/dev/full", "not a regular file");
    expect_refused(directory, "directory");
    expect_refused("/nowhere/at/all", "No such file");
    ck_assert_int_eq(mkfifo(path, 0600), 0);
    expect_refused(path, "Cannot record");
}
END_TEST

START_TEST(a_slow_disk_gets_it_in_pieces) {
    record_file *file = open_file();
    piece = 3;
    is_interrupted = true;
    append(file, "abcd\n");
    append(file, "efgh\n");
    record_file_close(file);
    expect_content("abcd\nefgh\n");
    ck_assert_uint_eq(failures, 0);
}
END_TEST

/* However much fits: whole lines, and one report. */
START_TEST(a_full_disk_ends_it_with_a_whole_line) {
    static const char *const contents[] = {
        "", "", "", "ab\n", "ab\n", "ab\n", "ab\ncd\n", "ab\ncd\n", "ab\ncd\n"};
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++) {
        record_file *file = open_file();
        failures = 0;
        room = i;
        append(file, "ab\n");
        append(file, "cd\n");
        append(file, "ef\n");
        now_ms += RECORD_FILE_FLUSH_MS;
        dgg_loop_service(loop);
        expect_content(contents[i]);
        ck_assert_uint_eq(failures, 1);
        ck_assert_ptr_nonnull(strstr(problem, "No space left on device"));
        ck_assert(!record_file_is_open(file));
        room = SIZE_MAX;
        append(file, "gh\n");
        ck_assert_int_eq(dgg_loop_timeout_ms(loop), -1);
        record_file_close(file);
        expect_content(contents[i]);
        ck_assert_uint_eq(failures, 1);
        unlink(path);
    }
}
END_TEST

START_TEST(a_failure_between_two_waits_is_told_in_the_next_service) {
    record_file *file = open_file();
    append(file, "ab\n");
    record_file_fail(file, "out of memory");
    ck_assert_uint_eq(failures, 0);
    ck_assert_int_eq(dgg_loop_timeout_ms(loop), 0);
    dgg_loop_service(loop);
    ck_assert_uint_eq(failures, 1);
    ck_assert_ptr_nonnull(strstr(problem, "out of memory"));
    record_file_close(file);
    expect_content("ab\n");
}
END_TEST

START_TEST(a_failure_at_the_end_is_told) {
    record_file *file = open_file();
    room = 1;
    append(file, "ab\n");
    record_file_close(file);
    ck_assert_uint_eq(failures, 1);
    expect_content("");
}
END_TEST

START_TEST(it_does_not_become_longer_than_can_be_played) {
    record_file *file = open_file();
    enum { LINE = RECORD_FILE_FLUSH_BYTES };
    char *line = malloc(LINE);
    memset(line, ' ', LINE);
    line[LINE - 1] = '\n';
    is_bottomless = true;
    for (size_t i = 0; i < SCRIPT_BYTES / LINE; i++) {
        record_file_append(file, line, LINE);
    }
    free(line);
    ck_assert(record_file_is_open(file));
    append(file, "a\n");
    dgg_loop_service(loop);
    ck_assert_uint_eq(failures, 1);
    ck_assert_ptr_nonnull(strstr(problem, "as long as can be played"));
    record_file_close(file);
}
END_TEST

TEST_MAIN_WITH("record_file", setup, teardown,
               lines_are_written_soon_and_nothing_wakes_up_before,
               many_lines_do_not_wait, nobody_else_can_read_it,
               an_empty_file_is_used, what_is_there_is_never_overwritten,
               only_files_are_recorded_to, a_slow_disk_gets_it_in_pieces,
               a_full_disk_ends_it_with_a_whole_line,
               a_failure_between_two_waits_is_told_in_the_next_service,
               a_failure_at_the_end_is_told,
               it_does_not_become_longer_than_can_be_played)
