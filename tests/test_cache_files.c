#include "cache_files.h"
#include "scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

static const char name[] =
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

static int write_text(const cache_system *system, const char *directory,
                      const char *text) {
    buffer content;
    buffer_init(&content, 1 << 24);
    ck_assert(buffer_append(&content, text, strlen(text)));
    int error = cache_files_write(system, directory, name, &content);
    buffer_free(&content);
    return error;
}

static int put(const char *directory, const char *text) {
    return write_text(&cache_files_system, directory, text);
}

static int read_into(const char *directory, buffer *out) {
    buffer_init(out, 1 << 20);
    return cache_files_read(directory, name, out);
}

static int read_error(const char *directory) {
    buffer out;
    int error = read_into(directory, &out);
    buffer_free(&out);
    return error;
}

static void expect_text(const char *directory, const char *text) {
    buffer out;
    ck_assert_int_eq(read_into(directory, &out), 0);
    ck_assert_uint_eq(out.used, strlen(text));
    ck_assert_str_eq(out.bytes, text);
    buffer_free(&out);
}

static void place_of(char path[256], const scratch *s) {
    snprintf(path, 256, "%s/%s", s->path, name);
}

START_TEST(names_tell_two_texts_apart) {
    char a[CACHE_NAME_BYTES + 1];
    char b[CACHE_NAME_BYTES + 1];
    ck_assert(cache_files_name(a, "../../etc", "/passwd"));
    ck_assert(cache_files_name(b, "../../etc", "/passwd"));
    ck_assert_str_eq(a, b);
    ck_assert_uint_eq(strspn(a, "0123456789abcdef"), CACHE_NAME_BYTES);
    ck_assert(cache_files_name(b, "../../etc/", "passwd"));
    ck_assert_str_ne(a, b);
}
END_TEST

START_TEST(gives_back_what_was_written) {
    scratch s;
    scratch_open(&s);
    ck_assert_int_eq(read_error(s.path), ENOENT);
    ck_assert_int_eq(put(s.path, "first"), 0);
    expect_text(s.path, "first");
    ck_assert_int_eq(put(s.path, "second, and longer"), 0);
    expect_text(s.path, "second, and longer");
    ck_assert_uint_eq(scratch_each(s.path, NULL), 1);
    scratch_close(&s);
}
END_TEST

START_TEST(makes_directories_that_only_the_owner_enters) {
    scratch s;
    struct stat status;
    char path[256];
    scratch_open(&s);
    snprintf(path, sizeof path, "%s/a/b//c/", s.path);
    ck_assert_int_eq(put(path, "text"), 0);
    expect_text(path, "text");
    ck_assert_int_eq(stat(path, &status), 0);
    ck_assert_uint_eq(status.st_mode & 0777, 0700);
    strcat(path, name);
    ck_assert_int_eq(stat(path, &status), 0);
    ck_assert_uint_eq(status.st_mode & 0777, 0600);
    scratch_close(&s);
}
END_TEST

START_TEST(sees_any_byte_that_changed_or_is_missing) {
    scratch s;
    char path[256];
    scratch_open(&s);
    place_of(path, &s);
    ck_assert_int_eq(put(s.path, "a text that is to be damaged"), 0);
    size_t bytes;
    char *whole = scratch_read(path, &bytes);
    for (size_t i = 0; i < bytes; i++) {
        whole[i] = (char)(whole[i] ^ (1 << (i % 8)));
        scratch_write(path, whole, bytes);
        ck_assert_int_eq(read_error(s.path), EINVAL);
        whole[i] = (char)(whole[i] ^ (1 << (i % 8)));
        scratch_write(path, whole, i);
        ck_assert_int_eq(read_error(s.path), EINVAL);
    }
    whole[bytes] = 'x';
    scratch_write(path, whole, bytes + 1);
    ck_assert_int_eq(read_error(s.path), EINVAL);
    whole[bytes] = '\0';
    scratch_write(path, whole, bytes);
    expect_text(s.path, "a text that is to be damaged");
    free(whole);
    scratch_close(&s);
}
END_TEST

START_TEST(reads_no_more_than_the_buffer_takes) {
    scratch s;
    buffer out;
    scratch_open(&s);
    ck_assert_int_eq(put(s.path, "four and forty"), 0);
    buffer_init(&out, 14 + CACHE_DIGEST_BYTES - 1);
    ck_assert_int_eq(cache_files_read(s.path, name, &out), EINVAL);
    buffer_free(&out);
    scratch_close(&s);
}
END_TEST

