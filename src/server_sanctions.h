/*
 * Who is muted, or banned, and until when. Pure.
 */
#ifndef SERVER_SANCTIONS_H
#define SERVER_SANCTIONS_H

#include <stddef.h>
#include <stdint.h>

enum {
    SERVER_SANCTIONS = 1000, /* of the further ones the oldest is forgotten */
    SERVER_SANCTION_NICK_BYTES = 64,
};

typedef struct server_sanction {
    char nick[SERVER_SANCTION_NICK_BYTES];
    int64_t until_ms;
} server_sanction;

/* {0} is a valid empty one. */
typedef struct server_sanctions {
    server_sanction *list;
    size_t count;
    size_t capacity;
} server_sanctions;

void server_sanctions_free(server_sanctions *list);

/* A later one replaces the earlier, also when it ends sooner. Nothing happens
 * when memory is out. */
void server_sanctions_set(server_sanctions *list, const char *nick,
                          int64_t until_ms);
void server_sanctions_lift(server_sanctions *list, const char *nick);

/* Milliseconds that are left of it; 0: there is none. */
int64_t server_sanctions_left_ms(const server_sanctions *list, const char *nick,
                                 int64_t now_ms);

#endif
