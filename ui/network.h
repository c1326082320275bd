/*
 * The library's objects as the options want them, the demo's server included:
 * one loop, one chat, one site, one CDN.
 */
#ifndef NETWORK_H
#define NETWORK_H

#include "dgg.h"
#include "options.h"
#include "server.h"

typedef struct network {
    dgg_loop *loop;
    server *demo; /* NULL without --demo */
    dgg_chat *chat;
    dgg_api *api;
    dgg_cdn *cdn;
} network;

enum { NETWORK_PROBLEM_BYTES = 512 };

/* Makes everything; nothing connects yet. DGG_OK, or what failed with a
 * sentence in `problem`; nothing is left behind then. */
dgg_error network_open(network *n, const options *o,
                       char problem[NETWORK_PROBLEM_BYTES]);
void network_close(network *n);

/* The program's exit code when network_open failed with this error. */
int network_exit_code(dgg_error error);

#endif
