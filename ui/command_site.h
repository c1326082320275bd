/*
 * What the site's failures mean for a command.
 */
#ifndef COMMAND_SITE_H
#define COMMAND_SITE_H

#include "dgg_api.h"
#include "options.h"

/* Says on standard error what went wrong and what can be done; returns the
 * program's exit code. */
int command_site_fail(const dgg_api_status *answer);

/* The same for what a call returned at once. */
int command_site_fail_early(dgg_error error);

/* What to say when the chat takes us for nobody although there is a login. */
const char *command_site_refusal(const options *o);

#endif
