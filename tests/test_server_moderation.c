#include "server_commander.h"

#define HOUR_MS (60 * 60 * 1000)

START_TEST(a_mute_stops_talk_but_no_whispers) {
    company c;
    company_open(&c);
    expect_all_get(
        &c, "MUTE {\"data\":\"DEMO_viewer\",\"duration\":90500000000}",
        "MUTE " MODERATOR_FIELDS ",\"data\":\"DEMO_viewer\",\"duration\":90}");
    company_wait(&c, 30 * 1000);
    expect_answer(&c.viewer, "MSG {\"data\":\"hi\"}",
                  "ERR {\"description\":\"muted\",\"muteTimeLeft\":60}");
    expect_answer(&c.viewer, "PRIVMSG {\"nick\":\"bird\",\"data\":\"a\"}",
                  "PRIVMSGSENT \"\"");
    company_wait(&c, 60 * 1000 + 499);
    expect_answer(&c.viewer, "MSG {\"data\":\"hi\"}",
                  "ERR {\"description\":\"muted\",\"muteTimeLeft\":0}");
    company_wait(&c, 1);
    peer_say(&c.viewer, "MSG {\"data\":\"hi\"}");
    free(peer_find_frame(&c.viewer, "MSG "));
    company_close(&c);
}
END_TEST

START_TEST(a_mute_lasts_ten_minutes_unless_it_says) {
    company c;
    company_open(&c);
    expect_all_get(&c, "MUTE {\"data\":\"demo_viewer\",\"duration\":0}",
                   "MUTE " MODERATOR_FIELDS
                   ",\"data\":\"demo_viewer\",\"duration\":600}");
    expect_answer(&c.viewer, "MSG {\"data\":\"hi\"}",
                  "ERR {\"description\":\"muted\",\"muteTimeLeft\":600}");
    expect_all_get(&c, "UNMUTE {\"data\":\"Demo_Viewer\"}",
                   "UNMUTE " MODERATOR_FIELDS ",\"data\":\"Demo_Viewer\"}");
    peer_say(&c.viewer, "MSG {\"data\":\"hi\"}");
    free(peer_find_frame(&c.viewer, "MSG "));
    company_close(&c);
}
END_TEST

START_TEST(refuses_wrong_mutes) {
    company c;
    company_open(&c);
    peer *mod = &c.moderator;
    expect_refusal(mod, "MUTE {\"data\":\"nobody\"}", "nopermission");
    expect_refusal(mod, "MUTE {}", "nopermission");
    expect_refusal(mod, "MUTE {\"data\":\"DEMO_MODERATOR\"}", "nopermission");
    expect_refusal(mod, "MUTE {\"data\":\"demo_admin\"}", "nopermission");
    expect_refusal(mod, "MUTE {\"data\":\"bird\",\"duration\":604800000000001}",
                   "protocolerror");
    expect_refusal(mod, "MUTE {\"data\":\"bird\",\"duration\":\"1\"}",
                   "protocolerror");
    expect_refusal(mod, "MUTE {\"data\":\"bird\",\"duration\":1.5}",
                   "protocolerror");
    expect_refusal(mod, "UNMUTE {\"data\":\"\"}", "protocolerror");
    expect_refusal(mod, "UNMUTE {}", "protocolerror");
    expect_refusal(mod, "UNMUTE {\"data\":\"nobody\"}", "notfound");
    expect_refusal(&c.viewer, "UNMUTE {\"data\":\"\"}", "protocolerror");
    expect_refusal(&c.viewer, "UNMUTE {\"data\":\"bird\"}", "nopermission");
    expect_refusal(&c.nobody, "MUTE {\"data\":\"bird\"}", "nopermission");
    peer_say(mod, "MUTE {\"data\":\"bird\",\"duration\":604800000000000}");
    free(peer_find_frame(mod, "MUTE "));
    company_close(&c);
}
END_TEST

