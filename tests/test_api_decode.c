#include "api_decode.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

typedef struct unread_result {
    arena memory;
    api_verdict verdict;
    const dgg_unread *list;
    size_t count;
} unread_result;

static api_reply reply_of(int status, const char *body) {
    return (api_reply){status, body, strlen(body)};
}

static unread_result unread(int status, const char *body) {
    unread_result result = {0};
    const api_reply reply = reply_of(status, body);
    api_decode_unread(&result.verdict, &result.memory, &reply, &result.list,
                      &result.count);
    return result;
}

static void expect_error(int status, const char *body, dgg_error error) {
    unread_result result = unread(status, body);
    ck_assert_msg(result.verdict.error == error, "%d %s: %s", status, body,
                  dgg_strerror(result.verdict.error));
    ck_assert_uint_eq(result.count, 0);
    ck_assert_str_ne(result.verdict.words, "");
    arena_free(&result.memory);
}

START_TEST(reads_unread_whispers) {
    unread_result result =
        unread(200, "[{\"messageid\":\"31\",\"username\":\"Carol\","
                    "\"timestamp\":\"2020-05-01T12:00:00+0000\","
                    "\"unread\":\"3\"},"
                    "{\"username\":\"dave\",\"unread\":1}]");
    ck_assert_int_eq(result.verdict.error, DGG_OK);
    ck_assert_uint_eq(result.count, 2);
    ck_assert_str_eq(result.list[0].nick, "Carol");
    ck_assert_int_eq(result.list[0].count, 3);
    ck_assert_int_eq(result.list[0].newest_ms, 1588334400000);
    ck_assert_str_eq(result.list[1].nick, "dave");
    ck_assert_int_eq(result.list[1].newest_ms, 0);
    arena_free(&result.memory);
}
END_TEST

static void expect_one(const char *body) {
    unread_result result = unread(200, body);
    ck_assert_int_eq(result.verdict.error, DGG_OK);
    ck_assert_uint_eq(result.count, 1);
    ck_assert_str_eq(result.list[0].nick, "a_b");
    arena_free(&result.memory);
}

START_TEST(reads_every_wrapping_of_a_list) {
    expect_one("[{\"username\":\"a_b\",\"unread\":1}]");
    expect_one("{\"3\":{\"username\":\"a_b\",\"unread\":\"1\"}}");
    expect_one("{\"success\":true,\"message\":null,\"data\":"
               "[{\"username\":\"a_b\",\"unread\":1}]}");
}
END_TEST

START_TEST(nothing_is_an_empty_list) {
    const char *const empty[] = {"[]", "null", "{\"data\":null}"};
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
        unread_result result = unread(200, empty[i]);
        ck_assert_int_eq(result.verdict.error, DGG_OK);
        ck_assert_uint_eq(result.count, 0);
        arena_free(&result.memory);
    }
}
END_TEST

START_TEST(leaves_out_entries_that_name_nobody) {
    unread_result result =
        unread(200, "[{\"unread\":1},null,7,{\"username\":\"\",\"unread\":1},"
                    "{\"username\":\"read\",\"unread\":0},"
                    "{\"username\":\"odd\",\"unread\":-4}]");
    ck_assert_int_eq(result.verdict.error, DGG_OK);
    ck_assert_uint_eq(result.count, 0);
    arena_free(&result.memory);
}
END_TEST

START_TEST(judges_the_status_before_the_body) {
    expect_error(403, "[]", DGG_ERROR_NOT_LOGGED_IN);
    expect_error(404, "<html>", DGG_ERROR_NOT_FOUND);
    expect_error(429, "slow down", DGG_ERROR_THROTTLED);
    expect_error(503, "<html>", DGG_ERROR_HTTP_STATUS);
    expect_error(303, "", DGG_ERROR_HTTP_STATUS);
}
END_TEST

START_TEST(what_is_no_list_is_not_understood) {
    expect_error(200, "<!DOCTYPE html>", DGG_ERROR_NOT_JSON);
    expect_error(200, "", DGG_ERROR_NOT_JSON);
    expect_error(200, "bannotfound", DGG_ERROR_NOT_JSON);
    expect_error(200, "\"throttled\"", DGG_ERROR_NOT_JSON);
    expect_error(200, "12", DGG_ERROR_NOT_JSON);
}
END_TEST

