/*
 * The site's HTTP services.
 *
 * Every call has two forms. With a callback it returns at once and the callback
 * comes from dgg_loop_service, once:
 *
 *     dgg_api_stalk(api, "bird", 3, on_lines, user);
 *
 * With a NULL callback it turns the loop until the answer is there, returns
 * its error, and dgg_api_last has the answer:
 *
 *     if (dgg_api_stalk(api, "bird", 3, NULL, NULL) == DGG_OK) {
 *         const dgg_lines *lines = &dgg_api_last(api)->as.lines;
 *
 * This form is for small programs: handlers of everything else on the loop run
 * meanwhile, and inside of one it answers STATE.
 *
 * What a call may answer beside the errors named at it: MEMORY, SYSTEM, and
 * what the network and the site do, with the details in dgg_api_status: RESOLVE
 * to TLS, TIMEOUT (20 s), CLOSED, TRUNCATED, TOO_LARGE (8 MiB), NOT_LOGGED_IN
 * (403: no session, an expired one, or one without the right to it), NOT_FOUND,
 * THROTTLED, HTTP_STATUS, SITE (an error in words), HTML (also with status 403
 * or 404: something before the site refuses, or it has no such call), NOT_JSON,
 * and the three kinds of REDIRECT: none is followed. Nothing is delivered of an
 * answer that is not whole. No call is repeated by itself.
 *
 * Calls that need a session id answer ANONYMOUS without one: the site knows no
 * login keys but at dgg_api_user_info. Only the two calls that say so mark
 * anything as read.
 *
 * Sources: destinygg/website (2021) and chat-gui, chat.js and
 * services/DggApiClient.js (2026). Where both tell of an answer, both shapes of
 * it are understood.
 */
#ifndef DGG_API_H
#define DGG_API_H

#include "dgg_chat.h"

DGG_BEGIN_DECLS

typedef struct dgg_api dgg_api;

/* How a request ended. */
typedef struct dgg_api_status {
    dgg_error error;    /* DGG_OK, or why there is no answer */
    int http_status;    /* 0 when there was no HTTP answer */
    const char *reason; /* details in words, never with a credential */
    /* THROTTLED: how long the site asks to wait; 0: it did not say. */
    int64_t retry_after_ms;
} dgg_api_status;

/* Of dates, 0 means not said. Strings are never NULL. */

/* One of the web client's settings. */
typedef struct dgg_setting {
    const char *name;
    const char *json; /* its value, as JSON */
} dgg_setting;

typedef struct dgg_settings {
    const dgg_setting *list;
    size_t count;
} dgg_settings;

typedef struct dgg_account {
    dgg_user user;        /* who it is in chat, and what he may */
    const char *username; /* "" when not said, like the next four */
    const char *status;   /* e.g. "Active" */
    const char *country;
    const char *provider; /* what the account logs in with */
    const char *subscription_type;
    int64_t subscription_start_ms;
    int64_t subscription_end_ms;
    dgg_settings settings; /* of dgg_api_chat_me; see dgg_api_settings */
} dgg_account;

typedef struct dgg_ban {
    bool is_banned; /* false: there is none, and the rest is empty */
    int64_t id;
    const char *nick;   /* who is banned */
    const char *by;     /* "": the system */
    const char *reason; /* "" when not said */
    bool is_of_address; /* the address of this request is banned */
    int64_t start_ms;
    int64_t end_ms; /* 0: permanent */
} dgg_ban;

/* Raw frames, "EVENT payload", oldest first; see dgg_parser_read. */
typedef struct dgg_frames {
    const char *const *list;
    size_t count;
} dgg_frames;

typedef struct dgg_line {
    const char *nick;
    const char *text;
    int64_t timestamp_ms; /* whole seconds */
} dgg_line;

typedef struct dgg_lines {
    const dgg_line *list; /* oldest first */
    size_t count;
} dgg_lines;

