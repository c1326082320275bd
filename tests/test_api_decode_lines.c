#include "decode_case.h"

START_TEST(reads_frames) {
    decode_case c;
    decode_good(&c, api_decode_frames, "[\"MSG {\\\"a\\\":1}\",7,\"x\"]");
    ck_assert_uint_eq(c.answer.as.frames.count, 2);
    ck_assert_str_eq(c.answer.as.frames.list[0], "MSG {\"a\":1}");
    ck_assert_str_eq(c.answer.as.frames.list[1], "x");
    decode_end(&c);
    decode_good(&c, api_decode_frames, "null");
    ck_assert_uint_eq(c.answer.as.frames.count, 0);
    decode_end(&c);
    decode_bad(api_decode_frames, "3", DGG_ERROR_NOT_JSON);
}
END_TEST

static void expect_stalk(const char *body) {
    decode_case c;
    decode_good(&c, api_decode_lines, body);
    const dgg_lines *lines = &c.answer.as.lines;
    ck_assert_uint_eq(lines->count, 2);
    ck_assert_str_eq(lines->list[0].nick, "bird");
    ck_assert_str_eq(lines->list[0].text, "one");
    ck_assert_int_eq(lines->list[0].timestamp_ms, 1588334400000);
    ck_assert_str_eq(lines->list[1].text, "two");
    decode_end(&c);
}

#define LINES                                         \
    "[{\"timestamp\":1588334400,\"text\":\"one\"},7," \
    "{\"timestamp\":\"1588334401\",\"text\":\"two\"},{}]"

START_TEST(reads_a_stalk_in_both_shapes) {
    expect_stalk("{\"nick\":\"bird\",\"lines\":" LINES "}");
    expect_stalk("{\"success\":true,\"message\":null,\"data\":"
                 "{\"nick\":\"bird\",\"lines\":" LINES "}}");
}
END_TEST

static void expect_mention(const char *body) {
    decode_case c;
    decode_good(&c, api_decode_lines, body);
    ck_assert_uint_eq(c.answer.as.lines.count, 1);
    ck_assert_str_eq(c.answer.as.lines.list[0].nick, "carol");
    ck_assert_int_eq(c.answer.as.lines.list[0].timestamp_ms, 1588334400000);
    decode_end(&c);
}

#define MENTION "[{\"date\":1588334400,\"text\":\"hi\",\"nick\":\"carol\"}]"

START_TEST(reads_mentions_in_both_shapes) {
    expect_mention(MENTION);
    expect_mention("{\"success\":true,\"data\":" MENTION "}");
}
END_TEST

START_TEST(who_has_no_log_has_no_lines) {
    static const char *const bodies[] = {
        "{\"message\":\"didn't find any logs for this user\"}", "[]", "null",
        "{\"nick\":\"bird\",\"lines\":[]}",
        "{\"nick\":\"bird\",\"lines\":null}"};
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        decode_case c;
        decode_good(&c, api_decode_lines, bodies[i]);
        ck_assert_uint_eq(c.answer.as.lines.count, 0);
        decode_end(&c);
    }
    decode_bad(api_decode_lines, "8", DGG_ERROR_NOT_JSON);
}
END_TEST

TEST_MAIN("api_decode_lines", reads_frames, reads_a_stalk_in_both_shapes,
          reads_mentions_in_both_shapes, who_has_no_log_has_no_lines)
