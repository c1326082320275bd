/*
 * Everybody at once: what one event of the chat does to all connections.
 */
#ifndef SERVER_HUB_H
#define SERVER_HUB_H

#include "server_client.h"

/* Sends the frame to all; what the server keeps follows it. */
void server_hub_publish(server *s, const char *frame);

/* Tells the observer only. */
void server_hub_observe(server *s, const char *frame);

/* Lets all that the server keeps follow a frame that nobody gets. */
void server_hub_record(server *s, const char *frame);

/* Sends it to every connection of the account. */
void server_hub_send_to(server *s, const server_account *account,
                        const char *frame);

/* Appends the event of a user: NAME {user's fields,"timestamp":N}, with the
 * text as "data" unless it is NULL. */
bool server_hub_write(buffer *frame, const char *name, const char *object,
                      int64_t timestamp_ms, const char *text);

/* Publishes that, happening now. */
void server_hub_publish_of(server *s, const char *name, const char *object,
                           const char *text);

/* The same with `more` members, which are "" or begin with a comma. */
void server_hub_publish_with(server *s, const char *name, const char *object,
                             const char *text, const char *more);

/* Delivers a whisper and keeps it. Returns false when memory is out. */
bool server_hub_whisper(server *s, const char *from, const char *to,
                        const char *text);

/* Chat connections that are open. */
size_t server_hub_count(const server *s);

#endif
