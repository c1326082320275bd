#include "frame.h"
#include "test.h"

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

TEST_MAIN("frame", splits_at_the_first_space, names_are_upper_cased,
          refuses_what_is_no_frame, names_have_a_bound,
          an_unknown_payload_may_be_empty, refuses_every_cut_frame,
          a_parser_survives_what_it_refuses)
