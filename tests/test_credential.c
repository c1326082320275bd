#include "credential.h"
#include "test.h"

#include <string.h>

#define TOKEN                          \
    "0123456789abcdefghijABCDEFGHIJ01" \
    "0123456789abcdefghijABCDEFGHIJ01"

static void expect_chat(const dgg_credentials *given, const char *cookie) {
    secret *made = NULL;
    ck_assert_int_eq(credential_chat_cookie(&made, given), DGG_OK);
    ck_assert_str_eq(secret_text(made), cookie);
    secret_free(made);
}

static void expect_site(const dgg_credentials *given, const char *cookie) {
    secret *made = NULL;
    ck_assert_int_eq(credential_site_cookie(&made, given), DGG_OK);
    ck_assert_str_eq(secret_text(made), cookie);
    secret_free(made);
}

START_TEST(nothing_given_is_no_cookie) {
    expect_chat(&(dgg_credentials){0}, "");
    expect_chat(&(dgg_credentials){.auth_token = "", .session_id = ""}, "");
    expect_site(&(dgg_credentials){0}, "");
}
END_TEST

START_TEST(a_session_goes_alone) {
    const dgg_credentials both = {.auth_token = TOKEN,
                                  .session_id = "session0123"};
    expect_chat(&both, "sid=session0123");
    expect_site(&both, "sid=session0123");
}
END_TEST

START_TEST(a_key_of_another_form_is_taken_when_asked_for) {
    dgg_credentials odd = {.auth_token = "short"};
    ck_assert_int_eq(credential_check(&odd), DGG_ERROR_TOKEN);
    odd.takes_any_token = true;
    expect_chat(&odd, "authtoken=short");
    odd.auth_token = "two\r\nlines";
    ck_assert_int_eq(credential_check(&odd), DGG_ERROR_ARGUMENT);
    ck_assert(dgg_auth_token_is_valid(TOKEN));
    ck_assert(!dgg_auth_token_is_valid("short"));
    ck_assert(!dgg_auth_token_is_valid(TOKEN "x"));
}
END_TEST

START_TEST(a_login_key_goes_to_the_chat_only) {
    const dgg_credentials key = {.auth_token = TOKEN};
    expect_chat(&key, "authtoken=" TOKEN);
    expect_site(&key, "");
}
END_TEST

START_TEST(a_login_key_has_64_letters_and_digits) {
    static const char with_a_break[] = "0123456789abcdefghijABCDEFGHIJ0\n"
                                       "0123456789abcdefghijABCDEFGHIJ01";
    static const char with_an_umlaut[] = "\xC3\xA4"
                                         "23456789abcdefghijABCDEFGHIJ01"
                                         "0123456789abcdefghijABCDEFGHIJ01";
    const char *const wrong[] = {"short", TOKEN "0", with_a_break,
                                 with_an_umlaut};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const dgg_credentials given = {.auth_token = wrong[i]};
        ck_assert_int_eq(credential_check(&given), DGG_ERROR_TOKEN);
    }
}
END_TEST

START_TEST(a_session_cannot_smuggle_headers) {
    char long_one[CREDENTIAL_SESSION_BYTES + 2] = {0};
    memset(long_one, 'a', sizeof long_one - 1);
    const char *const wrong[] = {"a\r\nX: y", "a;b",      "a b",   "a,b",
                                 "\"a\"",     "\xC3\xA4", long_one};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const dgg_credentials given = {.session_id = wrong[i]};
        secret *made = NULL;
        ck_assert_int_eq(credential_site_cookie(&made, &given),
                         DGG_ERROR_ARGUMENT);
        ck_assert_ptr_null(made);
    }
}
END_TEST

TEST_MAIN("credential", nothing_given_is_no_cookie, a_session_goes_alone,
          a_login_key_goes_to_the_chat_only,
          a_key_of_another_form_is_taken_when_asked_for,
          a_login_key_has_64_letters_and_digits,
          a_session_cannot_smuggle_headers)
