/*
 * One command of a client, being obeyed: who gave it, and what its payload
 * says. Members have been checked for their types before; one that is missing
 * or null reads as "", 0 or false, as the live server's decoder has it.
 */
#ifndef SERVER_COMMAND_H
#define SERVER_COMMAND_H

#include "arena.h"
#include "json.h"
#include "server_client.h"

typedef struct server_command {
    server *s;
    server_client *client;
    server_account *account; /* NULL: anonymous */
    const char *payload;
    size_t bytes;
    json_doc doc; /* of the payload */
    arena strings;
} server_command;

json_value server_command_member(const server_command *c, const char *name);

/* These two live as long as the command; NULL: no memory. The latter is
 * without white space at both ends. */
const char *server_command_text(server_command *c, const char *name);
const char *server_command_trimmed(server_command *c, const char *name);

int64_t server_command_number(const server_command *c, const char *name);
bool server_command_flag(const server_command *c, const char *name);

/* Answers with an ERR. */
void server_command_refuse(server_command *c, const char *description);

/* Publishes NAME {who gave the command,"timestamp":now,"data":text, and `more`,
 * which is "" or begins with a comma}. */
void server_command_publish(server_command *c, const char *name,
                            const char *text, const char *more);

#endif
