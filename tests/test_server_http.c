#include "server_handshake.h"
#include "server_http.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char request_text[] =
    "POST /api/x?token=a%20b+c%zz&s=25 HTTP/1.1\r\n"
    "Host: h\r\ncookie: a=1; sid=abc;authtoken=def\r\n"
    "Content-Length:  3 \r\nConnection: close\r\n\r\nxyz";

/* Keeps the bytes alive for the strings of the request. */
typedef struct parsed {
    char *bytes;
    server_request request;
    server_http_result result;
    size_t used;
} parsed;

/* In place: a request points into itself. */
static void parse(parsed *p, const char *text, size_t count) {
    p->bytes = malloc(count + 1);
    ck_assert_ptr_nonnull(p->bytes);
    memcpy(p->bytes, text, count);
    p->result = server_http_parse(p->bytes, count, &p->request, &p->used);
}

START_TEST(takes_a_request_apart) {
    parsed p;
    parse(&p, request_text, strlen(request_text));
    ck_assert_int_eq(p.result, SERVER_HTTP_WHOLE);
    ck_assert_str_eq(p.request.method, "POST");
    ck_assert_str_eq(p.request.path, "/api/x");
    ck_assert_uint_eq(p.used, strlen(request_text));
    ck_assert_uint_eq(p.request.body_bytes, 3);
    ck_assert_mem_eq(p.request.body, "xyz", 3);
    ck_assert(p.request.wants_close);
    ck_assert_str_eq(server_http_header(&p.request, "HOST"), "h");
    ck_assert_ptr_null(server_http_header(&p.request, "Origin"));
    free(p.bytes);
}
END_TEST

START_TEST(waits_for_its_end_wherever_it_is_cut) {
    for (size_t cut = 0; cut < strlen(request_text); cut++) {
        parsed p;
        parse(&p, request_text, cut);
        ck_assert_int_eq(p.result, SERVER_HTTP_PARTIAL);
        free(p.bytes);
    }
}
END_TEST

static void expect_bad(const char *text, size_t count) {
    parsed p;
    parse(&p, text, count);
    ck_assert_int_eq(p.result, SERVER_HTTP_BAD);
    free(p.bytes);
}

START_TEST(refuses_what_is_no_request) {
    expect_bad("\r\n\r\n", 4);
    expect_bad("GET /\r\n\r\n", 9);
    expect_bad("GET http://x/ HTTP/1.1\r\n\r\n", 26);
    expect_bad("GET / HTTP/2\r\n\r\n", 16);
    expect_bad("GET / HTTP/1.12\r\n\r\n", 19);
    expect_bad(" / HTTP/1.1\r\n\r\n", 15);
    expect_bad("GET / HTTP/1.1\r\nno colon\r\n\r\n", 28);
    expect_bad("GET /\0 HTTP/1.1\r\n\r\n", 19);
    const char chunked[] =
        "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
    expect_bad(chunked, strlen(chunked));
    char *long_head = malloc(SERVER_HTTP_HEAD_BYTES + 1);
    memset(long_head, 'a', SERVER_HTTP_HEAD_BYTES + 1);
    expect_bad(long_head, SERVER_HTTP_HEAD_BYTES + 1);
    free(long_head);
}
END_TEST

START_TEST(tells_a_body_that_is_too_large) {
    static const struct {
        const char *length;
        server_http_result result;
    } cases[] = {
        {"262144", SERVER_HTTP_PARTIAL},
        {"262145", SERVER_HTTP_TOO_LARGE},
        {"99999999999999999999999", SERVER_HTTP_TOO_LARGE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[128];
        int length = snprintf(text, sizeof text,
                              "POST / HTTP/1.1\r\nContent-Length: %s\r\n\r\n",
                              cases[i].length);
        parsed p;
        parse(&p, text, (size_t)length);
        ck_assert_int_eq(p.result, cases[i].result);
        free(p.bytes);
    }
}
END_TEST

/* Any of these could hide a second request behind the first. */
START_TEST(refuses_a_head_that_can_be_read_in_two_ways) {
    static const char *const lines[] = {
        "Content-Length: 3\r\nContent-Length: 0",
        "Content-Length: 3\r\nTransfer-Encoding: chunked",
        "Content-Length: +3",
        "Content-Length: -18446744073709551613",
        "Content-Length: 3, 3",
        "Content-Length: ",
        "Content-Length : 3",
        "X: a\r\n Content-Length: 3",
        "X: a\nContent-Length: 3",
        "X: a\rContent-Length: 3",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char text[128];
        int length = snprintf(text, sizeof text,
                              "POST / HTTP/1.1\r\n%s\r\n\r\n", lines[i]);
        expect_bad(text, (size_t)length);
    }
}
END_TEST

TEST_MAIN("server_http", takes_a_request_apart,
          waits_for_its_end_wherever_it_is_cut, refuses_what_is_no_request,
          refuses_a_head_that_can_be_read_in_two_ways,
          tells_a_body_that_is_too_large)
