/*
 * Coming into the chat and leaving it.
 */
#ifndef SERVER_LOGIN_H
#define SERVER_LOGIN_H

#include "server_client.h"

/* After the upgrade: finds out who it is and greets with ME, NAMES, HISTORY,
 * PAIDEVENTS, SPOTLIGHTS, what is pinned and asked and, for the first
 * connection of an account, a JOIN to all. */
void server_login_enter(server_client *client, const server_request *request);

/* The connection is ending; the last one of an account is a QUIT to all. */
void server_login_leave(server_client *client);

#endif
