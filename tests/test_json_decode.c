#include "json_decode.h"
#include "test.h"

#include <string.h>

/* Everything a string may hold; 12 bytes once decoded. */
static const char mixed[] = "a\\n\\u00e4\xC3\xA4\\ud83d\\ude00\\/z";
static const char decoded[] = "a\n\xC3\xA4\xC3\xA4\xF0\x9F\x98\x80/z";

START_TEST(writes_whole_characters_up_to_the_limit) {
    const size_t borders[] = {0, 1, 2, 2, 4, 4, 6, 6, 6, 6, 10, 11, 12, 12};
    for (size_t max = 0; max < sizeof borders / sizeof *borders; max++) {
        char out[16];
        memset(out, '#', sizeof out);
        size_t bytes = json_decode(out, max, mixed, strlen(mixed));
        ck_assert_uint_eq(bytes, borders[max]);
        ck_assert_mem_eq(out, decoded, bytes);
        ck_assert_int_eq(out[bytes], '#');
    }
}
END_TEST

START_TEST(compares_with_the_decoded_text) {
    size_t bytes = strlen(mixed);
    ck_assert(json_decodes_to(mixed, bytes, decoded, 12));
    ck_assert(!json_decodes_to(mixed, bytes, decoded, 11));
    ck_assert(!json_decodes_to(mixed, bytes, "a\n\xC3\xA4\xC3\xA5", 6));
    ck_assert(!json_decodes_to("", 0, "a", 1));
    ck_assert(json_decodes_to("", 0, "", 0));
}
END_TEST

TEST_MAIN("json_decode", writes_whole_characters_up_to_the_limit,
          compares_with_the_decoded_text)
