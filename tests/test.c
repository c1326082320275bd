#include "test.h"

#include <stdio.h>
#include <stdlib.h>

int test_run(const char *name, const TTest *const *tests, size_t count,
             void (*set_up)(void), void (*tear_down)(void)) {
    Suite *suite = suite_create(name);
    TCase *group = tcase_create(name);
    tcase_add_checked_fixture(group, set_up, tear_down);
    for (size_t i = 0; i < count; i++) {
        tcase_add_test(group, tests[i]);
    }
    suite_add_tcase(suite, group);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

size_t test_rounds(size_t rounds) {
    return getenv("TEST_BRIEF") == NULL ? rounds : rounds / 20 + 1;
}

char *test_fixture(const char *name, size_t *bytes) {
    char path[1024];
    snprintf(path, sizeof path, "%s/fixtures/%s", TEST_DIRECTORY, name);
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "cannot open %s", path);
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    ck_assert(size >= 0);
    rewind(file);
    char *text = malloc((size_t)size + 1);
    ck_assert_ptr_nonnull(text);
    ck_assert_uint_eq(fread(text, 1, (size_t)size, file), (size_t)size);
    text[size] = '\0';
    fclose(file);
    if (bytes != NULL) {
        *bytes = (size_t)size;
    }
    return text;
}
