/*
 * Plays the script: its lines when they are due.
 */
#ifndef SERVER_PLAYER_H
#define SERVER_PLAYER_H

#include "script.h"
#include "server_state.h"

enum {
    /* A player that is later than this (the machine slept) goes on from the
     * present and does not catch up. */
    SERVER_PLAYER_LATE_MS = 60 * 1000,
};

typedef struct server_player server_player;

/* Starts the script of the options on the server. Errors as in server_new. */
dgg_error server_player_new(server_player **out, server *s,
                            const server_options *options,
                            char problem[SERVER_PROBLEM_BYTES]);
void server_player_free(server_player *player);

/* These do nothing and find nothing on a server without a script. */

/* True: the script says all there is to say, and the server nothing of its own
 * to who connects; nobody is logged in. */
bool server_player_greets(const server *s);

/* Somebody is in the chat. A script that greets begins with the first one. */
void server_player_welcome(server *s);

/* The demo's account said something in the chat. */
void server_player_hear(server *s);

/* An account's whisper was delivered to `to`. */
void server_player_answer(server *s, const char *from, const char *to);

/* NULL, or the words with which whispers to `nick` are refused. */
const char *server_player_refusal(const server *s, const char *nick);

/* NULL, or the line whose answer stands for this path now. */
const script_line *server_player_page(const server *s, const char *path);

/* Connections without an account that the script claims. */
size_t server_player_lurkers(const server *s);

#endif
