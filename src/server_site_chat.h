/*
 * The site's pages about what was said (destinygg/website,
 * ChatApiController.php, which asks overrustlelogs.net).
 */
#ifndef SERVER_SITE_CHAT_H
#define SERVER_SITE_CHAT_H

#include "server_visit.h"

/* GET /api/chat/history: the frames that HISTORY has. */
void server_site_history(server_visit *v);

/* GET /api/chat/stalk and /mentions: what of the history is by, or names,
 * somebody. */
void server_site_stalk(server_visit *v);
void server_site_mentions(server_visit *v);

#endif
