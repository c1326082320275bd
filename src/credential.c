#include "credential.h"

#include <stdio.h>
#include <string.h>

enum { COOKIE_BYTES = CREDENTIAL_SESSION_BYTES + 16 };

static bool is_given(const char *text) {
    return text != NULL && text[0] != '\0';
}

/* By hand: what isalnum() says depends on the locale. */
static bool is_alphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z');
}

/* A cookie-octet of RFC 6265. */
static bool is_cookie_octet(char c) {
    return c > ' ' && c < 0x7f && strchr("\",;\\", c) == NULL;
}

static bool is_cookie_value(const char *text) {
    size_t bytes = 0;
    while (bytes <= CREDENTIAL_SESSION_BYTES && is_cookie_octet(text[bytes])) {
        bytes++;
    }
    return bytes <= CREDENTIAL_SESSION_BYTES && text[bytes] == '\0';
}

static dgg_error make_cookie(secret **cookie, const char *name,
                             const char *value) {
    char text[COOKIE_BYTES];
    snprintf(text, sizeof text, "%s=%s", name, value);
    *cookie = secret_new(text);
    secret_wipe(text, sizeof text);
    return *cookie != NULL ? DGG_OK : DGG_ERROR_MEMORY;
}

bool dgg_auth_token_is_valid(const char *token) {
    size_t bytes = 0;
    while (bytes <= CREDENTIAL_TOKEN_BYTES && is_alphanumeric(token[bytes])) {
        bytes++;
    }
    return bytes == CREDENTIAL_TOKEN_BYTES && token[bytes] == '\0';
}

dgg_error credential_check(const dgg_credentials *credentials) {
    const char *token = credentials->auth_token;
    const char *session = credentials->session_id;
    if (is_given(token) && !credentials->takes_any_token &&
        !dgg_auth_token_is_valid(token)) {
        return DGG_ERROR_TOKEN;
    }
    bool is_good = (!is_given(token) || is_cookie_value(token)) &&
                   (!is_given(session) || is_cookie_value(session));
    return is_good ? DGG_OK : DGG_ERROR_ARGUMENT;
}

dgg_error credential_chat_cookie(secret **cookie,
                                 const dgg_credentials *credentials) {
    if (is_given(credentials->session_id)) {
        return credential_site_cookie(cookie, credentials);
    }
    *cookie = NULL;
    dgg_error error = credential_check(credentials);
    if (error != DGG_OK || !is_given(credentials->auth_token)) {
        return error;
    }
    return make_cookie(cookie, "authtoken", credentials->auth_token);
}

dgg_error credential_site_cookie(secret **cookie,
                                 const dgg_credentials *credentials) {
    *cookie = NULL;
    dgg_error error = credential_check(credentials);
    if (error != DGG_OK || !is_given(credentials->session_id)) {
        return error;
    }
    return make_cookie(cookie, "sid", credentials->session_id);
}
