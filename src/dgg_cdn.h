/*
 * Emotes and flairs: typed tables, and whatever else the CDN has, on a
 * dgg_loop.
 *
 * The tables are plain values that can also be filled from bytes; the dgg_cdn
 * object finds the CDN through the site's /embed/chat page and fills them.
 * Like those of dgg_api every call has two forms. With a callback it returns
 * at once and the callback comes from dgg_loop_service, once:
 *
 *     dgg_cdn_load(cdn, on_tables, user);
 *
 * With a NULL callback it turns the loop until the answer is there, returns
 * its error, and dgg_cdn_last has the answer:
 *
 *     if (dgg_cdn_load(cdn, NULL, NULL) == DGG_OK) {
 *         const dgg_emotes *emotes = dgg_cdn_emotes(cdn);
 *
 * This form is for small programs: handlers of everything else on the loop run
 * meanwhile, and inside of one it answers STATE.
 *
 * Copies of what came can be kept on disk. One is used without a request as
 * long as the site names the key it came with; where there is no key, for
 * DGG_CDN_COPY_MS. When the site or the CDN is in trouble, the last good copy
 * is used however old it is. On a loop that is recorded or replayed no copy is
 * used or made.
 *
 * Sources: chat-gui, emotes.js, chat.js and messages/ChatUserMessage.js;
 * destinygg/website, views/chat.php.
 */
#ifndef DGG_CDN_H
#define DGG_CDN_H

#include "dgg_api.h"

DGG_BEGIN_DECLS

typedef struct dgg_image {
    const char *url;  /* http or https; "" when there is no picture */
    const char *mime; /* "" when not said; the file's name may say otherwise */
    int width;        /* pixels, 0 when not said; of a sprite all of it */
    int height;
} dgg_image;

typedef struct dgg_emote {
    const char *name; /* the word typed, case-sensitive */
    int minimum_tier; /* subscription tier 0..5 that may use it */
    bool is_twitch_only;
    const char *creator; /* free text, any characters; "" when not said */
    int64_t theme;       /* 1: the base; others are of a season */
    dgg_image image;
} dgg_emote;

typedef struct dgg_flair {
    const char *name;        /* the feature string, e.g. "flair13" */
    const char *label;       /* for people, e.g. "Subscriber" */
    const char *description; /* "" when not said */
    int priority;            /* smaller is stronger */
    int32_t rgb;             /* 0xRRGGBB, or -1 when it gives no colour */
    bool is_rainbow;
    bool is_hidden; /* has no icon; may still colour the name */
    dgg_image image;
} dgg_flair;

typedef struct dgg_emotes dgg_emotes; /* a set of dgg_emote */
typedef struct dgg_flairs dgg_flairs; /* a set of dgg_flair */

/* Parse emotes.json and flairs.json. Entries that break the rules are left
 * out. Errors: NOT_JSON, MEMORY; then nothing was made. */
dgg_error dgg_emotes_parse(dgg_emotes **emotes, const char *json, size_t bytes);
dgg_error dgg_flairs_parse(dgg_flairs **flairs, const char *json, size_t bytes);
void dgg_emotes_free(dgg_emotes *emotes);
void dgg_flairs_free(dgg_flairs *flairs);

size_t dgg_emotes_count(const dgg_emotes *emotes);
size_t dgg_flairs_count(const dgg_flairs *flairs);

/* Each of them, by the bytes of their names; NULL behind the last. */
const dgg_emote *dgg_emotes_at(const dgg_emotes *emotes, size_t index);
const dgg_flair *dgg_flairs_at(const dgg_flairs *flairs, size_t index);

/* NULL when there is none of that name. `name` needs no terminator. */
const dgg_emote *dgg_emotes_find(const dgg_emotes *emotes, const char *name,
                                 size_t bytes);
const dgg_flair *dgg_flairs_find(const dgg_flairs *flairs, const char *name);

