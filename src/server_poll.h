/*
 * One poll: its question, its votes, and the frames that tell of it
 * (chat-gui, poll.js). Pure.
 */
#ifndef SERVER_POLL_H
#define SERVER_POLL_H

#include "arena.h"
#include "buffer.h"
#include "json.h"

enum {
    SERVER_POLL_OPTIONS = 100,
    /* What the web client lets people ask for. */
    SERVER_POLL_SHORTEST_MS = 5 * 1000,
    SERVER_POLL_LONGEST_MS = 10 * 60 * 1000,
};

/* {0} is a valid one that is not running. */
typedef struct server_poll {
    arena strings;
    const char *nick;
    const char *question;
    const char *options[SERVER_POLL_OPTIONS];
    int64_t totals[SERVER_POLL_OPTIONS];
    size_t option_count;
    int64_t total_votes;
    int64_t start_ms;
    int64_t length_ms;
    bool is_weighted;
    bool is_open;
} server_poll;

void server_poll_free(server_poll *p);

/* Opens the poll that is described by the members `weighted`, `time`,
 * `question` and `options` of a STARTPOLL, and by the `totals` of a POLLSTART.
 * False: one of them is missing or out of bounds, or memory is out; then no
 * poll is open. */
bool server_poll_start(server_poll *p, json_value terms, const char *nick,
                       int64_t start_ms);
void server_poll_stop(server_poll *p);

bool server_poll_is_running(const server_poll *p, int64_t now_ms);

/* The number of the option, from 1, that the decimal names; 0: none. */
int server_poll_option(const server_poll *p, const char *decimal);

/* What a vote of somebody with this tier weighs. */
int64_t server_poll_weight(const server_poll *p, int tier);

void server_poll_count(server_poll *p, int option, int64_t quantity);

/* Whom a frame is for. */
typedef struct server_poll_view {
    bool can_vote;
    int own_vote; /* 0: none */
    int64_t now_ms;
} server_poll_view;

/* Appends a POLLSTART or POLLSTOP. */
bool server_poll_write(const server_poll *p, const char *name,
                       const server_poll_view *view, buffer *out);

#endif
