/*
 * The chat connection.
 *
 * A dgg_chat connects, stays connected, tells handlers what arrives and sends
 * commands. It runs alone:
 *
 *     dgg_chat_new(&chat, &(dgg_options){0});
 *     dgg_chat_on(chat, DGG_ON_CHAT_MESSAGE, on_message, NULL);
 *     dgg_chat_run_forever(chat);
 *
 * or on a dgg_loop that another loop drives (dgg_loop.h). It reconnects by
 * itself with the delays of chat-gui's source.js; it stops trying after the
 * server said `banned` or `toomanyconnections`.
 */
#ifndef DGG_CHAT_H
#define DGG_CHAT_H

#include "dgg_command.h"
#include "dgg_event.h"
#include "dgg_loop.h"

DGG_BEGIN_DECLS

typedef struct dgg_chat dgg_chat;

/* Where things are. Members that are NULL or "" mean the live service. */
typedef struct dgg_endpoints {
    const char *chat_url;    /* wss://chat.destiny.gg/ws */
    const char *site_url;    /* https://www.destiny.gg */
    const char *api_url;     /* site_url + /api */
    const char *cdn_url;     /* discovered from the site */
    const char *logs_url;    /* https://api-v2.rustlesearch.dev */
    const char *archive_url; /* https://overrustlelogs.net */
    /* Send credentials to these addresses. Otherwise they go only to the live
     * service's own hosts, over verified TLS. */
    bool is_trusted;
} dgg_endpoints;

/* Who is asking. NULL or "" means not given. Kept in memory that is excluded
 * from core dumps and wiped. */
typedef struct dgg_credentials {
    const char *auth_token; /* login key: 64 letters and digits */
    /* The site's `sid` cookie. A chat keeps the session alive while it is
     * connected. */
    const char *session_id;
    /* The login key may be anything that a cookie can hold. */
    bool takes_any_token;
} dgg_credentials;

/* True for what a login key looks like: 64 letters and digits of ASCII. */
bool dgg_auth_token_is_valid(const char *token);

/* What may be sent, whatever the command. */
typedef enum dgg_send_policy {
    /* Nothing, unless dgg_sending_is_enabled; then as the next. */
    DGG_SEND_IF_ENABLED,
    /* Whispers only to people who whispered first, as in dgg-chat. */
    DGG_SEND_REPLIES,
    /* Whispers to anybody: for programs in which a person types each line. */
    DGG_SEND_TO_ANYBODY,
} dgg_send_policy;

typedef struct dgg_options {
    dgg_endpoints endpoints;
    dgg_credentials credentials;
    dgg_send_policy send_policy;
    /* The options of dgg-chat; see dgg_chat_site.h. The first three are done,
     * in this order, after dgg_chat_connect and before the first connection;
     * what fails is told with SITE_ERROR, and the chat connects all the same.
     */
    bool loads_profile;           /* dgg_chat_profile knows who we are */
    bool handles_unread_whispers; /* each is told as a WHISPER with is_replay,
                                     and marked as read by the site; answers
                                     have to wait for OPEN */
    /* What the site still has of the chat is told as the entries of a HISTORY
     * are. The server may tell the same lines in a HISTORY of its own, on each
     * connection: compare time, nick and text where that matters. */
    bool handles_history;
    bool marks_as_read; /* each whisper is marked as read when it comes */
    dgg_loop *loop;     /* must outlive the chat; NULL: it makes its own */
} dgg_options;

/* When a handler is called. The names are those of the dgg-chat package. */
typedef enum dgg_on {
    DGG_ON_BEFORE_EVERY_MESSAGE, /* every event from a frame, before others */
    DGG_ON_AFTER_EVERY_MESSAGE,  /* the same, after the others */
    DGG_ON_SERVED_CONNECTIONS,   /* NAMES */
    DGG_ON_USER_JOINED,          /* JOIN */
    DGG_ON_USER_QUIT,            /* QUIT */
    DGG_ON_BROADCAST,
    DGG_ON_CHAT_MESSAGE, /* MSG */
    DGG_ON_MENTION,      /* MSG that names the own nick; see dgg_mentions. Runs
                            before DGG_ON_CHAT_MESSAGE, not in a replay */
    DGG_ON_WHISPER,      /* PRIVMSG */
    DGG_ON_WHISPER_SENT, /* PRIVMSGSENT */
    DGG_ON_MUTE,
    DGG_ON_UNMUTE,
    DGG_ON_BAN,
    DGG_ON_UNBAN,
    DGG_ON_SUB_ONLY,
    DGG_ON_ERROR_MESSAGE, /* ERR */
    DGG_ON_WS_ERROR,      /* CLOSE whose error is not DGG_ERROR_CLOSED */
    DGG_ON_WS_CLOSE,      /* every CLOSE; dgg_close says if it was the last */
    DGG_ON_HANDLER_ERROR, /* a handler returned non-zero; see dgg_handler */
    /* Not in dgg-chat. */
    DGG_ON_CONNECTING,
    DGG_ON_OPEN,
    DGG_ON_ME,
    DGG_ON_HISTORY,
    DGG_ON_PING,
    DGG_ON_PONG,
    DGG_ON_USERS_DELTA,
    DGG_ON_USER_UPDATED,
    DGG_ON_REFRESH,
    DGG_ON_RELOAD,
    DGG_ON_DEATH,
    DGG_ON_PHRASE_ADDED,
    DGG_ON_PHRASE_REMOVED,
    DGG_ON_POLL_START,
    DGG_ON_POLL_STOP,
    DGG_ON_VOTE_CAST,
    DGG_ON_VOTE_COUNTED,
    DGG_ON_SUBSCRIPTION,
    DGG_ON_GIFT_SUB,
    DGG_ON_MASS_GIFT,
    DGG_ON_DONATION,
    DGG_ON_PAID_EVENTS,
    DGG_ON_PIN,
    DGG_ON_SPOTLIGHT,
    DGG_ON_UNSPOTLIGHT,
    DGG_ON_SPOTLIGHTS,
    DGG_ON_X_POST,
    DGG_ON_VESTABOARD, /* all three kinds */
    DGG_ON_UNKNOWN,
    DGG_ON_SEND_RESULT,
    DGG_ON_SITE_ERROR,
    DGG_ON_EVERY_EVENT, /* all kinds, connection changes included */
    DGG_ON_KINDS,
} dgg_on;

