/*
 * Where a script comes from: a file, or the demo that is built in.
 */
#ifndef SERVER_SCRIPT_LOAD_H
#define SERVER_SCRIPT_LOAD_H

#include "script.h"
#include "server.h"

/* `path` NULL is the built-in one. Errors: MEMORY, ARGUMENT; then `problem`
 * says what to do. Free the script in any case. */
dgg_error server_script_load(chat_script *script, const char *path,
                             char problem[SERVER_PROBLEM_BYTES]);

#endif
