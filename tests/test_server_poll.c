#include "server_poll.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

#define TERMS                                                      \
    "{\"weighted\":true,\"time\":30000,\"question\":\"More <3?\"," \
    "\"options\":[\"Yes\",\"No\"]"

static bool start(server_poll *p, const char *terms) {
    json_doc doc = {0};
    ck_assert(json_parse(&doc, terms, strlen(terms)));
    bool is_good = server_poll_start(p, json_root(&doc), "mod", 1700000000123);
    json_doc_free(&doc);
    return is_good;
}

static void expect_frame(const server_poll *p, const server_poll_view *view,
                         const char *expected) {
    buffer out;
    buffer_init(&out, 4096);
    ck_assert(server_poll_write(p, "POLLSTART", view, &out));
    ck_assert_str_eq(out.bytes, expected);
    buffer_free(&out);
}

START_TEST(tells_all_of_itself) {
    server_poll p = {0};
    ck_assert(start(&p, TERMS "}"));
    server_poll_count(&p, 2, 8);
    server_poll_count(&p, 2, 1);
    server_poll_count(&p, 3, 1);
    server_poll_count(&p, 0, 1);
    server_poll_count(&p, 1, -5);
    server_poll_count(&p, 1, INT64_MAX);
    expect_frame(&p, &(server_poll_view){true, 0, 1700000004500},
                 "POLLSTART {\"canvote\":true,\"myvote\":0,\"nick\":\"mod\","
                 "\"weighted\":true,\"start\":\"2023-11-14T22:13:20.123Z\","
                 "\"now\":\"2023-11-14T22:13:24.500Z\",\"time\":30000,"
                 "\"question\":\"More \\u003c3?\","
                 "\"options\":[\"Yes\",\"No\"],\"totals\":[0,9],"
                 "\"totalvotes\":9}");
    server_poll_free(&p);
}
END_TEST

START_TEST(takes_over_totals) {
    server_poll p = {0};
    ck_assert(start(&p, TERMS ",\"totals\":[3,\"x\",7]}"));
    ck_assert_int_eq(p.totals[0], 3);
    ck_assert_int_eq(p.totals[1], 0);
    ck_assert_int_eq(p.total_votes, 3);
    server_poll_free(&p);
}
END_TEST

START_TEST(runs_for_its_time) {
    server_poll p = {0};
    ck_assert(!server_poll_is_running(&p, 0));
    ck_assert(start(&p, TERMS "}"));
    ck_assert(server_poll_is_running(&p, 1700000000123));
    ck_assert(server_poll_is_running(&p, 1700000030122));
    ck_assert(!server_poll_is_running(&p, 1700000030123));
    server_poll_stop(&p);
    ck_assert(!server_poll_is_running(&p, 1700000000123));
    server_poll_free(&p);
}
END_TEST

START_TEST(refuses_what_is_no_poll) {
    static const char *const terms[] = {
        "{}",
        "null",
        "{\"time\":30000,\"question\":\"?\",\"options\":[\"only\"]}",
        "{\"time\":30000,\"question\":\"?\",\"options\":[\"a\",7]}",
        "{\"time\":30000,\"question\":\"\",\"options\":[\"a\",\"b\"]}",
        "{\"time\":4999,\"question\":\"?\",\"options\":[\"a\",\"b\"]}",
        "{\"time\":600001,\"question\":\"?\",\"options\":[\"a\",\"b\"]}",
        "{\"time\":1e4,\"question\":\"?\",\"options\":[\"a\",\"b\"]}",
    };
    server_poll p = {0};
    ck_assert(start(&p, TERMS "}"));
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        ck_assert_msg(!start(&p, terms[i]), "%s", terms[i]);
        ck_assert(!p.is_open);
    }
    server_poll_free(&p);
}
END_TEST

START_TEST(takes_a_hundred_options) {
    char terms[2048] = "{\"time\":5000,\"question\":\"?\",\"options\":[\"a\"";
    for (int i = 1; i < SERVER_POLL_OPTIONS; i++) {
        strcat(terms, ",\"a\"");
    }
    size_t used = strlen(terms);
    strcpy(terms + used, "]}");
    server_poll p = {0};
    ck_assert(start(&p, terms));
    ck_assert_uint_eq(p.option_count, SERVER_POLL_OPTIONS);
    strcpy(terms + used, ",\"a\"]}");
    ck_assert(!start(&p, terms));
    server_poll_free(&p);
}
END_TEST

START_TEST(reads_and_weighs_votes) {
    server_poll p = {0};
    ck_assert(start(&p, TERMS "}"));
    ck_assert_int_eq(server_poll_option(&p, "1"), 1);
    ck_assert_int_eq(server_poll_option(&p, "02"), 2);
    static const char *const wrong[] = {"",   "0",  "3",     "-1",
                                        "1 ", "1x", "99999", "+1"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ck_assert_int_eq(server_poll_option(&p, wrong[i]), 0);
    }
    for (int tier = 0; tier <= 5; tier++) {
        ck_assert_int_eq(server_poll_weight(&p, tier), 1 << tier);
    }
    p.is_weighted = false;
    ck_assert_int_eq(server_poll_weight(&p, 5), 1);
    server_poll_free(&p);
}
END_TEST

TEST_MAIN("server_poll", tells_all_of_itself, takes_over_totals,
          runs_for_its_time, refuses_what_is_no_poll, takes_a_hundred_options,
          reads_and_weighs_votes)
