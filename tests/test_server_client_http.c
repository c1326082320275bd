#include "server_client_http.h"
#include "server_peer.h"

#define REQUEST "GET /api/userinfo HTTP/1.1\r\nHost: h\r\n\r\n"

static void ask(peer *p, scene *s) {
    peer_open(p, s);
    peer_send(p, REQUEST, sizeof REQUEST - 1);
}

/* What comes in answer to a request until the connection ends. */
static size_t count_to_end(scene *s) {
    peer p;
    ask(&p, s);
    while (!p.has_ended) {
        peer_step(&p);
    }
    size_t count = p.input.used;
    peer_close(&p);
    return count;
}

/* Bytes of the head and of the body it promises. */
static size_t measure_answer(scene *s) {
    peer p;
    ask(&p, s);
    char *head = peer_take_head(&p);
    const char *length = strstr(head, "Content-Length: ");
    ck_assert_ptr_nonnull(length);
    size_t bytes = strlen(head) + (size_t)atoi(length + 16);
    free(head);
    peer_close(&p);
    return bytes;
}

START_TEST(cuts_answers_at_every_byte) {
    scene s;
    scene_open_bare(&s);
    size_t whole = measure_answer(&s);
    for (size_t cut = 1; cut < whole; cut++) {
        server_set_faults(s.server, &(server_faults){.http_cut_bytes = cut});
        ck_assert_uint_eq(count_to_end(&s), cut);
    }
    scene_close(&s);
}
END_TEST

START_TEST(leaves_shorter_answers_and_the_connection_whole) {
    scene s;
    scene_open_bare(&s);
    size_t whole = measure_answer(&s);
    server_set_faults(s.server, &(server_faults){.http_cut_bytes = whole});
    peer p;
    ask(&p, &s);
    free(peer_take(&p, whole));
    peer_send(&p, REQUEST, sizeof REQUEST - 1);
    free(peer_take(&p, whole));
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(cuts_late_answers_when_they_are_due) {
    scene s;
    scene_open_bare(&s);
    server_set_faults(s.server, &(server_faults){.http_cut_bytes = 20,
                                                 .http_delay_ms = 5000});
    peer p;
    ask(&p, &s);
    peer other;
    peer_upgrade(&other, &s, ""); /* shows that the request was read */
    scene_advance(&s, 4999);
    ck_assert_int_eq(recv(p.fd, &(char){0}, 1, MSG_DONTWAIT), -1);
    scene_advance(&s, 1);
    free(peer_take(&p, 20));
    peer_expect_end(&p);
    peer_close(&other);
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(silence_holds_for_late_answers_too) {
    scene s;
    scene_open_bare(&s);
    server_set_faults(s.server, &(server_faults){.http_delay_ms = 5000});
    peer p;
    ask(&p, &s);
    peer other;
    peer_upgrade(&other, &s, "");
    server_set_faults(s.server, &(server_faults){.is_silent = true});
    scene_advance(&s, 5000);
    server_set_faults(s.server, &(server_faults){0});
    peer_send(&p, REQUEST, sizeof REQUEST - 1);
    free(peer_take(&p, measure_answer(&s)));
    ck_assert_uint_eq(p.input.used, 0);
    peer_close(&other);
    peer_close(&p);
    scene_close(&s);
}
END_TEST

/* An upgrade is no answer to cut. */
START_TEST(upgrades_stay_whole) {
    scene s;
    scene_open_bare(&s);
    server_set_faults(s.server, &(server_faults){.http_cut_bytes = 5});
    peer p;
    peer_enter(&p, &s);
    peer_close(&p);
    scene_close(&s);
}
END_TEST

TEST_MAIN("server_client_http", cuts_answers_at_every_byte,
          leaves_shorter_answers_and_the_connection_whole,
          cuts_late_answers_when_they_are_due,
          silence_holds_for_late_answers_too, upgrades_stay_whole)