START_TEST(tells_the_muted_when_they_come_back) {
    company c;
    company_open(&c);
    peer_say(&c.moderator, "MUTE {\"data\":\"demo_viewer\"}");
    free(peer_find_frame(&c.viewer, "MUTE "));
    /* Before, between or after the rest. */
    for (int i = 0; i < 3; i++) {
        peer again;
        peer_upgrade(&again, &c.s, COMMANDER_COOKIE(SERVER_DEMO_TOKEN));
        char *frame = peer_find_frame(&again, "ERR ");
        ck_assert_str_eq(
            frame, "ERR {\"description\":\"muted\",\"muteTimeLeft\":600}");
        free(frame);
        peer_close(&again);
    }
    company_close(&c);
}
END_TEST

/* BAN or nothing, then ERR, an empty close frame, FIN. */
static void expect_thrown_out(peer *p) {
    free(peer_find_frame(p, "BAN "));
    peer_expect_frame(p, "ERR {\"description\":\"banned\"}");
    int opcode = 0;
    char *frame = peer_take_frame(p, &opcode);
    ck_assert_int_eq(opcode, 8);
    ck_assert_str_eq(frame, "");
    free(frame);
    peer_expect_end(p);
}

static void expect_forgotten(scene *s) {
    peer p;
    peer_upgrade(&p, s, COMMANDER_COOKIE(SERVER_DEMO_TOKEN));
    peer_expect_frame(&p, "ERR {\"description\":\"banned\"}");
    peer_say(&p, "PING {}");
    scene_advance(s, 20 * 1000);
    dgg_loop_service(s->loop);
    ck_assert(!p.has_ended);
    ck_assert_uint_eq(p.input.used, 0);
    peer_close(&p);
}

START_TEST(a_ban_ends_every_connection_and_forgets_the_next) {
    company c;
    company_open(&c);
    peer second;
    peer_upgrade(&second, &c.s, COMMANDER_COOKIE(SERVER_DEMO_TOKEN));
    peer_skip_greeting(&second);
    peer_say(&c.moderator, "BAN {\"nick\":\"Demo_Viewer\",\"reason\":\" x \","
                           "\"banip\":true}");
    const char ban[] = "BAN " MODERATOR_FIELDS ",\"data\":\"Demo_Viewer\"}";
    peer_expect_frame(&c.nobody, ban);
    peer_expect_frame(&c.moderator, ban);
    expect_thrown_out(&c.viewer);
    expect_thrown_out(&second);
    free(peer_find_frame(&c.nobody, "QUIT {\"id\":424242,"));
    expect_forgotten(&c.s);
    company_wait(&c, HOUR_MS - 20 * 1000);
    peer again;
    peer_join(&again, &c.s, COMMANDER_COOKIE(SERVER_DEMO_TOKEN));
    peer_close(&again);
    peer_close(&second);
    company_close(&c);
}
END_TEST

START_TEST(an_unban_lifts_ban_and_mute) {
    company c;
    company_open(&c);
    peer *mod = &c.moderator;
    peer_say(mod, "MUTE {\"data\":\"demo_viewer\"}");
    peer_say(mod, "BAN {\"nick\":\"demo_viewer\",\"reason\":\"x\","
                  "\"ispermanent\":true}");
    expect_thrown_out(&c.viewer);
    company_wait(&c, 5 * 60 * 1000);
    expect_answer(mod, "UNBAN {\"data\":\"demo_VIEWER\"}",
                  "UNBAN {\"id\":424244,\"nick\":\"demo_moderator\","
                  "\"roles\":[\"USER\",\"MODERATOR\"],"
                  "\"features\":[\"moderator\"],"
                  "\"createdDate\":\"2018-01-31T08:00:00Z\","
                  "\"watching\":null,\"subscription\":null,"
                  "\"timestamp\":1700000301000,\"data\":\"demo_VIEWER\"}");
    peer again;
    peer_join(&again, &c.s, COMMANDER_COOKIE(SERVER_DEMO_TOKEN));
    peer_say(&again, "MSG {\"data\":\"hi\"}");
    free(peer_find_frame(&again, "MSG "));
    peer_close(&again);
    company_close(&c);
}
END_TEST

