#include "dgg_event.h"
#include "test.h"

#include <string.h>

static dgg_parser *parser;

static void set_up(void) {
    ck_assert_int_eq(dgg_parser_new(&parser), DGG_OK);
}

static void tear_down(void) {
    dgg_parser_free(parser);
    dgg_parser_free(NULL);
}

static const dgg_event *read_frame(const char *frame) {
    return dgg_parser_read(parser, frame, strlen(frame), 1000);
}

START_TEST(a_frame_becomes_an_event) {
    const dgg_event *event = read_frame(
        "MSG {\"nick\":\"bird\",\"timestamp\":7,\"data\":\"two  spaces\"}");
    ck_assert_ptr_nonnull(event);
    ck_assert_int_eq(event->kind, DGG_EVENT_MESSAGE);
    ck_assert_str_eq(event->user.nick, "bird");
    ck_assert_str_eq(event->text, "two  spaces");
    ck_assert_int_eq(event->timestamp_ms, 7);
    ck_assert_int_eq(event->received_ms, 1000);
    ck_assert(!event->is_replay);
}
END_TEST

START_TEST(one_frame_follows_the_other) {
    const dgg_event *event = read_frame("JOIN {\"nick\":\"bird\"}");
    ck_assert_int_eq(event->kind, DGG_EVENT_JOIN);
    ck_assert_int_eq(event->timestamp_ms, 1000);
    event = read_frame("NOVELTY {\"a\":1}");
    ck_assert_int_eq(event->kind, DGG_EVENT_UNKNOWN);
    ck_assert_str_eq(event->name, "NOVELTY");
}
END_TEST

START_TEST(nothing_behind_its_end_is_read) {
    const char *frames = "BROADCAST {\"data\":\"soup\"}MSG";
    const dgg_event *event =
        dgg_parser_read(parser, frames, strlen(frames) - 3, 1000);
    ck_assert_ptr_nonnull(event);
    ck_assert_str_eq(event->text, "soup");
}
END_TEST

START_TEST(what_breaks_its_rules_is_none) {
    static const char *const frames[] = {
        "", "MSG", "MSG {", "MSG {}", "a-b 1", "MUTE {\"nick\":\"bird\"}"};
    for (size_t i = 0; i < sizeof frames / sizeof *frames; i++) {
        ck_assert_msg(read_frame(frames[i]) == NULL, "%s", frames[i]);
    }
    ck_assert_ptr_nonnull(read_frame("JOIN {\"nick\":\"bird\"}"));
}
END_TEST

TEST_MAIN_WITH("event_parser", set_up, tear_down, a_frame_becomes_an_event,
               one_frame_follows_the_other, nothing_behind_its_end_is_read,
               what_breaks_its_rules_is_none)
