#include "server_http_values.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

#define FORM "Content-Type: application/x-www-form-urlencoded\r\n"

/* Fails the test unless the text is a whole request. */
static void parse(server_request *request, const char *text) {
    size_t used = 0;
    ck_assert_int_eq(server_http_parse(text, strlen(text), request, &used),
                     SERVER_HTTP_WHOLE);
}

/* The value as it stands at `index`, or NULL. */
static void expect(const char *text, const char *name, size_t index,
                   const char *expected) {
    server_request request;
    parse(&request, text);
    char *value = server_http_parameter_at(&request, name, index);
    ck_assert_pstr_eq(value, expected);
    free(value);
}

START_TEST(finds_cookies) {
    server_request request;
    char value[8];
    parse(&request, "GET / HTTP/1.1\r\n"
                    "cookie: a=1; sid=abc;authtoken=def\r\n\r\n");
    ck_assert(server_http_cookie(&request, "sid", value, sizeof value));
    ck_assert_str_eq(value, "abc");
    ck_assert(server_http_cookie(&request, "authtoken", value, sizeof value));
    ck_assert_str_eq(value, "def");
    ck_assert(!server_http_cookie(&request, "si", value, sizeof value));
    ck_assert(!server_http_cookie(&request, "sid", value, 3));
    parse(&request, "GET / HTTP/1.1\r\n\r\n");
    ck_assert(!server_http_cookie(&request, "sid", value, sizeof value));
}
END_TEST

START_TEST(finds_parameters_of_the_query) {
    static const char text[] =
        "GET /x?token=a%20b+c%zz&s=25&empty=&s=26&bare HTTP/1.1\r\n\r\n";
    expect(text, "token", 0, "a b c%zz");
    expect(text, "s", 0, "25");
    expect(text, "s", 1, "26");
    expect(text, "s", 2, NULL);
    expect(text, "empty", 0, "");
    expect(text, "bare", 0, NULL);
    expect(text, "t", 0, NULL);
    expect(text, "tokens", 0, NULL);
}
END_TEST

START_TEST(finds_parameters_of_the_form) {
    static const char text[] =
        "POST /x?to=one HTTP/1.1\r\n" FORM "Content-Length: 31\r\n\r\n"
        "recipients%5B%5D=a+b&to=two&t=%";
    expect(text, "recipients[]", 0, "a b");
    expect(text, "to", 0, "one");
    expect(text, "to", 1, "two");
    expect(text, "t", 0, "%");
}
END_TEST

START_TEST(other_bodies_are_no_form) {
    expect("POST /x HTTP/1.1\r\nContent-Length: 3\r\n\r\na=b", "a", 0, NULL);
    expect("POST /x HTTP/1.1\r\nContent-Type: application/json\r\n"
           "Content-Length: 3\r\n\r\na=b",
           "a", 0, NULL);
    expect("POST /x HTTP/1.1\r\n" FORM "Content-Length: 2\r\n\r\na=b", "a", 0,
           "");
}
END_TEST

START_TEST(leaves_what_does_not_fit) {
    server_request request;
    char value[4];
    parse(&request, "GET /x?a=abc&b=abcd HTTP/1.1\r\n\r\n");
    ck_assert(server_http_parameter(&request, "a", value, sizeof value));
    ck_assert_str_eq(value, "abc");
    ck_assert(!server_http_parameter(&request, "b", value, sizeof value));
}
END_TEST

START_TEST(decodes_paths) {
    server_request request;
    char path[10];
    parse(&request, "GET /a%20b+%2f%4?%20 HTTP/1.1\r\n\r\n");
    ck_assert(server_http_path(&request, path, sizeof path));
    ck_assert_str_eq(path, "/a b+/%4");
    ck_assert(!server_http_path(&request, path, sizeof "/a b+/%4" - 1));
    parse(&request, "GET /a%00 HTTP/1.1\r\n\r\n");
    ck_assert(!server_http_path(&request, path, sizeof path));
}
END_TEST

TEST_MAIN("server_http_values", decodes_paths, finds_cookies,
          finds_parameters_of_the_query, finds_parameters_of_the_form,
          other_bodies_are_no_form, leaves_what_does_not_fit)
