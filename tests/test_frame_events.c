#include "frame.h"
#include "test.h"

#include <string.h>

#define RECEIVED 1000

typedef struct reader {
    frame_parser parser;
    dgg_event event;
} reader;

static bool accepts(reader *r, const char *frame) {
    return frame_parse(&r->parser, frame, strlen(frame), RECEIVED, &r->event);
}

static const dgg_event *read_event(reader *r, const char *frame) {
    ck_assert_msg(accepts(r, frame), "refused: %s", frame);
    return &r->event;
}

static void end(reader *r) {
    frame_parser_free(&r->parser);
}

START_TEST(msg_has_user_text_and_time) {
    reader r = {0};
    const dgg_event *e =
        read_event(&r, "MSG {\"id\":12,\"nick\":\"anna_b\",\"roles\":[],"
                       "\"features\":[\"flair13\",\"subscriber\"],"
                       "\"watching\":null,\"timestamp\":1788623391400,"
                       "\"data\":\"a \\u003e b\"}");
    ck_assert_int_eq(e->kind, DGG_EVENT_MESSAGE);
    ck_assert_str_eq(e->name, "MSG");
    ck_assert_int_eq(e->user.id, 12);
    ck_assert_str_eq(e->user.nick, "anna_b");
    ck_assert(dgg_user_has(&e->user, "subscriber"));
    ck_assert_str_eq(e->text, "a > b");
    ck_assert_int_eq(e->timestamp_ms, INT64_C(1788623391400));
    ck_assert_int_eq(e->received_ms, RECEIVED);
    end(&r);
}
END_TEST

START_TEST(the_last_of_equal_members_wins) {
    reader r = {0};
    const dgg_event *e =
        read_event(&r, "MSG {\"nick\":\"first\",\"nick\":\"second\","
                       "\"features\":[\"admin\"],\"features\":[],"
                       "\"data\":\"x\"}");
    ck_assert_str_eq(e->user.nick, "second");
    ck_assert(!dgg_user_has(&e->user, "admin"));
    end(&r);
}
END_TEST

START_TEST(presence_needs_a_nick) {
    reader r = {0};
    ck_assert_int_eq(read_event(&r, "JOIN {\"nick\":\"anna\"}")->kind,
                     DGG_EVENT_JOIN);
    ck_assert_str_eq(r.event.user.nick, "anna");
    ck_assert_int_eq(r.event.timestamp_ms, RECEIVED);
    ck_assert_int_eq(
        read_event(&r, "QUIT {\"nick\":\"anna\",\"timestamp\":5}")->kind,
        DGG_EVENT_QUIT);
    ck_assert_int_eq(r.event.timestamp_ms, 5);
    ck_assert(!accepts(&r, "JOIN {\"id\":5}"));
    ck_assert(!accepts(&r, "QUIT null"));
    end(&r);
}
END_TEST

START_TEST(me_may_be_nobody) {
    reader r = {0};
    ck_assert_str_eq(read_event(&r, "ME null")->user.nick, "");
    ck_assert_str_eq(read_event(&r, "ME {\"nick\":\"anna\"}")->user.nick,
                     "anna");
    ck_assert(!accepts(&r, "ME "));
    ck_assert(!accepts(&r, "ME {}"));
    ck_assert(!accepts(&r, "ME {\"nick\":null}"));
    end(&r);
}
END_TEST

START_TEST(whispers_have_an_id) {
    reader r = {0};
    const dgg_event *e =
        read_event(&r, "PRIVMSG {\"messageid\":1300242,\"timestamp\":9,"
                       "\"nick\":\"carol\",\"data\":\"are you there?\"}");
    ck_assert_int_eq(e->kind, DGG_EVENT_WHISPER);
    ck_assert_str_eq(e->user.nick, "carol");
    ck_assert_str_eq(e->text, "are you there?");
    ck_assert_int_eq(e->as.message_id, 1300242);
    read_event(&r, "PRIVMSG {\"messageid\":1.5,\"nick\":\"a\",\"data\":\"\"}");
    ck_assert_int_eq(r.event.as.message_id, 0);
    read_event(&r, "PRIVMSG {\"messageid\":-5,\"nick\":\"a\",\"data\":\"\"}");
    ck_assert_int_eq(r.event.as.message_id, 0);
    read_event(&r, "PRIVMSG {\"nick\":\"a\\u0000\",\"data\":\"\"}");
    ck_assert_str_eq(r.event.user.nick, "a\xEF\xBF\xBD");
    ck_assert_int_eq(read_event(&r, "PRIVMSGSENT \"\"")->kind,
                     DGG_EVENT_WHISPER_SENT);
    end(&r);
}
END_TEST

