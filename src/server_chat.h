/*
 * What a client says in the chat, and what is answered
 * (destinygg/chat, connection.go).
 */
#ifndef SERVER_CHAT_H
#define SERVER_CHAT_H

#include "server_client.h"

/* Obeys one text message. */
void server_chat_take(server_client *client, const char *text, size_t bytes);

#endif