/* What everybody may know of somebody. */
typedef struct dgg_profile {
    dgg_user user;
    const char *bio;    /* "" when not said, like the next two */
    const char *gender; /* "male", "female", "nonbinary" */
    const char *age;    /* e.g. "25-34" */
} dgg_profile;

/* How many whispers of one person wait unread. */
typedef struct dgg_unread {
    const char *nick;
    int64_t count;
    int64_t newest_ms;
} dgg_unread;

typedef struct dgg_unread_list {
    const dgg_unread *list; /* newest first */
    size_t count;
} dgg_unread_list;

/* One person that whispers were exchanged with. */
typedef struct dgg_conversation {
    int64_t user_id; /* of the other one; 0 when not said */
    const char *nick;
    const char *text; /* the last message */
    int64_t timestamp_ms;
    int64_t unread;
    bool is_own; /* the last message was ours; false when not said */
} dgg_conversation;

enum { DGG_CURSOR_BYTES = 40 };

/* Where the next page begins. All zero: at the first. */
typedef struct dgg_conversations_cursor {
    char timestamp[DGG_CURSOR_BYTES];
    int64_t id;
} dgg_conversations_cursor;

typedef struct dgg_conversations {
    const dgg_conversation *list;
    size_t count;
    bool has_more; /* there is a page after this one */
    dgg_conversations_cursor next;
    /* Rows the site sent, those left out included: of dgg_api_inboxes, what to
     * add to the offset. */
    size_t rows;
} dgg_conversations;

/* One message of a conversation. */
typedef struct dgg_private_message {
    int64_t id;
    int64_t from_id; /* 0 when not said, like to_id */
    int64_t to_id;
    const char *from;
    const char *to;
    const char *text;
    int64_t timestamp_ms;
    bool is_read;
    bool is_deleted_by_sender;
    bool is_deleted_by_receiver;
} dgg_private_message;

typedef struct dgg_private_messages {
    const dgg_private_message *list; /* newest first */
    size_t count;
    size_t rows; /* as the site sent; what to add to the offset. 0: the end */
} dgg_private_messages;

typedef struct dgg_stream {
    const char *platform; /* "" in answers before 2021 */
    const char *id;
    const char *kind; /* the answer's `type`, "" when not said */
    bool is_live;
    const char *game;
    const char *preview_url;
    const char *title;
    int64_t started_ms;
    int64_t ended_ms;
    int64_t duration_s;
    int64_t viewers;
} dgg_stream;

/* A channel that is shown instead of the own one. */
typedef struct dgg_hosting {
    const char *id; /* "": nobody is hosted */
    const char *name;
    const char *url;
    const char *preview_url;
} dgg_hosting;

typedef struct dgg_stream_info {
    const dgg_stream *list; /* of those that are known, live or not */
    size_t count;
    bool is_live;    /* any is */
    int64_t viewers; /* of the live ones */
    dgg_hosting hosting;
} dgg_stream_info;

typedef struct dgg_video {
    const char *id;
    const char *title;
    const char *url;
    const char *thumbnail_url;
    int64_t start_ms;
    int64_t end_ms;
    int64_t viewers;
} dgg_video;

typedef struct dgg_videos {
    const dgg_video *list; /* newest first */
    size_t count;
} dgg_videos;

typedef struct dgg_gift_check {
    bool is_valid; /* there is such an account */
    bool can_gift; /* and it takes a gift */
    const char *nick;
} dgg_gift_check;

/* An answer. `as` has the member named at the call, which is empty unless the
 * error is OK; calls that name none just succeed. */
typedef struct dgg_api_answer {
    dgg_api_status status;
    union {
        dgg_account account;
        dgg_settings settings;
        dgg_ban ban;
        dgg_frames frames;
        dgg_lines lines;
        dgg_profile profile;
        dgg_unread_list unread;
        dgg_conversations conversations;
        dgg_private_messages messages;
        int64_t count;
        dgg_stream_info stream;
        dgg_videos videos;
        dgg_gift_check gift_check;
    } as;
} dgg_api_answer;

