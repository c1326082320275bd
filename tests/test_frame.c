#include "frame.h"
#include "test.h"
#include "utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RECEIVED 1000

/* Parses from memory of exactly that size, so that a sanitizer sees a read
 * past the end. */
static bool accepts_bytes(const char *text, size_t bytes) {
    frame_parser parser = {0};
    dgg_event event;
    char *exact = malloc(bytes > 0 ? bytes : 1);
    ck_assert_ptr_nonnull(exact);
    memcpy(exact, text, bytes);
    bool is_accepted = frame_parse(&parser, exact, bytes, RECEIVED, &event);
    frame_parser_free(&parser);
    free(exact);
    return is_accepted;
}

static bool accepts(const char *text) {
    return accepts_bytes(text, strlen(text));
}

START_TEST(splits_at_the_first_space) {
    frame_parser parser = {0};
    dgg_event event;
    const char *text = "FUTURE_THING  {\"a\": 1}";
    ck_assert(frame_parse(&parser, text, strlen(text), RECEIVED, &event));
    ck_assert_int_eq(event.kind, DGG_EVENT_UNKNOWN);
    ck_assert_str_eq(event.name, "FUTURE_THING");
    ck_assert_uint_eq(event.payload_bytes, 9);
    ck_assert_mem_eq(event.payload, " {\"a\": 1}", 9);
    ck_assert(event.is_json);
    ck_assert(!event.is_replay);
    ck_assert_int_eq(event.received_ms, RECEIVED);
    ck_assert_int_eq(event.timestamp_ms, RECEIVED);
    ck_assert_str_eq(event.text, "");
    ck_assert_str_eq(event.user.nick, "");
    frame_parser_free(&parser);
}
END_TEST

START_TEST(names_are_upper_cased) {
    frame_parser parser = {0};
    dgg_event event;
    ck_assert(frame_parse(&parser, "pInG 1", 6, RECEIVED, &event));
    ck_assert_int_eq(event.kind, DGG_EVENT_PING);
    ck_assert_str_eq(event.name, "PING");
    ck_assert(frame_parse(&parser, "msg2 1", 6, RECEIVED, &event));
    ck_assert_int_eq(event.kind, DGG_EVENT_UNKNOWN);
    ck_assert_str_eq(event.name, "MSG2");
    frame_parser_free(&parser);
}
END_TEST

START_TEST(refuses_what_is_no_frame) {
    static const char *const texts[] = {
        "",
        " ",
        "MSG",
        " {}",
        "M\xD0\x80SG {}",
        "\xEF\xBB\xBFPING {}",
        "{\"a\": 1}",
        "PING\t{}",
        "PING\n {}",
        "PI-NG {}",
        "FUTURE_THING x",
        "FUTURE_THING {",
        "FUTURE_THING {} {}",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ck_assert_msg(!accepts(texts[i]), "%s", texts[i]);
    }
    ck_assert(!accepts_bytes("PI\0NG {}", 8));
}
END_TEST

START_TEST(names_have_a_bound) {
    char text[100];
    memset(text, 'A', sizeof text);
    memcpy(text + 63, " 1", 2);
    ck_assert(accepts_bytes(text, 65));
    text[63] = 'A';
    memcpy(text + 64, " 1", 2);
    ck_assert(!accepts_bytes(text, 66));
    ck_assert(!accepts_bytes(text, 64));
}
END_TEST

START_TEST(an_unknown_payload_may_be_empty) {
    frame_parser parser = {0};
    dgg_event event;
    ck_assert(frame_parse(&parser, "RELOAD ", 7, RECEIVED, &event));
    ck_assert_str_eq(event.name, "RELOAD");
    ck_assert_uint_eq(event.payload_bytes, 0);
    ck_assert(!event.is_json);
    frame_parser_free(&parser);
}
END_TEST

START_TEST(refuses_every_cut_frame) {
    static const char *const texts[] = {
        "MSG {\"id\":1,\"nick\":\"anna\",\"features\":[\"a\",\"b\"],"
        "\"timestamp\":5,\"data\":\"x \\u00e4 \xF0\x9F\x98\x80\"}",
        "NAMES {\"users\":[{\"nick\":\"a\"},{\"nick\":\"b\"}],"
        "\"connectioncount\":2}",
        "ERR {\"description\":\"muted\",\"muteTimeLeft\":5}",
        "HISTORY [\"MSG {\\\"nick\\\":\\\"a\\\",\\\"data\\\":\\\"b\\\"}\"]",
        "MUTE {\"nick\":\"mod\",\"data\":\"bert\",\"duration\":60}",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        size_t bytes = strlen(texts[i]);
        for (size_t cut = 0; cut < bytes; cut++) {
            ck_assert_msg(!accepts_bytes(texts[i], cut), "%s cut at %zu",
                          texts[i], cut);
        }
        ck_assert(accepts_bytes(texts[i], bytes));
    }
}
END_TEST

START_TEST(a_parser_survives_what_it_refuses) {
    frame_parser parser = {0};
    dgg_event event;
    const char *good = "MSG {\"nick\":\"anna\",\"data\":\"hi\"}";
    for (int i = 0; i < 3; i++) {
        ck_assert(!frame_parse(&parser, "MSG {", 5, RECEIVED, &event));
        ck_assert(frame_parse(&parser, good, strlen(good), RECEIVED, &event));
        ck_assert_str_eq(event.text, "hi");
    }
    frame_parser_free(&parser);
}
END_TEST

