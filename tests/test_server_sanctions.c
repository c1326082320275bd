#include "server_sanctions.h"
#include "test.h"

#include <stdio.h>

START_TEST(ends_by_itself) {
    server_sanctions list = {0};
    ck_assert_int_eq(server_sanctions_left_ms(&list, "bird", 0), 0);
    server_sanctions_set(&list, "Bird", 1000);
    ck_assert_int_eq(server_sanctions_left_ms(&list, "bIRD", 400), 600);
    ck_assert_int_eq(server_sanctions_left_ms(&list, "bird", 999), 1);
    ck_assert_int_eq(server_sanctions_left_ms(&list, "bird", 1000), 0);
    ck_assert_int_eq(server_sanctions_left_ms(&list, "birdie", 400), 0);
    server_sanctions_free(&list);
}
END_TEST

START_TEST(ends_when_it_is_lifted_or_replaced) {
    server_sanctions list = {0};
    server_sanctions_set(&list, "bird", 1000);
    server_sanctions_set(&list, "cat", 1000);
    server_sanctions_set(&list, "BIRD", 500);
    ck_assert_int_eq(server_sanctions_left_ms(&list, "bird", 0), 500);
    server_sanctions_lift(&list, "Bird");
    server_sanctions_lift(&list, "nobody");
    ck_assert_int_eq(server_sanctions_left_ms(&list, "bird", 0), 0);
    ck_assert_int_eq(server_sanctions_left_ms(&list, "cat", 0), 1000);
    server_sanctions_free(&list);
}
END_TEST

START_TEST(forgets_the_oldest_of_too_many) {
    server_sanctions list = {0};
    char nick[16];
    for (int i = 0; i <= SERVER_SANCTIONS; i++) {
        snprintf(nick, sizeof nick, "u%d", i);
        server_sanctions_set(&list, nick, 1000);
    }
    ck_assert_uint_eq(list.count, SERVER_SANCTIONS);
    ck_assert_int_eq(server_sanctions_left_ms(&list, "u0", 0), 0);
    ck_assert_int_eq(server_sanctions_left_ms(&list, "u1", 0), 1000);
    ck_assert_int_eq(server_sanctions_left_ms(&list, nick, 0), 1000);
    server_sanctions_free(&list);
}
END_TEST

TEST_MAIN("server_sanctions", ends_by_itself,
          ends_when_it_is_lifted_or_replaced, forgets_the_oldest_of_too_many)
