/*
 * The site's pages about an account (destinygg/website,
 * ApiAuthenticationController.php and ChatApiController.php; chat-gui,
 * services/DggApiClient.js).
 */
#ifndef SERVER_SITE_ACCOUNT_H
#define SERVER_SITE_ACCOUNT_H

#include "server_visit.h"

/* GET /api/userinfo: the account of a login key. */
void server_site_user_info(server_visit *v);

/* GET /ping: keeps the session, and says nothing. */
void server_site_ping(server_visit *v);

/* GET /api/chat/me, and GET, POST and DELETE /api/chat/me/settings. */
void server_site_me(server_visit *v);
void server_site_settings(server_visit *v);
void server_site_save_settings(server_visit *v);
void server_site_delete_settings(server_visit *v);

/* GET /api/chat/me/ban: of the account, or of its address. */
void server_site_ban(server_visit *v);

/* GET /api/chat/userinfo: what everybody may know. */
void server_site_profile(server_visit *v);

/* GET /api/info/giftcheck: may somebody be given a subscription. */
void server_site_gift_check(server_visit *v);

#endif
