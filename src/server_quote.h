/*
 * Spotlights: what is said of a message that the history still has (chat-gui,
 * messages/ChatSpotlightMessage.js).
 */
#ifndef SERVER_QUOTE_H
#define SERVER_QUOTE_H

#include "server_state.h"

enum { SERVER_SPOTLIGHT_MS = 60 * 1000 };

/* The message that is meant. */
typedef struct server_quote {
    const char *nick;
    const char *text;     /* NULL: the newest of that nick */
    int64_t timestamp_ms; /* unless `text` is NULL */
} server_quote;

bool server_quote_exists(const server *s, const server_quote *quote);

/* Append SPOTLIGHT and UNSPOTLIGHT as if `by` had asked for them; false when
 * there is no such message or no memory. */
bool server_quote_write_spotlight(server *s, const server_quote *quote,
                                  const char *by, buffer *frame);
bool server_quote_write_end(server *s, const char *key, const char *by,
                            buffer *frame);

#endif
