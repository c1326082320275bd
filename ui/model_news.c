#include "model_news.h"

#include "model_announce_parts.h"
#include "model_nick.h"

#include <stdio.h>
#include <string.h>

enum {
    BAR_NAMED = 5, /* entries of the event bar, the rest is counted */
    MASS_GIFT_MS = 10000,
    TAIL_BYTES = 48,
};

static const uint64_t hash_start = UINT64_C(14695981039346656037);

static uint64_t mix(uint64_t hash, const char *text) {
    for (; *text != '\0'; text++) {
        hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
    }
    return (hash ^ 0xFF) * UINT64_C(1099511628211); /* FNV-1a */
}

/* The server gave pins no name before 2023. */
static uint64_t pin_of(const dgg_event *event) {
    const char *uuid = event->as.pin.uuid;
    uint64_t hash = mix(hash_start, *uuid != '\0' ? uuid : event->text);
    return hash != 0 ? hash : 1;
}

static int64_t expiry_of(const dgg_event *event) {
    switch ((int)event->kind) {
    case DGG_EVENT_SUBSCRIPTION:
    case DGG_EVENT_GIFT_SUB:
    case DGG_EVENT_MASS_GIFT:
    case DGG_EVENT_DONATION: return event->as.paid.expires_ms;
    case DGG_EVENT_SPOTLIGHT: return event->as.spotlight.expires_ms;
    case DGG_EVENT_X_POST: return event->as.x_post.expires_ms;
    case DGG_EVENT_VESTABOARD_LEAD:
    case DGG_EVENT_VESTABOARD_HOURLY:
    case DGG_EVENT_VESTABOARD_RESET: return event->as.vestaboard.expires_ms;
    default: return 0;
    }
}

/* The bar has the mass gift instead. */
static bool is_single(const dgg_event *entry) {
    return entry->kind == DGG_EVENT_GIFT_SUB &&
           entry->as.paid.is_from_mass_gift;
}

static bool is_on_bar(const dgg_event *entry, int64_t wall_ms) {
    int64_t expires_ms = expiry_of(entry);
    return !is_single(entry) && (expires_ms == 0 || expires_ms >= wall_ms);
}

static bool is_paid(dgg_event_kind kind) {
    return kind == DGG_EVENT_SUBSCRIPTION || kind == DGG_EVENT_GIFT_SUB ||
           kind == DGG_EVENT_MASS_GIFT || kind == DGG_EVENT_DONATION;
}

static bool has_chip(dgg_event_kind kind) {
    return is_paid(kind) || kind == DGG_EVENT_SPOTLIGHT ||
           kind == DGG_EVENT_X_POST || kind == DGG_EVENT_VESTABOARD_LEAD ||
           kind == DGG_EVENT_VESTABOARD_HOURLY ||
           kind == DGG_EVENT_VESTABOARD_RESET;
}

/* Who paid what; his message was in chat. */
static void name_entry(char out[ANNOUNCE_BYTES], const dgg_event *entry) {
    dgg_event brief = *entry;
    if (is_paid(entry->kind)) {
        brief.text = "";
        brief.as.paid.audio_url = "";
    }
    announce(out, &brief);
}

static const char *uuid_of(const dgg_event *event) {
    switch ((int)event->kind) {
    case DGG_EVENT_SPOTLIGHT: return event->as.spotlight.uuid;
    case DGG_EVENT_X_POST: return event->as.x_post.uuid;
    case DGG_EVENT_VESTABOARD_LEAD:
    case DGG_EVENT_VESTABOARD_HOURLY:
    case DGG_EVENT_VESTABOARD_RESET: return event->as.vestaboard.uuid;
    default: return is_paid(event->kind) ? event->as.paid.uuid : "";
    }
}

/* The server gave entries no name before 2024. */
static uint64_t chip_of(const char *words, const dgg_event *entry) {
    const char *uuid = uuid_of(entry);
    return mix(hash_start, *uuid != '\0' ? uuid : words);
}

static news_chip *find_chip(model_news *n, uint64_t hash) {
    for (size_t i = 0; i < n->chip_count; i++) {
        if (n->chips[i].hash == hash) {
            return &n->chips[i];
        }
    }
    return NULL;
}

