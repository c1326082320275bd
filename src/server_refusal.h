/*
 * ERR: how the server says no.
 */
#ifndef SERVER_REFUSAL_H
#define SERVER_REFUSAL_H

#include "server_client.h"

void server_refuse(server_client *client, const char *description);

/* `muted`, with the time that is left. */
void server_refuse_muted(server_client *client, int64_t left_ms);

/* `submode`, with the lowest tier that may talk. */
void server_refuse_tier(server_client *client, int tier);

/* `bannedphrase`, with the phrase. */
void server_refuse_phrase(server_client *client, const char *phrase);

#endif
