/*
 * What can be said to the server: one value for all of its commands.
 *
 *     dgg_command mute = {.kind = DGG_COMMAND_MUTE,
 *                         .nick = "bird",
 *                         .as.sanction.duration_ms = 60000};
 *     dgg_chat_send(chat, &mute, &id);
 *
 * Sources: destinygg/chat, connection.go; chat-gui, chat.js and poll.js. Who
 * may give a command is the server's decision.
 */
#ifndef DGG_COMMAND_H
#define DGG_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Which members count, and which event confirms it. A "text" must pass
 * dgg_text_check and goes out without white space at both ends. What somebody
 * else might have done too is only confirmed where the event names the own nick
 * (ME). */
typedef enum dgg_command_kind {
    DGG_COMMAND_MESSAGE,       /* MSG: text; its echo */
    DGG_COMMAND_WHISPER,       /* PRIVMSG: nick, text; WHISPER_SENT */
    DGG_COMMAND_MUTE,          /* nick, sanction; MUTE */
    DGG_COMMAND_UNMUTE,        /* nick; UNMUTE */
    DGG_COMMAND_BAN,           /* nick, text: the reason, sanction; BAN */
    DGG_COMMAND_UNBAN,         /* nick; UNBAN */
    DGG_COMMAND_SUB_ONLY,      /* sub_only; SUB_ONLY */
    DGG_COMMAND_BROADCAST,     /* text; BROADCAST */
    DGG_COMMAND_PIN,           /* text, "" unpins; PIN */
    DGG_COMMAND_START_POLL,    /* text: the question, poll; POLL_START */
    DGG_COMMAND_STOP_POLL,     /* POLL_STOP */
    DGG_COMMAND_CAST_VOTE,     /* vote; VOTE_COUNTED, until 2025 VOTE_CAST */
    DGG_COMMAND_ADD_PHRASE,    /* text: to be banned; PHRASE_ADDED */
    DGG_COMMAND_REMOVE_PHRASE, /* text, as it was told; PHRASE_REMOVED */
    DGG_COMMAND_DIE,           /* mutes oneself; DEATH */
    DGG_COMMAND_RELOAD_USERS,  /* no answer is known: UNCONFIRMED after 10 s
                                  unless the server refuses it */
    DGG_COMMAND_REMOVE_EVENT,  /* text: the uuid of what was paid for, to be
                                  taken off the event bar; PAID_EVENTS */
    DGG_COMMAND_SPOTLIGHT,   /* nick, text, timestamp_ms: of a message, exactly
                                as it came; SPOTLIGHT */
    DGG_COMMAND_UNSPOTLIGHT, /* text: the spotlight's key; UNSPOTLIGHT */
    DGG_COMMAND_PING,        /* also without a login; PONG */
    DGG_COMMAND_KINDS,
} dgg_command_kind;

/* Bounds on what is sent; what exceeds them is an error. */
enum {
    DGG_FRAME_BYTES = 6144, /* a whole frame (destinygg/chat, main.go) */
    DGG_KEY_BYTES = 64,     /* a uuid or key, visible ASCII */
    DGG_NEW_POLL_OPTIONS = 64,
    DGG_NEW_POLL_MIN_MS = 5 * 1000, /* chat-gui, poll.js */
    DGG_NEW_POLL_MAX_MS = 10 * 60 * 1000,
    DGG_MUTE_MAX_MS = 7 * 24 * 3600 * 1000, /* destinygg/chat */
};

/* How long somebody may not talk. */
typedef struct dgg_sanction {
    int64_t duration_ms; /* 0: the server's default, 10 minutes for a mute and
                            an hour for a ban */
    bool is_permanent;   /* BAN: duration_ms does not count */
    bool bans_address;   /* BAN: that of his connection too */
} dgg_sanction;

typedef struct dgg_new_sub_only {
    bool is_on;
    int tier; /* the lowest that may talk, 1 to 5; 0: the server's default */
} dgg_new_sub_only;

/* 2 to 64 options, each a text; 5 seconds to 10 minutes. Its question ends in
 * a question mark. */
typedef struct dgg_new_poll {
    const char *const *options;
    size_t option_count;
    int64_t length_ms;
    bool is_weighted; /* votes count by subscription tier */
} dgg_new_poll;

typedef struct dgg_command {
    dgg_command_kind kind;
    const char *nick; /* whom it concerns */
    const char *text;
    union {
        dgg_sanction sanction;     /* MUTE BAN */
        dgg_new_sub_only sub_only; /* SUB_ONLY */
        dgg_new_poll poll;         /* START_POLL */
        int vote;                  /* CAST_VOTE: the option, from 1 */
        int64_t timestamp_ms;      /* SPOTLIGHT */
    } as;
} dgg_command;

#endif
