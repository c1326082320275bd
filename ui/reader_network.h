/*
 * Between model and library: performs the model's effects and brings it what
 * the library has to say.
 */
#ifndef READER_NETWORK_H
#define READER_NETWORK_H

#include "model.h"
#include "network.h"
#include "reader_log.h"

typedef struct reader_inbox reader_inbox;

typedef struct reader_link {
    network network;
    model *model;
    bool has_session;    /* unread whispers can be asked for */
    reader_inbox *asked; /* conversations being loaded */
    reader_log log;
    /* Why the recording has stopped, or ""; may come while it is closed. */
    char tape_problem[DGG_RECORD_PROBLEM_BYTES];
} reader_link;

/* Opens the network; nothing connects yet. */
dgg_error reader_link_open(reader_link *l, model *m, const options *o,
                           char problem[NETWORK_PROBLEM_BYTES]);
/* Closes what is open, if anything is. */
void reader_link_close(reader_link *l);

/* The present moment; in a replay, that of the recording. */
model_time reader_link_now(const reader_link *l);

/* Starts connecting (or playing) and loading. */
dgg_error reader_link_start(reader_link *l);

/* Performs an effect if it is one for the network; false: it is not. */
bool reader_link_perform(reader_link *l, const effect *wanted);

#endif
