/*
 * What a chat can ask the site for: who we are, and what was whispered while
 * nobody looked. The names are those of the dgg-chat package.
 *
 * Calls have the two forms that dgg_api.h explains: with a callback, or with
 * NULL for one, to wait. The errors are those of a dgg_api call.
 */
#ifndef DGG_CHAT_SITE_H
#define DGG_CHAT_SITE_H

#include "dgg_api.h"

DGG_BEGIN_DECLS

/* For everything else: the site with the chat's own addresses and credentials.
 * Belongs to the chat, and ends when that is freed. */
dgg_api *dgg_chat_api(dgg_chat *chat);

/* The account we are logged in with; NULL until it was asked for, by
 * dgg_chat_update_profile, by dgg_options.loads_profile, or by the chat itself
 * on a server that does not send ME. Valid until it is asked for again. */
const dgg_account *dgg_chat_profile(const dgg_chat *chat);

/* Asks who we are: of the session if there is one, as the chat does, else of
 * the login key; as.account. dgg_chat_nick knows it then, too. Errors:
 * ANONYMOUS (no credential, or none that may be sent there). */
dgg_error dgg_chat_update_profile(dgg_chat *chat, dgg_api_callback callback,
                                  void *user);

/* Whispers of one person after the other, oldest first. */
typedef struct dgg_whispers {
    dgg_api_status status;
    const dgg_private_message *list;
    size_t count;
} dgg_whispers;

/* The list is valid until the callback returns. */
typedef void (*dgg_whispers_callback)(void *user, const dgg_whispers *whispers);

enum { DGG_UNREAD_WHISPERS_MAX = 1000 }; /* of one person, the newest */

/*
 * Fetches all unread whispers of somebody, or of everybody if `nick` is NULL;
 * nothing unread is an empty list. The site names the 50 people who wrote last:
 * of others nothing comes until those have been read. The site MARKS them AS
 * READ. So what could be fetched before something failed comes with the error.
 * Whoever whispered may be answered from now on (dgg_send_policy). Needs a
 * session id. Errors: ANONYMOUS, NICK.
 */
dgg_error dgg_chat_unread_whispers(dgg_chat *chat, const char *nick,
                                   dgg_whispers_callback callback, void *user);

/* What the last call without a callback brought; valid until the next one. */
const dgg_whispers *dgg_chat_last_whispers(const dgg_chat *chat);

/* MARKS everything of one person AS READ, or of everybody if `nick` is NULL, in
 * one request, of whose answer only the status counts. Needs a session id.
 * Errors: ANONYMOUS, NICK. */
dgg_error dgg_chat_mark_all_as_read(dgg_chat *chat, const char *nick,
                                    dgg_api_callback callback, void *user);

DGG_END_DECLS

#endif
