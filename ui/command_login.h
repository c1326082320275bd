/*
 * dgg login and dgg logout: a credential kept between runs, or no longer.
 */
#ifndef COMMAND_LOGIN_H
#define COMMAND_LOGIN_H

#include "options.h"

/* Asks for a login key, or with --session for a session id, tries it, and
 * stores it if the server knows it. Returns the program's exit code. */
int command_login(const options *o);

/* Deletes what is stored, with --session the session id only. Returns the
 * program's exit code. */
int command_logout(const options *o);

#endif