START_TEST(broadcasts_may_have_a_sender) {
    reader r = {0};
    const dgg_event *e = read_event(&r, "BROADCAST {\"data\":\"soon\"}");
    ck_assert_str_eq(e->text, "soon");
    ck_assert_str_eq(e->user.nick, "");
    e = read_event(&r, "BROADCAST {\"nick\":\"Someadmin\",\"data\":\"x\"}");
    ck_assert_str_eq(e->user.nick, "Someadmin");
    e = read_event(&r, "BROADCAST {\"nick\":\"Someadmin\",\"data\":\"x\","
                       "\"user\":{\"id\":-1,\"nick\":\"System\"}}");
    ck_assert_str_eq(e->user.nick, "System");
    ck_assert_int_eq(e->user.id, -1);
    e = read_event(&r, "BROADCAST {\"nick\":\"a\",\"data\":\"x\",\"user\":5}");
    ck_assert_str_eq(e->user.nick, "a");
    ck_assert(!accepts(&r, "BROADCAST {\"nick\":\"Someadmin\"}"));
    end(&r);
}
END_TEST

START_TEST(moderation_needs_a_target) {
    reader r = {0};
    const dgg_event *e =
        read_event(&r, "MUTE {\"nick\":\"ModMika\",\"timestamp\":7,"
                       "\"data\":\"noisyguy\",\"duration\":600}");
    ck_assert_int_eq(e->kind, DGG_EVENT_MUTE);
    ck_assert_str_eq(e->user.nick, "ModMika");
    ck_assert_str_eq(e->as.moderation.target, "noisyguy");
    ck_assert_int_eq(e->as.moderation.duration_s, 600);
    read_event(&r, "MUTE {\"data\":\"noisyguy\",\"duration\":-5}");
    ck_assert_int_eq(r.event.as.moderation.duration_s, 0);
    ck_assert_str_eq(r.event.user.nick, "");
    read_event(&r, "BAN {\"data\":\"badguy\",\"duration\":60}");
    ck_assert_int_eq(r.event.kind, DGG_EVENT_BAN);
    ck_assert_int_eq(r.event.as.moderation.duration_s, 0);
    ck_assert_int_eq(read_event(&r, "UNBAN {\"data\":\"a\"}")->kind,
                     DGG_EVENT_UNBAN);
    ck_assert_int_eq(read_event(&r, "UNMUTE {\"data\":\"a\"}")->kind,
                     DGG_EVENT_UNMUTE);
    ck_assert(!accepts(&r, "MUTE {\"nick\":\"ModMika\",\"duration\":5}"));
    ck_assert(!accepts(&r, "BAN {\"nick\":\"ModMika\",\"data\":\"\"}"));
    end(&r);
}
END_TEST

START_TEST(names_lists_who_has_a_nick) {
    reader r = {0};
    const dgg_event *e = read_event(
        &r, "NAMES {\"users\":[{\"nick\":\"anna\",\"features\":[\"vip\"]},null,"
            "{\"id\":5},\"bert\",{\"id\":6,\"nick\":\"carol\"}],"
            "\"connectioncount\":9}");
    ck_assert_int_eq(e->kind, DGG_EVENT_NAMES);
    ck_assert_int_eq(e->as.names.connection_count, 9);
    ck_assert_uint_eq(e->as.names.user_count, 2);
    ck_assert_str_eq(e->as.names.users[0].nick, "anna");
    ck_assert(dgg_user_has(&e->as.names.users[0], "vip"));
    ck_assert_str_eq(e->as.names.users[1].nick, "carol");
    ck_assert_int_eq(e->as.names.users[1].id, 6);
    end(&r);
}
END_TEST

