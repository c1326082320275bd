#include "server_spotlights.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

static void add(server_spotlights *s, const char *payload) {
    json_doc doc = {0};
    ck_assert(json_parse(&doc, payload, strlen(payload)));
    server_spotlights_add(s, json_root(&doc));
    json_doc_free(&doc);
}

static void expect(const server_spotlights *s, const char *expected) {
    buffer out;
    buffer_init(&out, 1 << 16);
    ck_assert(server_spotlights_write(s, &out));
    ck_assert_str_eq(out.bytes, expected);
    buffer_free(&out);
}

START_TEST(names_a_message_by_its_hash) {
    char key[SERVER_SPOTLIGHT_KEY_BYTES];
    ck_assert(server_spotlights_key(key, 1700000001000, "424242", "hello"));
    ck_assert_str_eq(key, "4b69176cccbfc9a6ef657a2524f05d78");
    ck_assert(server_spotlights_key(key, 1700000001000, "424242",
                                    "a \"b\" \xc3\xa9"));
    ck_assert_str_eq(key, "10cb020c40e7e39dfcbe39837dcd5556");
}
END_TEST

START_TEST(lists_objects_and_not_frames) {
    server_spotlights s = {0};
    expect(&s, "SPOTLIGHTS []");
    add(&s, "{\"key\":\"a\",\"data\":\"x\"}");
    add(&s, "{\"key\":\"b\"}");
    add(&s, "{\"key\":\"\"}");
    add(&s, "{\"key\":7}");
    add(&s, "null");
    expect(&s, "SPOTLIGHTS [{\"key\":\"a\",\"data\":\"x\"},{\"key\":\"b\"}]");
    add(&s, "{\"key\":\"a\"}");
    expect(&s, "SPOTLIGHTS [{\"key\":\"b\"},{\"key\":\"a\"}]");
    ck_assert(server_spotlights_remove(&s, "b"));
    ck_assert(!server_spotlights_remove(&s, "b"));
    expect(&s, "SPOTLIGHTS [{\"key\":\"a\"}]");
    server_spotlights_free(&s);
}
END_TEST

START_TEST(keeps_the_last_fifty) {
    server_spotlights s = {0};
    char payload[32];
    for (int i = 0; i <= SERVER_SPOTLIGHTS; i++) {
        snprintf(payload, sizeof payload, "{\"key\":\"%d\"}", i);
        add(&s, payload);
    }
    ck_assert(!server_spotlights_remove(&s, "0"));
    ck_assert(server_spotlights_remove(&s, "1"));
    ck_assert(server_spotlights_remove(&s, "50"));
    server_spotlights_free(&s);
}
END_TEST

TEST_MAIN("server_spotlights", names_a_message_by_its_hash,
          lists_objects_and_not_frames, keeps_the_last_fifty)
