#include "test.h"
#include "url.h"

#include <string.h>

static url parsed(const char *text) {
    url u;
    ck_assert_msg(url_parse(&u, text), "refused: %s", text);
    return u;
}

static void check_refused(const char *text) {
    url u;
    ck_assert_msg(!url_parse(&u, text), "accepted: %s", text);
}

START_TEST(takes_an_address_apart) {
    url u = parsed("wss://chat.destiny.gg/ws");
    ck_assert(u.is_secure);
    ck_assert(u.is_websocket);
    ck_assert_str_eq(u.host, "chat.destiny.gg");
    ck_assert_int_eq(u.port, 443);
    ck_assert_str_eq(u.path, "/ws");
}
END_TEST

START_TEST(knows_four_schemes_in_any_case) {
    url u = parsed("HTTP://Example.ORG");
    ck_assert(!u.is_secure);
    ck_assert(!u.is_websocket);
    ck_assert_str_eq(u.host, "example.org");
    ck_assert_int_eq(u.port, 80);
    ck_assert_str_eq(u.path, "/");
    ck_assert_int_eq(parsed("ws://a").port, 80);
    ck_assert_int_eq(parsed("https://a").port, 443);
}
END_TEST

START_TEST(takes_ports_queries_and_ipv6) {
    url u = parsed("ws://127.0.0.1:8080?x=1#top");
    ck_assert_str_eq(u.host, "127.0.0.1");
    ck_assert_int_eq(u.port, 8080);
    ck_assert_str_eq(u.path, "/?x=1");
    u = parsed("http://[::1]:65535/a/b?c");
    ck_assert_str_eq(u.host, "::1");
    ck_assert_int_eq(u.port, 65535);
    ck_assert_str_eq(u.path, "/a/b?c");
    ck_assert_str_eq(parsed("https://a/b#c").path, "/b");
}
END_TEST

START_TEST(refuses_what_is_no_address) {
    static const char *const texts[] = {
        "",
        "chat.destiny.gg",
        "/ws",
        "ftp://a/",
        "wss:/a",
        "wss://",
        "wss:///ws",
        "wss://:80/",
        "wss://a:/",
        "wss://a:0/",
        "wss://a:65536/",
        "wss://a:000080/",
        "wss://a:8o/",
        "wss://a:-1/",
        "wss://a:1:2/",
        "wss://user@a/",
        "wss://user:secret@a/",
        "wss://a b/",
        "wss://a/b c",
        "wss://a/\r\nHost: b",
        "wss://a/\x7F",
        "wss://a\\b/",
        "wss://\xC3\xA4/",
        "http://[::1",
        "http://[]/",
        "http://[::1]x/",
        "http://[a@b]/",
        " https://a",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        check_refused(texts[i]);
    }
}
END_TEST

START_TEST(refuses_what_is_too_long) {
    char text[3 * URL_BYTES] = "https://a/";
    memset(text + 10, 'b', URL_BYTES - 2);
    ck_assert_uint_eq(strlen(parsed(text).path), URL_BYTES - 1);
    text[10 + URL_BYTES - 2] = 'b';
    check_refused(text);
    char host[2 * URL_HOST_BYTES] = "https://";
    memset(host + 8, 'h', URL_HOST_BYTES - 1);
    ck_assert_uint_eq(strlen(parsed(host).host), URL_HOST_BYTES - 1);
    host[8 + URL_HOST_BYTES - 1] = 'h';
    check_refused(host);
}
END_TEST

START_TEST(escapes_all_but_unreserved_characters) {
    char out[64];
    ck_assert(url_escape(out, sizeof out, "aZ9-._~"));
    ck_assert_str_eq(out, "aZ9-._~");
    ck_assert(url_escape(out, sizeof out, "../a b?&%\xC3\xA4"));
    ck_assert_str_eq(out, "..%2Fa%20b%3F%26%25%C3%A4");
}
END_TEST

START_TEST(escaping_never_writes_past_the_end) {
    const char *text = "a/b";
    char out[8];
    for (size_t size = 0; size < sizeof out; size++) {
        memset(out, '#', sizeof out);
        ck_assert_int_eq(url_escape(out, size, text), size >= 6);
        ck_assert_int_eq(out[size], '#');
    }
}
END_TEST

START_TEST(credentials_go_to_the_host_over_tls_only) {
    const char *host = "www.destiny.gg";
    ck_assert(url_may_carry_credentials("https://www.destiny.gg/api", host, 0));
    ck_assert(url_may_carry_credentials("wss://WWW.destiny.gg", host, 0));
    ck_assert(!url_may_carry_credentials("http://www.destiny.gg/", host, 0));
    ck_assert(!url_may_carry_credentials("https://destiny.gg/", host, 0));
    ck_assert(!url_may_carry_credentials("https://www.destiny.gg.a/", host, 0));
    ck_assert(!url_may_carry_credentials("https://a/www.destiny.gg", host, 0));
    ck_assert(
        !url_may_carry_credentials("https://www.destiny.gg:8443/", host, 0));
    ck_assert(url_may_carry_credentials("http://127.0.0.1:80/", host, 1));
    ck_assert(!url_may_carry_credentials("nonsense", host, 1));
}
END_TEST

TEST_MAIN("url", takes_an_address_apart, knows_four_schemes_in_any_case,
          takes_ports_queries_and_ipv6, refuses_what_is_no_address,
          refuses_what_is_too_long, escapes_all_but_unreserved_characters,
          escaping_never_writes_past_the_end,
          credentials_go_to_the_host_over_tls_only)
