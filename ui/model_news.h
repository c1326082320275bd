/*
 * What the server tells again at every connect, or in many pieces: told to a
 * person once.
 */
#ifndef MODEL_NEWS_H
#define MODEL_NEWS_H

#include "model_announce.h"

enum { NEWS_CHIPS = 64 }; /* of an event bar that are told apart */

/* An entry of the event bar that was told, there or in chat. */
typedef struct news_chip {
    uint64_t hash;
    int64_t expires_ms; /* until then it is missed; 0: it may be gone */
    bool is_there;      /* in the bar that is being told */
} news_chip;

/* {0} knows of nothing. */
typedef struct model_news {
    uint64_t pin; /* hashes of what was told last; 0: nothing */
    uint64_t spotlights;
    news_chip chips[NEWS_CHIPS];
    size_t chip_count;
    /* The event bar that is being told. */
    bool is_bar_new; /* it holds what was not told */
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
/* When no more can follow: "On the event bar: ..."; NULL: nothing came or was
 * taken away since it was told. What expired is not news. */
const char *news_end_bar(model_news *n, int64_t wall_ms);
/* Have all entries come? */
bool news_is_bar_whole(const model_news *n);

/* What comes live is on the event bar from then on, and told already. */
void news_put_on_bar(model_news *n, const dgg_event *event);

/* Is this a single gift of a mass gift that has its own line? */
bool news_is_in_mass_gift(model_news *n, const dgg_event *event);

#endif
