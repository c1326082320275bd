#include "cdn_place.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

#define LIVE "https://www.destiny.gg/embed/chat"

static cdn_place find(const char *page_url, bool is_live, int status,
                      const char *body) {
    cdn_place place;
    const http_answer answer = {.status = status,
                                .body = body,
                                .bytes = strlen(body),
                                .content_type = "text/html",
                                .reason = ""};
    cdn_place_read(&place, page_url, is_live, &answer);
    return place;
}

static void expect_place(const cdn_place *place, const char *base,
                         const char *key, dgg_error trouble) {
    ck_assert_str_eq(place->base, base);
    ck_assert_str_eq(place->key, key);
    ck_assert_int_eq(place->trouble.error, trouble);
    ck_assert_int_eq(place->trouble.words[0] == '\0', trouble == DGG_OK);
}

START_TEST(is_what_the_page_says) {
    cdn_place place =
        find(LIVE, true, 200,
             "<script data-cache-key='1.2' data-cdn='https://cdn.example/3'>");
    expect_place(&place, "https://cdn.example/3", "1.2", DGG_OK);
}
END_TEST

START_TEST(is_known_on_the_live_site_only) {
    cdn_place place = find(LIVE, true, 200, "<html>nothing</html>");
    expect_place(&place, "https://cdn.destiny.gg", "", DGG_OK);
    place = find("https://other.example/embed/chat", false, 200, "<html>");
    expect_place(&place, "", "", DGG_ERROR_NOT_FOUND);
    place = find(LIVE, true, 503, "");
    expect_place(&place, "https://cdn.destiny.gg", "", DGG_ERROR_HTTP_STATUS);
    place = find("http://a/embed/chat", false, 503, "");
    expect_place(&place, "", "", DGG_ERROR_HTTP_STATUS);
}
END_TEST

START_TEST(is_no_key_without_its_base) {
    cdn_place place = find(LIVE, true, 200, "<script data-cache-key='1.2'>");
    expect_place(&place, "https://cdn.destiny.gg", "", DGG_OK);
}
END_TEST

START_TEST(is_not_where_others_can_listen) {
    cdn_place place =
        find(LIVE, true, 200, "<script data-cdn='http://cdn.example/3'>");
    expect_place(&place, "https://cdn.destiny.gg", "", DGG_OK);
    place = find("http://a/embed/chat", false, 200,
                 "<script data-cdn='http://cdn.example/3'>");
    expect_place(&place, "http://cdn.example/3", "", DGG_OK);
}
END_TEST

START_TEST(is_no_address_of_another_kind) {
    const char *const wrong[] = {
        "<script data-cdn='wss://cdn.example'>",
        "<script data-cdn='file:///etc'>",
        "<script data-cdn='https://cdn.example/?a'>",
        "<script data-cdn='https://cdn.example/#a'>",
        "<script data-cdn=''>",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        cdn_place place = find("http://a/embed/chat", false, 200, wrong[i]);
        expect_place(&place, "", "", DGG_ERROR_NOT_FOUND);
    }
}
END_TEST

START_TEST(addresses_carry_the_key) {
    cdn_place place = {.base = "https://cdn.example/3", .key = "1.2&x"};
    char *address = cdn_place_address(&place, "/a.css");
    ck_assert_str_eq(address, "https://cdn.example/3/a.css?_=1.2%26x");
    free(address);
    place.key[0] = '\0';
    address = cdn_place_address(&place, "/a.css");
    ck_assert_str_eq(address, "https://cdn.example/3/a.css");
    free(address);
}
END_TEST

static void expect_verdict(const http_answer *answer, dgg_error error) {
    cdn_verdict verdict;
    cdn_judge(&verdict, answer);
    ck_assert_int_eq(verdict.error, error);
    ck_assert_int_eq(verdict.http_status, answer->status);
    ck_assert_int_eq(verdict.words[0] == '\0', error == DGG_OK);
}

START_TEST(a_redirect_is_not_found) {
    static const struct {
        int status;
        dgg_error error;
    } answers[] = {{200, DGG_OK},
                   {301, DGG_ERROR_NOT_FOUND},
                   {302, DGG_ERROR_NOT_FOUND},
                   {404, DGG_ERROR_NOT_FOUND},
                   {403, DGG_ERROR_HTTP_STATUS},
                   {500, DGG_ERROR_HTTP_STATUS}};
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        expect_verdict(&(http_answer){.status = answers[i].status,
                                      .body = "",
                                      .reason = ""},
                       answers[i].error);
    }
    expect_verdict(
        &(http_answer){.error = DGG_ERROR_TIMEOUT, .body = "", .reason = ""},
        DGG_ERROR_TIMEOUT);
}
END_TEST

START_TEST(paths_begin_with_a_slash) {
    char path[CDN_PATH_BYTES + 2];
    ck_assert(cdn_path_read(path, "a/b.css"));
    ck_assert_str_eq(path, "/a/b.css");
    ck_assert(cdn_path_read(path, "/a/b%20c.css"));
    ck_assert_str_eq(path, "/a/b%20c.css");
}
END_TEST

START_TEST(paths_hold_nothing_strange) {
    const char *const wrong[] = {"",           "/../a", "/a/..",     "..",
                                 "/a?b",       "/a#b",  "/a b",      "/a\nb",
                                 "/a\r\nX: y", "/\x7f", "/\xc3\xa4", "/a\t"};
    char path[CDN_PATH_BYTES + 2];
    ck_assert(!cdn_path_read(path, NULL));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ck_assert_msg(!cdn_path_read(path, wrong[i]), "%s", wrong[i]);
    }
    char text[CDN_PATH_BYTES + 2];
    memset(text, 'a', sizeof text);
    text[CDN_PATH_BYTES + 1] = '\0';
    ck_assert(!cdn_path_read(path, text));
    text[CDN_PATH_BYTES] = '\0';
    ck_assert(cdn_path_read(path, text));
    ck_assert_uint_eq(strlen(path), CDN_PATH_BYTES + 1);
}
END_TEST

TEST_MAIN("cdn_place", is_what_the_page_says, is_known_on_the_live_site_only,
          is_no_key_without_its_base, is_not_where_others_can_listen,
          is_no_address_of_another_kind, addresses_carry_the_key,
          a_redirect_is_not_found, paths_begin_with_a_slash,
          paths_hold_nothing_strange)
