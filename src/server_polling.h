/*
 * Asking everybody: the commands that run a poll, and its end
 * (chat-gui, poll.js).
 */
#ifndef SERVER_POLLING_H
#define SERVER_POLLING_H

#include "server_command.h"

void server_polling_init(server *s);
void server_polling_free(server *s);

void server_polling_start(server_command *c);
void server_polling_stop(server_command *c);
void server_polling_vote(server_command *c);

/* Tells a newcomer of the poll, if one is running. */
void server_polling_greet(server_client *client);

/* A POLLSTART went to all that no command asked for: the poll is taken over as
 * it stands, but who sent it has to end it. */
void server_polling_adopt(server *s, json_value payload);

/* The same for POLLSTOP. */
void server_polling_forget(server *s);

#endif
