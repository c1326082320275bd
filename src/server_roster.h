/*
 * Who the server knows, and who of them is in the chat.
 */
#ifndef SERVER_ROSTER_H
#define SERVER_ROSTER_H

#include "buffer.h"
#include "json.h"

enum {
    SERVER_ROSTER_USERS = 20000,
    SERVER_NICK_BYTES = 64,
};

typedef struct server_user {
    char *nick;
    char *object; /* the user as JSON: {"id":...,"nick":...,...} */
    bool is_present;
} server_user;

/* The members that describe a user, without the others of a frame's payload,
 * as an object; malloc'd, NULL: no memory. */
char *server_user_object(json_value fields);

/* {0} is a valid empty one. */
typedef struct server_roster {
    server_user *users; /* sorted by nick, case ignored */
    size_t count;
    size_t capacity;
    size_t present;
} server_roster;

void server_roster_free(server_roster *r);

/* Adds or replaces the user whose fields are among the object's (a frame's
 * payload has others beside them). NULL: it has no nick, or no memory. Valid
 * until the next put. */
server_user *server_roster_put(server_roster *r, json_value object);

/* NULL when nobody is called so. */
server_user *server_roster_find(const server_roster *r, const char *nick);

void server_roster_set_present(server_roster *r, server_user *user,
                               bool is_present);

/* Appends the NAMES frame, its members in the order and with the space that
 * the live server was seen to send, and its users in an order that follows from
 * the seed: there it is another one each time. */
bool server_roster_write(const server_roster *r, size_t connections,
                         uint64_t seed, buffer *out);

#endif
