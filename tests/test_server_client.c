#include "server_client.h"
#include "server_peer.h"

/* A whole frame of it has a head of two bytes. */
#define TEXT "MSG {\"data\":\"hi\"}"
enum { TEXT_BYTES = sizeof TEXT - 1, FRAME_BYTES = 2 + TEXT_BYTES };

/* Everything up to the end of the connection, counted. */
static size_t count_to_end(peer *p) {
    while (!p->has_ended) {
        peer_step(p);
    }
    return p->input.used;
}

static void set_faults(scene *s, server_faults faults) {
    server_set_faults(s->server, &faults);
}

START_TEST(is_cut_at_every_byte) {
    scene s;
    scene_open_bare(&s);
    for (size_t cut = 1; cut <= 2 * FRAME_BYTES; cut++) {
        peer p;
        peer_enter(&p, &s);
        set_faults(&s, (server_faults){.cut_after_bytes = cut});
        for (int i = 0; i < 3; i++) {
            server_broadcast(s.server, TEXT);
        }
        ck_assert_uint_eq(count_to_end(&p), cut);
        ck_assert_mem_eq(p.input.bytes, "\x81\x11" TEXT "\x81\x11" TEXT, cut);
        ck_assert_uint_eq(server_connections(s.server), 0);
        set_faults(&s, (server_faults){0});
        peer_close(&p);
    }
    scene_close(&s);
}
END_TEST

START_TEST(each_connection_counts_its_own_bytes) {
    scene s;
    scene_open_bare(&s);
    peer early;
    peer late;
    peer_enter(&early, &s);
    set_faults(&s, (server_faults){.cut_after_bytes = 1000});
    server_broadcast(s.server, TEXT);
    peer_upgrade(&late, &s, "");
    for (int i = 0; i < 1000 / FRAME_BYTES + 1; i++) {
        server_broadcast(s.server, TEXT);
    }
    ck_assert_uint_eq(count_to_end(&early), 1000);
    ck_assert_uint_eq(count_to_end(&late), 1000);
    peer_close(&early);
    peer_close(&late);
    scene_close(&s);
}
END_TEST

/* Control frames and raw bytes are bytes too. */
START_TEST(every_kind_of_byte_counts) {
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_enter(&p, &s);
    set_faults(&s, (server_faults){.cut_after_bytes = 2 + 5 + 3 + 1});
    peer_send_frame(&p, 9, "", 0); /* a pong of five bytes */
    free(peer_take(&p, 2 + 5));
    server_send_raw(s.server, "\x01\x02\x03", 3);
    ck_assert_uint_eq(server_connections(s.server), 1);
    server_close_all(s.server, 1001);
    ck_assert_uint_eq(count_to_end(&p), 4);
    ck_assert_mem_eq(p.input.bytes, "\x01\x02\x03\x88", 4);
    peer_close(&p);
    scene_close(&s);
}
END_TEST

/* Nobody hears of a second connection of an account. */
START_TEST(is_cut_within_its_greeting) {
    scene s;
    scene_open_bare(&s);
    peer first;
    peer second;
    peer_log_in(&first, &s);
    set_faults(&s, (server_faults){.cut_after_bytes = 200});
    peer_upgrade(&second, &s, PEER_LOGIN);
    ck_assert_uint_eq(count_to_end(&second), 200);
    server_broadcast(s.server, TEXT);
    peer_expect_frame(&first, TEXT);
    peer_close(&second);
    peer_close(&first);
    scene_close(&s);
}
END_TEST

START_TEST(takes_the_fault_back) {
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_enter(&p, &s);
    set_faults(&s, (server_faults){.cut_after_bytes = FRAME_BYTES + 1});
    server_broadcast(s.server, TEXT);
    set_faults(&s, (server_faults){0});
    server_broadcast(s.server, TEXT);
    peer_expect_frame(&p, TEXT);
    peer_expect_frame(&p, TEXT);
    peer_close(&p);
    scene_close(&s);
}
END_TEST

/* Takes one frame; its first byte tells opcode and finality. */
static void expect_frame(peer *p, int first, const char *payload) {
    char *head = peer_take(p, 2);
    ck_assert_int_eq((unsigned char)head[0], first);
    ck_assert_uint_eq((size_t)head[1], strlen(payload));
    char *text = peer_take(p, strlen(payload));
    ck_assert_str_eq(text, payload);
    free(text);
    free(head);
}

START_TEST(sends_fragments_with_pings_between) {
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_enter(&p, &s);
    set_faults(&s, (server_faults){.fragment_bytes = 7});
    server_broadcast(s.server, TEXT);
    expect_frame(&p, 0x01, "MSG {\"d");
    expect_frame(&p, 0x89, "between");
    expect_frame(&p, 0x00, "ata\":\"h");
    expect_frame(&p, 0x89, "between");
    expect_frame(&p, 0x80, "i\"}");
    peer_send_frame(&p, 9, "", 0);
    expect_frame(&p, 0x8a, "PONG ");
    set_faults(&s, (server_faults){0});
    server_broadcast(s.server, TEXT);
    peer_expect_frame(&p, TEXT);
    peer_close(&p);
    scene_close(&s);
}
END_TEST

