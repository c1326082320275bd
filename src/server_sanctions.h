/*
 * Who is muted, or banned, and until when. Pure.
 */
#ifndef SERVER_SANCTIONS_H
#define SERVER_SANCTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SERVER_SANCTIONS = 1000, /* of the further ones the oldest is forgotten */
    SERVER_SANCTION_NICK_BYTES = 64,
    SERVER_SANCTION_REASON_BYTES = 512,
};

/* Later than any session: until it is lifted. */
#define SERVER_SANCTION_FOREVER_MS INT64_C(4000000000000)

typedef struct server_sanction {
    char nick[SERVER_SANCTION_NICK_BYTES];
    int64_t until_ms;
    int64_t id;
    /* All below is empty until it is explained. */
    char by[SERVER_SANCTION_NICK_BYTES];
    char reason[SERVER_SANCTION_REASON_BYTES];
    int64_t start_ms;
    bool is_of_address; /* also of everybody who comes from there */
} server_sanction;

/* {0} is a valid empty one. */
typedef struct server_sanctions {
    server_sanction *list;
    size_t count;
    size_t capacity;
    int64_t last_id;
} server_sanctions;

void server_sanctions_free(server_sanctions *list);

/* A later one replaces the earlier, also when it ends sooner. Nothing happens
 * when memory is out. */
void server_sanctions_set(server_sanctions *list, const char *nick,
                          int64_t until_ms);
void server_sanctions_lift(server_sanctions *list, const char *nick);

/* Says of the one there is how it came about: what `why` says beside nick, end
 * and id. */
void server_sanctions_explain(server_sanctions *list, const char *nick,
                              const server_sanction *why);

/* His own that has not ended, else one of his address; NULL: there is none.
 * Here everybody has the same address. */
const server_sanction *server_sanctions_find(const server_sanctions *list,
                                             const char *nick, int64_t now_ms);

/* Milliseconds that are left of it; 0: there is none. */
int64_t server_sanctions_left_ms(const server_sanctions *list, const char *nick,
                                 int64_t now_ms);

#endif