START_TEST(refuses_wrong_bans) {
    company c;
    company_open(&c);
    peer *mod = &c.moderator;
    expect_refusal(mod, "BAN {\"nick\":\"nobody\",\"reason\":\"x\"}",
                   "notfound");
    expect_refusal(mod, "BAN {\"nick\":\"demo_admin\"}", "nopermission");
    expect_refusal(mod, "BAN {\"nick\":\"demo_moderator\"}", "nopermission");
    expect_refusal(mod, "BAN {\"nick\":\"bird\"}", "needbanreason");
    expect_refusal(mod, "BAN {\"nick\":\"bird\",\"reason\":\"\\u00a0\"}",
                   "needbanreason");
    expect_refusal(mod, "BAN {\"nick\":\"bird\",\"ispermanent\":1}",
                   "protocolerror");
    expect_refusal(mod, "BAN []", "protocolerror");
    expect_refusal(mod, "UNBAN {\"data\":\"nobody\"}", "notfound");
    expect_refusal(mod, "UNBAN {}", "notfound");
    expect_refusal(&c.viewer, "BAN {\"nick\":\"nobody\"}", "nopermission");
    expect_refusal(&c.viewer, "UNBAN {\"data\":\"bird\"}", "nopermission");
    company_close(&c);
}
END_TEST

START_TEST(only_subscribers_of_the_tier_may_talk) {
    company c;
    company_open(&c);
    expect_all_get(&c, "SUBONLY {\"data\":\"on\",\"tier\":2}",
                   "SUBONLY " MODERATOR_FIELDS ",\"data\":\"on\",\"tier\":2}");
    expect_answer(&c.viewer, "MSG {\"data\":\"hi\"}",
                  "ERR {\"description\":\"submode\",\"tier\":2}");
    peer_say(&c.moderator, "MSG {\"data\":\"calm down\"}");
    free(peer_find_frame(&c.viewer, "MSG "));
    free(peer_find_frame(&c.moderator, "MSG "));
    free(peer_find_frame(&c.nobody, "MSG "));
    expect_all_get(&c, "SUBONLY {\"data\":\"on\"}",
                   "SUBONLY " MODERATOR_FIELDS ",\"data\":\"on\",\"tier\":1}");
    peer_say(&c.viewer, "MSG {\"data\":\"I pay\"}");
    free(peer_find_frame(&c.viewer, "MSG "));
    peer friend;
    peer_join(&friend, &c.s, COMMANDER_COOKIE(SERVER_FRIEND_TOKEN));
    expect_answer(&friend, "MSG {\"data\":\"hi\"}",
                  "ERR {\"description\":\"submode\",\"tier\":1}");
    peer_say(&c.moderator, "SUBONLY {\"data\":\"off\"}");
    free(peer_find_frame(&friend, "SUBONLY "));
    peer_say(&friend, "MSG {\"data\":\"hi\"}");
    free(peer_find_frame(&friend, "MSG "));
    peer_close(&friend);
    company_close(&c);
}
END_TEST

START_TEST(refuses_modes_that_do_not_exist) {
    company c;
    company_open(&c);
    peer *mod = &c.moderator;
    expect_refusal(mod, "SUBONLY {\"data\":\"ON\"}", "protocolerror");
    expect_refusal(mod, "SUBONLY {}", "protocolerror");
    expect_refusal(mod, "SUBONLY {\"data\":\"on\",\"tier\":6}",
                   "protocolerror");
    expect_refusal(mod, "SUBONLY {\"data\":\"on\",\"tier\":\"1\"}",
                   "protocolerror");
    expect_refusal(&c.viewer, "SUBONLY {\"data\":\"on\"}", "nopermission");
    expect_silence(&c.nobody);
    company_close(&c);
}
END_TEST

