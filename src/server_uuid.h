/*
 * A random identity, version 4 of RFC 4122.
 */
#ifndef SERVER_UUID_H
#define SERVER_UUID_H

#include "dgg_loop.h"

enum { SERVER_UUID_BYTES = 37 };

const char *server_uuid(dgg_loop *loop, char out[SERVER_UUID_BYTES]);

#endif
