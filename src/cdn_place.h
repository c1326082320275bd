/*
 * Where the CDN is, and whether an answer is one.
 */
#ifndef CDN_PLACE_H
#define CDN_PLACE_H

#include "api_reply.h"
#include "embed.h"
#include "http.h"

/* How a request ended, with room for the words. */
typedef struct cdn_verdict {
    dgg_error error;
    int http_status;
    char words[API_WORDS_BYTES]; /* never "" for an error */
} cdn_verdict;

/* OK: the object that was asked for. A redirect says NOT_FOUND. */
void cdn_judge(cdn_verdict *verdict, const http_answer *answer);

/* An error without an answer; `words` may be "". */
void cdn_verdict_set(cdn_verdict *verdict, dgg_error error, int http_status,
                     const char *words);

typedef struct cdn_place {
    char base[EMBED_URL_BYTES]; /* "": nobody says where */
    char key[EMBED_KEY_BYTES];  /* changes with what is there; "": not known */
    cdn_verdict trouble;        /* the site's, if it could not say where */
} cdn_place;

/* What the site's page at `page_url` says, or, on the live site, where the CDN
 * has been for years. */
void cdn_place_read(cdn_place *out, const char *page_url, bool is_live_site,
                    const http_answer *answer);

/* The address of an object there; malloc'd, NULL without memory. */
char *cdn_place_address(const cdn_place *place, const char *path);

/* Writes `path` with a slash before it; false: it is no path of an object. */
enum { CDN_PATH_BYTES = 512 };
bool cdn_path_read(char out[CDN_PATH_BYTES + 2], const char *path);

#endif
