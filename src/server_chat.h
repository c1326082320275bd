/*
 * Talking: the commands that carry a text to others
 * (destinygg/chat, connection.go), and PING.
 */
#ifndef SERVER_CHAT_H
#define SERVER_CHAT_H

#include "server_command.h"

void server_chat_message(server_command *c);
void server_chat_whisper(server_command *c);
void server_chat_broadcast(server_command *c);
void server_chat_ping(server_command *c);

#endif