START_TEST(names_may_be_nobody) {
    reader r = {0};
    read_event(&r, "NAMES {\"users\":null,\"connectioncount\":-4}");
    ck_assert_uint_eq(r.event.as.names.user_count, 0);
    ck_assert_int_eq(r.event.as.names.connection_count, 0);
    ck_assert_uint_eq(read_event(&r, "NAMES {}")->as.names.user_count, 0);
    ck_assert(!accepts(&r, "NAMES []"));
    ck_assert(!accepts(&r, "NAMES null"));
    ck_assert(!accepts(&r, "NAMES {\"users\":{}}"));
    end(&r);
}
END_TEST

START_TEST(names_are_cut_to_their_bound) {
    static const char user[] = ",{\"nick\":\"a\"}";
    static char frame[(DGG_NAMES_USERS + 10) * sizeof user];
    strcpy(frame, "NAMES {\"users\":[{\"nick\":\"a\"}");
    size_t at = strlen(frame);
    for (int i = 0; i < DGG_NAMES_USERS; i++) {
        memcpy(frame + at, user, sizeof user);
        at += sizeof user - 1;
    }
    strcpy(frame + at, "]}");
    reader r = {0};
    ck_assert_uint_eq(read_event(&r, frame)->as.names.user_count,
                      DGG_NAMES_USERS);
    end(&r);
}
END_TEST

START_TEST(errors_come_in_three_shapes) {
    reader r = {0};
    ck_assert_str_eq(read_event(&r, "ERR \"throttled\"")->text, "throttled");
    ck_assert(r.event.is_json);
    ck_assert_str_eq(read_event(&r, "ERR notjson")->text, "notjson");
    ck_assert(!r.event.is_json);
    ck_assert_str_eq(read_event(&r, "ERR a\xFF z")->text, "a\xEF\xBF\xBD z");
    read_event(&r, "ERR {\"description\":\"muted\",\"muteTimeLeft\":583}");
    ck_assert_str_eq(r.event.text, "muted");
    ck_assert_int_eq(r.event.as.refusal.mute_left_s, 583);
    ck_assert_str_eq(r.event.as.refusal.filtered, "");
    read_event(&r, "ERR {\"description\":\"bannedphrase\",\"filtered\":\"p\","
                   "\"muteTimeLeft\":\"soon\"}");
    ck_assert_str_eq(r.event.as.refusal.filtered, "p");
    ck_assert_int_eq(r.event.as.refusal.mute_left_s, 0);
    ck_assert(!accepts(&r, "ERR "));
    ck_assert(!accepts(&r, "ERR 5"));
    ck_assert(!accepts(&r, "ERR null"));
    ck_assert(!accepts(&r, "ERR [\"muted\"]"));
    ck_assert(!accepts(&r, "ERR {\"description\":{\"a\":1}}"));
    end(&r);
}
END_TEST

START_TEST(history_counts_its_entries) {
    reader r = {0};
    ck_assert_uint_eq(read_event(&r, "HISTORY null")->as.entry_count, 0);
    ck_assert_uint_eq(read_event(&r, "HISTORY []")->as.entry_count, 0);
    ck_assert_uint_eq(read_event(&r, "HISTORY [\"a\",1]")->as.entry_count, 2);
    ck_assert(!accepts(&r, "HISTORY {}"));
    ck_assert(!accepts(&r, "HISTORY "));
    ck_assert(!accepts(&r, "HISTORY [\"history []\"]"));
    ck_assert(accepts(&r, "HISTORY [\"HISTORY []\",\"MSG {}\"]"));
    end(&r);
}
END_TEST

START_TEST(ping_keeps_its_payload) {
    reader r = {0};
    read_event(&r, "PING {\"data\":1788623391400123456}");
    ck_assert_int_eq(r.event.kind, DGG_EVENT_PING);
    ck_assert_mem_eq(r.event.payload, "{\"data\":1788623391400123456}",
                     r.event.payload_bytes);
    end(&r);
}
END_TEST

TEST_MAIN("frame_events", msg_has_user_text_and_time,
          the_last_of_equal_members_wins, presence_needs_a_nick,
          me_may_be_nobody, whispers_have_an_id, broadcasts_may_have_a_sender,
          moderation_needs_a_target, names_lists_who_has_a_nick,
          names_may_be_nobody, names_are_cut_to_their_bound,
          errors_come_in_three_shapes, history_counts_its_entries,
          ping_keeps_its_payload)
