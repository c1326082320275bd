#include "json.h"
#include "test.h"

#include <stdlib.h>

static void expect(const json_member *members, size_t count,
                   const char *expected) {
    char *text = json_write_object(members, count);
    ck_assert_str_eq(text, expected);
    free(text);
}

START_TEST(writes_an_object_of_strings) {
    const json_member members[] = {
        {.key = "nick", .type = JSON_STRING, .text = "anna"},
        {.key = "data", .type = JSON_STRING, .text = "a \"b\"\n<"},
    };
    expect(members, 2, "{\"nick\":\"anna\",\"data\":\"a \\\"b\\\"\\n<\"}");
    expect(NULL, 0, "{}");
}
END_TEST

START_TEST(writes_whole_numbers) {
    const json_member members[] = {
        {.key = "a", .type = JSON_NUMBER, .number = 604800000000000},
        {.key = "b", .type = JSON_NUMBER, .number = INT64_MAX},
        {.key = "c", .type = JSON_NUMBER, .number = INT64_MIN},
        {.key = "d", .type = JSON_NUMBER},
    };
    expect(members, 4,
           "{\"a\":604800000000000,\"b\":9223372036854775807,"
           "\"c\":-9223372036854775808,\"d\":0}");
}
END_TEST

START_TEST(writes_words_and_lists) {
    static const char *const texts[] = {"Yes", "\"No\""};
    const json_member members[] = {
        {.key = "a", .type = JSON_TRUE},
        {.key = "b", .type = JSON_FALSE},
        {.key = "c", .type = JSON_NULL},
        {.key = "d", .type = JSON_ARRAY, .texts = texts, .count = 2},
        {.key = "left out", .type = JSON_NONE},
    };
    expect(members, 5,
           "{\"a\":true,\"b\":false,\"c\":null,"
           "\"d\":[\"Yes\",\"\\\"No\\\"\"]}");
}
END_TEST

START_TEST(writes_raw_utf8) {
    char *text = json_write_string("\xF0\x9F\x98\x80\x1B");
    ck_assert_str_eq(text, "\"\xF0\x9F\x98\x80\\u001b\"");
    free(text);
}
END_TEST

TEST_MAIN("json_write", writes_an_object_of_strings, writes_whole_numbers,
          writes_words_and_lists, writes_raw_utf8)
