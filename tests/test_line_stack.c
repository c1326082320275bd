#include "line_stack.h"
#include "test.h"

START_TEST(what_comes_first_goes_last) {
    line_stack s;
    line_stack_init(&s, 100);
    ck_assert_ptr_null(line_stack_pop(&s));
    ck_assert(line_stack_push(&s, "one"));
    ck_assert(line_stack_push(&s, ""));
    ck_assert(line_stack_push(&s, "three"));
    ck_assert_uint_eq(s.count, 3);
    ck_assert_str_eq(line_stack_pop(&s), "three");
    ck_assert_str_eq(line_stack_pop(&s), "");
    ck_assert(line_stack_push(&s, "two"));
    ck_assert_str_eq(line_stack_pop(&s), "two");
    ck_assert_str_eq(line_stack_pop(&s), "one");
    ck_assert_ptr_null(line_stack_pop(&s));
    line_stack_free(&s);
}
END_TEST

START_TEST(it_takes_no_more_than_its_maximum) {
    line_stack s;
    line_stack_init(&s, 10);
    ck_assert(line_stack_push(&s, "four"));
    ck_assert(!line_stack_push(&s, "fives"));
    ck_assert(line_stack_push(&s, "five"));
    ck_assert(!line_stack_push(&s, ""));
    ck_assert_uint_eq(s.count, 2);
    ck_assert_str_eq(line_stack_pop(&s), "five");
    ck_assert_str_eq(line_stack_pop(&s), "four");
    line_stack_free(&s);
}
END_TEST

TEST_MAIN("line_stack", what_comes_first_goes_last,
          it_takes_no_more_than_its_maximum)
