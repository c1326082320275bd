/*
 * What every suite shares: libcheck, and one line that makes a program of it.
 *
 *     START_TEST(joins_twice) { ... } END_TEST
 *     TEST_MAIN("roster", joins_twice, ...)
 */
#ifndef TEST_H
#define TEST_H

#include <check.h>
#include <stddef.h>

/* Runs the tests, each between `set_up` and `tear_down` (which may be NULL),
 * and returns the program's exit code. */
int test_run(const char *name, const TTest *const *tests, size_t count,
             void (*set_up)(void), void (*tear_down)(void));

/* Reads a whole file below tests/fixtures; malloc'd and NUL-terminated, fails
 * the test when it cannot. `bytes` may be NULL. */
char *test_fixture(const char *name, size_t *bytes);

/* So many rounds of what is tried at random or at every place; a twentieth of
 * them where TEST_BRIEF is in the environment: under valgrind, where each takes
 * fifty times as long. */
size_t test_rounds(size_t rounds);

/* ck_assert for what is asked millions of times: libcheck writes down each of
 * its assertions that holds. */
#define test_require(condition)                       \
    do {                                              \
        if (!(condition)) {                           \
            ck_abort_msg("not true: %s", #condition); \
        }                                             \
    } while (0)

#define TEST_MAIN(name, ...) TEST_MAIN_WITH(name, NULL, NULL, __VA_ARGS__)

/* With something to set up before and tear down after each test. */
#define TEST_MAIN_WITH(name, set_up, tear_down, ...)                       \
    int main(void) {                                                       \
        const TTest *const tests[] = {__VA_ARGS__};                        \
        return test_run(name, tests, sizeof tests / sizeof *tests, set_up, \
                        tear_down);                                        \
    }

#endif
