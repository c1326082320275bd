/*
 * Where the live service is, and how addresses below a base are written.
 */
#ifndef ENDPOINT_H
#define ENDPOINT_H

#include "dgg_chat.h"

#define ENDPOINT_CHAT_URL    "wss://chat.destiny.gg/ws"
#define ENDPOINT_CHAT_HOST   "chat.destiny.gg"
#define ENDPOINT_SITE_URL    "https://www.destiny.gg"
#define ENDPOINT_SITE_HOST   "www.destiny.gg"
#define ENDPOINT_CDN_URL     "https://cdn.destiny.gg"
#define ENDPOINT_LOGS_URL    "https://api-v2.rustlesearch.dev"
#define ENDPOINT_ARCHIVE_URL "https://overrustlelogs.net"

/* The chat server refuses an Origin other than the site's (destinygg/chat,
 * main.go); the CDN refuses user agents it has never heard of. */
#define ENDPOINT_ORIGIN ENDPOINT_SITE_URL
#define ENDPOINT_USER_AGENT                                     \
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 " \
    "Firefox/140.0"

/* `given`, or `otherwise` when it is NULL or "". */
const char *endpoint_or(const char *given, const char *otherwise);

/* `base` without its trailing slashes, then `path`; malloc'd, NULL without
 * memory. */
char *endpoint_join(const char *base, const char *path);

/* The base of the API: the one given, else below the site; malloc'd, NULL
 * without memory. `endpoints` may be NULL. */
char *endpoint_api_url(const dgg_endpoints *endpoints);

#endif
