#include "server_peer.h"

static void expect_error(peer *p, const char *description) {
    char expected[128];
    snprintf(expected, sizeof expected, "ERR {\"description\":\"%s\"}",
             description);
    peer_expect_frame(p, expected);
}

START_TEST(echoes_a_message_to_all) {
    scene s;
    scene_open_bare(&s);
    peer reader;
    peer_enter(&reader, &s);
    peer writer;
    peer_log_in(&writer, &s);
    free(peer_find_frame(&reader, "JOIN "));
    peer_say(&writer, "MSG {\"data\":\"  a <b> \\u00e9 \\\"q\\\" \"}");
    const char expected[] =
        "MSG {\"id\":424242,\"nick\":\"demo_viewer\",\"roles\":[],"
        "\"features\":[\"flair13\",\"subscriber\"],"
        "\"createdDate\":\"2021-03-14T15:09:26Z\",\"watching\":null,"
        "\"subscription\":{\"tier\":1,\"source\":\"demo\"},"
        "\"timestamp\":1700000001000,"
        "\"data\":\"a \\u003cb\\u003e \xc3\xa9 \\\"q\\\"\"}";
    peer_expect_frame(&writer, expected);
    peer_expect_frame(&reader, expected);
    char *received = server_take_received(s.server);
    ck_assert_ptr_nonnull(strstr(received, "MSG {\"data\":\"  a <b>"));
    free(received);
    received = server_take_received(s.server);
    ck_assert_str_eq(received, "");
    free(received);
    peer_close(&writer);
    peer_close(&reader);
    scene_close(&s);
}
END_TEST

