/*
 * What arrives from chat: one closed, tagged union.
 *
 * A frame is `NAME SP payload`, one JSON value per websocket text message
 * (chat-gui, source.js). Every frame that is accepted becomes one dgg_event;
 * HISTORY and PAIDEVENTS become one event for themselves and one for each
 * entry, marked `is_replay`. Names this library does not know are
 * DGG_EVENT_UNKNOWN, never an error. Frames that break their own rules are
 * counted and dropped.
 *
 * All strings are NUL-terminated valid UTF-8 with U+FFFD for what was not;
 * they may still hold line breaks, control and format characters: clean them
 * before they reach a terminal. Pointers to strings are never NULL, an absent
 * string is "". Times are milliseconds since 1970 UTC, durations are seconds
 * unless the name says otherwise, money is US cents.
 */
#ifndef DGG_EVENT_H
#define DGG_EVENT_H

#include "dgg_command.h"
#include "dgg_error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

DGG_BEGIN_DECLS

/* Bounds on what an event holds; what exceeds them is cut. */
enum {
    DGG_NICK_BYTES = 64,
    DGG_TEXT_BYTES = 16384,
    DGG_FEATURES = 128,
    DGG_NAMES_USERS = 20000,
    DGG_HISTORY_ENTRIES = 1000, /* also of PAIDEVENTS */
    DGG_ROLES = 32,
    DGG_POLL_OPTIONS = 100,
    DGG_SPOTLIGHTS = 100,
    DGG_CONTRIBUTORS = 100,
    DGG_BOARD_ROWS = 6,
    DGG_BOARD_COLUMNS = 22,
};

typedef enum dgg_event_kind {
    /* What the connection does; these have no frame. */
    DGG_EVENT_CONNECTING,  /* a try begins */
    DGG_EVENT_OPEN,        /* the websocket handshake is done */
    DGG_EVENT_CLOSE,       /* a try or a connection ended; see dgg_close */
    DGG_EVENT_SEND_RESULT, /* what became of a command; see dgg_send_result */
    DGG_EVENT_SITE_ERROR,  /* what the chat asked the site for by itself, it did
                              not get; text: why; see dgg_site_error */
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
    DGG_EVENT_PONG,         /* answer to a text-level PING; text: base64 */
    DGG_EVENT_USERS_DELTA,  /* USERSDELTA: people who came, changed or left */
    DGG_EVENT_USER_UPDATED, /* UPDATEUSER: user has changed; match by id */
    DGG_EVENT_REFRESH,      /* user: own rights changed; the server of 2022
                               drops the line and the library comes back */
    DGG_EVENT_RELOAD,       /* the site wants clients to start again; the
                               library reconnects after reload_ms. Also a
                               BROADCAST of the one word "reload" (until
                               2024) */
    DGG_EVENT_SUB_ONLY,     /* user: moderator, may be empty; sub_only */
    DGG_EVENT_DEATH,        /* user muted himself; text, death_s */
    DGG_EVENT_PHRASE_ADDED, /* ADDPHRASE: user: moderator; text: the banned
                               phrase or /regex/: never apply it as one */
    DGG_EVENT_PHRASE_REMOVED, /* REMOVEPHRASE: the same */
    DGG_EVENT_POLL_START,     /* POLLSTART: user: who started it; poll */
    DGG_EVENT_POLL_STOP,      /* POLLSTOP: poll, option_count 0: not said */
    DGG_EVENT_VOTE_CAST,      /* VOTECAST: vote; user until 2025 */
    DGG_EVENT_VOTE_COUNTED,   /* VOTECOUNTED: vote: the own one, accepted */
    DGG_EVENT_SUBSCRIPTION,   /* user, text: the buyer's words; paid */
    DGG_EVENT_GIFT_SUB,       /* GIFTSUB: the same */
    DGG_EVENT_MASS_GIFT,      /* MASSGIFT: the same */
    DGG_EVENT_DONATION,       /* the same */
    DGG_EVENT_PAID_EVENTS, /* PAIDEVENTS: entry_count; replaces the event bar,
                              its new entries follow as replays */
    DGG_EVENT_PIN,         /* user, text: "" unpins; uuid */
    DGG_EVENT_SPOTLIGHT,   /* user: author, text: his message; spotlight */
    DGG_EVENT_UNSPOTLIGHT, /* user: moderator; spotlight.key */
    DGG_EVENT_SPOTLIGHTS,  /* spotlights: all there are, replaces known ones */
    DGG_EVENT_X_POST,      /* XPOST: text; x_post */
    DGG_EVENT_VESTABOARD_LEAD,   /* vestaboard: somebody leads the auction */
    DGG_EVENT_VESTABOARD_HOURLY, /* vestaboard: a reminder */
    DGG_EVENT_VESTABOARD_RESET,  /* vestaboard: the winner; a new round */
    DGG_EVENT_UNKNOWN,           /* name and payload only */
    DGG_EVENT_KINDS,
} dgg_event_kind;

/* Which members of a dgg_user were sent. The others stay as they were known
 * (chat-gui, chat.js, addUser). What was sent as null counts as not sent, but
 * for `watching` and `subscription`, where null says "nothing" and "none". */
