/*
 * The CDN: tables, style sheets and pictures of emotes and flairs, below any
 * version or none (destinygg/website, views/chat.php).
 */
#ifndef SERVER_CDN_H
#define SERVER_CDN_H

#include "server_visit.h"

/* Answers what is asked of the CDN; false, and nothing done: the path is the
 * site's. Who is no browser is forbidden, and what is not there moved. */
bool server_cdn_give(server_visit *v);

#endif
