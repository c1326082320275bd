/*
 * The messages that moderators emphasise, for SPOTLIGHTS. Pure.
 */
#ifndef SERVER_SPOTLIGHTS_H
#define SERVER_SPOTLIGHTS_H

#include "buffer.h"
#include "json.h"

enum { SERVER_SPOTLIGHTS = 50, SERVER_SPOTLIGHT_KEY_BYTES = 33 };

typedef struct server_spotlight {
    char key[SERVER_SPOTLIGHT_KEY_BYTES];
    char *object; /* what SPOTLIGHT said */
} server_spotlight;

/* {0} is a valid empty one. */
typedef struct server_spotlights {
    server_spotlight list[SERVER_SPOTLIGHTS]; /* oldest first */
    size_t count;
} server_spotlights;

void server_spotlights_free(server_spotlights *s);

/* The key of a message: the MD5, in hexadecimal, of its time in milliseconds,
 * its author's id ("" when that is not known) and its text (chat-gui,
 * messages/ChatMessage.js). */
bool server_spotlights_key(char key[SERVER_SPOTLIGHT_KEY_BYTES],
                           int64_t timestamp_ms, const char *id,
                           const char *text);

/* Keeps a copy of a SPOTLIGHT's payload, in place of an earlier one for the
 * same message; the oldest makes room. */
void server_spotlights_add(server_spotlights *s, json_value payload);

/* False: there is none of that key. */
bool server_spotlights_remove(server_spotlights *s, const char *key);

/* Appends the SPOTLIGHTS frame. */
bool server_spotlights_write(const server_spotlights *s, buffer *out);

#endif