/* Links are not followed, pipes not waited for; a write takes their place. */
START_TEST(takes_nothing_but_files) {
    scratch s;
    char path[256];
    char target[256];
    scratch_open(&s);
    place_of(path, &s);
    snprintf(target, sizeof target, "%s/target", s.path);
    ck_assert_int_eq(put(s.path, "text"), 0);
    ck_assert_int_eq(rename(path, target), 0);
    ck_assert_int_eq(symlink(target, path), 0);
    ck_assert_int_eq(read_error(s.path), EINVAL);
    ck_assert_int_eq(put(s.path, "new"), 0);
    expect_text(s.path, "new");
    struct stat status;
    ck_assert_int_eq(lstat(path, &status), 0);
    ck_assert(S_ISREG(status.st_mode));
    ck_assert_int_eq(lstat(target, &status), 0);
    ck_assert_int_eq(status.st_size, 4 + CACHE_DIGEST_BYTES);
    unlink(path);
    ck_assert_int_eq(mkfifo(path, 0600), 0);
    ck_assert_int_eq(read_error(s.path), EINVAL);
    unlink(path);
    ck_assert_int_eq(mkdir(path, 0700), 0);
    ck_assert_int_eq(read_error(s.path), EINVAL);
    ck_assert_int_ne(put(s.path, "new"), 0);
    scratch_close(&s);
}
END_TEST

/* --- a disk that fails --------------------------------------------------- */

enum fault { FAULT_CREATE, FAULT_WRITE, FAULT_SYNC, FAULT_RENAME, FAULTS };

/* The calls are counted down; the one at zero fails. */
static int calls_left[FAULTS];
static int fault_errno;
static size_t longest_write = 1 << 20;

static bool fails(enum fault fault) {
    if (calls_left[fault]-- != 0) {
        return false;
    }
    errno = fault_errno;
    return true;
}

static int bad_create(const char *path) {
    return fails(FAULT_CREATE) ? -1 : cache_files_system.create(path);
}

static ssize_t bad_write(int fd, const void *bytes, size_t count) {
    return fails(FAULT_WRITE)
               ? -1
               : write(fd, bytes,
                       count < longest_write ? count : longest_write);
}

static int bad_sync(int fd) {
    return fails(FAULT_SYNC) ? -1 : fsync(fd);
}

static int bad_rename(const char *from, const char *to) {
    return fails(FAULT_RENAME) ? -1 : rename(from, to);
}

static const cache_system bad = {bad_create, bad_write, bad_sync, bad_rename};

static void no_faults(void) {
    for (size_t i = 0; i < FAULTS; i++) {
        calls_left[i] = -1;
    }
    longest_write = 1 << 20;
}

START_TEST(whatever_fails_leaves_the_file_as_it_was) {
    static const int errors[] = {ENOSPC, EDQUOT, EROFS, EIO};
    scratch s;
    scratch_open(&s);
    ck_assert_int_eq(put(s.path, "old"), 0);
    for (size_t i = 0; i < FAULTS * 4; i++) {
        no_faults();
        calls_left[i % FAULTS] = 0;
        fault_errno = errors[i / FAULTS];
        ck_assert_int_eq(write_text(&bad, s.path, "new"), fault_errno);
        expect_text(s.path, "old");
        ck_assert_uint_eq(scratch_each(s.path, NULL), 1);
    }
    scratch_close(&s);
}
END_TEST

START_TEST(a_disk_may_fill_at_every_byte) {
    scratch s;
    scratch_open(&s);
    ck_assert_int_eq(put(s.path, "old"), 0);
    fault_errno = ENOSPC;
    for (int i = 0; i < 3 + CACHE_DIGEST_BYTES; i++) {
        no_faults();
        longest_write = 1;
        calls_left[FAULT_WRITE] = i;
        ck_assert_int_eq(write_text(&bad, s.path, "new"), ENOSPC);
        expect_text(s.path, "old");
    }
    no_faults();
    longest_write = 1;
    ck_assert_int_eq(write_text(&bad, s.path, "new"), 0);
    expect_text(s.path, "new");
    scratch_close(&s);
}
END_TEST

