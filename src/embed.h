/*
 * What the site's /embed/chat page announces about the chat and the CDN.
 *
 * The page holds a script element with data-cache-key, data-cdn and
 * data-ws-url (destinygg/website, views/chat.php); their order changed over
 * the years, so each is looked for by itself.
 */
#ifndef EMBED_H
#define EMBED_H

#include <stddef.h>

enum { EMBED_URL_BYTES = 1024, EMBED_KEY_BYTES = 64 };

/* What is missing, too long or holds control bytes is "". */
typedef struct embed {
    char cdn_url[EMBED_URL_BYTES];
    char chat_url[EMBED_URL_BYTES];
    char cache_key[EMBED_KEY_BYTES];
} embed;

void embed_parse(embed *out, const char *html, size_t bytes);

#endif
