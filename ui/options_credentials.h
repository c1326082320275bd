/*
 * The login key and the session id, from the first place that has them:
 *
 *  1. the files named with --token-file and --session-file,
 *  2. the environment: DGG_AUTH_TOKEN and DGG_SESSION_ID,
 *  3. the output of what the configuration file calls token_command and
 *     session_command,
 *  4. the files that dgg login stored.
 *
 * The first two are meant for this run. If they give anything, the other two
 * are not asked: a stored session may be of another account than the login key
 * that was given, and would win over it.
 */
#ifndef OPTIONS_CREDENTIALS_H
#define OPTIONS_CREDENTIALS_H

#include "options.h"

/* Reads them as far as the command needs any; not with --demo and --replay, and
 * not unless `is_wanted`. The environment's copies are overwritten and unset in
 * any case. EXIT_OK, or an exit code and a sentence in `problem`. */
int options_read_credentials(options *o, bool is_wanted,
                             char problem[OPTIONS_PROBLEM_BYTES]);

/* Wipes them. */
void options_free_credentials(options *o);

#endif
