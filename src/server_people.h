/*
 * Everybody the server has heard of: accounts, the people of the script, and
 * without a script all the world.
 */
#ifndef SERVER_PEOPLE_H
#define SERVER_PEOPLE_H

#include "server_state.h"

typedef struct server_person {
    const char *nick;   /* as its owner spells it */
    const char *object; /* the user as JSON; NULL: only the nick is known */
} server_person;

/* False: nobody is called so. `out` is valid until somebody joins. */
bool server_people_find(server *s, const char *nick, server_person *out);

/* The number in his object; 0: it is not known. */
int64_t server_person_id(const server_person *person);

#endif
