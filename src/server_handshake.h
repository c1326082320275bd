/*
 * The upgrade from HTTP to websocket, as strict as the live chat server
 * (destinygg/chat, main.go; the checks and their order are gorilla's).
 */
#ifndef SERVER_HANDSHAKE_H
#define SERVER_HANDSHAKE_H

#include "server_http.h"

#define SERVER_CHAT_PATH "/ws"

/* 101, or the status of the refusal. */
int server_handshake_check(const server_request *request);

/* Appends the 101 answer to a request that passed the check. */
bool server_handshake_write(buffer *out, const server_request *request);

#endif
