#include "decode_case.h"

static api_verdict judge(const http_answer *answer, bool needs_login) {
    api_verdict verdict;
    api_judge(&verdict, answer, needs_login);
    ck_assert((verdict.words[0] != '\0') == (verdict.error != DGG_OK));
    return verdict;
}

static dgg_error error_of(int status, const char *body) {
    const http_answer answer = answer_of(status, body, strlen(body));
    return judge(&answer, true).error;
}

static api_verdict open_body(int status, const char *body) {
    const http_answer answer = answer_of(status, body, strlen(body));
    api_verdict verdict;
    json_doc doc = {0};
    json_value found;
    bool is_open =
        api_open(&verdict, &answer, "bannotfound", true, &doc, &found);
    ck_assert(is_open == (verdict.error == DGG_OK));
    json_doc_free(&doc);
    return verdict;
}

static void expect_open(int status, const char *body, dgg_error error) {
    api_verdict verdict = open_body(status, body);
    ck_assert_msg(verdict.error == error, "%d %s: %s", status, body,
                  dgg_strerror(verdict.error));
}

START_TEST(judges_the_status) {
    ck_assert_int_eq(error_of(200, "anything"), DGG_OK);
    ck_assert_int_eq(error_of(401, ""), DGG_ERROR_NOT_LOGGED_IN);
    ck_assert_int_eq(error_of(403, "[]"), DGG_ERROR_NOT_LOGGED_IN);
    ck_assert_int_eq(error_of(404, "<html>"), DGG_ERROR_NOT_FOUND);
    ck_assert_int_eq(error_of(413, ""), DGG_ERROR_TOO_LARGE);
    ck_assert_int_eq(error_of(429, "slow down"), DGG_ERROR_THROTTLED);
    ck_assert_int_eq(error_of(500, ""), DGG_ERROR_HTTP_STATUS);
    ck_assert_int_eq(error_of(503, "<html>"), DGG_ERROR_HTTP_STATUS);
    ck_assert_int_eq(error_of(204, ""), DGG_ERROR_HTTP_STATUS);
}
END_TEST

START_TEST(nobody_is_logged_out_of_what_is_public) {
    http_answer answer = answer_of(403, "<html>", 6);
    ck_assert_int_eq(judge(&answer, false).error, DGG_ERROR_HTTP_STATUS);
    answer = answer_of(403, "{\"error\":\"forbidden\"}", 21);
    ck_assert_int_eq(judge(&answer, false).error, DGG_ERROR_NOT_LOGGED_IN);
}
END_TEST

START_TEST(tells_redirects_apart) {
    static const struct {
        http_redirect redirect;
        dgg_error error;
    } cases[] = {
        {HTTP_STAYS, DGG_ERROR_HTTP_STATUS},
        {HTTP_REDIRECT_TO_ITSELF, DGG_ERROR_REDIRECT_LOOP},
        {HTTP_REDIRECT_ON_HOST, DGG_ERROR_REDIRECT},
        {HTTP_REDIRECT_ELSEWHERE, DGG_ERROR_REDIRECT_HOST},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        http_answer answer = answer_of(303, "", 0);
        answer.redirect = cases[i].redirect;
        ck_assert_int_eq(judge(&answer, true).error, cases[i].error);
    }
}
END_TEST

START_TEST(what_the_site_says_counts_more_than_its_status) {
    ck_assert_int_eq(error_of(500, "throttled"), DGG_ERROR_THROTTLED);
    ck_assert_int_eq(error_of(500, "\"throttled\""), DGG_ERROR_THROTTLED);
    ck_assert_int_eq(
        error_of(500, "{\"code\":500,\"error\":\"throttled\",\"id\":\"a\"}"),
        DGG_ERROR_THROTTLED);
    ck_assert_int_eq(error_of(500, "{\"error\":\"invalidnick\"}"),
                     DGG_ERROR_NICK);
    ck_assert_int_eq(error_of(500, "{\"error\":\"badproxyresponse\"}"),
                     DGG_ERROR_HTTP_STATUS);
    ck_assert_int_eq(error_of(500, "toolarge"), DGG_ERROR_TOO_LARGE);
    ck_assert_int_eq(error_of(500, "{\"error\":\"inactiveuser\"}"),
                     DGG_ERROR_NOT_LOGGED_IN);
}
END_TEST

