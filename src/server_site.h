/*
 * The site: which page answers a request (destinygg/website, Router.php and
 * Application.php).
 */
#ifndef SERVER_SITE_H
#define SERVER_SITE_H

#include "server_filler.h"
#include "server_http.h"
#include "server_state.h"

/* What the bytes of an answer do not tell. */
typedef struct server_delivery {
    bool closes;          /* the connection ends with the answer */
    server_filler filler; /* to be sent behind it */
} server_delivery;

void server_site_init(server *s);
void server_site_free(server *s);

/* Appends the answer to a request; false when memory is out. */
bool server_site_answer(server *s, const server_request *request, buffer *out,
                        server_delivery *delivery);

#endif
