#include "arena.h"
#include "test.h"

#include <stdint.h>
#include <string.h>

START_TEST(gives_memory_that_does_not_overlap) {
    arena a = {0};
    char *pieces[500];
    for (size_t i = 0; i < 500; i++) {
        pieces[i] = arena_alloc(&a, i + 1);
        ck_assert_ptr_nonnull(pieces[i]);
        memset(pieces[i], (int)(i % 251), i + 1);
    }
    for (size_t i = 0; i < 500; i++) {
        ck_assert_int_eq((unsigned char)pieces[i][0], (int)(i % 251));
        ck_assert_int_eq((unsigned char)pieces[i][i], (int)(i % 251));
    }
    arena_free(&a);
}
END_TEST

START_TEST(aligns_for_any_type) {
    arena a = {0};
    for (size_t bytes = 0; bytes < 40; bytes++) {
        uintptr_t address = (uintptr_t)arena_alloc(&a, bytes);
        ck_assert_uint_eq(address % _Alignof(max_align_t), 0);
    }
    arena_free(&a);
}
END_TEST

START_TEST(copies_end_with_a_nul) {
    arena a = {0};
    ck_assert_str_eq(arena_copy(&a, "abcdef", 3), "abc");
    ck_assert_str_eq(arena_copy(&a, NULL, 0), "");
    arena_free(&a);
}
END_TEST

START_TEST(what_is_trimmed_is_given_out_again) {
    arena a = {0};
    char *first = arena_alloc(&a, 1000);
    arena_trim(&a, first, 10);
    char *second = arena_alloc(&a, 1000);
    ck_assert(second >= first + 10 && second < first + 100);
    arena_trim(&a, second, 1000);
    char *third = arena_alloc(&a, 1);
    ck_assert(third >= second + 1000);
    arena_free(&a);
}
END_TEST

START_TEST(is_reused_after_a_reset) {
    arena a = {0};
    void *first = arena_alloc(&a, 100);
    arena_reset(&a);
    ck_assert_ptr_eq(arena_alloc(&a, 100), first);
    arena_free(&a);
}
END_TEST

START_TEST(gives_back_large_blocks_on_reset) {
    arena a = {0};
    ck_assert_ptr_nonnull(arena_alloc(&a, 1 << 20));
    arena_reset(&a);
    ck_assert_ptr_null(a.blocks);
    ck_assert_ptr_nonnull(arena_alloc(&a, 10));
    ck_assert_ptr_nonnull(arena_alloc(&a, 1 << 20));
    arena_reset(&a);
    ck_assert_ptr_nonnull(a.blocks);
    arena_free(&a);
    ck_assert_ptr_null(a.blocks);
}
END_TEST

START_TEST(refuses_sizes_that_overflow) {
    arena a = {0};
    ck_assert_ptr_null(arena_alloc(&a, SIZE_MAX));
    ck_assert_ptr_null(arena_alloc(&a, SIZE_MAX - 16));
    ck_assert_ptr_null(arena_copy(&a, "", SIZE_MAX));
    arena_free(&a);
}
END_TEST

TEST_MAIN("arena", gives_memory_that_does_not_overlap, aligns_for_any_type,
          copies_end_with_a_nul, what_is_trimmed_is_given_out_again,
          is_reused_after_a_reset, gives_back_large_blocks_on_reset,
          refuses_sizes_that_overflow)