/* A cut and fragments at once: the bytes on the wire count. */
START_TEST(fragments_are_cut_as_well) {
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_enter(&p, &s);
    set_faults(&s, (server_faults){.fragment_bytes = 7, .cut_after_bytes = 13});
    server_broadcast(s.server, TEXT);
    ck_assert_uint_eq(count_to_end(&p), 13);
    ck_assert_mem_eq(p.input.bytes,
                     "\x01\x07MSG {\"d\x89\x07"
                     "be",
                     13);
    peer_close(&p);
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

/* To who does not read, a text is lost whole or not at all. */
START_TEST(fragments_of_one_text_are_never_lost_apart) {
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_enter(&p, &s);
    broadcast_huge(&s);
    set_faults(&s, (server_faults){.fragment_bytes = 1});
    for (int i = 0; i < 40; i++) {
        server_broadcast(s.server, TEXT);
    }
    set_faults(&s, (server_faults){0});
    skip_huge(&p);
    int texts = 0;
    server_broadcast(s.server, "END {}");
    for (bool is_over = false; !is_over;) {
        char *head = peer_take(&p, 2);
        char *payload = peer_take(&p, (size_t)head[1]);
        texts += (unsigned char)head[0] == 0x80;
        is_over = strcmp(payload, "END {}") == 0;
        free(payload);
        free(head);
    }
    ck_assert_int_eq(texts, 16);
    peer_close(&p);
    scene_close(&s);
}
END_TEST

static void expect_close(peer *p, const char *payload, size_t bytes) {
    char *frame = peer_take(p, 2 + bytes);
    ck_assert_int_eq((unsigned char)frame[0], 0x88);
    ck_assert_uint_eq((size_t)frame[1], bytes);
    ck_assert_mem_eq(frame + 2, payload, bytes);
    free(frame);
    peer_expect_end(p);
    peer_close(p);
}

START_TEST(closes_with_any_code_or_none) {
    scene s;
    scene_open_bare(&s);
    peer p;
    static const int codes[] = {1000, 1001, 1009, 1012, 1013, 4999};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        peer_enter(&p, &s);
        server_close_all(s.server, codes[i]);
        char payload[] = {(char)(codes[i] >> 8), (char)codes[i]};
        expect_close(&p, payload, 2);
    }
    peer_enter(&p, &s);
    server_close_all(s.server, 0);
    expect_close(&p, "", 0);
    scene_close(&s);
}
END_TEST

/* Not a byte, and what was said meanwhile is lost. */
START_TEST(says_nothing_while_it_is_silent) {
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_enter(&p, &s);
    set_faults(&s, (server_faults){.is_silent = true});
    server_broadcast(s.server, TEXT);
    server_send_raw(s.server, "raw", 3);
    peer_say(&p, "PING 1");
    peer_send_frame(&p, 9, "", 0);
    scene_advance(&s, SERVER_PING_MS);
    for (int i = 0; i < 3; i++) {
        dgg_loop_service(s.loop);
    }
    set_faults(&s, (server_faults){0});
    server_broadcast(s.server, "END {}");
    peer_expect_frame(&p, "END {}");
    peer_close(&p);
    scene_close(&s);
}
END_TEST

static void send_now(peer *p, scene *s, const char *bytes, size_t count) {
    peer_send(p, bytes, count);
    for (int i = 0; i < 3; i++) {
        dgg_loop_service(s->loop);
    }
}

START_TEST(silence_may_begin_and_end_within_a_frame) {
    static const char frame[] = "\x81\x86\0\0\0\0PING 1";
    const size_t bytes = sizeof frame - 1;
    scene s;
    scene_open_bare(&s);
    for (size_t cut = 1; cut < bytes; cut++) {
        peer p;
        peer_enter(&p, &s);
        send_now(&p, &s, frame, cut);
        set_faults(&s, (server_faults){.is_silent = true});
        send_now(&p, &s, frame + cut, bytes - cut);
        send_now(&p, &s, frame, cut);
        set_faults(&s, (server_faults){0});
        send_now(&p, &s, frame + cut, bytes - cut);
        peer_expect_frame(&p, "PONG \"MQ==\"");
        peer_say(&p, "PING 2");
        peer_expect_frame(&p, "PONG \"Mg==\"");
        peer_close(&p);
    }
    scene_close(&s);
}
END_TEST

TEST_MAIN("server_client", is_cut_at_every_byte,
          each_connection_counts_its_own_bytes, every_kind_of_byte_counts,
          is_cut_within_its_greeting, takes_the_fault_back,
          sends_fragments_with_pings_between, fragments_are_cut_as_well,
          fragments_of_one_text_are_never_lost_apart,
          closes_with_any_code_or_none, says_nothing_while_it_is_silent,
          silence_may_begin_and_end_within_a_frame)
