/*
 * A command checked, copied and written as the server wants it.
 */
#ifndef COMMAND_H
#define COMMAND_H

#include "dgg_command.h"
#include "dgg_error.h"

enum { COMMAND_NICK_BYTES = 21 }; /* a valid one, with its NUL */

typedef struct command {
    dgg_command_kind kind;
    char nick[COMMAND_NICK_BYTES]; /* "": it concerns nobody alone */
    char *text;  /* as it is sent; of a vote its number, of SUB_ONLY "on" or
                    "off", "" where there is none */
    char *frame; /* the whole text message */
} command;

/* Errors: ARGUMENT (a number or option is out of range, a key is none, a
 * question does not end in "?"), NICK, TEXT_EMPTY, TEXT_LONG (also a frame that
 * would be too large), TEXT_CHARACTER, MEMORY. On an error there is nothing to
 * free. */
dgg_error command_init(command *out, const dgg_command *wanted);
void command_free(command *c);

#endif