START_TEST(refuses_in_the_order_of_the_live_server) {
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_log_in(&p, &s);
    peer_say(&p, "MSG nonsense");
    expect_error(&p, "protocolerror");
    peer_say(&p, "MSG {\"data\":7}");
    expect_error(&p, "protocolerror");
    peer_say(&p, "MSG {\"data\":\" \"}");
    expect_error(&p, "msgempty");
    peer_say(&p, "MSG {\"data\":\"hi\"}");
    free(peer_find_frame(&p, "MSG "));
    peer_say(&p, "MSG {\"data\":\"hi\"}"); /* too soon comes before again */
    expect_error(&p, "throttled");
    s.now_ms += 600;
    peer_say(&p, "MSG {\"data\":\"/me hi\"}");
    expect_error(&p, "duplicate");
    peer_say(&p, "BAN {\"nick\":\"x\"}");
    expect_error(&p, "nopermission");
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(delivers_a_whisper_and_confirms_it) {
    scene s;
    scene_open_bare(&s);
    peer from;
    peer_log_in(&from, &s);
    peer to[2];
    for (int i = 0; i < 2; i++) {
        peer_upgrade(&to[i], &s, "Cookie: sid=" SERVER_FRIEND_SESSION "\r\n");
        peer_skip_greeting(&to[i]);
    }
    free(peer_find_frame(&to[0], "JOIN "));
    free(peer_find_frame(&from, "JOIN "));
    peer_say(&from, "PRIVMSG {\"nick\":\"Demo_Friend\",\"data\":\"psst\"}");
    peer_expect_frame(&from, "PRIVMSGSENT \"\"");
    for (int i = 0; i < 2; i++) {
        peer_expect_frame(&to[i],
                          "PRIVMSG {\"messageid\":1,"
                          "\"timestamp\":1700000001000,"
                          "\"nick\":\"demo_viewer\",\"data\":\"psst\"}");
        peer_close(&to[i]);
    }
    peer_close(&from);
    scene_close(&s);
}
END_TEST

START_TEST(refuses_whispers_to_nobody_and_oneself) {
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_log_in(&p, &s);
    peer_say(&p, "PRIVMSG {\"nick\":\"bi\\\"rd\",\"data\":\"a\"}");
    expect_error(&p, "notfound");
    s.now_ms += 400;
    peer_say(&p, "PRIVMSG {\"nick\":\"nobody\",\"data\":\"a\"}");
    expect_error(&p, "notfound");
    s.now_ms += 400;
    peer_say(&p, "PRIVMSG {\"nick\":\"demo_viewer\",\"data\":\"a\"}");
    expect_error(&p, "notfound");
    s.now_ms += 400;
    server_set_faults(s.server,
                      &(server_faults){.refuse_whispers = "privmsgbanned"});
    peer_say(&p, "PRIVMSG {\"nick\":\"bird\",\"data\":\"a\"}");
    expect_error(&p, "privmsgbanned");
    s.now_ms += 400;
    server_set_faults(s.server, &(server_faults){.drops_whispers = true});
    peer_say(&p, "PRIVMSG {\"nick\":\"bird\",\"data\":\"a\"}");
    peer_say(&p, "PING {}"); /* the answer shows that none came before */
    peer_expect_frame(&p, "PONG \"e30=\"");
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(refuses_the_fifth_unanswered_whisper) {
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_log_in(&p, &s);
    for (int i = 0; i < 4; i++) {
        peer_say(&p, "PRIVMSG {\"nick\":\"bird\",\"data\":\"a\"}");
        peer_expect_frame(&p, "PRIVMSGSENT \"\"");
        s.now_ms += 400;
    }
    peer_say(&p, "PRIVMSG {\"nick\":\"bird\",\"data\":\"a\"}");
    expect_error(&p, "throttled");
    peer_close(&p);
    scene_close(&s);
}
END_TEST

#define CHARACTERS_64 \
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define CHARACTERS_512                                                    \
    CHARACTERS_64 CHARACTERS_64 CHARACTERS_64 CHARACTERS_64 CHARACTERS_64 \
        CHARACTERS_64 CHARACTERS_64 CHARACTERS_64
#define MARKS_4 "\\u0301\\u0489\\u093e\\u0301"

START_TEST(refuses_texts_that_are_none) {
    static const struct {
        const char *text;
        const char *refusal;
    } cases[] = {
        {"", "msgempty"},
        {"\\u00a0\\u2028\\n", "msgempty"},
        {CHARACTERS_512 "1", "msgtoolong"},
        {"a\\u00a0b", "invalidmsg"},
        {"a\\u202fb", "invalidmsg"},
        {"a\\u2029b", "invalidmsg"},
        {"a" MARKS_4 "\\u0301", "invalidmsg"},
    };
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_log_in(&p, &s);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char command[1024];
        snprintf(command, sizeof command, "MSG {\"data\":\"%s\"}",
                 cases[i].text);
        peer_say(&p, command);
        expect_error(&p, cases[i].refusal);
        snprintf(command, sizeof command,
                 "PRIVMSG {\"nick\":\"bird\",\"data\":\"%s\"}", cases[i].text);
        peer_say(&p, command);
        expect_error(&p, cases[i].refusal);
    }
    peer_say(&p, "MSG {\"data\":\"a" MARKS_4 "b" MARKS_4 "\"}");
    free(peer_find_frame(&p, "MSG "));
    s.now_ms += 400;
    peer_say(&p, "MSG {\"data\":\" " CHARACTERS_512 " \"}");
    free(peer_find_frame(&p, "MSG "));
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(slows_down_who_is_too_fast_also_after_a_reconnect) {
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_log_in(&p, &s);
    peer_say(&p, "PRIVMSG {\"nick\":\"bird\",\"data\":\"a\"}");
    peer_expect_frame(&p, "PRIVMSGSENT \"\"");
    peer_say(&p, "MSG {\"data\":\"b\"}"); /* now the gap is 600 ms */
    expect_error(&p, "throttled");
    peer_say(&p, "MSG {\"data\":\"c\"}"); /* and 1200 */
    expect_error(&p, "throttled");
    peer again;
    peer_upgrade(&again, &s, PEER_LOGIN);
    peer_skip_greeting(&again);
    s.now_ms += 1199;
    peer_say(&again, "MSG {\"data\":\"d\"}");
    expect_error(&again, "throttled");
    s.now_ms += 1;
    peer_say(&again, "MSG {\"data\":\"e\"}");
    free(peer_find_frame(&again, "MSG "));
    peer_close(&again);
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(takes_anything_after_the_eighth_doubling) {
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_log_in(&p, &s);
    peer_say(&p, "MSG {\"data\":\"first\"}");
    free(peer_find_frame(&p, "MSG "));
    for (int i = 0; i < 7; i++) {
        peer_say(&p, "MSG {\"data\":\"too soon\"}");
        expect_error(&p, "throttled");
    }
    peer_say(&p, "MSG {\"data\":\"128 times 2 is 0\"}");
    free(peer_find_frame(&p, "MSG "));
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(refuses_texts_of_marked_accounts) {
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_log_in(&p, &s);
    ck_assert(server_mark_account(s.server, "Demo_Viewer", "nochatting"));
    peer_say(&p, "MSG {\"data\":\"a\"}");
    expect_error(&p, "nochatting");
    peer_say(&p, "PRIVMSG {\"nick\":\"bird\",\"data\":\"a\"}");
    expect_error(&p, "nochatting");
    static const char *const marks[] = {"privmsgbanned",
                                        "privmsgaccounttooyoung"};
    for (size_t i = 0; i < 2; i++) {
        ck_assert(server_mark_account(s.server, "demo_viewer", marks[i]));
        s.now_ms += 400;
        peer_say(&p, "PRIVMSG {\"nick\":\"bird\",\"data\":\"a\"}");
        expect_error(&p, marks[i]);
    }
    s.now_ms += 400;
    peer_say(&p, "PRIVMSG {\"nick\":\"nobody\",\"data\":\"a\"}");
    expect_error(&p, "notfound");
    s.now_ms += 400;
    peer_say(&p, "MSG {\"data\":\"a\"}");
    free(peer_find_frame(&p, "MSG "));
    ck_assert(server_mark_account(s.server, "demo_viewer", NULL));
    s.now_ms += 400;
    peer_say(&p, "PRIVMSG {\"nick\":\"bird\",\"data\":\"a\"}");
    peer_expect_frame(&p, "PRIVMSGSENT \"\"");
    ck_assert(!server_mark_account(s.server, "demo_viewer", "grumpy"));
    ck_assert(!server_mark_account(s.server, "bird", "nochatting"));
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(lets_an_admin_broadcast_and_whisper_without_end) {
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_enter(&p, &s);
    peer admin;
    peer_upgrade(&admin, &s, "Cookie: authtoken=" SERVER_ADMIN_TOKEN "\r\n");
    free(peer_find_frame(&admin, "JOIN "));
    free(peer_find_frame(&p, "JOIN "));
    peer_say(&admin, "BROADCAST {\"data\":\" all <hands> \"}");
    char *frame = peer_take_frame(&p, NULL);
    const char expected[] =
        "BROADCAST {\"nick\":\"demo_admin\",\"data\":\"all "
        "\\u003chands\\u003e\",\"timestamp\":1700000001000,"
        "\"user\":{\"id\":-1,\"nick\":\"System\",\"roles\":[],"
        "\"features\":[],\"createdDate\":null},\"uuid\":\"";
    ck_assert_int_eq(strncmp(frame, expected, strlen(expected)), 0);
    peer_expect_frame(&admin, frame);
    free(frame);
    peer_say(&admin, "BROADCAST {\"data\":\"\"}");
    expect_error(&admin, "invalidmsg");
    for (int i = 0; i < 9; i++) {
        s.now_ms += 400;
        peer_say(&admin, "PRIVMSG {\"nick\":\"bird\",\"data\":\"a\"}");
        peer_expect_frame(&admin, "PRIVMSGSENT \"\"");
    }
    peer_close(&admin);
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(refuses_broadcasts_of_others) {
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_upgrade(&p, &s, "Cookie: sid=" SERVER_MODERATOR_SESSION "\r\n");
    free(peer_find_frame(&p, "JOIN "));
    peer_say(&p, "BROADCAST {\"data\":\"\"}");
    expect_error(&p, "nopermission");
    peer_close(&p);
    scene_close(&s);
}
END_TEST

TEST_MAIN("server_chat", echoes_a_message_to_all,
          refuses_in_the_order_of_the_live_server,
          delivers_a_whisper_and_confirms_it,
          refuses_whispers_to_nobody_and_oneself,
          refuses_the_fifth_unanswered_whisper, refuses_texts_that_are_none,
          slows_down_who_is_too_fast_also_after_a_reconnect,
          takes_anything_after_the_eighth_doubling,
          refuses_texts_of_marked_accounts,
          lets_an_admin_broadcast_and_whisper_without_end,
          refuses_broadcasts_of_others)
