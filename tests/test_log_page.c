#include "log_page.h"
#include "test.h"

#include <string.h>

static json_doc doc;
static arena memory;
static log_page page;

static void teardown(void) {
    json_doc_free(&doc);
    arena_free(&memory);
}

static dgg_error read_page(const char *json) {
    teardown();
    ck_assert(json_parse(&doc, json, strlen(json)));
    return log_page_read(&page, json_root(&doc), &memory);
}

START_TEST(a_page_has_lines) {
    ck_assert_int_eq(
        read_page("{\"messages\":[{\"username\":\"bird\",\"channel\":"
                  "\"Destinygg\",\"text\":\"hi \\u0000\",\"ts\":"
                  "\"2020-07-09T18:03:55.123Z\",\"searchAfter\":"
                  "1594317835124},{\"username\":\"tree\",\"text\":\"\","
                  "\"ts\":\"2020-07-09T18:03:55.000Z\",\"searchAfter\":"
                  "\"1594317835000\"}]}"),
        DGG_OK);
    ck_assert_uint_eq(page.count, 2);
    ck_assert_uint_eq(page.skipped, 0);
    ck_assert_str_eq(page.list[0].line.nick, "bird");
    ck_assert_str_eq(page.list[0].line.text, "hi \xef\xbf\xbd");
    ck_assert_int_eq(page.list[0].line.timestamp_ms, 1594317835123);
    ck_assert_int_eq(page.list[0].cursor_ms, 1594317835124);
    ck_assert_str_eq(page.list[1].line.text, "");
    ck_assert_int_eq(page.list[1].cursor_ms, 1594317835000);
}
END_TEST

START_TEST(time_and_cursor_stand_in_for_each_other) {
    ck_assert_int_eq(
        read_page("{\"messages\":[{\"username\":\"a\",\"text\":\"x\",\"ts\":"
                  "\"2020-07-09T18:03:55Z\"},{\"username\":\"a\",\"text\":"
                  "\"x\",\"ts\":\"soon\",\"searchAfter\":5}]}"),
        DGG_OK);
    ck_assert_uint_eq(page.count, 2);
    ck_assert_int_eq(page.list[0].cursor_ms, 1594317835000);
    ck_assert_int_eq(page.list[1].line.timestamp_ms, 5);
}
END_TEST

START_TEST(what_is_no_line_is_counted) {
    ck_assert_int_eq(
        read_page("{\"messages\":[1,null,{},{\"username\":\"a\",\"text\":1,"
                  "\"searchAfter\":5},{\"username\":\"\",\"text\":\"x\","
                  "\"searchAfter\":5},{\"username\":\"a\",\"text\":\"x\"},"
                  "{\"username\":\"a\",\"text\":\"x\",\"searchAfter\":-5},"
                  "{\"username\":\"a\",\"text\":\"x\",\"searchAfter\":"
                  "9223372036854775807},"
                  "{\"username\":\"a\",\"text\":\"x\",\"searchAfter\":5}]}"),
        DGG_OK);
    ck_assert_uint_eq(page.count, 1);
    ck_assert_uint_eq(page.skipped, 8);
}
END_TEST

START_TEST(an_empty_page_is_the_end) {
    ck_assert_int_eq(read_page("{\"messages\":[]}"), DGG_OK);
    ck_assert_uint_eq(page.count, 0);
}
END_TEST

START_TEST(what_is_no_page_is_an_error) {
    static const char *const wrong[] = {"{}",
                                        "[]",
                                        "null",
                                        "\"x\"",
                                        "{\"messages\":\"none\"}",
                                        "{\"messages\":null}"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ck_assert_int_eq(read_page(wrong[i]), DGG_ERROR_NOT_JSON);
    }
}
END_TEST

START_TEST(a_page_is_bounded) {
    static char json[64 * (LOG_PAGE_LINES + 5)];
    strcpy(json, "{\"messages\":[");
    char *at = json + strlen(json);
    for (int i = 0; i < LOG_PAGE_LINES + 5; i++) {
        strcpy(at, "{\"username\":\"a\",\"text\":\"x\",\"searchAfter\":5},");
        at += strlen(at);
    }
    strcpy(at - 1, "]}");
    ck_assert_int_eq(read_page(json), DGG_OK);
    ck_assert_uint_eq(page.count, LOG_PAGE_LINES);
    ck_assert_uint_eq(page.skipped, 5);
}
END_TEST

TEST_MAIN_WITH("log_page", NULL, teardown, a_page_has_lines,
               time_and_cursor_stand_in_for_each_other,
               what_is_no_line_is_counted, an_empty_page_is_the_end,
               what_is_no_page_is_an_error, a_page_is_bounded)
