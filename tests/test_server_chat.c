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

START_TEST(ignores_commands_it_does_not_know) {
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_enter(&p, &s);
    peer_say(&p, "DANCE {}");
    peer_say(&p, "msg {}");
    peer_say(&p, "PONG {}");
    peer_say(&p, "PING {\"a\":1}");
    peer_expect_frame(&p, "PONG \"eyJhIjoxfQ==\"");
    peer_close(&p);
    scene_close(&s);
}
END_TEST

TEST_MAIN("server_chat", echoes_a_message_to_all,
          refuses_in_the_order_of_the_live_server,
          delivers_a_whisper_and_confirms_it,
          refuses_whispers_to_nobody_and_oneself,
          refuses_the_fifth_unanswered_whisper,
          ignores_commands_it_does_not_know)
