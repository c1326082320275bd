#include "http.h"
#include "test.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { REQUEST_BYTES = 8192, URL_ROOM = 256 };

/* A host that sends what it is told to whoever asks. */
typedef struct peer {
    int listener;
    int connection;
    int port;
    const char *answer;
    size_t bytes;
    bool stays_open; /* after the answer */
    char request[REQUEST_BYTES];
    size_t request_bytes;
} peer;

/* What a request came to. */
typedef struct outcome {
    bool is_done;
    dgg_error error;
    int status;
    char *body;
    char type[64];
    char reason[128];
} outcome;

static dgg_loop *loop;
static peer host;
static outcome got;
static int64_t clock_offset_ms;

static int64_t shifted_ms(void *user) {
    (void)user;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 + clock_offset_ms;
}

static int no_names(void *user, const char *name,
                    char address[DGG_ADDRESS_BYTES]) {
    (void)user;
    if (strcmp(name, "known.example") != 0) {
        return -1;
    }
    strcpy(address, "127.0.0.1");
    return 0;
}

static void open_peer(void) {
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t size = sizeof address;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    host = (peer){.connection = -1};
    host.listener = socket(AF_INET, SOCK_STREAM, 0);
    ck_assert_int_eq(bind(host.listener, (struct sockaddr *)&address, size), 0);
    ck_assert_int_eq(listen(host.listener, 5), 0);
    getsockname(host.listener, (struct sockaddr *)&address, &size);
    host.port = ntohs(address.sin_port);
}

static void setup(void) {
    const dgg_loop_options options = {
        .environment = {.monotonic_ms = shifted_ms, .resolve = no_names},
    };
    clock_offset_ms = 0;
    got = (outcome){0};
    ck_assert_int_eq(dgg_loop_new(&loop, &options), DGG_OK);
    open_peer();
}

static void hang_up(void) {
    if (host.connection >= 0) {
        close(host.connection);
        host.connection = -1;
    }
}

static void teardown(void) {
    hang_up();
    close(host.listener);
    dgg_loop_free(loop);
    free(got.body);
}

static bool is_readable(int fd) {
    struct pollfd p = {.fd = fd, .events = POLLIN};
    return fd >= 0 && poll(&p, 1, 0) == 1;
}

/* Lets the host do what it can without waiting. */
static void turn_peer(void) {
    if (host.connection < 0 && is_readable(host.listener)) {
        host.connection = accept(host.listener, NULL, NULL);
        host.request_bytes = 0;
    }
    if (!is_readable(host.connection)) {
        return;
    }
    ssize_t count = read(host.connection, host.request + host.request_bytes,
                         REQUEST_BYTES - 1 - host.request_bytes);
    host.request_bytes += count > 0 ? (size_t)count : 0;
    host.request[host.request_bytes] = '\0';
    if (count <= 0) {
        hang_up();
    } else if (strstr(host.request, "\r\n\r\n") != NULL &&
               host.answer != NULL) {
        (void)send(host.connection, host.answer, host.bytes, MSG_NOSIGNAL);
        if (!host.stays_open) {
            hang_up();
        }
    }
}

static void on_answer(void *user, const http_answer *answer) {
    outcome *o = user;
    ck_assert_msg(!o->is_done, "answered twice");
    o->is_done = true;
    o->error = answer->error;
    o->status = answer->status;
    o->body = strdup(answer->body);
    snprintf(o->type, sizeof o->type, "%s", answer->content_type);
    snprintf(o->reason, sizeof o->reason, "%s", answer->reason);
    ck_assert_uint_eq(answer->bytes, strlen(answer->body));
}

static http_request *ask(const char *url, const char *cookie) {
    http_request *request;
    const http_options options = {.url = url,
                                  .cookie = cookie,
                                  .user_agent = "tester/1",
                                  .callback = on_answer,
                                  .user = &got};
    ck_assert_int_eq(http_send(&request, loop, &options), DGG_OK);
    return request;
}

static void wait_answer(void) {
    while (!got.is_done) {
        turn_peer();
        dgg_loop_wait(loop, 5);
    }
}

static void answer_with(const char *answer) {
    host.answer = answer;
    host.bytes = strlen(answer);
}

static const char *own_url(const char *name) {
    static char url[URL_ROOM];
    snprintf(url, sizeof url, "http://%s:%d/path?x=1", name, host.port);
    return url;
}

