#include "server_client.h"
#include "server_peer.h"

static void expect_status(scene *s, const char *request, int status) {
    peer p;
    peer_open(&p, s);
    peer_send(&p, request, strlen(request));
    char *head = peer_take_head(&p);
    ck_assert_int_eq(atoi(head + strlen("HTTP/1.1 ")), status);
    free(head);
    peer_close(&p);
}

#define UPGRADE                                                \
    "Host: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" \
    "Sec-WebSocket-Version: 13\r\n"                            \
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"

START_TEST(accepts_and_refuses_upgrades_like_the_live_server) {
    scene s;
    scene_open_bare(&s);
    expect_status(&s, "GET /ws HTTP/1.1\r\n" UPGRADE "\r\n", 101);
    expect_status(&s,
                  "GET /ws HTTP/1.1\r\n" UPGRADE
                  "Origin: https://www.destiny.gg\r\n\r\n",
                  101);
    expect_status(
        &s, "GET /ws HTTP/1.1\r\n" UPGRADE "Origin: https://destiny.gg\r\n\r\n",
        403);
    expect_status(&s, "GET /chat HTTP/1.1\r\n" UPGRADE "\r\n", 404);
    expect_status(&s, "GET /WS HTTP/1.1\r\n" UPGRADE "\r\n", 404);
    expect_status(
        &s, "GET /ws HTTP/1.1\r\n" UPGRADE "Content-Length: 2\r\n\r\n\x81\x80",
        400);
    expect_status(&s, "POST /ws HTTP/1.1\r\n" UPGRADE "\r\n", 405);
    expect_status(&s, "GET /ws HTTP/1.1\r\nHost: h\r\n\r\n", 400);
    expect_status(&s, "nonsense\r\n\r\n", 400);
    scene_close(&s);
}
END_TEST

