/*
 * The demo server, the library, the model and a grid in one process. The clock
 * is moved only when nothing else is to do, so that hours pass in seconds and
 * a seed repeats them.
 */
#ifndef SOAK_STAGE_H
#define SOAK_STAGE_H

#include "dgg.h"
#include "draw.h"
#include "server.h"
#include "soak_ledger.h"

enum { STAGE_NICK_BYTES = 65 };

/* What has happened so far. */
typedef struct stage_counts {
    size_t connections; /* tries */
    size_t cuts;        /* after a chosen number of bytes */
    size_t ends;        /* of tries, however they ended */
    size_t events;
    size_t rosters; /* found right */
} stage_counts;

typedef struct stage {
    dgg_loop *loop;
    server *server;
    dgg_chat *chat;
    dgg_api *api;
    dgg_cdn *cdn;
    model model;
    grid grid;
    ledger *ledger;
    uint64_t random;
    int64_t now_ms;
    bool is_open;
    bool is_whole;     /* HISTORY came, and nothing was withheld since */
    bool has_given_up; /* the library will not try again by itself */
    bool wants_cut;    /* the present connection is to be cut */
    char asked[STAGE_NICK_BYTES]; /* whose conversation is being loaded */
    stage_counts counts;
} stage;

/* Starts everything but the first connection. False: `problem` says why. */
bool stage_open(stage *s, uint64_t seed, double speed,
                char problem[LEDGER_PROBLEM_BYTES]);
void stage_close(stage *s);

/* A number in [0, bound), from the seed. */
size_t stage_random(stage *s, size_t bound);

model_time stage_now(const stage *s);

/* Does all that can be done without time passing. */
void stage_settle(stage *s);

/* Moves the clock to the next thing that is due. */
void stage_advance(stage *s);

/* Settles and compares the reader with what the server knows, if it is
 * connected. False: `problem` says what is wrong. */
bool stage_check(stage *s, char problem[LEDGER_PROBLEM_BYTES]);

void stage_draw(stage *s, size_t columns, size_t rows);

#endif
