/*
 * The whispers as the site's pages tell them (destinygg/website,
 * PrivateMessageService; chat-gui, menus/ChatWhisperUsers.js).
 */
#ifndef SERVER_MAILBOX_WRITE_H
#define SERVER_MAILBOX_WRITE_H

#include "server_mailbox.h"
#include "server_writer.h"

enum {
    SERVER_MAILBOX_PAGE = 25,
    SERVER_MAILBOX_UNREAD = 50, /* people in one list of unread whispers */
};

/* Whose whispers are told, and where to. */
typedef struct server_mail {
    const server_mailbox *mailbox;
    const char *owner;
    server_writer *out;
    int64_t (*id_of)(void *user, const char *nick); /* NULL: all have 0 */
    void *user;
} server_mail;

/* Lists of /api/messages/unread, /inbox and /usr/NICK/inbox; of the latter two
 * what follows `offset` rows. */
void server_mail_write_unread(const server_mail *mail);
void server_mail_write_inbox(const server_mail *mail, size_t offset);
void server_mail_write_letters(const server_mail *mail, const char *partner,
                               size_t offset);

/* Where a page of conversations begins: behind this letter. */
typedef struct server_mail_cursor {
    int64_t sent_ms;
    int64_t id;
} server_mail_cursor;

/* The object of /api/messages/conversations. `after` is NULL for the first
 * page; `search` is in all nicks, "" in any. */
void server_mail_write_conversations(const server_mail *mail,
                                     const server_mail_cursor *after,
                                     const char *search);

#endif
