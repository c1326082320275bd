#include "server_accounts.h"

#include "server.h"
#include "server_http_values.h"
#include "text_fold.h"

#include <stdlib.h>
#include <string.h>

/* No cookie is too long to be wrong: it must not read as absent. */
enum { COOKIE_BYTES = SERVER_HTTP_HEAD_BYTES };

static const server_profile viewer = {
    .country = "DE",
    .provider = "twitch",
    .bio = "Here for the owls.",
    .gender = "nonbinary",
    .age = "25-34",
    .plan_type = "1-MONTH-SUB",
    .plan_start = "2023-10-20T15:09:26+0000",
    .plan_end = "2023-11-20T15:09:26+0000",
};

static const server_profile friend_of_viewer = {
    .country = "US",
    .provider = "google",
    .bio = "",
};

static const server_profile moderator = {
    .country = "SE",
    .provider = "reddit",
    .bio = "Be nice.",
    .gender = "female",
    .age = "35-44",
};

static const server_profile admin = {
    .country = "CA",
    .provider = "discord",
    .bio = "",
    .gender = "male",
};

void server_accounts_init(server_accounts *a, int64_t now_ms) {
    *a = (server_accounts){{
        {.nick = SERVER_DEMO_NICK,
         .token = SERVER_DEMO_TOKEN,
         .session = SERVER_DEMO_SESSION,
         .profile = &viewer,
         .object = "{\"id\":424242,\"nick\":\"" SERVER_DEMO_NICK "\","
                   "\"roles\":[],\"features\":[\"flair13\",\"subscriber\"],"
                   "\"createdDate\":\"2021-03-14T15:09:26Z\","
                   "\"watching\":null,"
                   "\"subscription\":{\"tier\":1,\"source\":\"demo\"}}"},
        {.nick = SERVER_FRIEND_NICK,
         .token = SERVER_FRIEND_TOKEN,
         .session = SERVER_FRIEND_SESSION,
         .profile = &friend_of_viewer,
         .object = "{\"id\":424243,\"nick\":\"" SERVER_FRIEND_NICK "\","
                   "\"roles\":[],\"features\":[],"
                   "\"createdDate\":\"2022-07-22T12:00:00Z\","
                   "\"watching\":null,\"subscription\":null}"},
        {.nick = SERVER_MODERATOR_NICK,
         .token = SERVER_MODERATOR_TOKEN,
         .session = SERVER_MODERATOR_SESSION,
         .profile = &moderator,
         .object = "{\"id\":424244,\"nick\":\"" SERVER_MODERATOR_NICK "\","
                   "\"roles\":[\"USER\",\"MODERATOR\"],"
                   "\"features\":[\"moderator\"],"
                   "\"createdDate\":\"2018-01-31T08:00:00Z\","
                   "\"watching\":null,\"subscription\":null}"},
        {.nick = SERVER_ADMIN_NICK,
         .token = SERVER_ADMIN_TOKEN,
         .session = SERVER_ADMIN_SESSION,
         .profile = &admin,
         .object = "{\"id\":424245,\"nick\":\"" SERVER_ADMIN_NICK "\","
                   "\"roles\":[\"USER\",\"ADMIN\"],"
                   "\"features\":[\"protected\",\"admin\"],"
                   "\"createdDate\":\"2015-06-01T20:15:00Z\","
                   "\"watching\":null,\"subscription\":null}"},
    }};
    for (size_t i = 0; i < SERVER_ACCOUNTS; i++) {
        server_throttle_init(&a->list[i].throttle);
        server_session_use(&a->list[i].web, now_ms);
    }
}

void server_accounts_free(server_accounts *a) {
    for (size_t i = 0; i < SERVER_ACCOUNTS; i++) {
        free(a->list[i].settings);
        a->list[i].settings = NULL;
    }
}

server_account *server_accounts_by_nick(server_accounts *a, const char *nick) {
    for (size_t i = 0; i < SERVER_ACCOUNTS; i++) {
        if (text_compare(a->list[i].nick, nick) == 0) {
            return &a->list[i];
        }
    }
    return NULL;
}

server_account *server_accounts_by_token(server_accounts *a,
                                         const char *token) {
    for (size_t i = 0; i < SERVER_ACCOUNTS; i++) {
        if (strcmp(a->list[i].token, token) == 0) {
            return &a->list[i];
        }
    }
    return NULL;
}

server_account *server_accounts_by_session(server_accounts *a,
                                           const char *session) {
    for (size_t i = 0; i < SERVER_ACCOUNTS; i++) {
        if (strcmp(a->list[i].session, session) == 0) {
            return &a->list[i];
        }
    }
    return NULL;
}

static const char no_chatting[] = "nochatting";

/* The lasting copy of the word, or NULL. */
static const char *mark_called(const char *word) {
    static const char *const marks[] = {
        no_chatting,
        "privmsgbanned",
        "privmsgaccounttooyoung",
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (strcmp(marks[i], word) == 0) {
            return marks[i];
        }
    }
    return NULL;
}

bool server_accounts_mark(server_accounts *a, const char *nick,
                          const char *mark) {
    server_account *account = server_accounts_by_nick(a, nick);
    const char *known = mark == NULL ? NULL : mark_called(mark);
    if (account == NULL || (mark != NULL && known == NULL)) {
        return false;
    }
    account->mark = known;
    return true;
}

const char *server_account_message_refusal(const server_account *account) {
    return account->mark == no_chatting ? no_chatting : NULL;
}

const char *server_account_whisper_refusal(const server_account *account) {
    return account->mark == no_chatting ? NULL : account->mark;
}

/* Who the cookie sid names, if there is one. */
static bool has_session(server_accounts *a, const server_request *request,
                        int64_t now_ms, server_account **account) {
    char value[COOKIE_BYTES];
    if (!server_http_cookie(request, "sid", value, sizeof value)) {
        return false;
    }
    *account = server_accounts_by_session(a, value);
    if (*account != NULL &&
        !server_session_is_valid(&(*account)->web, now_ms)) {
        *account = NULL;
    }
    return true;
}

server_account *server_accounts_login(server_accounts *a,
                                      const server_request *request,
                                      int64_t now_ms) {
    server_account *account = NULL;
    char value[COOKIE_BYTES];
    if (!has_session(a, request, now_ms, &account) &&
        server_http_cookie(request, "authtoken", value, sizeof value)) {
        account = server_accounts_by_token(a, value);
        account =
            account != NULL && account->has_expired_token ? NULL : account;
    }
    return account;
}

server_account *server_accounts_visitor(server_accounts *a,
                                        const server_request *request,
                                        int64_t now_ms) {
    server_account *account = NULL;
    if (has_session(a, request, now_ms, &account) && account != NULL) {
        server_session_use(&account->web, now_ms);
    }
    return account;
}
