/*
 * Emotes and flairs: typed tables, loaded from the CDN on a dgg_loop.
 *
 * The tables are plain values that can also be filled from bytes; the dgg_cdn
 * object finds the CDN through the site's /embed/chat page and fills them.
 * Source: chat-gui, emotes.js, chat.js and messages/ChatUserMessage.js.
 */
#ifndef DGG_CDN_H
#define DGG_CDN_H

#include "dgg_api.h"

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

/* Called once when a load ended. On success both tables can be had from the
 * cdn; one may be NULL when only the other could be loaded. */
typedef void (*dgg_cdn_callback)(void *user, const dgg_api_status *status);

/* `loop` must outlive the object. Errors: MEMORY, URL. */
dgg_error dgg_cdn_new(dgg_cdn **cdn, dgg_loop *loop,
                      const dgg_endpoints *endpoints);

/* Cancels what is under way; its callback never comes. */
void dgg_cdn_free(dgg_cdn *cdn);

/* Finds the CDN and loads both tables. Errors: STATE (already loading),
 * MEMORY. */
dgg_error dgg_cdn_load(dgg_cdn *cdn, dgg_cdn_callback callback, void *user);

/* NULL until they were loaded. Valid until the next load or the free. */
const dgg_emotes *dgg_cdn_emotes(const dgg_cdn *cdn);
const dgg_flairs *dgg_cdn_flairs(const dgg_cdn *cdn);

#endif