START_TEST(passes_on_what_the_site_says) {
    api_verdict verdict = open_body(403, "{\"error\":\"inactiveuser\"}");
    ck_assert_str_eq(verdict.words,
                     "the site answered with status 403: inactiveuser");
    verdict = open_body(200, "{\"success\":false,\"message\":\"not today\"}");
    ck_assert_str_eq(verdict.words, "the site says: not today");
}
END_TEST

START_TEST(an_error_may_come_with_status_200) {
    expect_open(200, "{\"error\":\"User not found\"}", DGG_ERROR_NOT_FOUND);
    expect_open(200, "{\"code\":403,\"error\":\"x\"}", DGG_ERROR_NOT_LOGGED_IN);
    expect_open(200, "{\"code\":\"500\",\"error\":\"x\",\"id\":\"y\"}",
                DGG_ERROR_HTTP_STATUS);
    expect_open(200, "{\"success\":false,\"message\":\"no\"}", DGG_ERROR_SITE);
    expect_open(200, "{\"success\":\"0\"}", DGG_ERROR_SITE);
    expect_open(200,
                "{\"error\":\"invalid_token\",\"message\":\"Invalid token\","
                "\"code\":400}",
                DGG_ERROR_TOKEN_REFUSED);
    expect_open(200, "{\"error\":\"token_expired\",\"code\":403}",
                DGG_ERROR_TOKEN_REFUSED);
    expect_open(200, "{\"success\":true,\"error\":null,\"data\":[]}", DGG_OK);
}
END_TEST

START_TEST(a_word_is_an_answer_with_and_without_quotes) {
    expect_open(200, "throttled", DGG_ERROR_THROTTLED);
    expect_open(200, "\"throttled\"", DGG_ERROR_THROTTLED);
    expect_open(200, "\"something else\"", DGG_ERROR_SITE);
    expect_open(200, "bannotfound", DGG_OK);
    expect_open(200, "\"bannotfound\"", DGG_OK);
    expect_open(404, "\"bannotfound\"", DGG_OK);
}
END_TEST

START_TEST(tells_a_page_from_what_is_broken) {
    expect_open(200, "<!DOCTYPE html>", DGG_ERROR_HTML);
    expect_open(200, "\r\n <p>", DGG_ERROR_HTML);
    expect_open(200, "", DGG_ERROR_NOT_JSON);
    expect_open(200, "{\"a\":", DGG_ERROR_NOT_JSON);
    expect_open(200, "two words", DGG_ERROR_NOT_JSON);
    http_answer answer = answer_of(200, "busy, sorry", 11);
    answer.content_type = "text/html; charset=utf-8";
    api_verdict verdict;
    json_doc doc = {0};
    json_value found;
    ck_assert(!api_open(&verdict, &answer, NULL, true, &doc, &found));
    ck_assert_int_eq(verdict.error, DGG_ERROR_HTML);
    json_doc_free(&doc);
}
END_TEST

START_TEST(takes_off_the_wrapper) {
    static const char *const bodies[] = {
        "[1,2]",
        "{\"data\":[1,2]}",
        "{\"success\":true,\"message\":null,\"data\":[1,2]}",
    };
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        const http_answer answer = answer_of(200, bodies[i], strlen(bodies[i]));
        api_verdict verdict;
        json_doc doc = {0};
        json_value found;
        ck_assert(api_open(&verdict, &answer, NULL, true, &doc, &found));
        ck_assert_uint_eq(json_count(found), 2);
        json_doc_free(&doc);
    }
}
END_TEST

TEST_MAIN("api_reply", judges_the_status,
          nobody_is_logged_out_of_what_is_public, tells_redirects_apart,
          what_the_site_says_counts_more_than_its_status,
          passes_on_what_the_site_says, an_error_may_come_with_status_200,
          a_word_is_an_answer_with_and_without_quotes,
          tells_a_page_from_what_is_broken, takes_off_the_wrapper)
