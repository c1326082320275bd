/*
 * The made-up accounts that may log in.
 */
#ifndef SERVER_ACCOUNTS_H
#define SERVER_ACCOUNTS_H

#include "server_http.h"
#include "server_session.h"
#include "server_throttle.h"

enum { SERVER_ACCOUNTS = 4, SERVER_CONNECTIONS_PER_ACCOUNT = 5 };

/* What only the site knows; dates in its format. */
typedef struct server_profile {
    const char *country;
    const char *provider; /* what the account logs in with */
    const char *bio;
    const char *gender; /* NULL: not said, like the age */
    const char *age;
    /* Of the subscription in the object, if it has one. */
    const char *plan_type;
    const char *plan_start;
    const char *plan_end;
} server_profile;

typedef struct server_account {
    const char *nick;
    const char *token;   /* the login key */
    const char *session; /* the session id */
    const char *object;  /* the user as JSON */
    server_throttle throttle;
    size_t connections;
    int vote;         /* in the present poll, from 1; 0: none */
    const char *mark; /* why the site refuses what he writes, or NULL */
    const server_profile *profile;
    server_session web;
    char *settings; /* of the web client, a JSON list; NULL: none */
    bool has_expired_token;
} server_account;

typedef struct server_accounts {
    server_account list[SERVER_ACCOUNTS];
} server_accounts;

/* All sessions begin now; times here are monotonic. */
void server_accounts_init(server_accounts *a, int64_t now_ms);
void server_accounts_free(server_accounts *a);

/* NULL when nobody has it. */
server_account *server_accounts_by_nick(server_accounts *a, const char *nick);
server_account *server_accounts_by_token(server_accounts *a, const char *token);
server_account *server_accounts_by_session(server_accounts *a,
                                           const char *session);

/* Marks an account with the description of an ERR, NULL for none: `nochatting`
 * for all that he writes, `privmsgbanned` or `privmsgaccounttooyoung` for
 * whispers. False: there is no such account or mark. */
bool server_accounts_mark(server_accounts *a, const char *nick,
                          const char *mark);

/* Why the site refuses his messages, or his whispers: the description of the
 * ERR, or NULL. */
const char *server_account_message_refusal(const server_account *account);
const char *server_account_whisper_refusal(const server_account *account);

/* Who a chat connection is: by the cookie sid if there is one, else by
 * authtoken; NULL is anonymous (destinygg/chat, user.go). */
server_account *server_accounts_login(server_accounts *a,
                                      const server_request *request,
                                      int64_t now_ms);

/* Who a request to the site comes from: by sid only. His session goes on. */
server_account *server_accounts_visitor(server_accounts *a,
                                        const server_request *request,
                                        int64_t now_ms);

#endif
