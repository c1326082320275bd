#include "model_seen.h"

#include "model_nick.h"

#include <stdlib.h>
#include <string.h>

enum { SEEN_CHAINS = 8192, SEEN_NONE = UINT16_MAX };

typedef struct seen_entry {
    uint64_t hash;
    uint32_t replay; /* the last one in which it answered for an entry */
    uint16_t next;   /* in its chain, newer to older */
    bool is_used;
} seen_entry;

struct model_seen {
    seen_entry ring[SEEN_EVENTS];
    uint16_t chains[SEEN_CHAINS]; /* index of the newest entry */
    uint16_t oldest;              /* the one that is overwritten next */
    uint32_t replay;
};

static uint64_t mix(uint64_t hash, uint64_t word) {
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ (hash >> 32);
}

static uint64_t mix_string(uint64_t hash, const char *text) {
    size_t bytes = strlen(text);
    hash = mix(hash, bytes);
    for (; bytes >= sizeof hash; bytes -= sizeof hash) {
        uint64_t word;
        memcpy(&word, text, sizeof word);
        hash = mix(hash, word);
        text += sizeof word;
    }
    uint64_t rest = 0;
    memcpy(&rest, text, bytes);
    return mix(hash, rest);
}

/* The same person, however his nick is spelled. */
static uint64_t mix_user(uint64_t hash, const dgg_user *user) {
    if (user->id != 0) {
        return mix(hash, (uint64_t)user->id);
    }
    return mix(hash, model_nick_hash(user->nick));
}

/* What tells an event from another of its kind, person and moment. */
static const char *detail_of(const dgg_event *event) {
    switch ((int)event->kind) {
    case DGG_EVENT_MUTE:
    case DGG_EVENT_UNMUTE:
    case DGG_EVENT_BAN:
    case DGG_EVENT_UNBAN: return event->as.moderation.target;
    case DGG_EVENT_SUB_ONLY: return event->as.sub_only.is_on ? "on" : "off";
    case DGG_EVENT_BROADCAST: return event->as.uuid;
    case DGG_EVENT_SUBSCRIPTION:
    case DGG_EVENT_GIFT_SUB:
    case DGG_EVENT_MASS_GIFT:
    case DGG_EVENT_DONATION: return event->as.paid.uuid;
    case DGG_EVENT_SPOTLIGHT:
    case DGG_EVENT_UNSPOTLIGHT: return event->as.spotlight.key;
    case DGG_EVENT_X_POST: return event->as.x_post.uuid;
    case DGG_EVENT_VESTABOARD_LEAD:
    case DGG_EVENT_VESTABOARD_HOURLY:
    case DGG_EVENT_VESTABOARD_RESET: return event->as.vestaboard.uuid;
    default: return "";
    }
}

static uint64_t hash_of(const dgg_event *event) {
    uint64_t hash = mix(event->kind, (uint64_t)event->timestamp_ms);
    hash = mix_user(hash, &event->user);
    if (event->kind == DGG_EVENT_GIFT_SUB) {
        hash = mix_user(hash, &event->as.paid.recipient);
    }
    return mix_string(mix_string(hash, event->text), detail_of(event));
}

static uint16_t *chain_of(model_seen *s, uint64_t hash) {
    return &s->chains[hash % SEEN_CHAINS];
}

static void forget(model_seen *s, uint16_t index) {
    uint16_t *link = chain_of(s, s->ring[index].hash);
    while (*link != index) {
        link = &s->ring[*link].next;
    }
    *link = s->ring[index].next;
}

static void remember(model_seen *s, uint64_t hash, uint32_t replay) {
    uint16_t index = s->oldest;
    if (s->ring[index].is_used) {
        forget(s, index);
    }
    uint16_t *chain = chain_of(s, hash);
    s->ring[index] = (seen_entry){hash, replay, *chain, true};
    *chain = index;
    s->oldest = (uint16_t)((index + 1) % SEEN_EVENTS);
}

model_seen *seen_new(void) {
    model_seen *s = calloc(1, sizeof *s);
    if (s == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < SEEN_CHAINS; i++) {
        s->chains[i] = SEEN_NONE;
    }
    return s;
}

void seen_free(model_seen *s) {
    free(s);
}

void seen_add(model_seen *s, const dgg_event *event) {
    remember(s, hash_of(event), s->replay);
}

void seen_begin_replay(model_seen *s) {
    s->replay++;
}

bool seen_check_replay(model_seen *s, const dgg_event *event) {
    uint64_t hash = hash_of(event);
    for (uint16_t i = *chain_of(s, hash); i != SEEN_NONE; i = s->ring[i].next) {
        if (s->ring[i].hash == hash && s->ring[i].replay != s->replay) {
            s->ring[i].replay = s->replay;
            return true;
        }
    }
    remember(s, hash, s->replay);
    return false;
}
