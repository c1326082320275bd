#include "decode_case.h"

START_TEST(reads_who_has_written) {
    decode_case c;
    decode_good(&c, api_decode_unread,
                "[{\"messageid\":\"31\",\"username\":\"Carol\","
                "\"timestamp\":\"2020-05-01T12:00:00+0000\","
                "\"unread\":\"3\"},{\"username\":\"dave\",\"unread\":1}]");
    const dgg_unread_list *unread = &c.answer.as.unread;
    ck_assert_uint_eq(unread->count, 2);
    ck_assert_str_eq(unread->list[0].nick, "Carol");
    ck_assert_int_eq(unread->list[0].count, 3);
    ck_assert_int_eq(unread->list[0].newest_ms, 1588334400000);
    ck_assert_str_eq(unread->list[1].nick, "dave");
    ck_assert_int_eq(unread->list[1].newest_ms, 0);
    decode_end(&c);
}
END_TEST

static void expect_one(const char *body) {
    decode_case c;
    decode_good(&c, api_decode_unread, body);
    ck_assert_uint_eq(c.answer.as.unread.count, 1);
    ck_assert_str_eq(c.answer.as.unread.list[0].nick, "a_b");
    decode_end(&c);
}

START_TEST(reads_every_wrapping_of_a_list) {
    expect_one("[{\"username\":\"a_b\",\"unread\":1}]");
    expect_one("{\"3\":{\"username\":\"a_b\",\"unread\":\"1\"}}");
    expect_one("{\"success\":true,\"message\":null,\"data\":"
               "[{\"username\":\"a_b\",\"unread\":1}]}");
}
END_TEST

START_TEST(leaves_out_entries_that_name_nobody) {
    decode_case c;
    decode_good(&c, api_decode_unread,
                "[{\"unread\":1},null,7,{\"username\":\"\",\"unread\":1},"
                "{\"username\":\"read\",\"unread\":0},"
                "{\"username\":\"odd\",\"unread\":-4}]");
    ck_assert_uint_eq(c.answer.as.unread.count, 0);
    decode_end(&c);
}
END_TEST

START_TEST(what_is_no_list_is_an_error) {
    decode_bad(api_decode_unread, "12", DGG_ERROR_NOT_JSON);
    decode_bad(api_decode_messages, "true", DGG_ERROR_NOT_JSON);
    decode_bad(api_decode_conversations, "{\"results\":7}", DGG_ERROR_NOT_JSON);
    decode_bad(api_decode_unread, "null", DGG_ERROR_SITE);
}
END_TEST

static const char inbox[] =
    "[{\"id\":\"90\",\"userid\":\"1\",\"targetuserid\":\"2\",\"message\":"
    "\"hello \\u003cb\\u003e\",\"timestamp\":\"2020-05-01T12:00:00+0000\","
    "\"isread\":\"0\",\"deletedbysender\":\"1\",\"deletedbyreceiver\":\"0\","
    "\"from\":\"Carol\",\"to\":\"me_me\"},"
    "{\"id\":89,\"message\":\"hi\",\"isread\":true,\"from\":\"me_me\","
    "\"to\":\"Carol\"},{\"id\":88}]";

START_TEST(reads_a_conversation) {
    decode_case c;
    decode_good(&c, api_decode_messages, inbox);
    const dgg_private_messages *m = &c.answer.as.messages;
    ck_assert_uint_eq(m->count, 2);
    ck_assert_uint_eq(m->rows, 3);
    ck_assert_int_eq(m->list[0].id, 90);
    ck_assert_int_eq(m->list[0].from_id, 1);
    ck_assert_int_eq(m->list[0].to_id, 2);
    ck_assert_str_eq(m->list[0].from, "Carol");
    ck_assert_str_eq(m->list[0].to, "me_me");
    ck_assert_str_eq(m->list[0].text, "hello <b>");
    ck_assert_int_eq(m->list[0].timestamp_ms, 1588334400000);
    ck_assert(!m->list[0].is_read && m->list[1].is_read);
    ck_assert(m->list[0].is_deleted_by_sender);
    ck_assert(!m->list[0].is_deleted_by_receiver);
    decode_end(&c);
    decode_cut(api_decode_messages, inbox);
}
END_TEST

