#include "frame_fields.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

/* The document and memory of one test. */
typedef struct reader {
    json_doc doc;
    arena memory;
} reader;

static json_value parse(reader *r, const char *text) {
    ck_assert_msg(json_parse(&r->doc, text, strlen(text)), "%s", text);
    return json_root(&r->doc);
}

static void end(reader *r) {
    json_doc_free(&r->doc);
    arena_free(&r->memory);
}

START_TEST(timestamps_are_taken_or_left_or_refused) {
    static const struct {
        const char *text;
        bool is_accepted;
        int64_t expected;
    } rows[] = {
        {"1788623391400", true, INT64_C(1788623391400)},
        {"\"5\"", true, 5},
        {"null", true, 1},
        {"0", true, 1},
        {"-5", true, 1},
        {"253402300799999", true, INT64_C(253402300799999)},
        {"253402300800000", true, 1},
        {"9223372036854775807", true, 1},
        {"9223372036854775808", false, 1},
        {"1.5", false, 1},
        {"\"soon\"", false, 1},
        {"[]", false, 1},
    };
    reader r = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t ms = 1;
        bool is_accepted = frame_read_timestamp(parse(&r, rows[i].text), &ms);
        ck_assert_msg(is_accepted == rows[i].is_accepted, "%s", rows[i].text);
        ck_assert_int_eq(ms, rows[i].expected);
    }
    int64_t ms = 1;
    ck_assert(frame_read_timestamp((json_value){0}, &ms));
    end(&r);
}
END_TEST

START_TEST(seconds_are_bounded) {
    reader r = {0};
    ck_assert_int_eq(frame_read_seconds(parse(&r, "600")), 600);
    ck_assert_int_eq(frame_read_seconds(parse(&r, "-5")), 0);
    ck_assert_int_eq(frame_read_seconds(parse(&r, "\"soon\"")), 0);
    ck_assert_int_eq(frame_read_seconds((json_value){0}), 0);
    ck_assert_int_eq(frame_read_seconds(parse(&r, "9223372036854775807")),
                     INT64_C(3155760000));
    end(&r);
}
END_TEST

START_TEST(texts_are_cut_to_their_bound) {
    static char text[DGG_TEXT_BYTES + 10] = "\"";
    memset(text + 1, 'x', DGG_TEXT_BYTES + 5);
    text[DGG_TEXT_BYTES + 6] = '"';
    reader r = {0};
    const char *out = NULL;
    ck_assert(frame_read_text(parse(&r, text), &r.memory, &out));
    ck_assert_uint_eq(strlen(out), DGG_TEXT_BYTES);
    ck_assert(!frame_read_text(parse(&r, "5"), &r.memory, &out));
    end(&r);
}
END_TEST

START_TEST(what_is_optional_may_be_anything) {
    static char text[DGG_NICK_BYTES + 10] = "\"";
    memset(text + 1, 'x', DGG_NICK_BYTES + 5);
    text[DGG_NICK_BYTES + 6] = '"';
    reader r = {0};
    const char *out = NULL;
    ck_assert(frame_read_optional(parse(&r, "5"), &r.memory, &out));
    ck_assert_str_eq(out, "");
    ck_assert(frame_read_optional(parse(&r, "\"a\""), &r.memory, &out));
    ck_assert_str_eq(out, "a");
    ck_assert(frame_read_word((json_value){0}, &r.memory, &out));
    ck_assert_str_eq(out, "");
    ck_assert(frame_read_word(parse(&r, text), &r.memory, &out));
    ck_assert_uint_eq(strlen(out), DGG_NICK_BYTES);
    end(&r);
}
END_TEST

START_TEST(numbers_are_bounded) {
    reader r = {0};
    ck_assert_int_eq(frame_read_quantity(parse(&r, "\"12\"")), 12);
    ck_assert_int_eq(frame_read_quantity(parse(&r, "-1")), 0);
    ck_assert_int_eq(frame_read_quantity(parse(&r, "9223372036854775807")),
                     FRAME_QUANTITY_MAX);
    ck_assert(frame_is_negative(parse(&r, "-1")));
    ck_assert(!frame_is_negative(parse(&r, "0")));
    ck_assert(!frame_is_negative(parse(&r, "[]")));
    ck_assert_int_eq(frame_read_ordinal(parse(&r, "5"), 5, 1), 5);
    ck_assert_int_eq(frame_read_ordinal(parse(&r, "6"), 5, 1), 1);
    ck_assert_int_eq(frame_read_ordinal(parse(&r, "0"), 5, 1), 1);
    ck_assert_int_eq(frame_read_ordinal((json_value){0}, 5, 0), 0);
    ck_assert(frame_read_bool(parse(&r, "true")));
    ck_assert(frame_read_bool(parse(&r, "\"1\"")));
    ck_assert(!frame_read_bool(parse(&r, "\"yes\"")));
    end(&r);
}
END_TEST

START_TEST(times_are_read_in_two_ways) {
    reader r = {0};
    int64_t ms = 1;
    ck_assert_int_eq(frame_read_ms(parse(&r, "5")), 5);
    ck_assert_int_eq(frame_read_ms(parse(&r, "253402300800000")), 0);
    ck_assert_int_eq(frame_read_ms(parse(&r, "\"soon\"")), 0);
    ck_assert_int_eq(frame_read_expiry(parse(&r, "{\"expiry\":5}")), 5);
    ck_assert_int_eq(frame_read_expiry(parse(&r, "{\"expiry\":5,"
                                                 "\"expirationTimestamp\":6}")),
                     6);
    ck_assert_int_eq(frame_read_expiry(parse(&r, "{}")), 0);
    ck_assert(frame_read_date(parse(&r, "\"soon\""), &r.memory, &ms));
    ck_assert_int_eq(ms, 1);
    ck_assert(frame_read_date(parse(&r, "\"1970-01-01T00:00:02.5+0000\""),
                              &r.memory, &ms));
    ck_assert_int_eq(ms, 2500);
    end(&r);
}
END_TEST

TEST_MAIN("frame_fields", timestamps_are_taken_or_left_or_refused,
          seconds_are_bounded, texts_are_cut_to_their_bound,
          what_is_optional_may_be_anything, numbers_are_bounded,
          times_are_read_in_two_ways)
