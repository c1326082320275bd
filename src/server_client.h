/*
 * The protocol of one connection: HTTP requests until one of them upgrades
 * it, then websocket messages, pings and the ways a connection ends.
 */
#ifndef SERVER_CLIENT_H
#define SERVER_CLIENT_H

#include "server_connection.h"
#include "server_filler.h"
#include "server_frame.h"
#include "server_state.h"

enum {
    /* Connections at a time; further ones are ended at once. */
    SERVER_CLIENTS = 256,
    /* How long a request may take to arrive, or to be followed by another. */
    SERVER_REQUEST_MS = 60 * 1000,
    /* destinygg/chat, main.go and connection.go. */
    SERVER_PING_MS = 10 * 1000,
    SERVER_FIRST_PONG_MS = 60 * 1000,
    SERVER_PONG_MS = 30 * 1000,
};

typedef enum server_client_state {
    SERVER_CLIENT_HTTP,
    SERVER_CLIENT_CHAT,
    SERVER_CLIENT_FORGOTTEN, /* open, but nothing will ever be said or heard */
    SERVER_CLIENT_OVER,
} server_client_state;

typedef struct server_client {
    server *server; /* NULL: it is gone */
    server_connection *connection;
    struct server_client *next; /* in the server's list */
    server_client_state state;
    server_account *account; /* NULL: anonymous */
    server_filler filler;    /* of an answer, not yet sent */
    buffer answers;          /* to requests so far, not yet sent */
    bool closes;             /* after those */
    buffer message;          /* fragments so far */
    server_opcode opcode;    /* of the fragmented message */
    size_t cut_after_bytes;  /* a FIN after so many more; 0: never */
    loop_timer answer;
    loop_timer ping;
    loop_timer deadline;
} server_client;

/* Accepts what waits at the server's listener. */
void server_client_accept(server *s);

/* The server goes away before its clients. */
void server_client_orphan(server_client *client);

/* These send nothing to a client that is no open chat connection. */
void server_client_send(server_client *client, server_opcode opcode,
                        const void *payload, size_t bytes);
void server_client_send_text(server_client *client, const char *text);
void server_client_send_raw(server_client *client, const void *bytes,
                            size_t count);

/* A bare FIN. */
void server_client_finish(server_client *client);

/* A close frame, empty when the code is 0, then a FIN. */
void server_client_close(server_client *client, int code);

void server_client_forget(server_client *client);

#endif