START_TEST(reads_the_older_list_of_conversations) {
    decode_case c;
    decode_good(&c, api_decode_conversations,
                "[{\"id\":\"7\",\"timestamp\":\"2020-05-01T12:00:00+0000\","
                "\"userid\":\"5\",\"user\":\"Carol\",\"unread\":\"2\","
                "\"read\":\"9\",\"message\":\"hey\"},{\"id\":\"6\"}]");
    const dgg_conversations *found = &c.answer.as.conversations;
    ck_assert_uint_eq(found->count, 1);
    ck_assert_uint_eq(found->rows, 2);
    ck_assert(found->has_more);
    ck_assert_str_eq(found->list[0].nick, "Carol");
    ck_assert_str_eq(found->list[0].text, "hey");
    ck_assert_int_eq(found->list[0].user_id, 5);
    ck_assert_int_eq(found->list[0].unread, 2);
    decode_end(&c);
    decode_good(&c, api_decode_conversations, "[]");
    ck_assert(!c.answer.as.conversations.has_more);
    decode_end(&c);
}
END_TEST

static const char conversations[] =
    "{\"results\":[{\"userId\":5,\"username\":\"Carol\",\"lastMessage\":"
    "\"hey\",\"timestamp\":\"2026-05-01T12:00:00+00:00\",\"unread\":2,"
    "\"lastMessageFromMe\":true}],\"more\":true,\"nextPageOffset\":"
    "{\"timestamp\":\"2026-05-01 12:00:00.123\",\"id\":90}}";

START_TEST(reads_the_newer_list_of_conversations) {
    decode_case c;
    decode_good(&c, api_decode_conversations, conversations);
    const dgg_conversations *found = &c.answer.as.conversations;
    ck_assert_uint_eq(found->count, 1);
    ck_assert_str_eq(found->list[0].nick, "Carol");
    ck_assert(found->list[0].is_own);
    ck_assert(found->has_more);
    ck_assert_str_eq(found->next.timestamp, "2026-05-01 12:00:00.123");
    ck_assert_int_eq(found->next.id, 90);
    decode_end(&c);
    decode_good(&c, api_decode_conversations,
                "{\"results\":[],\"more\":false,\"nextPageOffset\":null}");
    ck_assert(!c.answer.as.conversations.has_more);
    ck_assert_str_eq(c.answer.as.conversations.next.timestamp, "");
    decode_end(&c);
    decode_cut(api_decode_conversations, conversations);
}
END_TEST

START_TEST(reads_a_count) {
    decode_case c;
    decode_good(&c, api_decode_count, "{\"data\":{\"count\":\"12\"}}");
    ck_assert_int_eq(c.answer.as.count, 12);
    decode_end(&c);
    decode_bad(api_decode_count, "{\"data\":{}}", DGG_ERROR_NOT_JSON);
    decode_bad(api_decode_count, "{\"data\":{\"count\":-1}}",
               DGG_ERROR_NOT_JSON);
}
END_TEST

START_TEST(a_huge_list_is_cut) {
    enum { ENTRIES = API_ENTRIES + 100 };
    static const char entry[] = "{\"username\":\"abc\",\"unread\":1},";
    char *body = calloc(ENTRIES + 1, sizeof entry);
    ck_assert_ptr_nonnull(body);
    strcpy(body, "[");
    char *at = body + 1;
    for (size_t i = 0; i < ENTRIES; i++, at += sizeof entry - 1) {
        memcpy(at, entry, sizeof entry - 1);
    }
    at[-1] = ']';
    decode_case c;
    decode_good(&c, api_decode_unread, body);
    ck_assert_uint_eq(c.answer.as.unread.count, API_ENTRIES);
    decode_end(&c);
    free(body);
}
END_TEST

TEST_MAIN("api_decode_messages", reads_who_has_written,
          reads_every_wrapping_of_a_list, leaves_out_entries_that_name_nobody,
          what_is_no_list_is_an_error, reads_a_conversation,
          reads_the_older_list_of_conversations,
          reads_the_newer_list_of_conversations, reads_a_count,
          a_huge_list_is_cut)
