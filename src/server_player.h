/*
 * Plays the script: its lines when they are due, and what people answer.
 * What is asked of a server without a script (player NULL) does nothing.
 */
#ifndef SERVER_PLAYER_H
#define SERVER_PLAYER_H

#include "server_state.h"

typedef struct server_player server_player;

/* Starts the script of the options on the server. Errors as in server_new. */
dgg_error server_player_new(server_player **out, server *s,
                            const server_options *options,
                            char problem[SERVER_PROBLEM_BYTES]);
void server_player_free(server_player *player);

/* An account said something in the chat. */
void server_player_hear(server *s, const char *from);

/* An account's whisper was delivered to `to`. */
void server_player_answer(server *s, const char *from, const char *to);

/* NULL, or the words with which whispers to `nick` are refused. */
const char *server_player_refusal(const server *s, const char *nick);

#endif
