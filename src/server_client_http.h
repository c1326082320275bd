/*
 * One connection as long as it speaks HTTP: requests, their answers, and the
 * upgrade that ends it.
 */
#ifndef SERVER_CLIENT_HTTP_H
#define SERVER_CLIENT_HTTP_H

#include "server_client.h"

enum { SERVER_ANSWERS_BYTES = 32 << 20 };

/* Takes what it can off the input and returns how much that was. */
size_t server_client_take_request(server_client *client, buffer *input);

/* Sends on what a fault has put behind an answer; `user` is the client. */
void server_client_send_filler(void *user);

/* Sends the answers that were held back; `user` is the client. */
void server_client_send_answers(void *user);

#endif
