/* Bodies that are told of piece by piece. */
#include "fake_site.h"
#include "http.h"

#include <time.h>

static dgg_loop *loop;
static fake_site site;
static int64_t clock_offset_ms;

/* What a request came to. */
static struct {
    char body[FAKE_BYTES * 4];
    size_t bytes;
    size_t pieces;
    size_t wanted;   /* pieces */
    int64_t busy_ms; /* how long the handler takes */
    uint64_t total_bytes;
    char type[64];
    bool is_done;
    http_answer answer;
    char kept[64];
} got;

static int64_t shifted_ms(void *user) {
    (void)user;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 + clock_offset_ms;
}

static void setup(void) {
    const dgg_loop_options options = {
        .environment = {.monotonic_ms = shifted_ms}};
    clock_offset_ms = 0;
    memset(&got, 0, sizeof got);
    got.wanted = SIZE_MAX;
    ck_assert_int_eq(dgg_loop_new(&loop, &options), DGG_OK);
    fake_site_open(&site);
}

static void teardown(void) {
    fake_site_close(&site);
    dgg_loop_free(loop);
}

static bool on_piece(void *user, const http_piece *piece) {
    (void)user;
    ck_assert(!got.is_done);
    ck_assert_uint_gt(piece->count, 0);
    ck_assert_uint_le(got.bytes + piece->count, sizeof got.body);
    memcpy(got.body + got.bytes, piece->bytes, piece->count);
    memset(piece->bytes, '#', piece->count);
    got.bytes += piece->count;
    got.total_bytes = piece->total_bytes;
    snprintf(got.type, sizeof got.type, "%s", piece->content_type);
    clock_offset_ms += got.busy_ms;
    return ++got.pieces < got.wanted;
}

static void on_answer(void *user, const http_answer *answer) {
    (void)user;
    ck_assert_msg(!got.is_done, "answered twice");
    got.is_done = true;
    got.answer = *answer;
    snprintf(got.kept, sizeof got.kept, "%s", answer->body);
}

static http_request *ask(const char *url) {
    http_request *request;
    const http_options options = {
        .url = url, .on_piece = on_piece, .callback = on_answer};
    ck_assert_int_eq(http_send(&request, loop, &options), DGG_OK);
    return request;
}

static void read_all(void) {
    ask(site.url);
    while (!got.is_done) {
        fake_site_turn(&site, loop);
    }
}

START_TEST(a_body_comes_in_pieces) {
    fake_site_set(&site, "/", 200, "hello there")->type = "text/plain";
    read_all();
    ck_assert_int_eq(got.answer.error, DGG_OK);
    ck_assert_int_eq(got.answer.status, 200);
    ck_assert_uint_eq(got.answer.bytes, 0);
    ck_assert_mem_eq(got.body, "hello there", 11);
    ck_assert_uint_eq(got.bytes, 11);
    ck_assert_uint_eq(got.total_bytes, 11);
    ck_assert_str_eq(got.type, "text/plain");
}
END_TEST

START_TEST(the_body_of_an_error_is_kept) {
    fake_site_set(&site, "/", 404, "nothing here");
    read_all();
    ck_assert_int_eq(got.answer.status, 404);
    ck_assert_str_eq(got.kept, "nothing here");
    ck_assert_uint_eq(got.pieces, 0);
}
END_TEST

START_TEST(an_empty_body_is_no_piece) {
    fake_site_set(&site, "/", 200, "");
    read_all();
    ck_assert_int_eq(got.answer.error, DGG_OK);
    ck_assert_uint_eq(got.pieces, 0);
}
END_TEST

START_TEST(what_came_of_a_body_that_broke_off_is_told) {
    fake_site_set(&site, "/", 200, "half of")->announced = 50;
    read_all();
    ck_assert_int_eq(got.answer.error, DGG_ERROR_TRUNCATED);
    ck_assert_mem_eq(got.body, "half of", 7);
    ck_assert_uint_eq(got.total_bytes, 50);
}
END_TEST

START_TEST(whoever_wants_no_more_gets_no_more) {
    fake_site_set(&site, "/", 200, "hello")->announced = 50;
    got.wanted = 1;
    read_all();
    ck_assert_int_eq(got.answer.error, DGG_OK);
    ck_assert_int_eq(got.answer.status, 200);
    ck_assert_uint_eq(got.pieces, 1);
    ck_assert_str_eq(got.kept, "");
}
END_TEST

/* Sends a piece and turns the loop until it was told. */
static void send_piece(int fd, const char *piece) {
    size_t before = got.pieces;
    fake_site_write(fd, piece, strlen(piece));
    while (got.pieces == before && !got.is_done) {
        dgg_loop_wait(loop, -1);
    }
}

/* Asks; the peer has begun to answer. */
static int ask_peer(void) {
    ask(site.url);
    struct pollfd fd = {.fd = site.listener, .events = POLLIN};
    while (poll(&fd, 1, 0) == 0) {
        dgg_loop_wait(loop, 1);
    }
    int peer = accept(site.listener, NULL, NULL);
    fake_site_write(peer, "HTTP/1.1 200 OK\r\n\r\n", 19);
    return peer;
}

static void run_out_of_time(void) {
    clock_offset_ms += HTTP_TIMEOUT_MS;
    while (!got.is_done) {
        dgg_loop_wait(loop, -1);
    }
    ck_assert_int_eq(got.answer.error, DGG_ERROR_TIMEOUT);
}

START_TEST(time_runs_out_between_two_pieces_only) {
    int peer = ask_peer();
    for (int i = 0; i < 5; i++) {
        send_piece(peer, "piece");
        clock_offset_ms += HTTP_TIMEOUT_MS - 1000;
    }
    ck_assert(!got.is_done);
    ck_assert_uint_eq(got.bytes, 25);
    ck_assert_uint_eq(got.total_bytes, 0);
    run_out_of_time();
    close(peer);
}
END_TEST

/* One that prints to a pager, for instance. */
START_TEST(a_slow_handler_does_not_use_up_the_peers_time) {
    int peer = ask_peer();
    got.busy_ms = HTTP_TIMEOUT_MS + 1;
    send_piece(peer, "one");
    send_piece(peer, "two");
    ck_assert(!got.is_done);
    ck_assert_mem_eq(got.body, "onetwo", 6);
    run_out_of_time();
    close(peer);
}
END_TEST

static int64_t speak(void *user, const char *path, http_answer *answer) {
    (void)path;
    *answer = *(const http_answer *)user;
    return 0;
}

START_TEST(a_tap_speaks_in_one_piece) {
    http_answer given = {.status = 200,
                         .body = "recorded",
                         .bytes = 8,
                         .content_type = "text/plain",
                         .reason = ""};
    const http_tap tap = {.answer = speak, .user = &given};
    http_set_tap(loop, &tap);
    read_all();
    ck_assert_mem_eq(got.body, "recorded", 8);
    ck_assert_uint_eq(got.pieces, 1);
    ck_assert_uint_eq(got.answer.bytes, 0);
    given.status = 404;
    got.is_done = false;
    read_all();
    ck_assert_uint_eq(got.pieces, 1);
    ck_assert_str_eq(got.kept, "recorded");
}
END_TEST

TEST_MAIN_WITH("http_pieces", setup, teardown, a_body_comes_in_pieces,
               the_body_of_an_error_is_kept, an_empty_body_is_no_piece,
               what_came_of_a_body_that_broke_off_is_told,
               whoever_wants_no_more_gets_no_more,
               time_runs_out_between_two_pieces_only,
               a_slow_handler_does_not_use_up_the_peers_time,
               a_tap_speaks_in_one_piece)