START_TEST(a_call_that_was_interrupted_goes_on) {
    scratch s;
    scratch_open(&s);
    no_faults();
    fault_errno = EINTR;
    calls_left[FAULT_WRITE] = 1;
    ck_assert_int_eq(write_text(&bad, s.path, "text"), 0);
    expect_text(s.path, "text");
    scratch_close(&s);
}
END_TEST

START_TEST(a_file_in_the_way_is_no_directory) {
    scratch s;
    char path[256];
    scratch_open(&s);
    snprintf(path, sizeof path, "%s/file", s.path);
    scratch_write(path, "x", 1);
    ck_assert_int_eq(put(path, "text"), ENOTDIR);
    strcat(path, "/below");
    ck_assert_int_eq(put(path, "text"), ENOTDIR);
    ck_assert_int_eq(read_error(path), ENOENT);
    scratch_close(&s);
}
END_TEST

/* Those of a process of this number that crashed, in this life or in another
 * container. */
START_TEST(leftovers_are_not_in_the_way) {
    scratch s;
    char path[256];
    scratch_open(&s);
    for (int i = 0; i < 64; i++) {
        ck_assert_int_eq(put(s.path, "text"), 0);
        snprintf(path, sizeof path, "%s/new-%ld-%d", s.path, (long)getpid(), i);
        scratch_write(path, "half", 4);
    }
    ck_assert_int_eq(put(s.path, "more"), EEXIST);
    expect_text(s.path, "text");
    scratch_close(&s);
}
END_TEST

/* --- several processes --------------------------------------------------- */

enum { ROUNDS = 100, LARGE_BYTES = 200000 };

static void fill(char *text, char letter) {
    memset(text, letter, LARGE_BYTES);
    text[LARGE_BYTES] = '\0';
}

static pid_t start_writer(const char *directory, char letter) {
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        static char text[LARGE_BYTES + 1];
        int errors = 0;
        fill(text, letter);
        for (int i = 0; i < ROUNDS; i++) {
            errors += put(directory, text) != 0;
        }
        _exit(errors == 0 ? 0 : 1);
    }
    return child;
}

START_TEST(two_may_write_while_a_third_reads) {
    scratch s;
    static char text[LARGE_BYTES + 1];
    scratch_open(&s);
    fill(text, 'a');
    ck_assert_int_eq(put(s.path, text), 0);
    pid_t writers[2] = {start_writer(s.path, 'a'), start_writer(s.path, 'b')};
    for (size_t ended = 0; ended < 2;) {
        buffer out;
        ck_assert_int_eq(read_into(s.path, &out), 0);
        ck_assert_uint_eq(out.used, LARGE_BYTES);
        fill(text, out.bytes[0]);
        ck_assert_str_eq(out.bytes, text);
        buffer_free(&out);
        int status;
        if (waitpid(writers[ended], &status, WNOHANG) > 0) {
            ck_assert_int_eq(status, 0);
            ended++;
        }
    }
    ck_assert_uint_eq(scratch_each(s.path, NULL), 1);
    scratch_close(&s);
}
END_TEST

/* Ends the process in the middle of a write. */
static ssize_t die_writing(int fd, const void *bytes, size_t count) {
    ssize_t written = write(fd, bytes, count / 2);
    kill(getpid(), SIGKILL);
    return written;
}

START_TEST(a_crash_leaves_the_file_as_it_was) {
    scratch s;
    scratch_open(&s);
    ck_assert_int_eq(put(s.path, "old"), 0);
    pid_t child = fork();
    if (child == 0) {
        cache_system dying = cache_files_system;
        dying.write = die_writing;
        write_text(&dying, s.path, "new");
        _exit(0);
    }
    int status;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFSIGNALED(status));
    expect_text(s.path, "old");
    ck_assert_uint_eq(scratch_each(s.path, NULL), 2);
    scratch_close(&s);
}
END_TEST

TEST_MAIN("cache_files", names_tell_two_texts_apart,
          gives_back_what_was_written,
          makes_directories_that_only_the_owner_enters,
          sees_any_byte_that_changed_or_is_missing,
          reads_no_more_than_the_buffer_takes, takes_nothing_but_files,
          whatever_fails_leaves_the_file_as_it_was,
          a_disk_may_fill_at_every_byte, a_call_that_was_interrupted_goes_on,
          a_file_in_the_way_is_no_directory, leftovers_are_not_in_the_way,
          two_may_write_while_a_third_reads, a_crash_leaves_the_file_as_it_was)