START_TEST(answers_the_key_of_the_rfc) {
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_open(&p, &s);
    const char request[] = "GET /ws HTTP/1.1\r\n" UPGRADE "\r\n";
    peer_send(&p, request, strlen(request));
    char *head = peer_take_head(&p);
    ck_assert_ptr_nonnull(
        strstr(head, "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"));
    free(head);
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(greets_an_account_in_order) {
    scene s;
    scene_open_bare(&s);
    server_broadcast(s.server, "JOIN {\"nick\":\"bird\",\"features\":[],"
                               "\"timestamp\":1700000000000}");
    server_broadcast(s.server, "MSG {\"nick\":\"bird\",\"data\":\"hi\"}");
    peer p;
    peer_upgrade(&p, &s, PEER_LOGIN);
    free(peer_find_frame(&p, "ME {\"id\":424242,\"nick\":\"demo_viewer\""));
    char *names = peer_take_frame(&p, NULL);
    ck_assert_ptr_nonnull(strstr(names, "{\"nick\":\"bird\",\"features\":[]}"));
    ck_assert_ptr_nonnull(strstr(names, "\"nick\":\"demo_viewer\""));
    ck_assert_ptr_nonnull(strstr(names, "{\"connectioncount\":2, "));
    free(names);
    peer_expect_frame(&p, "HISTORY [\"MSG {\\\"nick\\\":\\\"bird\\\","
                          "\\\"data\\\":\\\"hi\\\"}\"]");
    free(peer_find_frame(&p, "JOIN {\"id\":424242,"));
    ck_assert_uint_eq(server_connections(s.server), 1);
    peer_close(&p);
    scene_close(&s);
}
END_TEST

static void take_note(void *user, const char *frame) {
    buffer *notes = user;
    ck_assert(buffer_append(notes, frame, strlen(frame)));
}

START_TEST(tells_an_observer_what_it_sent_to_all) {
    scene s;
    scene_open_bare(&s);
    buffer notes;
    buffer_init(&notes, PEER_INPUT_BYTES);
    server_observe(s.server, take_note, &notes);
    peer p;
    peer_log_in(&p, &s);
    ck_assert_int_eq(strncmp(notes.bytes, "JOIN {\"id\":424242,", 18), 0);
    buffer_reset(&notes, PEER_INPUT_BYTES);
    server_broadcast(s.server, "RELOAD {}");
    ck_assert_str_eq(notes.bytes, "RELOAD {}");
    server_observe(s.server, NULL, NULL);
    server_broadcast(s.server, "RELOAD 1");
    ck_assert_str_eq(notes.bytes, "RELOAD {}");
    buffer_free(&notes);
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(is_anonymous_with_a_wrong_sid_beside_a_good_key) {
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_upgrade(&p, &s,
                 "Cookie: sid=whatever00; authtoken=" SERVER_DEMO_TOKEN "\r\n");
    peer_expect_frame(&p, "ME null");
    peer_skip_greeting(&p);
    peer_say(&p, "MSG {\"data\":\"hello\"}");
    peer_expect_frame(&p, "ERR {\"description\":\"needlogin\"}");
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(refuses_the_sixth_connection_and_joins_once) {
    scene s;
    scene_open_bare(&s);
    peer peers[6];
    peer_log_in(&peers[0], &s);
    for (int i = 1; i < 5; i++) {
        peer_upgrade(&peers[i], &s, PEER_LOGIN);
        peer_skip_greeting(&peers[i]);
    }
    peer_upgrade(&peers[5], &s, PEER_LOGIN);
    peer_expect_frame(&peers[5],
                      "ERR {\"description\":\"toomanyconnections\"}");
    peer_expect_end(&peers[5]);
    server_broadcast(s.server, "RELOAD {}");
    peer_expect_frame(&peers[0], "RELOAD {}");
    for (int i = 0; i < 6; i++) {
        peer_close(&peers[i]);
    }
    scene_close(&s);
}
END_TEST

START_TEST(pings_and_cuts_a_client_without_pongs) {
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_enter(&p, &s);
    for (int i = 0; i < 5; i++) {
        scene_advance(&s, 10 * 1000);
        int opcode = 0;
        free(peer_take_frame(&p, &opcode));
        ck_assert_int_eq(opcode, 9);
    }
    scene_advance(&s, 9999);
    ck_assert_uint_eq(server_connections(s.server), 1);
    scene_advance(&s, 1);
    ck_assert_uint_eq(server_connections(s.server), 0);
    while (!p.has_ended) {
        peer_step(&p); /* no close frame: at most one more ping */
    }
    ck_assert(p.input.used == 0 || p.input.bytes[0] == (char)0x89);
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(a_pong_gives_thirty_seconds) {
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_enter(&p, &s);
    peer_send_frame(&p, 10, "", 0);
    peer_say(&p, "PING 1"); /* its answer shows that the pong was seen */
    peer_expect_frame(&p, "PONG \"MQ==\"");
    scene_advance(&s, 29999);
    ck_assert_uint_eq(server_connections(s.server), 1);
    scene_advance(&s, 1);
    ck_assert_uint_eq(server_connections(s.server), 0);
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(answers_a_ping_with_its_own_payload) {
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_enter(&p, &s);
    peer_send_frame(&p, 9, "mine", 4);
    int opcode = 0;
    char *payload = peer_take_frame(&p, &opcode);
    ck_assert_int_eq(opcode, 10);
    ck_assert_str_eq(payload, "PONG ");
    free(payload);
    peer_close(&p);
    scene_close(&s);
}
END_TEST

static void expect_fin_after(const char *payload, int opcode) {
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_enter(&p, &s);
    peer_send_frame(&p, opcode, payload, strlen(payload));
    peer_expect_end(&p);
    peer_close(&p);
    scene_close(&s);
}

START_TEST(leaves_without_a_word_after_what_it_cannot_read) {
    expect_fin_after("HELLO", 1);
    expect_fin_after("", 1);
    expect_fin_after("MSG {}", 2);
}
END_TEST

static void expect_close(peer *p, const char *payload) {
    int opcode = 0;
    char *frame = peer_take_frame(p, &opcode);
    ck_assert_int_eq(opcode, 8);
    ck_assert_str_eq(frame, payload);
    free(frame);
    peer_expect_end(p);
    peer_close(p);
}

START_TEST(closes_with_the_code_that_was_earned) {
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_enter(&p, &s);
    peer_send(&p, "\x81\x05Hello", 7);
    expect_close(&p, "\x03\xea"); /* 1002 */
    ck_assert(!p.was_reset);
    peer_enter(&p, &s);
    char long_text[6145] = "MSG ";
    peer_send_frame(&p, 1, long_text, sizeof long_text);
    expect_close(&p, "\x03\xf1"); /* 1009 */
    ck_assert(p.was_reset);
    peer_enter(&p, &s);
    server_close_all(s.server, 0);
    expect_close(&p, "");
    peer_enter(&p, &s);
    server_close_all(s.server, 1001);
    expect_close(&p, "\x03\xe9");
    peer_enter(&p, &s);
    server_close_all(s.server, -1);
    peer_expect_end(&p);
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(puts_fragments_together_up_to_the_limit) {
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_enter(&p, &s);
    peer_send(&p, "\x01\x82\0\0\0\0PI", 8);
    peer_send(&p, "\x80\x84\0\0\0\0NG 1", 10);
    peer_expect_frame(&p, "PONG \"MQ==\"");
    char part[4000] = "MSG ";
    peer_send(&p, "\x01\xfe\x0f\xa0\0\0\0\0", 8);
    peer_send(&p, part, sizeof part);
    peer_send(&p, "\x80\xfe\x0f\xa0\0\0\0\0", 8);
    peer_send(&p, part, sizeof part);
    expect_close(&p, "\x03\xf1");
    scene_close(&s);
}
END_TEST

START_TEST(reads_a_conversation_cut_at_every_byte) {
    scene s;
    scene_open_bare(&s);
    const char request[] = "GET /ws HTTP/1.1\r\n" UPGRADE "\r\n"
                           "\x81\x86\0\0\0\0PING 1";
    size_t bytes = sizeof request - 1;
    for (size_t cut = 1; cut < bytes; cut++) {
        peer p;
        peer_open(&p, &s);
        peer_send(&p, request, cut);
        dgg_loop_service(s.loop);
        peer_send(&p, request + cut, bytes - cut);
        free(peer_take_head(&p));
        free(peer_find_frame(&p, "PONG \"MQ==\""));
        peer_close(&p);
    }
    scene_close(&s);
}
END_TEST

/* More than any socket takes at once. */
enum { HUGE_BYTES = 16 << 20, HUGE_HEADER_BYTES = 10 };

static void broadcast_huge(scene *s) {
    char *frame = malloc(HUGE_BYTES + 1);
    memset(frame, 'A', HUGE_BYTES);
    frame[HUGE_BYTES] = '\0';
    server_broadcast(s->server, frame);
    free(frame);
}

static void skip_huge(peer *p) {
    for (size_t left = HUGE_HEADER_BYTES + HUGE_BYTES; left > 0;) {
        if (p->input.used == 0) {
            peer_step(p);
        }
        size_t count = p->input.used < left ? p->input.used : left;
        buffer_consume(&p->input, count);
        left -= count;
    }
}

START_TEST(keeps_sixteen_frames_for_who_does_not_read) {
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_enter(&p, &s);
    broadcast_huge(&s);
    char frame[32];
    for (int i = 0; i < 40; i++) {
        snprintf(frame, sizeof frame, "RELOAD %d", i);
        server_broadcast(s.server, frame);
    }
    skip_huge(&p);
    for (int i = 0; i < 16; i++) {
        snprintf(frame, sizeof frame, "RELOAD %d", i);
        peer_expect_frame(&p, frame);
    }
    server_broadcast(s.server, "RELOAD \"later\"");
    peer_expect_frame(&p, "RELOAD \"later\"");
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(ends_a_connection_that_takes_nothing_for_ten_seconds) {
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_enter(&p, &s);
    broadcast_huge(&s);
    scene_advance(&s, 9999);
    ck_assert_uint_eq(server_connections(s.server), 1);
    scene_advance(&s, 1);
    dgg_loop_service(s.loop);
    ck_assert_uint_eq(server_connections(s.server), 0);
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(waits_a_minute_for_a_request) {
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_open(&p, &s);
    peer_send(&p, "GET /api/userinfo HTTP/1.1\r\n\r\n", 30);
    peer_send(&p, "GET /ne", 7);
    free(peer_take_head(&p));
    scene_advance(&s, SERVER_REQUEST_MS - 1);
    buffer_reset(&p.input, 0);
    peer_send(&p, "ver HTTP/1.1\r\n\r\nGET", 19);
    free(peer_take_head(&p));
    scene_advance(&s, SERVER_REQUEST_MS);
    while (!p.has_ended) {
        peer_step(&p);
    }
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(ends_connections_beyond_its_limit) {
    scene s;
    scene_open_bare(&s);
    static peer peers[SERVER_CLIENTS];
    for (size_t i = 0; i < SERVER_CLIENTS; i++) {
        peer_open(&peers[i], &s);
        dgg_loop_service(s.loop);
    }
    peer late;
    peer_open(&late, &s);
    peer_expect_end(&late);
    peer_close(&late);
    peer_close(&peers[0]);
    peer_step(&peers[1]);
    expect_status(&s, "GET /ws HTTP/1.1\r\n" UPGRADE "\r\n", 101);
    for (size_t i = 1; i < SERVER_CLIENTS; i++) {
        peer_close(&peers[i]);
    }
    scene_close(&s);
}
END_TEST

START_TEST(misbehaves_on_request) {
    scene s;
    scene_open_bare(&s);
    server_set_faults(s.server, &(server_faults){.refuse_status = 503});
    expect_status(&s, "GET /ws HTTP/1.1\r\n" UPGRADE "\r\n", 503);
    server_set_faults(s.server, &(server_faults){.http_status = 429});
    expect_status(&s, "GET /api/userinfo HTTP/1.1\r\n\r\n", 429);
    peer p;
    server_set_faults(s.server, &(server_faults){.is_banned = true});
    peer_upgrade(&p, &s, "");
    peer_expect_frame(&p, "ERR {\"description\":\"banned\"}");
    scene_advance(&s, 120 * 1000); /* forgotten: neither ping nor end */
    dgg_loop_service(s.loop);
    ck_assert_int_eq(recv(p.fd, &(char){0}, 1, MSG_DONTWAIT), -1);
    peer_close(&p);
    server_set_faults(s.server, &(server_faults){.has_too_many = true});
    peer_upgrade(&p, &s, "");
    peer_expect_frame(&p, "ERR {\"description\":\"toomanyconnections\"}");
    peer_expect_end(&p);
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(says_that_a_port_is_taken) {
    scene s;
    scene_open_bare(&s);
    server *other = NULL;
    char problem[SERVER_PROBLEM_BYTES];
    server_options options = {.port = server_port(s.server),
                              .has_no_script = true};
    ck_assert_int_eq(server_new(&other, s.loop, &options, problem),
                     DGG_ERROR_SYSTEM);
    ck_assert_ptr_null(other);
    ck_assert_ptr_nonnull(strstr(problem, "choose another port"));
    scene_close(&s);
}
END_TEST

TEST_MAIN("server", accepts_and_refuses_upgrades_like_the_live_server,
          answers_the_key_of_the_rfc, greets_an_account_in_order,
          tells_an_observer_what_it_sent_to_all,
          is_anonymous_with_a_wrong_sid_beside_a_good_key,
          refuses_the_sixth_connection_and_joins_once,
          pings_and_cuts_a_client_without_pongs, a_pong_gives_thirty_seconds,
          answers_a_ping_with_its_own_payload,
          leaves_without_a_word_after_what_it_cannot_read,
          closes_with_the_code_that_was_earned,
          puts_fragments_together_up_to_the_limit,
          reads_a_conversation_cut_at_every_byte,
          keeps_sixteen_frames_for_who_does_not_read,
          ends_a_connection_that_takes_nothing_for_ten_seconds,
          waits_a_minute_for_a_request, ends_connections_beyond_its_limit,
          misbehaves_on_request, says_that_a_port_is_taken)
