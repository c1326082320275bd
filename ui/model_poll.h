/*
 * The poll that runs in chat, or did a moment ago.
 *
 * It is told of starts, votes and ends, and reckons what is left of it by the
 * server's clock (chat-gui, poll.js). Times are monotonic.
 */
#ifndef MODEL_POLL_H
#define MODEL_POLL_H

#include "dgg_event.h"

enum { POLL_SHOWN_MS = 7000 }; /* the result stays so long */

typedef enum poll_phase {
    POLL_NONE,
    POLL_RUNNING,
    POLL_DECIDED,
    POLL_LOST, /* the connection ended first: nobody knows the result */
} poll_phase;

typedef struct model_poll {
    poll_phase phase;
    dgg_poll known; /* with the votes so far; all strings are cleaned */
    dgg_poll_option *options; /* those of `known`, and their strings */
    int64_t end_ms; /* when the time is up; once it ended: when it did */
} model_poll;

void poll_free(model_poll *p);

/* What a POLL_START says replaces what was known; false: it was known already,
 * since a running poll is told again at every connect. Without memory there is
 * no poll. */
bool poll_start(model_poll *p, const dgg_event *event, int64_t now_ms);

/* POLL_STOP, with the final totals if it has them; false: none was running. */
bool poll_stop(model_poll *p, const dgg_event *event, int64_t now_ms);

/* The connection ended; false: none was running. */
bool poll_lose(model_poll *p, int64_t now_ms);

/* VOTE_CAST and VOTE_COUNTED: for an option, from 1; what cannot be is ignored.
 */
void poll_vote(model_poll *p, int option, int64_t weight);
void poll_own_vote(model_poll *p, int option);

/* What a typed text votes for while the poll runs, or did: its option's
 * number, from 1, and nothing else (chat-gui, poll.js); 0: for nothing. */
int poll_typed_vote(const model_poll *p, const char *text);
/* It ended so short a time ago that a vote may have been typed for it. */
bool poll_has_just_ended(const model_poll *p, int64_t now_ms);

/* The first option with the most votes, from 1; 0: nobody voted. */
size_t poll_winner(const dgg_poll *p);
/* What an option, from 1, has of all votes: 0 to 100. */
int poll_percent(const dgg_poll *p, size_t option);

bool poll_is_shown(const model_poll *p, int64_t now_ms);
/* Until the time is up, rounded up. */
int64_t poll_left_s(const model_poll *p, int64_t now_ms);
/* Until it looks different without anything arriving; -1: it will not. */
int64_t poll_wait_ms(const model_poll *p, int64_t now_ms);

#endif
