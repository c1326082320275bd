/*
 * The site's pages about the stream, and what is shown instead of it
 * (destinygg/website, StreamApiController.php; chat-gui, chat.js).
 */
#ifndef SERVER_SITE_STREAM_H
#define SERVER_SITE_STREAM_H

#include "server_visit.h"

/* GET /api/info/stream and /api/info/videos. */
void server_site_stream(server_visit *v);
void server_site_videos(server_visit *v);

/* POST /api/stream/host and /unhost, for who may. */
bool server_site_may_host(const server_visit *v);
void server_site_host(server_visit *v);
void server_site_unhost(server_visit *v);

#endif
