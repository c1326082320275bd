/*
 * The demo's past: what everybody is said to have said in the fourteen months
 * before the demo. It follows from the nicks and the time.
 */
#ifndef SERVER_LOG_PAST_H
#define SERVER_LOG_PAST_H

#include "server_state.h"

/* Makes it up, if it is still lacking and there is memory. */
void server_log_past_ensure(server *s);

#endif
