/*
 * The site's HTTP services, asynchronous on a dgg_loop.
 *
 * Source for all calls: chat-gui, chat.js, and destinygg/website.
 */
#ifndef DGG_API_H
#define DGG_API_H

#include "dgg_chat.h"

typedef struct dgg_api dgg_api;

/* How many whispers of one person wait unread. */
typedef struct dgg_unread {
    const char *nick;
    int64_t count;
    int64_t newest_ms; /* 0 when the site did not say */
} dgg_unread;

/* One message of a conversation. */
typedef struct dgg_private_message {
    int64_t id;
    const char *from;
    const char *to;
    const char *text;
    int64_t timestamp_ms;
    bool is_read;
} dgg_private_message;

/* How a request ended. */
typedef struct dgg_api_status {
    dgg_error error;    /* DGG_OK, or why there is no answer */
    int http_status;    /* 0 when there was no HTTP answer */
    const char *reason; /* details in words, never with a credential */
} dgg_api_status;

/* `list` is valid until the callback returns; empty unless error is OK. */
typedef void (*dgg_unread_callback)(void *user, const dgg_api_status *status,
                                    const dgg_unread *list, size_t count);
typedef void (*dgg_inbox_callback)(void *user, const dgg_api_status *status,
                                   const dgg_private_message *list,
                                   size_t count);

/* `loop` must outlive the object. Errors: MEMORY, URL, TOKEN and ARGUMENT (see
 * dgg_chat_new). */
dgg_error dgg_api_new(dgg_api **api, dgg_loop *loop,
                      const dgg_endpoints *endpoints,
                      const dgg_credentials *credentials);

/* Cancels what is under way; those callbacks never come. */
void dgg_api_free(dgg_api *api);

/* GET /api/messages/unread: up to 50 people, newest first. Marks nothing as
 * read. Needs a session id (error ANONYMOUS without one); MEMORY. */
dgg_error dgg_api_unread(dgg_api *api, dgg_unread_callback callback,
                         void *user);

/* GET /api/messages/usr/{nick}/inbox: 25 messages, newest first, after
 * skipping `offset`. The site MARKS EVERYTHING from that person AS READ, so
 * call it when somebody opens the conversation, not before. Needs a session
 * id. Errors: ANONYMOUS, NICK, MEMORY. */
dgg_error dgg_api_inbox(dgg_api *api, const char *nick, size_t offset,
                        dgg_inbox_callback callback, void *user);

#endif