/* The answer is valid until the callback returns. The callback may call the
 * api again, and free it. */
typedef void (*dgg_api_callback)(void *user, const dgg_api_answer *answer);

/* `loop` must outlive the object. Errors: MEMORY, URL, TOKEN and ARGUMENT (see
 * dgg_chat_new). */
dgg_error dgg_api_new(dgg_api **api, dgg_loop *loop,
                      const dgg_endpoints *endpoints,
                      const dgg_credentials *credentials);

/* Cancels what is under way; those callbacks never come. */
void dgg_api_free(dgg_api *api);

/* The answer of the last call without a callback; valid until the next one.
 * Before any, one with the error STATE. */
const dgg_api_answer *dgg_api_last(const dgg_api *api);

/* --- who am I ------------------------------------------------------------ */

/* GET /userinfo?token=: the account of the login key; as.account. Errors:
 * ANONYMOUS (no login key), TOKEN_REFUSED (the site does not know it, or it has
 * expired). */
dgg_error dgg_api_user_info(dgg_api *api, dgg_api_callback callback,
                            void *user);

/* GET /chat/me: the account of the session; as.account. Needs a session. */
dgg_error dgg_api_chat_me(dgg_api *api, dgg_api_callback callback, void *user);

/* GET /chat/me/ban: the ban of the session's account, or of this machine's
 * address; as.ban. Needs a session. */
dgg_error dgg_api_ban(dgg_api *api, dgg_api_callback callback, void *user);

/* GET, POST and DELETE /chat/me/settings: what the web client has stored;
 * as.settings for the first. Saving replaces all of them; the names are those
 * of chat-gui, settings.js. Need a session. Errors of saving: ARGUMENT (a name
 * is missing or a value is not JSON), TOO_LARGE (more than 65,535
 * characters). */
dgg_error dgg_api_settings(dgg_api *api, dgg_api_callback callback, void *user);
dgg_error dgg_api_save_settings(dgg_api *api, const dgg_settings *settings,
                                dgg_api_callback callback, void *user);
dgg_error dgg_api_delete_settings(dgg_api *api, dgg_api_callback callback,
                                  void *user);

/* GET /ping on the site: keeps the session from ending, which it does after
 * five hours without a request. Needs a session. */
dgg_error dgg_api_ping(dgg_api *api, dgg_api_callback callback, void *user);

/* --- what was said ------------------------------------------------------- */

/* GET /chat/history: up to 150 frames, as HISTORY has them; as.frames. No
 * login. The web client stopped asking for it in 2024. */
dgg_error dgg_api_chat_history(dgg_api *api, dgg_api_callback callback,
                               void *user);

enum { DGG_API_LINES_MAX = 29, DGG_API_LINES_DEFAULT = 3 };

/* GET /chat/stalk and /chat/mentions: the newest lines of somebody, or those
 * that name him; as.lines. `limit` is 1 to DGG_API_LINES_MAX; 0 means
 * DGG_API_LINES_DEFAULT. Needs a session, which may ask once in 10 s for each
 * (THROTTLED). Nobody found is an empty list. Errors: NICK, ARGUMENT. */
dgg_error dgg_api_stalk(dgg_api *api, const char *nick, int limit,
                        dgg_api_callback callback, void *user);
dgg_error dgg_api_mentions(dgg_api *api, const char *nick, int limit,
                           dgg_api_callback callback, void *user);

/* GET /chat/userinfo: what everybody may know; as.profile. No login. Errors:
 * NICK, NOT_FOUND. */
dgg_error dgg_api_profile(dgg_api *api, const char *nick,
                          dgg_api_callback callback, void *user);

/* --- whispers; all need a session ---------------------------------------- */

