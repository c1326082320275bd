#include "server_bucket.h"
#include "test.h"

START_TEST(is_empty_after_a_burst) {
    server_bucket b = {0};
    for (int left = SERVER_BUCKET_SIZE; left > 0; left--) {
        ck_assert_int_eq(server_bucket_left(&b, 1000), left);
        ck_assert_int_eq(server_bucket_wait_ms(&b, 1000), 0);
        ck_assert(server_bucket_take(&b, 1000));
    }
    ck_assert_int_eq(server_bucket_left(&b, 1000), 0);
    ck_assert(!server_bucket_take(&b, 1000));
    ck_assert_int_eq(server_bucket_wait_ms(&b, 1000), 500);
    ck_assert_int_eq(server_bucket_full_in_ms(&b, 1000), 2500);
}
END_TEST

START_TEST(fills_up_one_by_one) {
    server_bucket b = {0};
    while (server_bucket_take(&b, 0)) {
    }
    ck_assert(!server_bucket_take(&b, 499));
    ck_assert_int_eq(server_bucket_wait_ms(&b, 499), 1);
    ck_assert(server_bucket_take(&b, 500));
    ck_assert(!server_bucket_take(&b, 500));
    ck_assert_int_eq(server_bucket_left(&b, 1500), 2);
    ck_assert_int_eq(server_bucket_left(&b, 1000000), SERVER_BUCKET_SIZE);
}
END_TEST

TEST_MAIN("server_bucket", is_empty_after_a_burst, fills_up_one_by_one)
