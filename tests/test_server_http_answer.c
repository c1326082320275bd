#include "server_http_answer.h"
#include "test.h"

#include <string.h>

static void expect(const server_answer *answer, const char *expected) {
    buffer out;
    buffer_init(&out, 1024);
    ck_assert(server_http_write(&out, answer));
    ck_assert_str_eq(out.bytes, expected);
    buffer_free(&out);
}

START_TEST(writes_an_answer) {
    server_answer answer = {.status = 404,
                            .type = "text/html",
                            .body = "gone",
                            .bytes = 4,
                            .closes = true};
    expect(&answer, "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n"
                    "Content-Length: 4\r\nConnection: close\r\n\r\ngone");
    answer.closes = false;
    answer.headers = "X-Pong: pong\r\n";
    answer.bytes = 0;
    expect(&answer, "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n"
                    "Content-Length: 0\r\nX-Pong: pong\r\n\r\n");
}
END_TEST

START_TEST(cuts_the_body_into_chunks) {
    server_answer answer = {.status = 200,
                            .type = "t",
                            .body = "abcdefghijk",
                            .bytes = 11,
                            .chunk_bytes = 10};
    expect(&answer, "HTTP/1.1 200 OK\r\nContent-Type: t\r\n"
                    "Transfer-Encoding: chunked\r\n\r\n"
                    "a\r\nabcdefghij\r\n1\r\nk\r\n0\r\n\r\n");
    answer.filler_bytes = 1;
    expect(&answer, "HTTP/1.1 200 OK\r\nContent-Type: t\r\n"
                    "Transfer-Encoding: chunked\r\n\r\n"
                    "a\r\nabcdefghij\r\n1\r\nk\r\n");
}
END_TEST

START_TEST(lies_about_the_length) {
    server_answer answer = {.status = 200,
                            .type = "t",
                            .body = "abc",
                            .bytes = 3,
                            .length_error = 4};
    expect(&answer, "HTTP/1.1 200 OK\r\nContent-Type: t\r\n"
                    "Content-Length: 7\r\n\r\nabc");
    answer.length_error = -4;
    expect(&answer, "HTTP/1.1 200 OK\r\nContent-Type: t\r\n"
                    "Content-Length: 0\r\n\r\nabc");
    answer.length_error = 0;
    answer.filler_bytes = 5;
    expect(&answer, "HTTP/1.1 200 OK\r\nContent-Type: t\r\n"
                    "Content-Length: 8\r\n\r\nabc");
}
END_TEST

START_TEST(says_when_there_is_no_room) {
    server_answer answer = {
        .status = 200, .type = "t", .body = "abc", .bytes = 3};
    for (size_t room = 1; room < 58; room++) {
        buffer out;
        buffer_init(&out, room);
        ck_assert_msg(!server_http_write(&out, &answer), "%zu", room);
        buffer_free(&out);
    }
}
END_TEST

TEST_MAIN("server_http_answer", writes_an_answer, cuts_the_body_into_chunks,
          lies_about_the_length, says_when_there_is_no_room)