/* GET /messages/unread: up to 50 people; as.unread. Marks nothing as read. */
dgg_error dgg_api_messages_unread(dgg_api *api, dgg_api_callback callback,
                                  void *user);

/* GET /messages/unread-count: whispers of everybody; as.count. Marks nothing.
 * Since 2026. */
dgg_error dgg_api_unread_count(dgg_api *api, dgg_api_callback callback,
                               void *user);

/* GET /messages/inbox: 25 conversations after skipping `offset`, those with
 * unread whispers first; as.conversations. Marks nothing. Until 2026. */
dgg_error dgg_api_inboxes(dgg_api *api, size_t offset,
                          dgg_api_callback callback, void *user);

/* GET /messages/conversations: a page of conversations; as.conversations.
 * `from` is the cursor of the page before, NULL for the first page; `search`
 * (may be NULL) keeps those whose nick has it. Marks nothing. Since 2026.
 * Errors: ARGUMENT (more than 256 bytes to search for). */
dgg_error dgg_api_conversations(dgg_api *api,
                                const dgg_conversations_cursor *from,
                                const char *search, dgg_api_callback callback,
                                void *user);

/* GET /messages/usr/{nick}/inbox: 25 messages, newest first, after skipping
 * `offset`; as.messages. The site MARKS EVERYTHING from that person AS READ, so
 * call it when somebody opens the conversation, not before; the answer still
 * shows how it was. Errors: NICK, NOT_FOUND. */
dgg_error dgg_api_messages_inbox(dgg_api *api, const char *nick, size_t offset,
                                 dgg_api_callback callback, void *user);

/* POST /messages/msg/{id}/open: MARKS one received message AS READ. An id
 * that is not ours succeeds too. Errors: ARGUMENT (an id below 1). */
dgg_error dgg_api_open_message(dgg_api *api, int64_t id,
                               dgg_api_callback callback, void *user);

/* POST /messages/open: MARKS EVERYTHING of everybody AS READ. */
dgg_error dgg_api_open_all_messages(dgg_api *api, dgg_api_callback callback,
                                    void *user);

enum { DGG_API_RECIPIENTS_MAX = 20 };

/* POST /profile/messages/send on the site: a message to 1 to 20 people at
 * once, also without a chat connection. The library's rules of sending
 * (dgg_send_policy) hold for dgg_chat, not here: whoever calls this means it.
 * Errors: NICK, ARGUMENT (how many), TEXT_EMPTY, TEXT_LONG, TEXT_CHARACTER,
 * SITE with the site's words. */
dgg_error dgg_api_send_message(dgg_api *api, const char *const *nicks,
                               size_t nick_count, const char *text,
                               dgg_api_callback callback, void *user);

/* --- the stream ---------------------------------------------------------- */

/* GET /info/stream: what is live; as.stream. No login. All three shapes. */
dgg_error dgg_api_info_stream(dgg_api *api, dgg_api_callback callback,
                              void *user);

/* GET /info/videos: what can be seen later; as.videos. No login. */
dgg_error dgg_api_info_videos(dgg_api *api, dgg_api_callback callback,
                              void *user);

/* GET /info/giftcheck: may somebody be given a subscription; as.gift_check.
 * Needs a session. Errors: NICK. */
dgg_error dgg_api_gift_check(dgg_api *api, const char *nick,
                             dgg_api_callback callback, void *user);

/* POST /stream/host and /stream/unhost: shows another channel on the site.
 * Need the session of somebody who may (else NOT_LOGGED_IN). `name` and
 * `title` may be NULL. Errors: URL (not https), SITE with the site's words. */
dgg_error dgg_api_host(dgg_api *api, const char *address, const char *name,
                       const char *title, dgg_api_callback callback,
                       void *user);
dgg_error dgg_api_unhost(dgg_api *api, dgg_api_callback callback, void *user);

DGG_END_DECLS

#endif
