/*
 * One object: from the copies on disk or from the CDN, whichever is right.
 *
 * Fetches live in their owner's list until their callback, which comes from
 * the loop and never from a call here.
 */
#ifndef CDN_FETCH_H
#define CDN_FETCH_H

#include "cdn_cache.h"
#include "cdn_place.h"
#include "dgg_cdn.h"

typedef struct cdn_fetch cdn_fetch;

typedef struct cdn_fetch_options {
    dgg_loop *loop;
    cdn_cache *cache; /* NULL: no copies */
    cdn_fetch **list;
    const char *path;
    /* Takes what came, if it is what it should be; only then it is kept. An
     * object that has this is needed: a copy is better than nothing even when
     * the CDN says that there is none. NULL: anything is good. */
    dgg_error (*take)(void *user, const char *path, const char *body,
                      size_t bytes);
    dgg_cdn_callback callback;
    void *user;
} cdn_fetch_options;

/* Adds one that waits to be told where the CDN is; NULL: no memory. */
cdn_fetch *cdn_fetch_new(const cdn_fetch_options *options);

void cdn_fetch_begin(cdn_fetch *fetch, const cdn_place *place);
/* The same for all of a list that still wait. */
void cdn_fetch_begin_all(cdn_fetch *list, const cdn_place *place);

/* Takes it out of its list; its callback never comes. */
void cdn_fetch_cancel(cdn_fetch *fetch);

#endif