typedef enum dgg_user_member {
    DGG_USER_ID = 1 << 0,
    DGG_USER_FEATURES = 1 << 1,
    DGG_USER_ROLES = 1 << 2,
    DGG_USER_CREATED = 1 << 3,
    DGG_USER_WATCHING = 1 << 4,
    DGG_USER_SUBSCRIPTION = 1 << 5,
} dgg_user_member;

/* The embed somebody has open, e.g. "kick", "destiny"; "" for none. */
typedef struct dgg_watching {
    const char *platform;
    const char *id;
} dgg_watching;

typedef struct dgg_subscription {
    int tier; /* 1 to 5; 0: none */
    const char *source;
} dgg_subscription;

/* A chatter. Source: chat-gui, user.js and captures of 2026. */
typedef struct dgg_user {
    int64_t id; /* stable account id; 0 unknown, -1 the System user */
    const char *nick;
    const char *const *features; /* flair names: the source of rights */
    size_t feature_count;
    const char *const *roles; /* as sent, e.g. "MODERATOR"; empty for most:
                                 nobody's subscription follows from them */
    size_t role_count;
    int64_t created_ms; /* of the account; 0 unknown */
    dgg_watching watching;
    dgg_subscription subscription;
    unsigned sent; /* of dgg_user_member */
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
    int tier; /* `submode`: the lowest that may talk, 1 to 5; 0: not said */
} dgg_refusal;

typedef struct dgg_users_delta {
    const dgg_user *users; /* came or changed */
    size_t user_count;
    const char *const *removed; /* nicks of those who left */
    size_t removed_count;
} dgg_users_delta;

typedef struct dgg_sub_only {
    bool is_on;
    int tier; /* the lowest that may talk, 1 to 5 */
} dgg_sub_only;

typedef struct dgg_poll_option {
    const char *text;
    int64_t total; /* weight of the votes so far */
} dgg_poll_option;

/* A poll. What is left of it at a time T of the own clock, when it arrived at
 * `received_ms`: length_ms - (T - received_ms + now_ms - start_ms), at least 0
 * (chat-gui, poll.js). */
typedef struct dgg_poll {
    const char *question;
    const dgg_poll_option *options; /* voted for by number, from 1 */
    size_t option_count;
    int64_t total_votes; /* weight of all votes */
    int64_t start_ms;    /* both by the server's clock */
    int64_t now_ms;
    int64_t length_ms;
    int own_vote; /* 0: none */
    bool can_vote;
    bool is_weighted; /* votes count by subscription tier */
} dgg_poll;

typedef struct dgg_vote {
    int option;       /* from 1 */
    int64_t quantity; /* its weight; 0 where the server did not say: then see
                         dgg_vote_weight */
} dgg_vote;

/* Something that was paid for. `user` of the event is who paid. */
typedef struct dgg_paid {
    const char *uuid;       /* "" before 2024 */
    int64_t expires_ms;     /* leaves the event bar; 0: not said */
    int tier;               /* as sent, 1 to 5 so far; 0: not said */
    const char *tier_label; /* e.g. "Tier II"; "": say "Tier N" */
    int64_t streak_months;  /* SUBSCRIPTION; 0: not to be shown */
    dgg_user recipient;     /* GIFT_SUB; nick "" elsewhere */
    bool is_from_mass_gift; /* GIFT_SUB: keep it out of the event bar */
    int64_t quantity;       /* MASS_GIFT: gifts */
    int64_t amount_cents;   /* DONATION */
    const char *audio_url;  /* DONATION: the message spoken; "" for none */
} dgg_paid;

typedef struct dgg_pin {
    const char *uuid; /* "" when the server gave none */
} dgg_pin;

/* A message that a moderator emphasises. */
typedef struct dgg_spotlight {
    const char *key; /* MD5 of its time in ms, author's id and text */
    const char *uuid;
    const char *by;     /* the moderator's nick, "" when not said */
    int64_t expires_ms; /* 0: not said */
    /* The message; for SPOTLIGHTS, whose entries are no events. In a SPOTLIGHT
     * they repeat the event's own. */
    dgg_user author;
    const char *text;
    int64_t timestamp_ms;
} dgg_spotlight;

typedef struct dgg_spotlights {
    const dgg_spotlight *list;
    size_t count;
} dgg_spotlights;

typedef struct dgg_x_post {
    const char *handle; /* of the account, without @ */
    const char *url;
    const char *uuid;
    int64_t expires_ms;
} dgg_x_post;

typedef struct dgg_contributor {
    const char *name;
    int64_t amount_cents;
} dgg_contributor;

/* An auction for a board of letters. Codes of tiles: 0 blank, 1 to 26 A to Z,
 * 27 to 35 the digits 1 to 9, 36 is 0, 63 to 71 colours; chat-gui,
 * messages/vestaboardCharacters.js has the signs between. */
