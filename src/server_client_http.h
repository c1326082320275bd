/*
 * One connection as long as it speaks HTTP: requests, their answers, and the
 * upgrade that ends it.
 */
#ifndef SERVER_CLIENT_HTTP_H
#define SERVER_CLIENT_HTTP_H

#include "server_client.h"

enum { SERVER_ANSWERS_BYTES = 1 << 20 };

/* Takes what it can off the input and returns how much that was. */
size_t server_client_take_request(server_client *client, buffer *input);

/* Sends the answers that were held back; `user` is the client. */
void server_client_send_answers(void *user);

#endif
