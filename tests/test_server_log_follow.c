#include "server_log_follow.h"
#include "server_log_scene.h"
#include "server_logs.h"

/* What is logged of the frame at 1000 ms: "nick: text", or "". */
static void expect(const char *frame, const char *expected) {
    server_logs logs = {0};
    char line[512] = "";
    server_log_follow(&logs, frame, 1000);
    if (logs.count > 0) {
        snprintf(line, sizeof line, "%s: %s", logs.lines[0].nick,
                 logs.lines[0].text);
    }
    ck_assert_str_eq(line, expected);
    server_logs_free(&logs);
}

START_TEST(logs_people_and_those_who_are_none) {
    expect("MSG {\"nick\":\"owl\",\"data\":\"hoot \\u00fc\"}",
           "owl: hoot \xc3\xbc");
    expect("MUTE {\"nick\":\"mod\",\"data\":\"owl\",\"duration\":600}",
           "Ban: owl muted by mod");
    expect("UNMUTE {\"nick\":\"mod\",\"data\":\"owl\"}",
           "Ban: owl unmuted by mod");
    expect("BAN {\"nick\":\"mod\",\"data\":\"owl\"}", "Ban: owl banned by mod");
    expect("UNBAN {\"nick\":\"mod\",\"data\":\"owl\"}",
           "Ban: owl unbanned by mod");
    expect("BROADCAST {\"data\":\"soup now\"}", "Broadcast: soup now");
    expect("BROADCAST {\"data\":\"owl is now a Tier I subscriber!\"}",
           "Subscriber: owl is now a Tier I subscriber!");
    expect("SUBSCRIPTION {\"nick\":\"owl\",\"tierLabel\":\"Tier V\"}",
           "Subscriber: owl is now a Tier V subscriber!");
    expect("GIFTSUB {\"nick\":\"owl\",\"tierLabel\":\"Tier I\","
           "\"recipient\":{\"nick\":\"bird\"}}",
           "Subscriber: bird is now a Tier I subscriber! gifted by owl");
}
END_TEST

START_TEST(logs_nothing_else) {
    expect("JOIN {\"nick\":\"owl\"}", "");
    expect("PRIVMSG {\"nick\":\"owl\",\"data\":\"psst\"}", "");
    expect("MSG {", "");
    expect("MSG", "");
    expect("", "");
}
END_TEST

static int64_t time_of(const char *frame) {
    server_logs logs = {0};
    server_log_follow(&logs, frame, 1000);
    int64_t ms = logs.lines[0].ms;
    server_logs_free(&logs);
    return ms;
}

START_TEST(takes_the_time_of_the_frame_if_it_can_be) {
    ck_assert_int_eq(time_of("MSG {\"timestamp\":7}"), 7);
    ck_assert_int_eq(time_of("MSG {}"), 1000);
    ck_assert_int_eq(time_of("MSG {\"timestamp\":-1}"), 1000);
    ck_assert_int_eq(time_of("MSG {\"timestamp\":9e18}"), 1000);
}
END_TEST

START_TEST(what_was_just_said_is_in_the_logs) {
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_log_in(&p, &s);
    peer_say(&p, "MSG {\"data\":\"hoot hoot\"}");
    free(peer_find_frame(&p, "MSG "));
    expect_visit(&s, "GET /anon/search?username=" SERVER_DEMO_NICK, "",
                 "\"text\":\"hoot hoot\"");
    expect_visit(&s,
                 "GET /Destinygg%20chatlog/current/" SERVER_DEMO_NICK ".txt",
                 "", " UTC] " SERVER_DEMO_NICK ": hoot hoot\n");
    peer_close(&p);
    scene_close(&s);
}
END_TEST

TEST_MAIN("server_log_follow", logs_people_and_those_who_are_none,
          logs_nothing_else, takes_the_time_of_the_frame_if_it_can_be,
          what_was_just_said_is_in_the_logs)
