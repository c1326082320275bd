/*
 * From what a person gave to the one cookie that is sent.
 *
 * The chat server looks at `sid` alone when that cookie exists, even an
 * expired one, and at `authtoken` only without it (destinygg/chat, user.go):
 * so it never gets both.
 */
#ifndef CREDENTIAL_H
#define CREDENTIAL_H

#include "dgg_chat.h"
#include "secret.h"

enum { CREDENTIAL_TOKEN_BYTES = 64, CREDENTIAL_SESSION_BYTES = 256 };

/* DGG_OK; TOKEN: not 64 letters and digits; ARGUMENT: a credential that no
 * cookie can hold. What is NULL or "" is fine. */
dgg_error credential_check(const dgg_credentials *credentials);

/* The value of the Cookie header for the chat, and for the site, which knows
 * no login keys. `cookie` is NULL when there is nothing to send. Errors: those
 * of the check, MEMORY. */
dgg_error credential_chat_cookie(secret **cookie,
                                 const dgg_credentials *credentials);
dgg_error credential_site_cookie(secret **cookie,
                                 const dgg_credentials *credentials);

#endif
