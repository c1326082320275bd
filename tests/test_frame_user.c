#include "frame_user.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

/* The document and memory of one test. */
typedef struct reader {
    json_doc doc;
    arena memory;
    dgg_user user;
} reader;

static json_value parse(reader *r, const char *text) {
    ck_assert_msg(json_parse(&r->doc, text, strlen(text)), "%s", text);
    return json_root(&r->doc);
}

static const dgg_user *read_user(reader *r, const char *text) {
    frame_fields fields = frame_fields_of(parse(r, text));
    ck_assert(frame_read_user(&fields, &r->memory, &r->user));
    return &r->user;
}

static void end(reader *r) {
    json_doc_free(&r->doc);
    arena_free(&r->memory);
}

START_TEST(reads_a_user) {
    reader r = {0};
    const dgg_user *user = read_user(
        &r,
        "{\"id\":\"7\",\"nick\":\"anna\",\"features\":[\"a\",1,null,\"b\"]}");
    ck_assert_int_eq(user->id, 7);
    ck_assert_str_eq(user->nick, "anna");
    ck_assert_uint_eq(user->feature_count, 2);
    ck_assert_str_eq(user->features[0], "a");
    ck_assert_str_eq(user->features[1], "b");
    end(&r);
}
END_TEST

START_TEST(wrong_types_give_an_empty_user) {
    static const char *const texts[] = {
        "{}",
        "null",
        "[]",
        "{\"id\":null,\"nick\":null,\"features\":null}",
        "{\"id\":1.5,\"nick\":5,\"features\":\"admin\"}",
        "{\"id\":18446744073709551615,\"nick\":[],\"features\":{\"a\":\"b\"}}",
    };
    reader r = {0};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const dgg_user *user = read_user(&r, texts[i]);
        ck_assert_int_eq(user->id, 0);
        ck_assert_str_eq(user->nick, "");
        ck_assert_uint_eq(user->feature_count, 0);
    }
    end(&r);
}
END_TEST

START_TEST(users_are_cut_to_their_bounds) {
    reader r = {0};
    char text[4000] = "{\"nick\":\"";
    memset(text + strlen(text), 'n', DGG_NICK_BYTES + 1);
    strcat(text, "\",\"features\":[\"f\"");
    for (int i = 0; i < 2 * DGG_FEATURES; i++) {
        strcat(text, ",\"f\"");
    }
    strcat(text, "]}");
    const dgg_user *user = read_user(&r, text);
    ck_assert_uint_eq(strlen(user->nick), DGG_NICK_BYTES);
    ck_assert_uint_eq(user->feature_count, DGG_FEATURES);
    end(&r);
}
END_TEST

TEST_MAIN("frame_user", reads_a_user, wrong_types_give_an_empty_user,
          users_are_cut_to_their_bounds)
