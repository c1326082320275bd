#include "json.h"
#include "test.h"

#include <stdlib.h>

START_TEST(writes_an_object_of_strings) {
    char *text = json_write_object("nick", "anna", "data", "a \"b\"\n<", NULL);
    ck_assert_str_eq(text, "{\"nick\":\"anna\",\"data\":\"a \\\"b\\\"\\n<\"}");
    free(text);
    text = json_write_object(NULL);
    ck_assert_str_eq(text, "{}");
    free(text);
}
END_TEST

START_TEST(writes_raw_utf8) {
    char *text = json_write_string("\xF0\x9F\x98\x80\x1B");
    ck_assert_str_eq(text, "\"\xF0\x9F\x98\x80\\u001b\"");
    free(text);
}
END_TEST

TEST_MAIN("json_write", writes_an_object_of_strings, writes_raw_utf8)
