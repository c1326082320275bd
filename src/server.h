/*
 * The demo server: the other end of everything, on loopback, for the demo and
 * for the tests. It speaks websocket and HTTP on one port, as strictly and as
 * rudely as the live service was seen to be.
 *
 * It is driven by a script (timed frames) or by calls. It runs on the
 * caller's dgg_loop and takes its time from it.
 */
#ifndef SERVER_H
#define SERVER_H

#include "dgg_loop.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct server server;

typedef struct server_options {
    int port;           /* 0: any free one */
    const char *script; /* a script file; NULL: the built-in demo */
    bool has_no_script; /* calls only: a server for tests */
    double speed;       /* of the script's clock; 0 means 1 */
} server_options;

/* The made-up account that the demo logs in with. */
#define SERVER_DEMO_NICK "demo_viewer"
#define SERVER_DEMO_TOKEN \
    "demo000000000000000000000000000000000000000000000000000000000000"
#define SERVER_DEMO_SESSION "demosession0000000000"

/* Another one, for tests of two people. */
#define SERVER_FRIEND_NICK "demo_friend"
#define SERVER_FRIEND_TOKEN \
    "friend0000000000000000000000000000000000000000000000000000000000"
#define SERVER_FRIEND_SESSION "friendsession00000000"

/* One who moderates: his commands are obeyed. */
#define SERVER_MODERATOR_NICK "demo_moderator"
#define SERVER_MODERATOR_TOKEN \
    "mod0000000000000000000000000000000000000000000000000000000000000"
#define SERVER_MODERATOR_SESSION "modsession0000000000"

/* And one who may broadcast as well. */
#define SERVER_ADMIN_NICK "demo_admin"
#define SERVER_ADMIN_TOKEN \
    "admin00000000000000000000000000000000000000000000000000000000000"
#define SERVER_ADMIN_SESSION "adminsession000000000"

/* Without a script everybody can be whispered to, except this one. */
#define SERVER_UNKNOWN_NICK "nobody"

/* Listens on 127.0.0.1. Errors: MEMORY, SYSTEM (the port is taken), ARGUMENT
 * (the script cannot be read or a line of it is wrong). On an error `problem`
 * (may be NULL) gets a sentence that says what to do. */
enum { SERVER_PROBLEM_BYTES = 256 };
dgg_error server_new(server **out, dgg_loop *loop,
                     const server_options *options,
                     char problem[SERVER_PROBLEM_BYTES]);
void server_free(server *s);

int server_port(const server *s);

/* "ws://127.0.0.1:PORT/ws" and "http://127.0.0.1:PORT"; owned by the server. */
const char *server_chat_url(const server *s);
const char *server_site_url(const server *s);

/* Where the search service and the text archive are: at the site's address, for
 * none of their paths is one of the site's. */
const char *server_logs_url(const server *s);
const char *server_archive_url(const server *s);

/* --- driving it by calls ------------------------------------------------ */

size_t server_connections(const server *s);

/* Sends a frame to every websocket. What the server keeps follows it: HISTORY,
 * after a JOIN or QUIT the people in NAMES, and who is muted or (from his next
 * connection on) banned, what is pinned, asked, paid for and emphasised. */
void server_broadcast(server *s, const char *frame);

/* Tells `observe` of every frame that goes to all, when it does: what the
 * server knows it sent. NULL: nobody. */
void server_observe(server *s, void (*observe)(void *user, const char *frame),
                    void *user);

/* Sends bytes as they are to every websocket: for frames no correct library
 * would send. */
void server_send_raw(server *s, const void *bytes, size_t count);

/* A close frame with this code (0: an empty one), or no frame at all but a
 * bare FIN (-1). */
void server_close_all(server *s, int code);

/* Makes the site refuse what an account writes, with the description of an
 * ERR: `nochatting` everything, `privmsgbanned` or `privmsgaccounttooyoung` its
 * whispers; NULL ends that. False: there is no such account or mark. */
bool server_mark_account(server *s, const char *nick, const char *mark);

/* What clients sent since the last call, newest last, one text a line;
 * malloc'd. */
char *server_take_received(server *s);

