#include "cache_files.h"
#include "cache_tidy.h"
#include "scratch.h"

#include <fcntl.h>
#include <time.h>

static void path_of(char path[1024], const scratch *s, const char *name) {
    scratch_join(path, s->path, name);
}

static void make(const scratch *s, const char *name, size_t bytes,
                 long age_seconds) {
    char path[1024];
    char *text = calloc(1, bytes + 1);
    ck_assert_ptr_nonnull(text);
    path_of(path, s, name);
    scratch_write(path, text, bytes);
    free(text);
    const struct timespec times[2] = {{.tv_sec = time(NULL) - age_seconds},
                                      {.tv_sec = time(NULL) - age_seconds}};
    ck_assert_int_eq(utimensat(AT_FDCWD, path, times, 0), 0);
}

static bool is_there(const scratch *s, const char *name) {
    char path[1024];
    struct stat status;
    path_of(path, s, name);
    return lstat(path, &status) == 0;
}

/* A name of a copy, told apart by a digit. */
static const char *copy(char digit) {
    static char names[10][CACHE_NAME_BYTES + 1];
    char *name = names[digit - '0'];
    memset(name, 'a', CACHE_NAME_BYTES);
    name[7] = digit;
    return name;
}

START_TEST(the_oldest_leave_until_the_rest_fits) {
    scratch s;
    scratch_open(&s);
    for (char digit = '0'; digit <= '9'; digit++) {
        make(&s, copy(digit), 100, 100 + (digit * 7 % 10));
    }
    cache_tidy(s.path, 1000);
    ck_assert_uint_eq(scratch_each(s.path, NULL), 10);
    cache_tidy(s.path, 799);
    ck_assert_uint_eq(scratch_each(s.path, NULL), 7);
    for (char digit = '0'; digit <= '9'; digit++) {
        ck_assert_int_eq(is_there(&s, copy(digit)), digit * 7 % 10 < 7);
    }
    cache_tidy(s.path, 0);
    ck_assert_uint_eq(scratch_each(s.path, NULL), 0);
    scratch_close(&s);
}
END_TEST

START_TEST(leftovers_leave_when_nobody_can_be_writing_them) {
    scratch s;
    scratch_open(&s);
    make(&s, "new-1-0", 10, 2 * 60 * 60);
    make(&s, "new-2-0", 10, 60);
    cache_tidy(s.path, 1000);
    ck_assert(!is_there(&s, "new-1-0"));
    ck_assert(is_there(&s, "new-2-0"));
    scratch_close(&s);
}
END_TEST

START_TEST(what_is_not_ours_stays) {
    scratch s;
    char path[1024];
    scratch_open(&s);
    make(&s, "letter.txt", 1000, 9999999);
    make(&s, "newspaper", 1000, 9999999);
    path_of(path, &s, copy('1'));
    ck_assert_int_eq(mkdir(path, 0700), 0);
    path_of(path, &s, copy('2'));
    ck_assert_int_eq(symlink("letter.txt", path), 0);
    cache_tidy(s.path, 0);
    ck_assert_uint_eq(scratch_each(s.path, NULL), 4);
    cache_tidy("/no/such/directory", 0);
    scratch_close(&s);
}
END_TEST

TEST_MAIN("cache_tidy", the_oldest_leave_until_the_rest_fits,
          leftovers_leave_when_nobody_can_be_writing_them,
          what_is_not_ours_stays)