/* Beyond NEWS_CHIPS nobody tells them apart. */
static news_chip *add_chip(model_news *n, uint64_t hash) {
    if (n->chip_count == NEWS_CHIPS) {
        return NULL;
    }
    n->chips[n->chip_count] = (news_chip){.hash = hash};
    return &n->chips[n->chip_count++];
}

/* It is there, whether it was known or not. */
static void mark_chip(model_news *n, const char *words,
                      const dgg_event *entry) {
    uint64_t hash = chip_of(words, entry);
    news_chip *chip = find_chip(n, hash);
    if (chip == NULL) {
        chip = add_chip(n, hash);
        n->is_bar_new |= chip != NULL;
    }
    if (chip != NULL) {
        chip->expires_ms = expiry_of(entry);
        chip->is_there = true;
    }
}

/* Forgets what is not on the bar; true: somebody took some of it away. */
static bool drop_chips(model_news *n, int64_t wall_ms) {
    bool is_missed = false;
    size_t kept = 0;
    for (size_t i = 0; i < n->chip_count; i++) {
        news_chip chip = n->chips[i];
        if (chip.is_there) {
            n->chips[kept++] = chip;
        } else if (chip.expires_ms >= wall_ms) {
            is_missed = true;
        }
    }
    n->chip_count = kept;
    return is_missed;
}

bool news_has_pin(model_news *n, const dgg_event *event) {
    uint64_t before = n->pin;
    n->pin = *event->text != '\0' ? pin_of(event) : 0;
    return n->pin != before;
}

bool news_has_spotlights(model_news *n, const dgg_event *event) {
    const dgg_spotlights *all = &event->as.spotlights;
    uint64_t before = n->spotlights;
    n->spotlights = all->count > 0 ? hash_start : 0;
    for (size_t i = 0; i < all->count; i++) {
        n->spotlights = mix(n->spotlights, all->list[i].key);
    }
    return n->spotlights != before && all->count > 0;
}

void news_begin_bar(model_news *n, const dgg_event *event) {
    n->bar_words[0] = '\0';
    n->bar_left = event->as.entry_count;
    n->bar_named = 0;
    n->bar_unnamed = 0;
    n->is_bar_new = false;
    for (size_t i = 0; i < n->chip_count; i++) {
        n->chips[i].is_there = false;
    }
}

void news_add_to_bar(model_news *n, const dgg_event *entry, int64_t wall_ms) {
    char words[ANNOUNCE_BYTES];
    n->bar_left -= n->bar_left > 0 ? 1 : 0;
    if (!is_on_bar(entry, wall_ms)) {
        return;
    }
    name_entry(words, entry);
    mark_chip(n, words, entry);
    if (n->bar_named == BAR_NAMED) {
        n->bar_unnamed++;
        return;
    }
    announce_add(n->bar_words, sizeof n->bar_words,
                 n->bar_named > 0 ? " · " : "On the event bar: ");
    announce_add(n->bar_words, sizeof n->bar_words, words);
    n->bar_named++;
}

const char *news_end_bar(model_news *n, int64_t wall_ms) {
    char tail[TAIL_BYTES];
    bool is_news = drop_chips(n, wall_ms) || n->is_bar_new;
    if (n->bar_unnamed > 0) {
        snprintf(tail, sizeof tail, " · and %zu more", n->bar_unnamed);
        announce_add(n->bar_words, sizeof n->bar_words, tail);
    }
    n->bar_left = 0;
    return is_news && n->bar_named > 0 ? n->bar_words : NULL;
}

bool news_is_bar_whole(const model_news *n) {
    return n->bar_left == 0;
}

void news_put_on_bar(model_news *n, const dgg_event *event) {
    char words[ANNOUNCE_BYTES];
    if (has_chip(event->kind) && !is_single(event)) {
        name_entry(words, event);
        mark_chip(n, words, event);
    }
}

bool news_is_in_mass_gift(model_news *n, const dgg_event *event) {
    if (event->kind == DGG_EVENT_MASS_GIFT) {
        n->giver = model_nick_hash(event->user.nick);
        n->given_ms = event->timestamp_ms;
        return false;
    }
    return event->kind == DGG_EVENT_GIFT_SUB &&
           event->as.paid.is_from_mass_gift &&
           n->giver == model_nick_hash(event->user.nick) &&
           event->timestamp_ms >= n->given_ms &&
           event->timestamp_ms - n->given_ms <= MASS_GIFT_MS;
}
