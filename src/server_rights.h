/*
 * Who may do what: rights follow from a user's features and roles
 * (destinygg/chat, user.go; chat-gui, roles.js). Pure.
 */
#ifndef SERVER_RIGHTS_H
#define SERVER_RIGHTS_H

#include <stdbool.h>

/* Whom a command obeys. */
typedef enum server_who {
    SERVER_ANYBODY,
    SERVER_WRITER,    /* logged in; others are told `needlogin` */
    SERVER_VOTER,     /* logged in; others are told `nopermission` */
    SERVER_MODERATOR, /* moderator, admin, bot */
    SERVER_KEEPER,    /* moderator, admin */
    SERVER_POLLSTER,  /* a moderator, or one with the role POLLS */
    SERVER_ADMIN,     /* admin; who is anonymous is told `needlogin` */
} server_who;

/* A user's JSON is an object like those in NAMES; NULL is nobody known, who
 * has nothing. */
bool server_rights_has(const char *user, const char *feature);
bool server_rights_has_role(const char *user, const char *role);

/* The subscription tier, 0 to 5. */
int server_rights_tier(const char *user);

/* May the user, NULL being anonymous, give commands that obey `who`? NULL, or
 * the description of the ERR. */
const char *server_rights_refusal(const char *user, server_who who);

/* May he be muted and banned? */
bool server_rights_is_protected(const char *user);

/* May he talk when only subscribers of this tier may? */
bool server_rights_may_talk(const char *user, int tier);

#endif
