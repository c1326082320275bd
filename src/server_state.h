/*
 * What the parts of the server share.
 */
#ifndef SERVER_STATE_H
#define SERVER_STATE_H

#include "loop.h"
#include "server.h"
#include "server_accounts.h"
#include "server_bucket.h"
#include "server_history.h"
#include "server_logs.h"
#include "server_mailbox.h"
#include "server_paid.h"
#include "server_phrases.h"
#include "server_poll.h"
#include "server_roster.h"
#include "server_sanctions.h"
#include "server_spotlights.h"

struct server_client;
struct server_player;

enum { SERVER_URL_BYTES = 48, SERVER_RECEIVED_BYTES = 1 << 20 };

/* Who is told of every frame that goes to all. */
typedef struct server_observer {
    void (*observe)(void *user, const char *frame); /* NULL: nobody */
    void *user;
} server_observer;

/* What the moderators have decided. */
typedef struct server_rules {
    server_sanctions muted;
    server_sanctions banned;
    server_phrases phrases;
    int sub_only_tier; /* the lowest that may talk; 0: everybody */
} server_rules;

/* What newcomers are shown beside the history. */
typedef struct server_board {
    server_paid paid;
    server_spotlights spotlights;
    char *pin; /* the frame; NULL: nothing is pinned */
    server_poll poll;
    loop_timer poll_end;
} server_board;

/* The channel that is shown instead of the own one; NULL: none, or not said. */
typedef struct server_hosting {
    char *url;
    char *name;
} server_hosting;

/* What the site knows beside the chat. */
typedef struct server_web {
    server_site_age age;
    char cache_key[SERVER_CACHE_KEY_BYTES];
    bool is_live;
    int64_t live_from_ms;
    int64_t live_until_ms; /* once it has ended */
    server_hosting hosting;
} server_web;

/* What the two log services know. */
typedef struct server_keeper {
    server_logs store;
    bool lacks_past;        /* which is made up when somebody asks */
    server_bucket searches; /* that may be answered */
} server_keeper;

struct server {
    dgg_loop *loop;
    uv_tcp_t *listener;
    int port;
    char chat_url[SERVER_URL_BYTES];
    char site_url[SERVER_URL_BYTES];
    server_faults faults;
    struct server_client *clients;
    size_t client_count;
    struct server_player *player; /* NULL without a script */
    server_accounts accounts;
    server_roster roster;
    server_history history;
    server_mailbox mailbox;
    server_rules rules;
    server_board board;
    server_web web;
    server_keeper logs;
    buffer received; /* for server_take_received */
    server_observer observer;
};

#endif
