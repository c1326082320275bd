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
        "{\"id\":18446744073709551615,\"nick\":[],\"features\":true}",
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

START_TEST(a_list_that_lost_elements_is_an_object) {
    reader r = {0};
    const dgg_user *user = read_user(
        &r, "{\"nick\":\"a\",\"features\":{\"0\":\"admin\",\"2\":\"bot\"},"
            "\"roles\":{\"1\":\"ADMIN\"}}");
    ck_assert_uint_eq(user->feature_count, 2);
    ck_assert_str_eq(user->features[1], "bot");
    ck_assert_uint_eq(user->role_count, 1);
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

START_TEST(reads_all_that_is_known_of_a_user) {
    reader r = {0};
    const dgg_user *user = read_user(
        &r, "{\"id\":7,\"nick\":\"anna\",\"roles\":[\"USER\",5,\"HOST\"],"
            "\"features\":[\"vip\"],\"createdDate\":\"1970-01-02T00:00:01Z\","
            "\"watching\":{\"platform\":\"kick\",\"id\":\"destiny\"},"
            "\"subscription\":{\"tier\":2,\"source\":\"destiny.gg\"}}");
    ck_assert_uint_eq(user->role_count, 2);
    ck_assert_str_eq(user->roles[0], "USER");
    ck_assert_str_eq(user->roles[1], "HOST");
    ck_assert_int_eq(user->created_ms, 86401000);
    ck_assert_str_eq(user->watching.platform, "kick");
    ck_assert_str_eq(user->watching.id, "destiny");
    ck_assert_int_eq(user->subscription.tier, 2);
    ck_assert_str_eq(user->subscription.source, "destiny.gg");
    ck_assert_uint_eq(user->sent, DGG_USER_ID | DGG_USER_FEATURES |
                                      DGG_USER_ROLES | DGG_USER_CREATED |
                                      DGG_USER_WATCHING |
                                      DGG_USER_SUBSCRIPTION);
    end(&r);
}
END_TEST

START_TEST(says_which_members_were_sent) {
    static const struct {
        const char *text;
        unsigned sent;
    } rows[] = {
        {"{\"nick\":\"anna\"}", 0},
        {"{\"id\":0}", DGG_USER_ID},
        {"{\"id\":\"x\"}", 0},
        {"{\"features\":[]}", DGG_USER_FEATURES},
        {"{\"features\":null}", 0},
        {"{\"roles\":[]}", DGG_USER_ROLES},
        {"{\"roles\":\"MODERATOR\"}", 0},
        {"{\"createdDate\":null}", 0},
        {"{\"createdDate\":\"yesterday\"}", 0},
        {"{\"createdDate\":\"1969-01-01T00:00:00Z\"}", 0},
        {"{\"createdDate\":1706393023149}", 0},
        {"{\"watching\":null}", DGG_USER_WATCHING},
        {"{\"watching\":{}}", DGG_USER_WATCHING},
        {"{\"watching\":\"kick\"}", 0},
        {"{\"subscription\":null}", DGG_USER_SUBSCRIPTION},
        {"{\"subscription\":[]}", 0},
    };
    reader r = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ck_assert_msg(read_user(&r, rows[i].text)->sent == rows[i].sent, "%s",
                      rows[i].text);
        ck_assert_str_eq(r.user.watching.platform, "");
        ck_assert_str_eq(r.user.subscription.source, "");
    }
    end(&r);
}
END_TEST

START_TEST(wrong_types_inside_count_as_absent) {
    reader r = {0};
    const dgg_user *user =
        read_user(&r, "{\"watching\":{\"platform\":null,\"id\":5},"
                      "\"subscription\":{\"tier\":99,\"source\":[]}}");
    ck_assert_str_eq(user->watching.platform, "");
    ck_assert_str_eq(user->watching.id, "");
    ck_assert_int_eq(user->subscription.tier, 0);
    ck_assert_str_eq(user->subscription.source, "");
    end(&r);
}
END_TEST

START_TEST(roles_are_cut_to_their_bound) {
    reader r = {0};
    char text[1000] = "{\"roles\":[\"USER\"";
    for (int i = 0; i < DGG_ROLES; i++) {
        strcat(text, ",\"HOST\"");
    }
    strcat(text, "]}");
    ck_assert_uint_eq(read_user(&r, text)->role_count, DGG_ROLES);
    end(&r);
}
END_TEST

TEST_MAIN("frame_user", reads_a_user, wrong_types_give_an_empty_user,
          users_are_cut_to_their_bounds, a_list_that_lost_elements_is_an_object,
          reads_all_that_is_known_of_a_user, says_which_members_were_sent,
          wrong_types_inside_count_as_absent, roles_are_cut_to_their_bound)
