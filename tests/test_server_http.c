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
    size_t head_bytes;
} parsed;

static parsed parse(const char *text, size_t count) {
    parsed p = {.bytes = malloc(count + 1)};
    memcpy(p.bytes, text, count);
    p.result = server_http_parse(p.bytes, count, &p.request, &p.head_bytes);
    return p;
}

START_TEST(takes_a_request_apart) {
    parsed p = parse(request_text, strlen(request_text));
    ck_assert_int_eq(p.result, SERVER_HTTP_WHOLE);
    ck_assert_str_eq(p.request.method, "POST");
    ck_assert_str_eq(p.request.path, "/api/x");
    ck_assert_uint_eq(p.head_bytes, strlen(request_text) - 3);
    ck_assert_uint_eq(p.request.body_bytes, 3);
    ck_assert(p.request.wants_close);
    ck_assert_str_eq(server_http_header(&p.request, "HOST"), "h");
    ck_assert_ptr_null(server_http_header(&p.request, "Origin"));
    free(p.bytes);
}
END_TEST

START_TEST(finds_cookies_and_parameters) {
    parsed p = parse(request_text, strlen(request_text));
    char value[8];
    ck_assert(server_http_cookie(&p.request, "sid", value, sizeof value));
    ck_assert_str_eq(value, "abc");
    ck_assert(server_http_cookie(&p.request, "authtoken", value, sizeof value));
    ck_assert_str_eq(value, "def");
    ck_assert(!server_http_cookie(&p.request, "si", value, sizeof value));
    ck_assert(!server_http_cookie(&p.request, "sid", value, 3));
    ck_assert(server_http_parameter(&p.request, "s", value, sizeof value));
    ck_assert_str_eq(value, "25");
    ck_assert(!server_http_parameter(&p.request, "t", value, sizeof value));
    free(p.bytes);
}
END_TEST

START_TEST(decodes_parameters) {
    parsed p = parse(request_text, strlen(request_text));
    char value[16];
    ck_assert(server_http_parameter(&p.request, "token", value, sizeof value));
    ck_assert_str_eq(value, "a b c%zz");
    free(p.bytes);
}
END_TEST

START_TEST(waits_for_the_end_of_the_head_wherever_it_is_cut) {
    size_t head = strlen(request_text) - 3;
    for (size_t cut = 0; cut < head; cut++) {
        parsed p = parse(request_text, cut);
        ck_assert_int_eq(p.result, SERVER_HTTP_PARTIAL);
        ck_assert_mem_eq(p.bytes, request_text, cut);
        free(p.bytes);
    }
}
END_TEST

static void expect_bad(const char *text, size_t count) {
    parsed p = parse(text, count);
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
    const char length[] = "GET / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n";
    expect_bad(length, strlen(length));
    const char chunked[] =
        "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
    expect_bad(chunked, strlen(chunked));
    char *long_head = malloc(SERVER_HTTP_HEAD_BYTES + 1);
    memset(long_head, 'a', SERVER_HTTP_HEAD_BYTES + 1);
    expect_bad(long_head, SERVER_HTTP_HEAD_BYTES + 1);
    free(long_head);
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

START_TEST(writes_an_answer) {
    buffer out;
    buffer_init(&out, 1024);
    server_answer answer = {404, "text/html", "gone", 4, true};
    ck_assert(server_http_write(&out, &answer));
    ck_assert_str_eq(out.bytes,
                     "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n"
                     "Content-Length: 4\r\nConnection: close\r\n\r\ngone");
    buffer_free(&out);
}
END_TEST

TEST_MAIN("server_http", takes_a_request_apart, finds_cookies_and_parameters,
          decodes_parameters, waits_for_the_end_of_the_head_wherever_it_is_cut,
          refuses_what_is_no_request,
          refuses_a_head_that_can_be_read_in_two_ways, writes_an_answer)
