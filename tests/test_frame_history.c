#include "frame.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RECEIVED 1000
#define ENTRY(nick, text) \
    "\"MSG {\\\"nick\\\":\\\"" nick "\\\",\\\"data\\\":\\\"" text "\\\"}\""

typedef struct reader {
    frame_parser parser;
    frame_history history;
    dgg_event event;
    dgg_event entry;
} reader;

static void begin(reader *r, const char *frame) {
    ck_assert(
        frame_parse(&r->parser, frame, strlen(frame), RECEIVED, &r->event));
    ck_assert(frame_history_begin(&r->history, &r->event));
}

static const char *next_text(reader *r) {
    ck_assert(frame_history_next(&r->history, RECEIVED, &r->entry));
    return r->entry.text;
}

static bool is_over(reader *r) {
    return !frame_history_next(&r->history, RECEIVED, &r->entry);
}

static void end(reader *r) {
    frame_history_free(&r->history);
    frame_parser_free(&r->parser);
}

START_TEST(entries_come_in_order_as_replays) {
    reader r = {0};
    begin(&r, "HISTORY [" ENTRY("anna", "one") "," ENTRY("bert", "two") "]");
    ck_assert_str_eq(next_text(&r), "one");
    ck_assert_int_eq(r.entry.kind, DGG_EVENT_MESSAGE);
    ck_assert(r.entry.is_replay);
    ck_assert_str_eq(r.entry.user.nick, "anna");
    ck_assert_str_eq(next_text(&r), "two");
    ck_assert(is_over(&r));
    ck_assert(is_over(&r));
    ck_assert_uint_eq(r.history.rejected, 0);
    ck_assert_uint_eq(r.event.as.entry_count, 2);
    end(&r);
}
END_TEST

START_TEST(broken_entries_do_not_stop_the_rest) {
    reader r = {0};
    begin(&r, "HISTORY [1,null,{\"a\":1}," ENTRY(
                  "anna",
                  "one") ",\"MSG {broken\",\"\",\"NOSPACE\"," ENTRY("bert",
                                                                    "two") "]");
    ck_assert_str_eq(next_text(&r), "one");
    ck_assert_str_eq(next_text(&r), "two");
    ck_assert(is_over(&r));
    ck_assert_uint_eq(r.history.rejected, 6);
    end(&r);
}
END_TEST

START_TEST(what_must_not_act_again_is_skipped) {
    reader r = {0};
    begin(
        &r,
        "HISTORY [\"HISTORY []\",\"PAIDEVENTS []\",\"NAMES {}\",\"ME null\","
        "\"PING 1\",\"PONG 1\",\"ERR \\\"banned\\\"\",\"RELOAD \","
        "\"REFRESH {}\",\"PRIVMSGSENT 1\",\"USERSDELTA {}\","
        "\"JOIN {\\\"nick\\\":\\\"a\\\"}\",\"QUIT {\\\"nick\\\":\\\"a\\\"}\","
        "\"UPDATEUSER {\\\"nick\\\":\\\"a\\\"}\",\"VOTECAST {\\\"vote\\\":1}\","
        "\"VOTECOUNTED {\\\"vote\\\":1}\",\"POLLSTOP {}\","
        "\"POLLSTART {\\\"options\\\":[\\\"a\\\"]}\",\"SPOTLIGHTS []\"," ENTRY(
            "anna", "one") "]");
    ck_assert_str_eq(next_text(&r), "one");
    ck_assert(is_over(&r));
    ck_assert_uint_eq(r.history.rejected, 0);
    end(&r);
}
END_TEST

