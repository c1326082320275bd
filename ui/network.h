/*
 * The library's objects as the options want them, the demo's server included:
 * one loop, one chat, one site, one CDN.
 */
#ifndef NETWORK_H
#define NETWORK_H

#include "demo_clock.h"
#include "dgg.h"
#include "dgg_logs.h"
#include "options.h"
#include "server.h"
#include "url.h"

/* What the options may bring that is no event of chat. All may be NULL. */
typedef struct network_handlers {
    /* The recording could not be continued: a sentence. The rest goes on. */
    void (*on_record_failure)(void *user, const char *problem);
    /* The last line of a replay was played. */
    void (*on_replay_end)(void *user);
    void *user;
} network_handlers;

/* Of the services that keep logs, the one to ask about a person. */
typedef struct network_logs {
    dgg_logs *logs;            /* NULL with --replay */
    char host[URL_HOST_BYTES]; /* where it is */
    bool is_archive;           /* it is the text archive */
} network_logs;

typedef struct network {
    dgg_loop *loop;
    server *demo;           /* NULL without --demo */
    demo_clock demo_clock;  /* its loop's; the network must not move */
    dgg_replay *replay;     /* NULL without --replay */
    dgg_recorder *recorder; /* NULL without --record */
    dgg_chat *chat;
    dgg_api *api;
    dgg_cdn *cdn;
    network_logs logs;
    network_handlers handlers;
} network;

enum { NETWORK_PROBLEM_BYTES = 512 };

/* Makes everything; nothing connects yet. DGG_OK, or what failed with a
 * sentence in `problem`; nothing is left behind then. */
dgg_error network_open(network *n, const options *o,
                       const network_handlers *handlers,
                       char problem[NETWORK_PROBLEM_BYTES]);

/* Connects the chat, or begins to play. */
dgg_error network_start(network *n);

void network_close(network *n);

/* Whether chat, or the site, is sent a credential where the options say it is:
 * a place other than the live one has to be trusted. What to say if not: */
#define NETWORK_NOT_TRUSTED                                                \
    "This address gets no credential: it is not destiny.gg over verified " \
    "TLS. --trust-endpoint says that it may have it."
bool network_trusts_chat(const options *o);
bool network_trusts_site(const options *o);

/* The program's exit code when network_open failed with this error. */
int network_exit_code(dgg_error error);

#endif
