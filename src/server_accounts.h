/*
 * The made-up accounts that may log in.
 */
#ifndef SERVER_ACCOUNTS_H
#define SERVER_ACCOUNTS_H

#include "server_http.h"
#include "server_throttle.h"

enum { SERVER_ACCOUNTS = 4, SERVER_CONNECTIONS_PER_ACCOUNT = 5 };

typedef struct server_account {
    const char *nick;
    const char *token;   /* the login key */
    const char *session; /* the session id */
    const char *object;  /* the user as JSON */
    server_throttle throttle;
    size_t connections;
    int vote;         /* in the present poll, from 1; 0: none */
    const char *mark; /* why the site refuses what he writes, or NULL */
} server_account;

typedef struct server_accounts {
    server_account list[SERVER_ACCOUNTS];
} server_accounts;

void server_accounts_init(server_accounts *a);

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
                                      const server_request *request);

/* Who a request to the site comes from: by sid only. */
server_account *server_accounts_visitor(server_accounts *a,
                                        const server_request *request);

#endif
