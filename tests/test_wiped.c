#include "test.h"
#include "wiped.h"

#include <stdint.h>
#include <string.h>

START_TEST(keeps_what_it_moves) {
    char *text = wiped_strdup("a key");
    ck_assert_str_eq(text, "a key");
    text = wiped_realloc(text, 4096);
    ck_assert_str_eq(text, "a key");
    text = wiped_realloc(text, 2);
    ck_assert_mem_eq(text, "a ", 2);
    wiped_free(text);
    wiped_free(NULL);
}
END_TEST

START_TEST(begins_with_zeros_where_asked) {
    static const char zeros[300];
    char *memory = wiped_calloc(3, 100);
    ck_assert_mem_eq(memory, zeros, sizeof zeros);
    wiped_free(memory);
}
END_TEST

START_TEST(refuses_sizes_that_overflow) {
    ck_assert_ptr_null(wiped_alloc(SIZE_MAX - 1));
    ck_assert_ptr_null(wiped_calloc(SIZE_MAX / 2, 3));
    void *memory = wiped_alloc(1);
    ck_assert_ptr_null(wiped_realloc(memory, SIZE_MAX - 1));
    wiped_free(memory);
}
END_TEST

TEST_MAIN("wiped", keeps_what_it_moves, begins_with_zeros_where_asked,
          refuses_sizes_that_overflow)
