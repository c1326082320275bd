#include "server_roster.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

static server_user *put(server_roster *r, const char *object) {
    json_doc doc = {0};
    ck_assert(json_parse(&doc, object, strlen(object)));
    server_user *user = server_roster_put(r, json_root(&doc));
    json_doc_free(&doc);
    return user;
}

static void expect_names(const server_roster *r, const char *expected) {
    buffer out;
    buffer_init(&out, 4096);
    ck_assert(server_roster_write(r, 7, 0, &out));
    ck_assert_str_eq(out.bytes, expected);
    buffer_free(&out);
}

START_TEST(keeps_the_fields_of_a_user_and_no_others) {
    server_roster r = {0};
    server_user *user =
        put(&r, "{\"timestamp\":1,\"nick\":\"Bob\",\"data\":\"x\","
                "\"features\":[ \"a\" ],\"watching\":null,\"id\":5}");
    ck_assert_str_eq(user->object, "{\"id\":5,\"nick\":\"Bob\","
                                   "\"features\":[ \"a\" ],"
                                   "\"watching\":null}");
    ck_assert_ptr_null(put(&r, "{\"nick\":\"\"}"));
    ck_assert_ptr_null(put(&r, "{\"data\":\"x\"}"));
    server_roster_free(&r);
}
END_TEST

START_TEST(finds_people_in_any_case) {
    server_roster r = {0};
    put(&r, "{\"nick\":\"bob\"}");
    put(&r, "{\"nick\":\"Ann\"}");
    put(&r, "{\"nick\":\"carl\"}");
    put(&r, "{\"nick\":\"BOB\",\"id\":2}");
    ck_assert_uint_eq(r.count, 3);
    ck_assert_str_eq(server_roster_find(&r, "Bob")->object,
                     "{\"id\":2,\"nick\":\"BOB\"}");
    ck_assert_ptr_null(server_roster_find(&r, "bo"));
    ck_assert_ptr_null(server_roster_find(&r, "zoe"));
    server_roster_free(&r);
}
END_TEST

START_TEST(names_who_is_present) {
    server_roster r = {0};
    expect_names(&r, "NAMES {\"connectioncount\":7, \"users\":[]}");
    server_roster_set_present(&r, put(&r, "{\"nick\":\"b\"}"), true);
    server_roster_set_present(&r, put(&r, "{\"nick\":\"a\"}"), true);
    server_roster_set_present(&r, server_roster_find(&r, "a"), true);
    ck_assert_uint_eq(r.present, 2);
    server_roster_set_present(&r, server_roster_find(&r, "a"), false);
    ck_assert_uint_eq(r.present, 1);
    expect_names(&r, "NAMES {\"connectioncount\":7, \"users\":["
                     "{\"nick\":\"b\"}]}");
    server_roster_free(&r);
}
END_TEST

START_TEST(names_them_in_any_order) {
    server_roster r = {0};
    const char *const nicks = "abc";
    for (int i = 0; i < 3; i++) {
        char object[16];
        snprintf(object, sizeof object, "{\"nick\":\"%c\"}", nicks[i]);
        server_roster_set_present(&r, put(&r, object), true);
    }
    bool was_first[3] = {false};
    for (uint64_t seed = 0; seed < 100; seed++) {
        buffer out;
        buffer_init(&out, 4096);
        ck_assert(server_roster_write(&r, 3, seed, &out));
        ck_assert_uint_eq(out.used, strlen("NAMES {\"connectioncount\":3, "
                                           "\"users\":[{\"nick\":\"a\"},"
                                           "{\"nick\":\"a\"},"
                                           "{\"nick\":\"a\"}]}"));
        for (int i = 0; i < 3; i++) {
            char object[16];
            snprintf(object, sizeof object, "{\"nick\":\"%c\"}", nicks[i]);
            const char *place = strstr(out.bytes, object);
            ck_assert_ptr_nonnull(place);
            was_first[i] = was_first[i] || place[-1] == '[';
        }
        buffer_free(&out);
    }
    ck_assert(was_first[0] && was_first[1] && was_first[2]);
    server_roster_free(&r);
}
END_TEST

START_TEST(holds_so_many_people_and_no_more) {
    server_roster r = {0};
    char object[32];
    for (int i = 0; i < SERVER_ROSTER_USERS; i++) {
        snprintf(object, sizeof object, "{\"nick\":\"u%05d\"}", i);
        ck_assert_ptr_nonnull(put(&r, object));
    }
    ck_assert_ptr_null(put(&r, "{\"nick\":\"late\"}"));
    ck_assert_ptr_nonnull(put(&r, "{\"nick\":\"u00000\"}"));
    server_roster_free(&r);
}
END_TEST

TEST_MAIN("server_roster", keeps_the_fields_of_a_user_and_no_others,
          finds_people_in_any_case, names_who_is_present,
          names_them_in_any_order, holds_so_many_people_and_no_more)
