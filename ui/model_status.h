/*
 * How things are: the connection, the rate of chat, and a passing hint.
 */
#ifndef MODEL_STATUS_H
#define MODEL_STATUS_H

#include "dgg_event.h"

enum {
    STATUS_RATE_SECONDS = 10,
    STATUS_HINT_MS = 4000,
    STATUS_QUIET_MS = 2000, /* a routine try may take so long unseen */
    STATUS_BYTES = 256,
};

typedef enum status_link {
    LINK_OFFLINE, /* and no try will be made */
    LINK_CONNECTING,
    LINK_ONLINE,
    LINK_WAITING, /* for the next try */
} status_link;

/* Whether chat is being recorded, or is a recording. */
typedef enum status_tape {
    TAPE_NONE,
    TAPE_RECORDING,
    TAPE_PLAYING,
    TAPE_ENDED, /* played to its end; its clock stands still */
} status_tape;

typedef struct status {
    status_link link;
    char problem[STATUS_BYTES]; /* why it is not online, in words, or "" */
    int64_t retry_at_ms;        /* LINK_WAITING, monotonic */
    uint32_t attempt;
    bool is_routine; /* the last connection ended as a matter of course */
    uint32_t rate[STATUS_RATE_SECONDS]; /* messages of recent seconds */
    int64_t rate_second;                /* monotonic second of the newest */
    char hint[STATUS_BYTES];
    int64_t hint_until_ms; /* person's clock, see model_time */
    status_tape tape;
    double clock_speed; /* of chat's clock against real time; 0 means 1 */
} status;

void status_apply(status *s, const dgg_event *event, int64_t now_ms);
/* The link as a person should see it: a server that restarts is not news. */
status_link status_shown_link(const status *s, int64_t now_ms);
/* How long until the link looks different by itself; -1: it does not. */
int64_t status_link_wait_ms(const status *s, int64_t now_ms);

void status_count_message(status *s, int64_t now_ms);

/* Messages a second over the last STATUS_RATE_SECONDS, times ten. */
uint32_t status_rate_tenths(const status *s, int64_t now_ms);

void status_hint(status *s, int64_t now_ms, const char *text);
/* The hint to show now, or ""; both by the person's clock. */
const char *status_hint_at(const status *s, int64_t now_ms);

bool status_is_replay(const status *s);

/* One sentence about a connection's end that a person can act on. */
void status_describe_close(char *out, size_t size, const dgg_event *event);

/* One sentence about an ERR description or a send's refusal, from the table
 * of chat-gui's const.js in our words. */
void status_describe_refusal(char *out, size_t size, const char *description,
                             const dgg_refusal *details);

#endif