START_TEST(what_was_said_and_done_is_told_again) {
    static const char *const names[] = {"MSG",   "MUTE",      "UNMUTE",
                                        "BAN",   "UNBAN",     "DEATH",
                                        "XPOST", "BROADCAST", "SOONER"};
    reader r = {0};
    char frame[2000] = "HISTORY [";
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        strcat(strcat(strcat(frame, i > 0 ? ",\"" : "\""), names[i]),
               " {\\\"nick\\\":\\\"a\\\",\\\"data\\\":\\\"b\\\","
               "\\\"text\\\":\\\"c\\\"}\"");
    }
    begin(&r, strcat(frame, "]"));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        next_text(&r);
        ck_assert_str_eq(r.entry.name, names[i]);
        ck_assert(r.entry.is_replay);
        ck_assert(!r.entry.is_bar_entry);
    }
    ck_assert(is_over(&r));
    end(&r);
}
END_TEST

START_TEST(the_event_bar_holds_what_was_paid_and_posted) {
    static const char *const names[] = {"SUBSCRIPTION",
                                        "GIFTSUB",
                                        "MASSGIFT",
                                        "DONATION",
                                        "XPOST",
                                        "VESTABOARD_LEAD",
                                        "VESTABOARD_HOURLY",
                                        "VESTABOARD_RESET",
                                        "SPOTLIGHT"};
    reader r = {0};
    char frame[3000] = "PAIDEVENTS [\"PIN {}\",\"FUTURE_THING 1\",7";
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        strcat(strcat(strcat(frame, ",\""), names[i]),
               " {\\\"giftee\\\":\\\"a\\\",\\\"key\\\":\\\"b\\\","
               "\\\"text\\\":\\\"c\\\"}\",\"DONATION {oops\"");
    }
    begin(&r, strcat(frame, "," ENTRY("anna", "one") ",\"HISTORY []\","
                                                     "\"PAIDEVENTS []\"]"));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        next_text(&r);
        ck_assert_str_eq(r.entry.name, names[i]);
        ck_assert(r.entry.is_replay);
        ck_assert(r.entry.is_bar_entry);
    }
    ck_assert(is_over(&r));
    ck_assert_uint_eq(r.history.rejected, 10);
    end(&r);
}
END_TEST

START_TEST(an_empty_history_has_no_entries) {
    reader r = {0};
    begin(&r, "HISTORY null");
    ck_assert(is_over(&r));
    begin(&r, "HISTORY []");
    ck_assert(is_over(&r));
    end(&r);
}
END_TEST

START_TEST(only_lists_of_frames_can_be_taken_apart) {
    frame_history history = {0};
    dgg_event event = {.kind = DGG_EVENT_PING, .payload = "[]"};
    event.payload_bytes = 2;
    ck_assert(!frame_history_begin(&history, &event));
    ck_assert(!frame_history_next(&history, RECEIVED, &event));
    frame_history_free(&history);
}
END_TEST

START_TEST(the_last_entries_of_too_many_come) {
    size_t size = (DGG_HISTORY_ENTRIES + 10) * 16 + 100;
    char *frame = malloc(size);
    ck_assert_ptr_nonnull(frame);
    size_t at = (size_t)snprintf(frame, size, "HISTORY [\"A_0 0\"");
    for (int i = 1; i < DGG_HISTORY_ENTRIES + 5; i++) {
        at += (size_t)snprintf(frame + at, size - at, ",\"A_%d 0\"", i);
    }
    snprintf(frame + at, size - at, "]");
    reader r = {0};
    begin(&r, frame);
    ck_assert_uint_eq(r.event.as.entry_count, DGG_HISTORY_ENTRIES);
    next_text(&r);
    ck_assert_str_eq(r.entry.name, "A_5");
    size_t count = 1;
    while (!is_over(&r)) {
        count++;
    }
    ck_assert_uint_eq(count, DGG_HISTORY_ENTRIES);
    end(&r);
    free(frame);
}
END_TEST

TEST_MAIN("frame_history", entries_come_in_order_as_replays,
          broken_entries_do_not_stop_the_rest,
          what_must_not_act_again_is_skipped,
          what_was_said_and_done_is_told_again,
          the_event_bar_holds_what_was_paid_and_posted,
          an_empty_history_has_no_entries,
          only_lists_of_frames_can_be_taken_apart,
          the_last_entries_of_too_many_come)
