/*
 * The site and the CDN: what HTTP requests are answered
 * (destinygg/website, and chat-gui's calls).
 */
#ifndef SERVER_SITE_H
#define SERVER_SITE_H

#include "server_http.h"
#include "server_state.h"

/* Appends the answer to a request; false when memory is out. */
bool server_site_answer(server *s, const server_request *request, buffer *out);

#endif
