/*
 * What a client may say, who may say it, and who obeys.
 */
#ifndef SERVER_COMMANDS_H
#define SERVER_COMMANDS_H

#include "server_client.h"

/* Obeys one text message. */
void server_commands_take(server_client *client, const char *text,
                          size_t bytes);

#endif
