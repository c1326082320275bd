#include "server_random.h"
#include "test.h"

START_TEST(repeats_itself_from_the_same_state) {
    uint64_t a = 7;
    uint64_t b = 7;
    uint64_t first = server_random(&a);
    ck_assert_uint_eq(server_random(&b), first);
    ck_assert_uint_ne(server_random(&a), first);
}
END_TEST

START_TEST(stays_below_a_limit_and_reaches_all_of_it) {
    uint64_t state = 1;
    unsigned seen = 0;
    for (int i = 0; i < 200; i++) {
        uint64_t number = server_random_below(&state, 5);
        ck_assert_uint_lt(number, 5);
        seen |= 1U << number;
    }
    ck_assert_uint_eq(seen, 31);
    ck_assert_uint_eq(server_random_below(&state, 0), 0);
}
END_TEST

TEST_MAIN("server_random", repeats_itself_from_the_same_state,
          stays_below_a_limit_and_reaches_all_of_it)
