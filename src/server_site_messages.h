/*
 * The site's pages of whispers (destinygg/website,
 * PrivateMessageController.php; chat-gui, chat.js). Only those that say so mark
 * anything as read.
 */
#ifndef SERVER_SITE_MESSAGES_H
#define SERVER_SITE_MESSAGES_H

#include "server_visit.h"

enum {
    SERVER_RECIPIENTS = 20,
    SERVER_LETTER_BYTES = 65535, /* what its column holds */
};

/* GET /api/messages/unread, /unread-count, /inbox and /conversations. */
void server_site_unread(server_visit *v);
void server_site_unread_count(server_visit *v);
void server_site_inbox(server_visit *v);
void server_site_conversations(server_visit *v);

/* GET /api/messages/usr/NICK/inbox: marks all that is from NICK. */
void server_site_letters(server_visit *v);

/* POST /api/messages/msg/ID/open and /api/messages/open: mark one, and all. */
void server_site_open(server_visit *v);
void server_site_open_all(server_visit *v);

/* POST /profile/messages/send: to up to 20 people at once, or to none. */
void server_site_send(server_visit *v);

#endif