START_TEST(an_answer_comes_whole) {
    answer_with("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                "Content-Length: 2\r\n\r\n{}");
    ask(own_url("127.0.0.1"), "sid=abc");
    wait_answer();
    ck_assert_int_eq(got.error, DGG_OK);
    ck_assert_int_eq(got.status, 200);
    ck_assert_str_eq(got.body, "{}");
    ck_assert_str_eq(got.type, "application/json");
    ck_assert_ptr_nonnull(strstr(host.request, "GET /path?x=1 HTTP/1.1"));
    ck_assert_ptr_nonnull(strstr(host.request, "Cookie: sid=abc\r\n"));
    ck_assert_ptr_nonnull(strstr(host.request, "User-Agent: tester/1\r\n"));
}
END_TEST

START_TEST(a_name_is_resolved_by_the_helper) {
    answer_with("HTTP/1.1 204 No Content\r\n\r\n");
    ask(own_url("known.example"), NULL);
    wait_answer();
    ck_assert_int_eq(got.status, 204);
    ck_assert_str_eq(got.body, "");
    ck_assert_ptr_nonnull(strstr(host.request, "Host: known.example:"));
    ck_assert_ptr_null(strstr(host.request, "Cookie"));
}
END_TEST

START_TEST(an_unknown_name_is_told) {
    ask("http://unknown.example/", NULL);
    wait_answer();
    ck_assert_int_eq(got.error, DGG_ERROR_RESOLVE);
}
END_TEST

START_TEST(a_redirect_is_an_answer) {
    answer_with("HTTP/1.1 303 See Other\r\nLocation: http://127.0.0.1:1/\r\n"
                "Content-Length: 0\r\n\r\n");
    ask(own_url("127.0.0.1"), "sid=abc");
    wait_answer();
    ck_assert_int_eq(got.error, DGG_OK);
    ck_assert_int_eq(got.status, 303);
}
END_TEST

START_TEST(a_refused_port_is_told) {
    close(host.listener);
    ask(own_url("127.0.0.1"), NULL);
    wait_answer();
    ck_assert_int_eq(got.error, DGG_ERROR_REFUSED);
    ck_assert_int_eq(got.status, 0);
    open_peer();
}
END_TEST

START_TEST(an_answer_cut_anywhere_is_an_error) {
    static const char whole[] =
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    host.answer = whole;
    for (host.bytes = 0; host.bytes < sizeof whole - 1; host.bytes++) {
        free(got.body);
        got = (outcome){0};
        ask(own_url("127.0.0.1"), NULL);
        wait_answer();
        ck_assert_msg(got.error != DGG_OK, "cut at %zu", host.bytes);
        ck_assert_str_eq(got.body, "");
    }
}
END_TEST

START_TEST(garbage_is_no_answer) {
    answer_with("SSH-2.0-nobody\r\n");
    ask(own_url("127.0.0.1"), NULL);
    wait_answer();
    ck_assert_int_eq(got.error, DGG_ERROR_PROTOCOL);
}
END_TEST

START_TEST(what_is_too_large_is_refused) {
    answer_with("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n");
    host.stays_open = true;
    ask(own_url("127.0.0.1"), NULL);
    wait_answer();
    ck_assert_int_eq(got.error, DGG_ERROR_TOO_LARGE);
}
END_TEST

START_TEST(what_grows_too_large_is_refused) {
    size_t bytes = HTTP_MAX_BYTES + 1024;
    char *answer = malloc(bytes);
    ck_assert_ptr_nonnull(answer);
    memset(answer, 'x', bytes);
    memcpy(answer, "HTTP/1.1 200 OK\r\n\r\n", 19);
    host.answer = answer;
    host.bytes = 0; /* the head alone wakes curl; the rest follows below */
    ask(own_url("127.0.0.1"), NULL);
    size_t sent = 0;
    while (!got.is_done) {
        host.stays_open = true;
        turn_peer();
        if (host.connection >= 0 && sent < bytes) {
            ssize_t count = send(host.connection, answer + sent, bytes - sent,
                                 MSG_NOSIGNAL | MSG_DONTWAIT);
            sent += count > 0 ? (size_t)count : 0;
        }
        dgg_loop_wait(loop, 1);
    }
    ck_assert_int_eq(got.error, DGG_ERROR_TOO_LARGE);
    free(answer);
}
END_TEST

START_TEST(a_silent_host_runs_into_the_timeout) {
    ask(own_url("127.0.0.1"), NULL);
    for (int i = 0; i < 20; i++) {
        turn_peer();
        dgg_loop_wait(loop, 1);
    }
    ck_assert(!got.is_done);
    clock_offset_ms = HTTP_TIMEOUT_MS + 1;
    wait_answer();
    ck_assert_int_eq(got.error, DGG_ERROR_TIMEOUT);
}
END_TEST

START_TEST(a_cancelled_request_never_answers) {
    answer_with("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    for (int turns = 0; turns < 12; turns++) {
        http_request *request = ask(own_url("known.example"), NULL);
        for (int i = 0; i < turns && !got.is_done; i++) {
            turn_peer();
            dgg_loop_wait(loop, 1);
        }
        if (!got.is_done) {
            http_cancel(request);
        }
        free(got.body);
        got = (outcome){0};
        hang_up();
    }
}
END_TEST

START_TEST(a_loop_may_go_while_requests_run) {
    http_request *requests[4];
    for (size_t i = 0; i < 4; i++) {
        requests[i] = ask(own_url("127.0.0.1"), NULL);
        turn_peer();
        dgg_loop_wait(loop, 1);
    }
    for (size_t i = 0; i < 4; i++) {
        http_cancel(requests[i]);
    }
    ck_assert(!got.is_done);
}
END_TEST

/* A tap that notes what it hears, and answers `given` when asked to. */
typedef struct ear {
    http_tap tap;
    http_answer given;
    int64_t delay_ms;
    char heard[URL_ROOM];
} ear;

static void hear(void *user, const char *path, const http_answer *answer) {
    ear *e = user;
    ck_assert(!got.is_done);
    size_t used = strlen(e->heard);
    snprintf(e->heard + used, sizeof e->heard - used, "%s %d %s;", path,
             answer->status, answer->body);
}

static int64_t speak(void *user, const char *path, http_answer *answer) {
    ear *e = user;
    snprintf(e->heard, sizeof e->heard, "%s", path);
    *answer = e->given;
    return dgg_loop_monotonic_ms(loop) + e->delay_ms;
}

START_TEST(a_tap_hears_answers_without_the_query) {
    ear e = {.tap = {.on_answer = hear, .user = &e}};
    http_set_tap(loop, &e.tap);
    ck_assert_ptr_eq(http_get_tap(loop), &e.tap);
    answer_with("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno");
    ask(own_url("127.0.0.1"), NULL);
    wait_answer();
    ck_assert_int_eq(got.status, 404);
    ck_assert_str_eq(e.heard, "/path 404 no;");
}
END_TEST

START_TEST(a_tap_does_not_hear_what_failed_or_came_later) {
    ear e = {.tap = {.on_answer = hear, .user = &e}};
    http_set_tap(loop, &e.tap);
    ask("http://unknown.example/", NULL);
    wait_answer();
    http_set_tap(loop, NULL);
    free(got.body);
    got = (outcome){0};
    answer_with("HTTP/1.1 204 No Content\r\n\r\n");
    ask(own_url("127.0.0.1"), NULL);
    wait_answer();
    ck_assert_str_eq(e.heard, "");
}
END_TEST

START_TEST(a_tap_answers_instead_of_the_network) {
    ear e = {.tap = {.answer = speak, .user = &e},
             .given = {.status = 201,
                       .body = "{}",
                       .bytes = 2,
                       .content_type = "a/b",
                       .reason = ""},
             .delay_ms = 50};
    http_set_tap(loop, &e.tap);
    ask("http://unknown.example/p/q?token=secret#there", "sid=abc");
    ck_assert_str_eq(e.heard, "/p/q");
    dgg_loop_service(loop);
    ck_assert(!got.is_done);
    ck_assert_int_gt(dgg_loop_timeout_ms(loop), 0);
    clock_offset_ms = 50;
    dgg_loop_service(loop);
    ck_assert(got.is_done);
    ck_assert_int_eq(got.error, DGG_OK);
    ck_assert_int_eq(got.status, 201);
    ck_assert_str_eq(got.body, "{}");
    ck_assert_str_eq(got.type, "a/b");
    ck_assert_int_eq(dgg_loop_timeout_ms(loop), -1);
}
END_TEST

START_TEST(what_a_tap_would_answer_can_be_cancelled) {
    ear e = {.tap = {.answer = speak, .user = &e}};
    http_set_tap(loop, &e.tap);
    http_cancel(ask("http://unknown.example/", NULL));
    dgg_loop_service(loop);
    ck_assert(!got.is_done);
    ck_assert_int_eq(dgg_loop_timeout_ms(loop), -1);
}
END_TEST

START_TEST(other_schemes_are_refused) {
    static const char *const urls[] = {"file:///etc/passwd", "ftp://x/",
                                       "ws://x/", "x", "http://a b/"};
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        http_request *request;
        const http_options options = {.url = urls[i], .callback = on_answer};
        ck_assert_int_eq(http_send(&request, loop, &options), DGG_ERROR_URL);
    }
}
END_TEST

TEST_MAIN_WITH("http", setup, teardown, an_answer_comes_whole,
               a_name_is_resolved_by_the_helper, an_unknown_name_is_told,
               a_redirect_is_an_answer, a_refused_port_is_told,
               an_answer_cut_anywhere_is_an_error, garbage_is_no_answer,
               what_is_too_large_is_refused, what_grows_too_large_is_refused,
               a_silent_host_runs_into_the_timeout,
               a_cancelled_request_never_answers,
               a_loop_may_go_while_requests_run,
               a_tap_hears_answers_without_the_query,
               a_tap_does_not_hear_what_failed_or_came_later,
               a_tap_answers_instead_of_the_network,
               what_a_tap_would_answer_can_be_cancelled,
               other_schemes_are_refused)
