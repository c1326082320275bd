#include "server_paid.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

static void add(server_paid *p, const char *frame) {
    json_doc doc = {0};
    const char *payload = strchr(frame, ' ') + 1;
    ck_assert(json_parse(&doc, payload, strlen(payload)));
    server_paid_add(p, frame, json_root(&doc));
    json_doc_free(&doc);
}

static void expect(const server_paid *p, int64_t now_ms, const char *expected) {
    buffer out;
    buffer_init(&out, 1 << 16);
    ck_assert(server_paid_write(p, now_ms, &out));
    ck_assert_str_eq(out.bytes, expected);
    buffer_free(&out);
}

START_TEST(lists_what_has_not_expired) {
    server_paid p = {0};
    expect(&p, 0, "PAIDEVENTS []");
    add(&p, "DONATION {\"expirationTimestamp\":10}");
    add(&p, "XPOST {\"expirationTimestamp\":20}");
    add(&p, "GIFTSUB {\"expirationTimestamp\":null}");
    expect(&p, 10,
           "PAIDEVENTS [\"DONATION {\\\"expirationTimestamp\\\":10}\","
           "\"XPOST {\\\"expirationTimestamp\\\":20}\"]");
    expect(&p, 11, "PAIDEVENTS [\"XPOST {\\\"expirationTimestamp\\\":20}\"]");
    expect(&p, 21, "PAIDEVENTS []");
    server_paid_free(&p);
}
END_TEST

START_TEST(removes_by_uuid) {
    server_paid p = {0};
    add(&p, "A {\"expirationTimestamp\":9,\"uuid\":\"u-1\"}");
    add(&p, "B {\"expirationTimestamp\":9}");
    ck_assert(!server_paid_remove(&p, "u-2"));
    ck_assert(!server_paid_remove(&p, ""));
    ck_assert(server_paid_remove(&p, "u-1"));
    ck_assert(!server_paid_remove(&p, "u-1"));
    expect(&p, 0, "PAIDEVENTS [\"B {\\\"expirationTimestamp\\\":9}\"]");
    server_paid_free(&p);
}
END_TEST

START_TEST(keeps_the_last_hundred) {
    server_paid p = {0};
    char frame[64];
    for (int i = 0; i <= SERVER_PAID_EVENTS; i++) {
        snprintf(frame, sizeof frame,
                 "A {\"expirationTimestamp\":9,\"uuid\":\"u%d\"}", i);
        add(&p, frame);
    }
    ck_assert_uint_eq(p.count, SERVER_PAID_EVENTS);
    ck_assert(!server_paid_remove(&p, "u0"));
    ck_assert(server_paid_remove(&p, "u1"));
    ck_assert(server_paid_remove(&p, "u100"));
    server_paid_free(&p);
}
END_TEST

TEST_MAIN("server_paid", lists_what_has_not_expired, removes_by_uuid,
          keeps_the_last_hundred)