/* Forms of invalid UTF-8, and how many bytes of each are no character. */
static const struct {
    const char *bytes;
    size_t replaced;
} invalid[] = {
    {"\xC0\x80", 2}, /* overlong */
    {"\xC1\xBF", 2},
    {"\xE0\x80\x80", 3},
    {"\xE0\x9F\xBF", 3},
    {"\xF0\x80\x80\x80", 4},
    {"\xF0\x8F\xBF\xBF", 4},
    {"\xED\xA0\x80", 3}, /* surrogates */
    {"\xED\xBF\xBF", 3},
    {"\xF4\x90\x80\x80", 4}, /* above U+10FFFF */
    {"\xF5\x80\x80\x80", 4},
    {"\xFE", 1}, /* no byte of UTF-8 */
    {"\xFF", 1},
    {"\x80", 1}, /* continues nothing */
    {"\xBF\xBF", 2},
    {"\xC3", 1}, /* truncated */
    {"\xE2\x82", 2},
    {"\xF0\x9F\x98", 3},
};
enum { INVALID = sizeof invalid / sizeof *invalid };

#define FFFD "\xEF\xBF\xBD"

static void expect_repaired(const char *format, size_t i) {
    char text[128];
    char expected[32] = "a";
    frame_parser parser = {0};
    dgg_event event;
    snprintf(text, sizeof text, format, invalid[i].bytes);
    for (size_t n = 0; n < invalid[i].replaced; n++) {
        strcat(expected, FFFD);
    }
    strcat(expected, "b");
    ck_assert_msg(frame_parse(&parser, text, strlen(text), RECEIVED, &event),
                  "%zu: %s", i, format);
    ck_assert_str_eq(event.text, expected);
    frame_parser_free(&parser);
}

START_TEST(repairs_invalid_utf8_in_texts) {
    for (size_t i = 0; i < INVALID; i++) {
        expect_repaired("MSG {\"nick\":\"ann\",\"data\":\"a%sb\"}", i);
        expect_repaired("PRIVMSG {\"nick\":\"ann\",\"data\":\"a%sb\"}", i);
        expect_repaired("BROADCAST {\"data\":\"a%sb\"}", i);
        expect_repaired("ERR {\"description\":\"a%sb\"}", i);
        expect_repaired("ERR \"a%sb\"", i);
        expect_repaired("ERR a%sb", i);
    }
}
END_TEST

START_TEST(refuses_invalid_utf8_outside_of_strings) {
    static const char *const formats[] = {
        "%sMSG {\"nick\":\"ann\",\"data\":\"b\"}",
        "MS%s {\"nick\":\"ann\",\"data\":\"b\"}",
        "MSG%s {\"nick\":\"ann\",\"data\":\"b\"}",
        "MSG %s{\"nick\":\"ann\",\"data\":\"b\"}",
        "MSG {%s\"nick\":\"ann\",\"data\":\"b\"}",
        "MSG {\"nick\":%s\"ann\",\"data\":\"b\"}",
        "MSG {\"nick\":\"ann\",\"data\":\"b\"%s}",
        "MSG {\"nick\":\"ann\",\"data\":\"b\"}%s",
        "MSG {\"nick\":\"ann\",\"timestamp\":1%s,\"data\":\"b\"}",
        "FUTURE_THING tru%s",
    };
    for (size_t i = 0; i < INVALID; i++) {
        for (size_t j = 0; j < sizeof formats / sizeof *formats; j++) {
            char text[128];
            snprintf(text, sizeof text, formats[j], invalid[i].bytes);
            ck_assert_msg(!accepts(text), "%zu: %s", i, formats[j]);
        }
    }
}
END_TEST

/* What stands in a name or a list is a string as well: nothing invalid may
 * come out of one. */
START_TEST(hands_on_valid_utf8_only) {
    for (size_t i = 0; i < INVALID; i++) {
        char text[256];
        frame_parser parser = {0};
        dgg_event event;
        snprintf(text, sizeof text,
                 "MSG {\"nick\":\"a%sb\",\"features\":[\"%s\"],\"data\":\"c\","
                 "\"%s\":1}",
                 invalid[i].bytes, invalid[i].bytes, invalid[i].bytes);
        ck_assert(frame_parse(&parser, text, strlen(text), RECEIVED, &event));
        ck_assert(utf8_is_valid(event.user.nick, strlen(event.user.nick)));
        ck_assert_uint_eq(event.user.feature_count, 1);
        const char *feature = event.user.features[0];
        ck_assert(utf8_is_valid(feature, strlen(feature)));
        frame_parser_free(&parser);
    }
}
END_TEST

TEST_MAIN("frame", splits_at_the_first_space, names_are_upper_cased,
          refuses_what_is_no_frame, names_have_a_bound,
          an_unknown_payload_may_be_empty, refuses_every_cut_frame,
          a_parser_survives_what_it_refuses, repairs_invalid_utf8_in_texts,
          refuses_invalid_utf8_outside_of_strings, hands_on_valid_utf8_only)