START_TEST(banned_phrases_are_refused) {
    company c;
    company_open(&c);
    expect_all_get(&c, "ADDPHRASE {\"data\":\" <spoiler> \"}",
                   "ADDPHRASE " MODERATOR_FIELDS
                   ",\"data\":\"\\u003cspoiler\\u003e\"}");
    expect_all_get(&c, "ADDPHRASE {\"data\":\"/the (butler|cook)/\"}",
                   "ADDPHRASE " MODERATOR_FIELDS
                   ",\"data\":\"/the (butler|cook)/\"}");
    expect_answer(&c.viewer, "MSG {\"data\":\"It was The Cook\"}",
                  "ERR {\"description\":\"bannedphrase\","
                  "\"filtered\":\"/the (butler|cook)/\"}");
    company_wait(&c, 400);
    expect_answer(&c.viewer, "MSG {\"data\":\"a <SPOILER>\"}",
                  "ERR {\"description\":\"bannedphrase\","
                  "\"filtered\":\"\\u003cspoiler\\u003e\"}");
    expect_refusal(&c.moderator, "ADDPHRASE {\"data\":\"<spoiler>\"}",
                   "duplicatephrase");
    c.s.now_ms = 1000;
    expect_all_get(&c, "REMOVEPHRASE {\"data\":\"<spoiler>\"}",
                   "REMOVEPHRASE " MODERATOR_FIELDS
                   ",\"data\":\"\\u003cspoiler\\u003e\"}");
    company_wait(&c, 10 * 1000);
    peer_say(&c.viewer, "MSG {\"data\":\"another <spoiler>\"}");
    free(peer_find_frame(&c.viewer, "MSG "));
    company_close(&c);
}
END_TEST

START_TEST(refuses_phrases_that_are_none) {
    company c;
    company_open(&c);
    peer *mod = &c.moderator;
    expect_refusal(mod, "ADDPHRASE {\"data\":\" \"}", "invalidphrase");
    expect_refusal(mod, "ADDPHRASE {\"data\":\"/(/\"}", "invalidphrase");
    expect_refusal(mod, "ADDPHRASE {\"data\":null}", "invalidphrase");
    expect_refusal(mod, "REMOVEPHRASE {\"data\":\"x\"}", "nophrase");
    expect_refusal(&c.viewer, "ADDPHRASE {\"data\":\"x\"}", "nopermission");
    expect_refusal(&c.viewer, "REMOVEPHRASE {\"data\":\"x\"}", "nopermission");
    company_close(&c);
}
END_TEST

START_TEST(who_dies_is_muted) {
    company c;
    company_open(&c);
    peer_say(&c.viewer, "DIE {\"data\":\"\"}");
    expect_shape(&c.nobody, "DEATH {\"id\":424242,\"nick\":\"demo_viewer\",",
                 ",\"timestamp\":1700000001000,"
                 "\"data\":\"fell off the edge of the chat\","
                 "\"duration\":600}");
    free(peer_find_frame(&c.viewer, "DEATH "));
    expect_answer(&c.viewer, "MSG {\"data\":\"hi\"}",
                  "ERR {\"description\":\"muted\",\"muteTimeLeft\":600}");
    expect_refusal(&c.nobody, "DIE {\"data\":\"\"}", "needlogin");
    peer admin;
    peer_join(&admin, &c.s, COMMANDER_COOKIE(SERVER_ADMIN_TOKEN));
    expect_refusal(&admin, "DIE {\"data\":\"\"}", "cantbanprotected");
    peer_close(&admin);
    company_close(&c);
}
END_TEST

START_TEST(reloads_who_is_there) {
    company c;
    company_open(&c);
    expect_refusal(&c.viewer, "RELOADUSERS {}", "nopermission");
    peer_say(&c.moderator, "RELOADUSERS {}");
    expect_shape(&c.nobody, "UPDATEUSER {\"id\":424242,", "}");
    expect_shape(&c.nobody, "UPDATEUSER {\"id\":424244,", "}");
    expect_silence(&c.nobody);
    company_close(&c);
}
END_TEST

TEST_MAIN("server_moderation", a_mute_stops_talk_but_no_whispers,
          a_mute_lasts_ten_minutes_unless_it_says, refuses_wrong_mutes,
          tells_the_muted_when_they_come_back,
          a_ban_ends_every_connection_and_forgets_the_next,
          an_unban_lifts_ban_and_mute, refuses_wrong_bans,
          only_subscribers_of_the_tier_may_talk,
          refuses_modes_that_do_not_exist, banned_phrases_are_refused,
          refuses_phrases_that_are_none, who_dies_is_muted,
          reloads_who_is_there)
