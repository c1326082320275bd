/*
 * What arrives from chat: one closed, tagged union.
 *
 * A frame is `NAME SP payload`, one JSON value per websocket text message
 * (chat-gui, source.js). Every frame that is accepted becomes one dgg_event;
 * HISTORY becomes one event for itself and one for each entry, marked
 * `is_replay`. Names this library does not know are DGG_EVENT_UNKNOWN, never
 * an error. Frames that break their own rules are counted and dropped.
 *
 * All strings are NUL-terminated valid UTF-8 with U+FFFD for what was not;
 * they may still hold control and format characters: clean them before they
 * reach a terminal. Pointers to strings are never NULL, an absent string is
 * "". Times are milliseconds since 1970 UTC, durations are seconds.
 */
#ifndef DGG_EVENT_H
#define DGG_EVENT_H

#include "dgg_error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bounds on what an event holds; what exceeds them is cut. */
enum {
    DGG_NICK_BYTES = 64,
    DGG_TEXT_BYTES = 16384,
    DGG_FEATURES = 128,
    DGG_NAMES_USERS = 20000,
    DGG_HISTORY_ENTRIES = 1000,
};

typedef enum dgg_event_kind {
    /* What the connection does; these have no frame. */
    DGG_EVENT_CONNECTING,  /* a try begins */
    DGG_EVENT_OPEN,        /* the websocket handshake is done */
    DGG_EVENT_CLOSE,       /* a try or a connection ended; see dgg_close */
    DGG_EVENT_SEND_RESULT, /* what became of a text; see dgg_send_result */
    /* What the server says. */
    DGG_EVENT_ME,           /* who this connection is; empty nick: anonymous */
    DGG_EVENT_NAMES,        /* the whole user list, replaces the known one */
    DGG_EVENT_JOIN,         /* user */
    DGG_EVENT_QUIT,         /* user */
    DGG_EVENT_MESSAGE,      /* MSG: user, text */
    DGG_EVENT_WHISPER,      /* PRIVMSG: user (nick only), text, message_id */
    DGG_EVENT_WHISPER_SENT, /* PRIVMSGSENT: no content */
    DGG_EVENT_BROADCAST,    /* text; user may be empty */
    DGG_EVENT_MUTE,         /* user: moderator, target, duration_s */
    DGG_EVENT_UNMUTE,       /* user: moderator, target */
    DGG_EVENT_BAN,          /* user: moderator, target */
    DGG_EVENT_UNBAN,        /* user: moderator, target */
    DGG_EVENT_ERROR,        /* ERR: text is the description; see dgg_refusal */
    DGG_EVENT_HISTORY,      /* entry_count; the entries follow as replays */
    DGG_EVENT_PING,         /* text-level PING; already answered */
    DGG_EVENT_UNKNOWN,      /* name and payload only */
    DGG_EVENT_KINDS,
} dgg_event_kind;

/* A chatter. Source: chat-gui, user.js and captures of 2026. */
typedef struct dgg_user {
    int64_t id; /* stable account id; 0 unknown, -1 the System user */
    const char *nick;
    const char *const *features; /* flair names: the source of rights */
    size_t feature_count;
} dgg_user;

typedef struct dgg_names {
    const dgg_user *users;
    size_t user_count;
    int64_t connection_count; /* sockets, anonymous ones included */
} dgg_names;

typedef struct dgg_moderation {
    const char *target; /* as the moderator typed it: compare without case */
    int64_t duration_s; /* MUTE: 0 when the server did not say */
} dgg_moderation;

typedef struct dgg_refusal {
    int64_t mute_left_s;  /* `muted`: remaining time, 0 unknown */
    const char *filtered; /* `bannedphrase`: the phrase, else "" */
} dgg_refusal;

typedef struct dgg_close {
    dgg_error error;    /* what ended it */
    int code;           /* websocket close code, 1006 when there was none */
    int http_status;    /* of a refused upgrade, else 0 */
    const char *reason; /* details in words, e.g. of the certificate */
    int64_t retry_ms;   /* delay before the next try; -1: none will come */
    uint32_t attempt;   /* failed tries since the last healthy connection */
    uint64_t rejected;  /* frames dropped on this connection */
} dgg_close;

typedef enum dgg_send_outcome {
    DGG_SEND_CONFIRMED,
    DGG_SEND_REFUSED,     /* `reason` is the server's word */
    DGG_SEND_UNCONFIRMED, /* no answer in 10 s, or none before the end */
    DGG_SEND_DROPPED,     /* the connection ended before it went out */
} dgg_send_outcome;

typedef struct dgg_send_result {
    uint64_t id; /* what dgg_chat_send_whisper gave */
    dgg_send_outcome outcome;
    const char *reason; /* e.g. "notfound"; "" when confirmed */
    const char *nick;   /* the target of a whisper; "" for a message */
    const char *text;   /* what was to be sent */
} dgg_send_result;

typedef struct dgg_event {
    dgg_event_kind kind;
    bool is_replay;       /* came inside HISTORY: no sound, no side effect */
    int64_t received_ms;  /* when it was read, by the wall clock */
    int64_t timestamp_ms; /* the server's time; received_ms if it gave none */
    dgg_user user;
    const char *text;
    const char *name;     /* the frame's upper-cased event name, or "" */
    const char *payload;  /* the frame after the first space, as sent */
    size_t payload_bytes; /* the payload may hold anything, also NULs */
    bool is_json; /* the payload is one JSON value; ERR and RELOAD may have
                     others */
    union {
        const char *address;       /* CONNECTING: host and port */
        dgg_close close;           /* CLOSE */
        dgg_send_result send;      /* SEND_RESULT */
        dgg_names names;           /* NAMES */
        int64_t message_id;        /* WHISPER; 0 unknown */
        dgg_moderation moderation; /* MUTE UNMUTE BAN UNBAN */
        dgg_refusal refusal;       /* ERROR */
        size_t entry_count;        /* HISTORY */
    } as;
} dgg_event;

/* The event as one line of JSON, for logs and other programs, malloc'd and
 * without a line break; NULL: no memory.
 *
 *     {"event":"MSG","received":1788623391400,"data":{...}}
 *
 * `data` is the payload as the server sent it, except that line breaks between
 * its tokens become spaces; a payload that is no JSON stands as a string under
 * `text` instead. What has no frame stands under CONNECTING, OPEN, CLOSE and
 * SEND_RESULT without data, but that CLOSE has code, reason, retry_ms and
 * rejected. */
char *dgg_event_json(const dgg_event *event);

/* True if the user has the flair or right called `feature`. */
bool dgg_user_has(const dgg_user *user, const char *feature);

/* Compares nicks as the site does, without the case of ASCII letters;
 * negative, zero or positive like strcmp. */
int dgg_nick_compare(const char *a, const char *b);

/* True for 3 to 20 characters of [A-Za-z0-9_] (chat-gui, regex.js). */
bool dgg_nick_is_valid(const char *nick);

#endif
