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

START_TEST(says_how_it_came_about) {
    server_sanctions list = {0};
    const server_sanction why = {.by = "mod", .reason = "owls", .start_ms = 5};
    server_sanctions_set(&list, "cat", 1000);
    server_sanctions_set(&list, "bird", 1000);
    server_sanctions_explain(&list, "Bird", &why);
    server_sanctions_explain(&list, "nobody", &why);
    const server_sanction *found = server_sanctions_find(&list, "bird", 999);
    ck_assert_ptr_nonnull(found);
    ck_assert_str_eq(found->nick, "bird");
    ck_assert_str_eq(found->by, "mod");
    ck_assert_str_eq(found->reason, "owls");
    ck_assert_int_eq(found->start_ms, 5);
    ck_assert_int_eq(found->until_ms, 1000);
    ck_assert_int_eq(found->id, 2);
    ck_assert_str_eq(server_sanctions_find(&list, "cat", 0)->by, "");
    ck_assert_ptr_null(server_sanctions_find(&list, "bird", 1000));
    ck_assert_ptr_null(server_sanctions_find(&list, "nobody", 0));
    server_sanctions_free(&list);
}
END_TEST

START_TEST(an_address_is_shared) {
    server_sanctions list = {0};
    const server_sanction why = {.is_of_address = true};
    server_sanctions_set(&list, "cat", 500);
    server_sanctions_set(&list, "bird", 1000);
    server_sanctions_explain(&list, "bird", &why);
    ck_assert_str_eq(server_sanctions_find(&list, "cat", 0)->nick, "cat");
    ck_assert_str_eq(server_sanctions_find(&list, "cat", 500)->nick, "bird");
    ck_assert_str_eq(server_sanctions_find(&list, "owl", 999)->nick, "bird");
    ck_assert_ptr_null(server_sanctions_find(&list, "owl", 1000));
    server_sanctions_free(&list);
}
END_TEST

TEST_MAIN("server_sanctions", ends_by_itself,
          ends_when_it_is_lifted_or_replaced, forgets_the_oldest_of_too_many,
          says_how_it_came_about, an_address_is_shared)