START_TEST(an_error_object_is_no_list) {
    expect_error(200, "{\"error\":\"User not found\"}", DGG_ERROR_NOT_FOUND);
    expect_error(200, "{\"code\":403,\"error\":\"forbidden\"}",
                 DGG_ERROR_NOT_LOGGED_IN);
    expect_error(200, "{\"code\":\"500\",\"error\":\"x\",\"id\":\"y\"}",
                 DGG_ERROR_HTTP_STATUS);
    expect_error(200, "{\"success\":false,\"message\":\"no\"}",
                 DGG_ERROR_NOT_FOUND);
}
END_TEST

START_TEST(passes_on_what_the_site_says) {
    unread_result result =
        unread(403, "{\"code\":403,\"error\":\"inactiveuser\"}");
    ck_assert_ptr_nonnull(strstr(result.verdict.words, "403"));
    ck_assert_ptr_nonnull(strstr(result.verdict.words, "inactiveuser"));
    arena_free(&result.memory);
}
END_TEST

static const char *const inbox =
    "[{\"id\":\"90\",\"userid\":\"1\",\"targetuserid\":\"2\",\"message\":"
    "\"hello \\u003cb\\u003e\",\"timestamp\":\"2020-05-01T12:00:00+0000\","
    "\"isread\":\"0\",\"deletedbysender\":\"0\",\"deletedbyreceiver\":\"0\","
    "\"from\":\"Carol\",\"to\":\"me_me\"},"
    "{\"id\":89,\"message\":\"hi\",\"isread\":true,\"from\":\"me_me\","
    "\"to\":\"Carol\"},{\"id\":88}]";

START_TEST(reads_a_conversation) {
    arena memory = {0};
    api_verdict verdict;
    const dgg_private_message *list = NULL;
    size_t count = 0;
    const api_reply reply = reply_of(200, inbox);
    api_decode_inbox(&verdict, &memory, &reply, &list, &count);
    ck_assert_int_eq(verdict.error, DGG_OK);
    ck_assert_uint_eq(count, 2);
    ck_assert_int_eq(list[0].id, 90);
    ck_assert_str_eq(list[0].from, "Carol");
    ck_assert_str_eq(list[0].to, "me_me");
    ck_assert_str_eq(list[0].text, "hello <b>");
    ck_assert_int_eq(list[0].timestamp_ms, 1588334400000);
    ck_assert(!list[0].is_read);
    ck_assert(list[1].is_read);
    arena_free(&memory);
}
END_TEST

START_TEST(a_cut_conversation_is_not_understood) {
    for (size_t bytes = 0; bytes < strlen(inbox); bytes++) {
        char *cut = malloc(bytes + 1);
        ck_assert_ptr_nonnull(cut);
        memcpy(cut, inbox, bytes);
        arena memory = {0};
        api_verdict verdict;
        const dgg_private_message *list = NULL;
        size_t count = 0;
        api_decode_inbox(&verdict, &memory, &(api_reply){200, cut, bytes},
                         &list, &count);
        ck_assert_int_eq(verdict.error, DGG_ERROR_NOT_JSON);
        ck_assert_uint_eq(count, 0);
        arena_free(&memory);
        free(cut);
    }
}
END_TEST

START_TEST(a_huge_list_is_cut) {
    enum { ENTRIES = API_ENTRIES + 100 };
    const char *entry = "{\"username\":\"abc\",\"unread\":1},";
    char *body = calloc(ENTRIES + 1, strlen(entry));
    ck_assert_ptr_nonnull(body);
    char *at = body;
    *at++ = '[';
    for (size_t i = 0; i < ENTRIES; i++) {
        memcpy(at, entry, strlen(entry));
        at += strlen(entry);
    }
    at[-1] = ']';
    unread_result result = unread(200, body);
    ck_assert_int_eq(result.verdict.error, DGG_OK);
    ck_assert_uint_eq(result.count, API_ENTRIES);
    arena_free(&result.memory);
    free(body);
}
END_TEST

TEST_MAIN("api_decode", reads_unread_whispers, reads_every_wrapping_of_a_list,
          nothing_is_an_empty_list, leaves_out_entries_that_name_nobody,
          judges_the_status_before_the_body, what_is_no_list_is_not_understood,
          an_error_object_is_no_list, passes_on_what_the_site_says,
          reads_a_conversation, a_cut_conversation_is_not_understood,
          a_huge_list_is_cut)