/* --- the site -------------------------------------------------------------
 *
 * It answers as destinygg/website (2021) and chat-gui's calls (2026) have it:
 * embed page, userinfo, the account's pages, whispers, stalking, the stream,
 * emotes and flairs. Accounts are known by their session id only. */

/* What was changed over the years: how numbers and lists are written, what is
 * wrapped in an envelope, what exists at all. */
typedef enum server_site_age {
    SERVER_SITE_2026,
    SERVER_SITE_2021, /* two streams and who is hosted */
    SERVER_SITE_2020, /* one stream; the page does not say where the chat is */
} server_site_age;
void server_set_site_age(server *s, server_site_age age);

/* What the embed page says of the tables: another key, other tables. */
enum { SERVER_CACHE_KEY_BYTES = 64 };
void server_set_cache_key(server *s, const char *key);

/* The stream begins or ends now; it is live from the start. */
void server_set_live(server *s, bool is_live);

/* Ends the session, or the login key, of an account: from now on they are of
 * nobody. False: there is no such account. */
bool server_expire_session(server *s, const char *nick);
bool server_expire_token(server *s, const char *nick);

/* --- the log services -----------------------------------------------------
 *
 * A search service and a text archive, as rustlesearch and overrustlelogs are.
 * They know what went to all and what was added, and in the built-in demo what
 * was said in a made-up year before. */

/* Adds a line to the logs; false when memory is out. Beside those of people
 * there are the nicks Ban, Subscriber and Broadcast. */
bool server_add_log(server *s, const char *nick, int64_t timestamp_ms,
                    const char *text);

/* --- faults --------------------------------------------------------------- */

/* How the site misbehaves: what it answers instead, and how that is delivered.
 * Strings are not copied. */
typedef struct server_site_faults {
    const char *only;      /* paths that begin so; NULL: all */
    int page_status;       /* an HTML page as Cloudflare's, with this status */
    int retry_after_s;     /* what that page's head says; 0: nothing */
    const char *redirect;  /* 303 to this Location */
    uint64_t filler_bytes; /* so many blanks behind the body, then the end */
    const char *filler;    /* this again and again instead; NULL: blanks */
    int64_t length_error;  /* what Content-Length is more than the truth */
    size_t chunk_bytes;    /* the body in such chunks; 0: whole */
    bool has_bare_page;    /* the embed page tells nothing */
} server_site_faults;

/* What the search answers in place of a page of messages. */
typedef enum server_log_page {
    SERVER_LOG_PAGE_GOOD, /* nothing: the page itself */
    SERVER_LOG_PAGE_WORD, /* a word where the list should be */
    SERVER_LOG_PAGE_CUT,  /* its first half */
} server_log_page;

/* How the log services misbehave. */
typedef struct server_log_faults {
    server_log_page page;
    bool repeats_page;    /* the same page whatever search_after says */
    size_t garbage_every; /* each line of so many in an archive's file is
                             replaced by one that is none; 0: no line */
    bool cuts_last_line;  /* a file of the archive ends within its last line */
    size_t throttles;     /* so many requests to come get 429 */
    int throttle_retry_s; /* what Retry-After tells them; 0: it is not there */
    bool is_html;         /* 200, and a page for people */
} server_log_faults;

/* How the server misbehaves from now on; all zero: not at all. */
typedef struct server_faults {
    int refuse_status;   /* answer upgrades with this HTTP status */
    bool is_silent;      /* accept, read, never answer anything */
    bool is_banned;      /* ERR banned at connect, then forget the socket */
    bool has_too_many;   /* ERR toomanyconnections, then FIN */
    bool drops_whispers; /* never confirm a whisper */
    const char *refuse_whispers; /* ERR with this description; static */
    int http_status; /* of every HTTP answer, when not 0; an error as JSON */
    int64_t http_delay_ms; /* every HTTP answer is so late */
    size_t http_cut_bytes; /* it ends after so many bytes, head included */
    /* Each connection is cut (a bare FIN) after so many further bytes of
     * websocket traffic, counted from now or from its upgrade; 0: never. */
    size_t cut_after_bytes;
    /* Texts go out in fragments of so many bytes, with a ping between any
     * two; 0: whole. */
    size_t fragment_bytes;
    server_site_faults site;
    server_log_faults logs;
} server_faults;
void server_set_faults(server *s, const server_faults *faults);

#endif
