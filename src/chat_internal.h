/*
 * What the parts of a dgg_chat share: link (connecting and reconnecting),
 * receive (texts to events), handlers (events to callbacks), send (may it be
 * sent), queue (the commands on their way), answers (what became of them), gate
 * (who may be whispered to) and, with a header of their own, site, profile and
 * unread (what the chat asks the site).
 *
 * Handlers may disconnect and free the chat. So whatever is entered from
 * outside holds the chat with chat_enter and chat_leave, and looks again at
 * `is_freed` and the link's serial after every event it passed on.
 */
#ifndef CHAT_INTERNAL_H
#define CHAT_INTERNAL_H

#include "backoff.h"
#include "chat_site.h"
#include "command.h"
#include "dgg_chat.h"
#include "frame.h"
#include "loop.h"
#include "pacing.h"
#include "secret.h"
#include "websocket.h"

enum {
    CHAT_QUEUE = 8,              /* commands that wait or are on their way */
    CHAT_CONFIRM_MS = 10 * 1000, /* how long an outcome is waited for */
    CHAT_OVERDUE_MS = 60 * 1000, /* how late an answer may still come */
    CHAT_PEERS = 256,            /* people who whispered, newest kept */
};

typedef struct chat_handler {
    dgg_handler function; /* NULL: removed */
    void *user;
    uint64_t since; /* it hears of events with a greater number */
} chat_handler;

typedef struct chat_handler_list {
    chat_handler *items;
    size_t count;
    size_t capacity;
} chat_handler_list;

typedef struct chat_handlers {
    chat_handler_list lists[DGG_ON_KINDS];
    uint64_t newest;   /* number of the newest event */
    unsigned tellings; /* events being told: one handler may cause another */
    bool has_holes;    /* some were removed while an event was told */
    int code;          /* what the last failed handler returned */
} chat_handlers;

typedef enum chat_state {
    CHAT_IDLE,       /* until dgg_chat_connect */
    CHAT_PREPARING,  /* asking the site for what comes before */
    CHAT_WAITING,    /* for the timer, to try again */
    CHAT_CONNECTING, /* from the call of connect to the handshake's end */
    CHAT_OPEN,
} chat_state;

typedef struct chat_link {
    chat_state state;
    uint32_t serial; /* another one for every connection */
    websocket *socket;
    loop_timer timer;       /* to the next try */
    loop_timer reload;      /* to a new connection that the site asked for */
    int64_t ends_before_ms; /* an end before that was announced */
    backoff backoff;
    int64_t opened_ms; /* by the monotonic clock; -1: not open yet */
    uint64_t rejected; /* frames dropped on this connection */
    dgg_error verdict; /* why no further try will be made, or OK */
} chat_link;

typedef struct chat_identity {
    secret *cookie; /* NULL: nothing that may be sent there */
    bool is_anonymous;
    char nick[DGG_NICK_BYTES + 1];
} chat_identity;

typedef struct chat_order {
    uint64_t id;
    command what;
    bool was_throttled;
} chat_order;

/* Answers that may still come to whispers that were given up. */
typedef struct chat_overdue {
    unsigned count;
    int64_t until_ms; /* after that none is waited for */
} chat_overdue;

typedef struct chat_queue {
    chat_order orders[CHAT_QUEUE]; /* a ring */
    size_t first;
    size_t count;
    bool is_in_flight; /* the first one went out and waits for its outcome */
    chat_overdue overdue;
    uint64_t last_id;
    pacing pacing;
    loop_timer timer; /* to the next command, or to the end of waiting */
} chat_queue;

typedef struct chat_gate {
    dgg_send_policy policy;
    char peers[CHAT_PEERS][COMMAND_NICK_BYTES]; /* a ring */
    size_t next;
} chat_gate;

/* Who plays a recording to the chat instead of it connecting. */
typedef struct chat_player {
    void (*on_chat_freed)(void *user);
    void *user;
    int64_t reload_ms; /* that the frame being played was told with */
} chat_player;