/* May this user use the emote? Moderators, admins and other privileged people
 * may use all; the rest by subscription tier. Of a line without a user, NULL,
 * all count. */
bool dgg_emote_is_usable(const dgg_emote *emote, const dgg_user *user);

/* Does a line of this user that is nothing but the emote count for a combo?
 * By subscription tier alone: nobody is privileged, and Twitch plays no part.
 * NULL is a user without a subscription. */
bool dgg_emote_is_for_combo(const dgg_emote *emote, const dgg_user *user);

/* The flair that colours the user's name: the strongest of his that has a
 * colour. NULL when none has. */
const dgg_flair *dgg_flairs_coloring(const dgg_flairs *flairs,
                                     const dgg_user *user);

typedef struct dgg_cdn dgg_cdn;

/* How old a copy without a key may become until it is asked for again. */
enum { DGG_CDN_COPY_MS = 6 * 60 * 60 * 1000 };

/* How a call ended; valid until its callback returns. */
typedef struct dgg_cdn_answer {
    dgg_api_status status;
    /* What dgg_cdn_get asked for, NUL-terminated; "" unless the error is
     * OK. */
    const char *body;
    size_t bytes;
    const char *content_type; /* or "" */
    bool is_cached;           /* a copy on disk was used, */
    /* because the site or the CDN is in trouble: there may be something newer.
     * status.reason says why, and of when the copy is. */
    bool is_stale;
} dgg_cdn_answer;

/* May call the cdn again, and free it. */
typedef void (*dgg_cdn_callback)(void *user, const dgg_cdn_answer *answer);

typedef struct dgg_cdn_options {
    dgg_endpoints endpoints;
    /* Where copies are kept, shared with other processes; made, parents too,
     * with mode 0700 when it is not there. At most 64 MiB; the oldest copies
     * go first. NULL or "": there are none. */
    const char *cache_directory;
} dgg_cdn_options;

/* `loop` must outlive the object; `options` may be NULL. Errors: MEMORY,
 * URL. */
dgg_error dgg_cdn_new(dgg_cdn **cdn, dgg_loop *loop,
                      const dgg_cdn_options *options);

/* Cancels what is under way; its callbacks never come. */
void dgg_cdn_free(dgg_cdn *cdn);

/* Asks the site where the CDN is and loads both tables. On success they can be
 * had from the cdn; one may be NULL when only the other could be loaded, and
 * status.reason then says why. What cannot be loaded stays as it was. Errors:
 * STATE (already loading), MEMORY; what dgg_api.h says of all calls;
 * NOT_FOUND (also a redirect: none is followed). */
dgg_error dgg_cdn_load(dgg_cdn *cdn, dgg_cdn_callback callback, void *user);

/* NULL until they were loaded. Valid until the next load or the free. */
const dgg_emotes *dgg_cdn_emotes(const dgg_cdn *cdn);
const dgg_flairs *dgg_cdn_flairs(const dgg_cdn *cdn);

/* Any object of the CDN as bytes, e.g. "/emotes/emotes.css"; asks the site
 * where the CDN is unless that is known. Several may be under way. Errors:
 * ARGUMENT (the path is longer than 512 bytes, or holds "..", a query, a
 * fragment, or bytes that an address cannot have), MEMORY, and those of
 * dgg_cdn_load. */
dgg_error dgg_cdn_get(dgg_cdn *cdn, const char *path, dgg_cdn_callback callback,
                      void *user);

/* The answer of the last call without a callback; valid until the next one.
 * Before any, one with the error STATE. */
const dgg_cdn_answer *dgg_cdn_last(const dgg_cdn *cdn);

/* The newest trouble with the copies on disk since the last dgg_cdn_load
 * began, with a reason that names the place: CACHE_DAMAGED, CACHE_READ_ONLY,
 * CACHE_FULL; OK when there was none. It never makes a call fail. */
const dgg_api_status *dgg_cdn_cache_status(const dgg_cdn *cdn);

DGG_END_DECLS

#endif
