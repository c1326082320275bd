/*
 * What the server tells again at every connect, or in many pieces: told to a
 * person once.
 */
#ifndef MODEL_NEWS_H
#define MODEL_NEWS_H

#include "model_announce.h"

/* {0} knows of nothing. */
typedef struct model_news {
    uint64_t pin; /* hashes of what was told last; 0: nothing */
    uint64_t spotlights;
    uint64_t bar;
    /* The event bar that is being told. */
    char bar_words[ANNOUNCE_BYTES];
    size_t bar_left;    /* entries that may follow */
    size_t bar_named;   /* those in the words */
    size_t bar_unnamed; /* those there was no room for */
    /* The last mass gift: its single gifts follow. */
    uint32_t giver; /* hash of the nick; 0: there was none */
    int64_t given_ms;
} model_news;

/* Is this PIN one that was not told? */
bool news_has_pin(model_news *n, const dgg_event *event);
/* Are these SPOTLIGHTS others than those told? */
bool news_has_spotlights(model_news *n, const dgg_event *event);

/* PAIDEVENTS: the entries follow, at most as many as it says. */
void news_begin_bar(model_news *n, const dgg_event *event);
void news_add_to_bar(model_news *n, const dgg_event *entry, int64_t wall_ms);
/* When no more can follow: "On the event bar: ..."; NULL: nothing new. */
const char *news_end_bar(model_news *n);
/* Have all entries come? */
bool news_is_bar_whole(const model_news *n);

/* Is this a single gift of a mass gift that has its own line? */
bool news_is_in_mass_gift(model_news *n, const dgg_event *event);

#endif
