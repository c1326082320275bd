#include "cdn_place.h"

#include "endpoint.h"
#include "url.h"

#include <stdio.h>
#include <string.h>

enum { ESCAPED_BYTES = 3 * EMBED_KEY_BYTES };

void cdn_verdict_set(cdn_verdict *verdict, dgg_error error, int http_status,
                     const char *words) {
    verdict->error = error;
    verdict->http_status = http_status;
    snprintf(verdict->words, sizeof verdict->words, "%s",
             words[0] != '\0' || error == DGG_OK ? words : dgg_strerror(error));
}

static void judge_page(cdn_verdict *verdict, const http_answer *answer) {
    if (answer->error != DGG_OK) {
        cdn_verdict_set(verdict, answer->error, answer->status, answer->reason);
        return;
    }
    api_verdict site;
    api_judge(&site, answer, false);
    cdn_verdict_set(verdict, site.error, answer->status, site.words);
}

/* The CDN redirects what it does not have to the site (destinygg/website), so
 * a redirect says "not found" here. */
void cdn_judge(cdn_verdict *verdict, const http_answer *answer) {
    if (answer->error == DGG_OK && answer->status >= 300 &&
        answer->status < 400) {
        cdn_verdict_set(verdict, DGG_ERROR_NOT_FOUND, answer->status, "");
    } else {
        judge_page(verdict, answer);
    }
}

/* A page that came encrypted does not send us to where others can listen. */
static bool is_usable(const char *cdn_url, const char *page_url) {
    url page;
    url address;
    return strpbrk(cdn_url, "?#") == NULL && url_parse(&address, cdn_url) &&
           !address.is_websocket && url_parse(&page, page_url) &&
           (address.is_secure || !page.is_secure);
}

void cdn_place_read(cdn_place *out, const char *page_url, bool is_live_site,
                    const http_answer *answer) {
    embed found = {0};
    *out = (cdn_place){0};
    judge_page(&out->trouble, answer);
    if (out->trouble.error == DGG_OK) {
        embed_parse(&found, answer->body, answer->bytes);
    }
    if (is_usable(found.cdn_url, page_url)) {
        memcpy(out->base, found.cdn_url, sizeof out->base);
        memcpy(out->key, found.cache_key, sizeof out->key);
    } else if (is_live_site) {
        snprintf(out->base, sizeof out->base, "%s", ENDPOINT_CDN_URL);
    } else if (out->trouble.error == DGG_OK) {
        cdn_verdict_set(&out->trouble, DGG_ERROR_NOT_FOUND, answer->status,
                        "the site does not say where its emotes are");
    }
}

char *cdn_place_address(const cdn_place *place, const char *path) {
    char escaped[ESCAPED_BYTES] = "";
    char query[CDN_PATH_BYTES + ESCAPED_BYTES + 8];
    bool has_key = place->key[0] != '\0' &&
                   url_escape(escaped, sizeof escaped, place->key);
    snprintf(query, sizeof query, "%s%s%s", path, has_key ? "?_=" : "",
             escaped);
    return endpoint_join(place->base, query);
}

static bool is_path_byte(char c) {
    return c > ' ' && c <= '~' && c != '?' && c != '#';
}

bool cdn_path_read(char out[CDN_PATH_BYTES + 2], const char *path) {
    if (path == NULL || path[0] == '\0' || strstr(path, "..") != NULL ||
        strlen(path) > CDN_PATH_BYTES) {
        return false;
    }
    for (const char *c = path; *c != '\0'; c++) {
        if (!is_path_byte(*c)) {
            return false;
        }
    }
    snprintf(out, CDN_PATH_BYTES + 2, "%s%s", path[0] == '/' ? "" : "/", path);
    return true;
}