typedef struct dgg_vestaboard {
    const char *submitter; /* "": no design yet */
    const char *artist;    /* "" when not said */
    const char *design_id;
    int64_t total_cents;
    const uint8_t (*tiles)[DGG_BOARD_COLUMNS]; /* rows of codes, or NULL */
    const dgg_contributor *contributors;
    size_t contributor_count;
    bool is_new_design;
    const char *uuid;
    int64_t expires_ms;
} dgg_vestaboard;

typedef struct dgg_close {
    dgg_error error;    /* what ended it */
    int code;           /* websocket close code, 1006 when there was none;
                           1001 also after REFRESH and RELOAD: routine */
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
    uint64_t id; /* what dgg_chat_send gave */
    dgg_send_outcome outcome;
    const char *reason; /* e.g. "notfound"; "" when confirmed */
    dgg_command_kind command;
    const char *nick; /* whom it concerns, "" for nobody alone */
    const char *text; /* what was to be sent; the number of a vote, "on" or
                         "off" of SUB_ONLY, "" where there is none */
} dgg_send_result;

typedef struct dgg_site_error {
    dgg_error error;
    int http_status;     /* 0: there was no answer */
    const char *request; /* "profile", "unread whispers", "history" or "mark as
                            read" */
} dgg_site_error;

typedef struct dgg_event {
    dgg_event_kind kind;
    bool is_replay;       /* came inside HISTORY or PAIDEVENTS: no sound, no
                             side effect */
    bool is_bar_entry;    /* came inside PAIDEVENTS: for the event bar, no line
                             in the chat */
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
        dgg_site_error site;       /* SITE_ERROR */
        dgg_names names;           /* NAMES */
        int64_t message_id;        /* WHISPER; 0 unknown */
        dgg_moderation moderation; /* MUTE UNMUTE BAN UNBAN */
        dgg_refusal refusal;       /* ERROR */
        size_t entry_count;        /* HISTORY, PAID_EVENTS */
        const char *uuid;          /* BROADCAST; "" before 2024 */
        dgg_users_delta users_delta;
        int64_t reload_ms; /* RELOAD: until the library reconnects */
        dgg_sub_only sub_only;
        int64_t death_s; /* DEATH: how long he is muted; 0: not said */
        dgg_poll poll;   /* POLL_START, POLL_STOP */
        dgg_vote vote;   /* VOTE_CAST, VOTE_COUNTED */
        dgg_paid paid;   /* SUBSCRIPTION, GIFT_SUB, MASS_GIFT, DONATION */
        dgg_pin pin;
        dgg_spotlight spotlight; /* SPOTLIGHT; UNSPOTLIGHT: key, by */
        dgg_spotlights spotlights;
        dgg_x_post x_post;
        dgg_vestaboard vestaboard; /* VESTABOARD_... */
    } as;
} dgg_event;

/* The event as one line of JSON, for logs and other programs, malloc'd and
 * without a line break; NULL: no memory.
 *
 *     {"event":"MSG","received":1788623391400,"data":{...}}
 *
 * `data` is the payload as the server sent it, except that line breaks between
 * its tokens become spaces; a payload that is no JSON stands as a string under
 * `text` instead. What has no frame stands under CONNECTING, OPEN, CLOSE,
 * SEND_RESULT and SITE_ERROR without data, but that CLOSE has code, reason,
 * retry_ms and rejected. */
char *dgg_event_json(const dgg_event *event);

/*
 * Reads frames that came in another way than over a dgg_chat: those of
 * dgg_api_chat_history, or of a file that somebody kept.
 *
 *     dgg_parser_new(&parser);
 *     const dgg_event *event = dgg_parser_read(parser, frame, bytes, now_ms);
 */
typedef struct dgg_parser dgg_parser;

/* Errors: MEMORY. */
dgg_error dgg_parser_new(dgg_parser **parser);
void dgg_parser_free(dgg_parser *parser);

/* One frame, `NAME SP payload`; it needs no terminator. NULL: it breaks its own
 * rules, or memory is out. The event is valid until the next call, and as long
 * as `frame` is, which is not copied. `received_ms` is the time of an event
 * that has none of its own. The entries of a HISTORY are not taken apart, and
 * nothing is marked `is_replay`. */
const dgg_event *dgg_parser_read(dgg_parser *parser, const char *frame,
                                 size_t bytes, int64_t received_ms);

/* True if the user has the flair or right called `feature`. */
bool dgg_user_has(const dgg_user *user, const char *feature);

/* The subscription tier that follows from features, 1 to 5; 0: none. `user`
 * without a `subscription` is an older one (chat-gui, user.js). */
int dgg_user_tier(const dgg_user *user);

/* The weight of a VOTE_CAST in a poll: what the server said, else 1, or 2, 4,
 * 8, 16, 32 for tiers 1 to 5 when it is weighted (chat-gui, poll.js until
 * 2025). */
int64_t dgg_vote_weight(const dgg_event *vote, bool is_weighted);

/* Compares nicks as the site does, without the case of ASCII letters;
 * negative, zero or positive like strcmp. */
int dgg_nick_compare(const char *a, const char *b);

/* True for 3 to 20 characters of [A-Za-z0-9_] (chat-gui, regex.js). */
bool dgg_nick_is_valid(const char *nick);

DGG_END_DECLS

#endif