/*
 * Called with the event and the pointer given to dgg_chat_on. A result other
 * than 0 calls the DGG_ON_HANDLER_ERROR handlers with the same event (ask
 * dgg_chat_handler_code for the result); the next handler still runs. A
 * handler may register and unregister handlers (those added meanwhile hear of
 * the next event, those removed are not called again), disconnect and free the
 * chat.
 */
typedef int (*dgg_handler)(dgg_chat *chat, const dgg_event *event, void *user);

/* `options` may be NULL. Errors: MEMORY, SYSTEM, URL (chat_url or the site's
 * cannot be used), TOKEN (a login key that is not one), ARGUMENT (a credential
 * that no cookie can hold), ANONYMOUS (loads_profile without a credential;
 * handles_unread_whispers or marks_as_read without a session id). Nothing is
 * connected yet. */
dgg_error dgg_chat_new(dgg_chat **chat, const dgg_options *options);

/* Disconnects without further events. */
void dgg_chat_free(dgg_chat *chat);

/* Adds a handler; several of one kind run in order of registration. Errors:
 * MEMORY, ARGUMENT. */
dgg_error dgg_chat_on(dgg_chat *chat, dgg_on kind, dgg_handler handler,
                      void *user);

/* Removes the first handler of that kind that was registered with this pair,
 * also from inside a handler. False: there is none. */
bool dgg_chat_off(dgg_chat *chat, dgg_on kind, dgg_handler handler, void *user);

/* Inside a DGG_ON_HANDLER_ERROR handler: what the failed handler returned. */
int dgg_chat_handler_code(const dgg_chat *chat);

/* Starts connecting, or, while a retry is being waited for, tries now. Errors:
 * STATE (connected or connecting already). */
dgg_error dgg_chat_connect(dgg_chat *chat);

/* Closes and stops retrying. A CLOSE event with retry_ms -1 and the results of
 * all queued commands come before it returns. Errors: STATE (neither connected
 * nor about to be). */
dgg_error dgg_chat_disconnect(dgg_chat *chat);

/* Connects and services the loop until dgg_chat_disconnect is called or no
 * further try will be made. Returns DGG_OK after a disconnect, else why the
 * server does not want us (BANNED, TOO_MANY_CONNECTIONS), or STATE (connected
 * or connecting already, or called inside a handler or callback). No signal
 * ends it: a program that has to hear of one turns the loop itself. */
dgg_error dgg_chat_run_forever(dgg_chat *chat);

/* The loop the chat runs on; the chat's own unless one was given. */
dgg_loop *dgg_chat_loop(dgg_chat *chat);

/* True between OPEN and CLOSE. */
bool dgg_chat_is_open(const dgg_chat *chat);

/* The own nick once the server told it (ME) or the site, else "". */
const char *dgg_chat_nick(const dgg_chat *chat);

/* True if DGG_ENABLE_WHISPERS stands in the environment with anything but "",
 * "none" or "false" in any case: the switch of dgg-chat. */
bool dgg_sending_is_enabled(void);

/*
 * Queues a command, copying what it holds. At most one is on its way at a time
 * and the next waits for its outcome, MESSAGE and WHISPER also for the server's
 * throttle; one that is throttled all the same is sent a second time. `id` (may
 * be NULL) names it in the SEND_RESULT event that always follows.
 *
 * Errors: ARGUMENT, NICK, TEXT_EMPTY, TEXT_LONG, TEXT_CHARACTER (see
 * dgg_command and dgg_text_check), ANONYMOUS, YOURSELF (a whisper), GATED (it
 * takes DGG_ENABLE_WHISPERS or another policy), NOT_A_REPLY, NOT_CONNECTED,
 * QUEUE_FULL, REPLAY, MEMORY. On an error nothing was queued and no event
 * follows.
 */
dgg_error dgg_chat_send(dgg_chat *chat, const dgg_command *command,
                        uint64_t *id);

/* Shorthands. A message is confirmed by the server's echo, which can only be
 * told from what others say once the own nick is known (ME). Options of a poll
 * count from 1. */
dgg_error dgg_chat_send_whisper(dgg_chat *chat, const char *nick,
                                const char *text, uint64_t *id);
dgg_error dgg_chat_send_message(dgg_chat *chat, const char *text, uint64_t *id);
dgg_error dgg_chat_vote(dgg_chat *chat, int option, uint64_t *id);

/* Does the text name this nick, as a whole word in any case, links not
 * counted? False for the nick "". */
bool dgg_mentions(const char *text, const char *nick);

/* Whether the server would take this text: DGG_OK, TEXT_EMPTY, TEXT_LONG (over
 * 512 code points after trimming) or TEXT_CHARACTER (five combining marks in a
 * row, U+2028, U+2029, U+202F, U+00A0, control bytes, or invalid UTF-8).
 * Source: destinygg/chat, connection.go. */
dgg_error dgg_text_check(const char *text);

DGG_END_DECLS

#endif
