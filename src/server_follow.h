/*
 * What the server keeps follows the frames that go to all, be they of a
 * command, of the script or of a call: who is there, muted or banned, what is
 * pinned, asked and paid for.
 */
#ifndef SERVER_FOLLOW_H
#define SERVER_FOLLOW_H

#include "server_state.h"

void server_follow(server *s, const char *frame);

#endif
