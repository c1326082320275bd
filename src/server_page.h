/*
 * The HTML pages of the site, and of what stands in front of it. Pure.
 */
#ifndef SERVER_PAGE_H
#define SERVER_PAGE_H

#include "buffer.h"

enum { SERVER_PAGE_BYTES = 16 * 1024 };

/* The site's page for a status, and the same with a text. */
bool server_page_of_status(buffer *out, int status);
bool server_page_of_problem(buffer *out, int status, const char *text);

/* What Cloudflare shows instead of the site. */
bool server_page_of_barrier(buffer *out, int status);

/* What the page around the chat announces; NULL: not in this age. */
typedef struct server_announced {
    const char *chat_url;
    const char *cache_key;
    const char *cdn_url;
    bool has_appeals; /* says where bans are appealed against, here nowhere */
} server_announced;

bool server_page_of_chat(buffer *out, const server_announced *announced);

#endif
