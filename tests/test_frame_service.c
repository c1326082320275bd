#include "frame_case.h"

START_TEST(errors_come_in_three_shapes) {
    frame_case c = {0};
    ck_assert_str_eq(case_read(&c, "ERR 'throttled'")->text, "throttled");
    ck_assert(c.event.is_json);
    ck_assert_str_eq(case_read(&c, "ERR notjson")->text, "notjson");
    ck_assert(!c.event.is_json);
    ck_assert_str_eq(case_read(&c, "ERR a\xFF z")->text, "a\xEF\xBF\xBD z");
    case_read(&c, "ERR {'description':'muted','muteTimeLeft':583}");
    ck_assert_str_eq(c.event.text, "muted");
    ck_assert_int_eq(c.event.as.refusal.mute_left_s, 583);
    ck_assert_str_eq(c.event.as.refusal.filtered, "");
    case_end(&c);
}
END_TEST

START_TEST(errors_say_what_was_filtered) {
    frame_case c = {0};
    case_read(&c, "ERR {'description':'bannedphrase','filtered':'p',"
                  "'muteTimeLeft':'soon'}");
    ck_assert_str_eq(c.event.as.refusal.filtered, "p");
    ck_assert_int_eq(c.event.as.refusal.mute_left_s, 0);
    case_read(&c, "ERR {'description':'bannedphrase','filtered':['p'],"
                  "'muteTimeLeft':-1}");
    ck_assert_str_eq(c.event.as.refusal.filtered, "");
    ck_assert_int_eq(c.event.as.refusal.mute_left_s, 0);
    case_end(&c);
}
END_TEST

START_TEST(errors_say_which_tier_may_talk) {
    frame_case c = {0};
    case_read(&c, "ERR {'description':'submode','tier':3}");
    ck_assert_int_eq(c.event.as.refusal.tier, 3);
    case_read(&c, "ERR {'description':'submode','tier':6}");
    ck_assert_int_eq(c.event.as.refusal.tier, 0);
    case_read(&c, "ERR {'description':'submode'}");
    ck_assert_int_eq(c.event.as.refusal.tier, 0);
    case_end(&c);
}
END_TEST

START_TEST(errors_need_a_description) {
    CASE_REFUSES("ERR ", "ERR 5", "ERR null", "ERR ['muted']", "ERR {",
                 "ERR {}", "ERR {'description':{'a':1}}", "ERR 'muted");
}
END_TEST

START_TEST(history_counts_its_entries) {
    frame_case c = {0};
    ck_assert_uint_eq(case_read(&c, "HISTORY null")->as.entry_count, 0);
    ck_assert_uint_eq(case_read(&c, "HISTORY []")->as.entry_count, 0);
    ck_assert_uint_eq(case_read(&c, "HISTORY ['a',1]")->as.entry_count, 2);
    ck_assert(case_accepts(&c, "HISTORY ['HISTORY []','MSG {}']"));
    CASE_REFUSES("HISTORY {}", "HISTORY ", "HISTORY 'x'",
                 "HISTORY ['history []']");
    case_end(&c);
}
END_TEST

START_TEST(paid_events_count_their_entries) {
    frame_case c = {0};
    ck_assert_uint_eq(case_read(&c, "PAIDEVENTS null")->as.entry_count, 0);
    ck_assert_uint_eq(case_read(&c, "PAIDEVENTS []")->as.entry_count, 0);
    ck_assert_uint_eq(case_read(&c, "PAIDEVENTS ['a',1]")->as.entry_count, 2);
    ck_assert_int_eq(c.event.kind, DGG_EVENT_PAID_EVENTS);
    CASE_REFUSES("PAIDEVENTS {}", "PAIDEVENTS ", "PAIDEVENTS 'x'",
                 "PAIDEVENTS 0");
    case_end(&c);
}
END_TEST

START_TEST(a_reload_may_hold_anything) {
    static const char *const frames[] = {"RELOAD ", "RELOAD null", "RELOAD {}",
                                         "RELOAD 'x'"};
    frame_case c = {0};
    for (size_t i = 0; i < sizeof frames / sizeof *frames; i++) {
        ck_assert_int_eq(case_read(&c, frames[i])->kind, DGG_EVENT_RELOAD);
        ck_assert_str_eq(c.event.text, "");
        ck_assert_int_eq(c.event.as.reload_ms, 0);
    }
    ck_assert_str_eq(case_read(&c, "RELOAD now\xFF")->text, "now\xEF\xBF\xBD");
    ck_assert(!c.event.is_json);
    case_end(&c);
}
END_TEST

START_TEST(ping_keeps_its_payload) {
    static const char payload[] = "{\"data\":1788623391400123456}";
    frame_case c = {0};
    case_read(&c, "PING {'data':1788623391400123456}");
    ck_assert_int_eq(c.event.kind, DGG_EVENT_PING);
    ck_assert_uint_eq(c.event.payload_bytes, strlen(payload));
    ck_assert_mem_eq(c.event.payload, payload, strlen(payload));
    case_end(&c);
}
END_TEST

START_TEST(a_pong_brings_a_text_back) {
    frame_case c = {0};
    ck_assert_str_eq(case_read(&c, "PONG 'eyJkYXRhIjoxfQ=='")->text,
                     "eyJkYXRhIjoxfQ==");
    ck_assert_int_eq(c.event.kind, DGG_EVENT_PONG);
    ck_assert_str_eq(case_read(&c, "PONG {'data':1}")->text, "");
    ck_assert_str_eq(case_read(&c, "PONG ")->text, "");
    case_end(&c);
}
END_TEST

START_TEST(a_sent_whisper_has_no_content) {
    static const char *const frames[] = {"PRIVMSGSENT ''", "PRIVMSGSENT null",
                                         "PRIVMSGSENT {'messageid':1}"};
    frame_case c = {0};
    for (size_t i = 0; i < sizeof frames / sizeof *frames; i++) {
        ck_assert_int_eq(case_read(&c, frames[i])->kind,
                         DGG_EVENT_WHISPER_SENT);
    }
    case_end(&c);
}
END_TEST

TEST_MAIN("frame_service", errors_come_in_three_shapes,
          errors_say_what_was_filtered, errors_say_which_tier_may_talk,
          errors_need_a_description, history_counts_its_entries,
          paid_events_count_their_entries, a_reload_may_hold_anything,
          ping_keeps_its_payload, a_pong_brings_a_text_back,
          a_sent_whisper_has_no_content)
