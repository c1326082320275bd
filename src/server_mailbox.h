/*
 * The whispers: kept for both sides, read or not
 * (destinygg/website, PrivateMessageService).
 */
#ifndef SERVER_MAILBOX_H
#define SERVER_MAILBOX_H

#include "buffer.h"

#include <stdint.h>

enum {
    SERVER_MAILBOX_LETTERS = 5000,
    /* Unread whispers to one person within an hour after which the site
     * refuses more until that person answers. */
    SERVER_MAILBOX_UNANSWERED = 4,
    /* The same for all people together, less the answers of any of them. */
    SERVER_MAILBOX_UNANSWERED_BY_ALL = 21,
};

typedef struct server_letter {
    int64_t id;
    char *from;
    char *to;
    char *text;
    int64_t sent_ms;
    bool is_read;
} server_letter;

/* {0} is a valid empty one. */
typedef struct server_mailbox {
    server_letter *letters; /* oldest first */
    size_t count;
    size_t capacity;
    int64_t last_id;
} server_mailbox;

void server_mailbox_free(server_mailbox *m);

/* Keeps a copy; the oldest letter makes room. NULL: no memory. Valid until
 * the next add. */
const server_letter *server_mailbox_add(server_mailbox *m, const char *from,
                                        const char *to, const char *text,
                                        int64_t sent_ms);

void server_mailbox_mark_read(server_mailbox *m, const char *from,
                              const char *to);
void server_mailbox_open(server_mailbox *m, int64_t id, const char *to);
void server_mailbox_open_all(server_mailbox *m, const char *to);

/* Has `from` written so much to `to` that the site refuses more? */
bool server_mailbox_is_spam(const server_mailbox *m, const char *from,
                            const char *to, int64_t now_ms);

/* How many letters to `to` are not read. */
size_t server_mailbox_count_unread(const server_mailbox *m, const char *to);

#endif
