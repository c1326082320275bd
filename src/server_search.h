/*
 * The search service (rustlesearch; chat-gui, RustleSearchApiClient.js).
 */
#ifndef SERVER_SEARCH_H
#define SERVER_SEARCH_H

#include "server_visit.h"

enum { SERVER_SEARCH_PAGE = 100 };

/* The only channel there is. */
#define SERVER_SEARCH_CHANNEL "Destinygg"

/* Is /anon/search or /anon/surrounds asked for? Then this answers. */
bool server_search_has(const server_request *request);
void server_search_give(server_visit *v);

/* The error of a search, with its HTTP status. */
void server_search_refuse(server_visit *v, int status, const char *type,
                          const char *error);

#endif