struct dgg_chat {
    dgg_loop *loop;
    bool owns_loop;
    char *url;
    const chat_player *player; /* NULL: nobody */
    chat_handlers handlers;
    chat_link link;
    chat_identity identity;
    chat_queue queue;
    chat_gate gate;
    chat_site site;
    frame_parser parser;
    frame_history history;
    unsigned depth; /* how often the chat is held */
    bool is_freed;
};

/* Holds the chat; the last leave destroys one that was freed meanwhile. */
void chat_enter(dgg_chat *chat);
void chat_leave(dgg_chat *chat);

/* --- link ---------------------------------------------------------------- */

void chat_link_init(dgg_chat *chat);
/* Tries in the next service call. */
void chat_link_start(dgg_chat *chat);
/* Ends the connection from this side, for good. */
void chat_link_stop(dgg_chat *chat, dgg_error verdict);
/* The same without an event. */
void chat_link_abandon(dgg_chat *chat);
/* The server is about to end the connection and expects us back. */
void chat_link_expect_end(dgg_chat *chat);
/* Plans a new connection for a moment of its own choice, so that not all
 * clients come at once. Returns how long that is from now. */
int64_t chat_link_plan_reload(dgg_chat *chat);

/* A recording is played instead of connecting: `player` outlives the chat or
 * is told of its end. Frames come through chat_receive. */
void chat_link_begin_replay(dgg_chat *chat, const chat_player *player);
void chat_link_replay_connecting(dgg_chat *chat, const char *address);
void chat_link_replay_open(dgg_chat *chat);
void chat_link_replay_close(dgg_chat *chat, const dgg_close *close);
/* Nothing more will come: the chat stops running. */
void chat_link_end_replay(dgg_chat *chat);

/* --- receive ------------------------------------------------------------- */

void chat_receive(dgg_chat *chat, const char *text, size_t bytes);

/* --- handlers ------------------------------------------------------------ */

/* An event of this kind that has no frame. */
dgg_event chat_event(const dgg_chat *chat, dgg_event_kind kind);
/* Passes an event to everybody it concerns. */
void chat_emit(dgg_chat *chat, const dgg_event *event);
void chat_handlers_free(chat_handlers *handlers);

/* --- queue --------------------------------------------------------------- */

void chat_queue_init(dgg_chat *chat);
/* Appends a command that may be sent, and takes it over unless there is an
 * error. Errors: QUEUE_FULL. */
dgg_error chat_queue_add(dgg_chat *chat, const command *c, uint64_t *id);
/* Looks in an event for the outcome of the command on its way. */
void chat_queue_observe(dgg_chat *chat, const dgg_event *event);
/* The connection ended, with this code: nothing that is queued will be sent. */
void chat_queue_drop(dgg_chat *chat, int close_code);
void chat_queue_free(chat_queue *queue);

/* --- answers ------------------------------------------------------------- */

typedef enum chat_answer {
    CHAT_ANSWER_NONE, /* it speaks of something else */
    CHAT_ANSWER_YES,
    CHAT_ANSWER_NO,
} chat_answer;

/* What an event says about the command in flight; `own_nick` may be "". */
chat_answer chat_answer_to(const command *c, const dgg_event *event,
                           const char *own_nick);
/* Whether only an event that names the own nick confirms such a command. */
bool chat_answer_names_us(dgg_command_kind kind);
/* A whisper went out and was given up without an answer. */
void chat_overdue_add(chat_overdue *overdue, int64_t now_ms);
/* True: the event is the late answer to such a one, and to no other. */
bool chat_overdue_take(chat_overdue *overdue, const dgg_event *event,
                       int64_t now_ms);

/* --- gate ---------------------------------------------------------------- */

/* Somebody whispered, just now or while nobody looked. */
void chat_gate_remember(chat_gate *gate, const char *nick);
/* OK, GATED or NOT_A_REPLY. */
dgg_error chat_gate_check(const chat_gate *gate, const command *c);

#endif
