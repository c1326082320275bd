#include "model_announce.h"

#include "model_announce_parts.h"
#include "utf8.h"

#include <stdio.h>
#include <string.h>

enum { PIECE_BYTES = 512 };

/* " by Mod", or nothing when nobody is named. */
static void by(char out[PIECE_BYTES], const char *nick) {
    snprintf(out, PIECE_BYTES, "%s%s", *nick != '\0' ? " by " : "", nick);
}

static void announce_me(char out[ANNOUNCE_BYTES], const dgg_event *event) {
    if (*event->user.nick == '\0') {
        words_format(out, ANNOUNCE_BYTES,
                     "Connected, reading only: not logged in.");
    } else {
        words_format(out, ANNOUNCE_BYTES, "Connected as %s.", event->user.nick);
    }
}

static void announce_names(char out[ANNOUNCE_BYTES], const dgg_event *event) {
    const dgg_names *names = &event->as.names;
    words_format(out, ANNOUNCE_BYTES, "%zu user%s here, %lld connection%s.",
                 names->user_count, names->user_count == 1 ? " is" : "s are",
                 (long long)names->connection_count,
                 names->connection_count == 1 ? "" : "s");
}

static void announce_join(char out[ANNOUNCE_BYTES], const dgg_event *event) {
    words_format(out, ANNOUNCE_BYTES, "%s joined", event->user.nick);
}

static void announce_quit(char out[ANNOUNCE_BYTES], const dgg_event *event) {
    words_format(out, ANNOUNCE_BYTES, "%s left", event->user.nick);
}

static void announce_users_delta(char out[ANNOUNCE_BYTES],
                                 const dgg_event *event) {
    words_format(out, ANNOUNCE_BYTES, "%zu users came or changed, %zu left",
                 event->as.users_delta.user_count,
                 event->as.users_delta.removed_count);
}

/* "subscriber, flair13" */
static void list_features(char out[PIECE_BYTES], const dgg_user *user) {
    out[0] = '\0';
    for (size_t i = 0; i < user->feature_count; i++) {
        announce_add(out, PIECE_BYTES, i > 0 ? ", " : "");
        announce_add(out, PIECE_BYTES, user->features[i]);
    }
}

static void announce_user_updated(char out[ANNOUNCE_BYTES],
                                  const dgg_event *event) {
    char features[PIECE_BYTES];
    const char *who = announce_who(event->user.nick);
    list_features(features, &event->user);
    if ((event->user.sent & DGG_USER_FEATURES) == 0) {
        words_format(out, ANNOUNCE_BYTES, "%s: the account was changed", who);
    } else {
        words_format(out, ANNOUNCE_BYTES, "%s now has: %s", who,
                     *features != '\0' ? features : "no flairs");
    }
}

static void announce_broadcast(char out[ANNOUNCE_BYTES],
                               const dgg_event *event) {
    words_format(out, ANNOUNCE_BYTES, "%s", event->text);
}

static void moderated(char out[ANNOUNCE_BYTES], const dgg_event *event,
                      const char *verb, int64_t seconds) {
    char duration[WORDS_DURATION_BYTES];
    char author[PIECE_BYTES];
    words_for_duration(duration, seconds);
    by(author, event->user.nick);
    words_format(out, ANNOUNCE_BYTES, "%s %s%s%s%s",
                 event->as.moderation.target, verb,
                 *duration != '\0' ? " " : "", duration, author);
}

static void announce_mute(char out[ANNOUNCE_BYTES], const dgg_event *event) {
    moderated(out, event, "muted", event->as.moderation.duration_s);
}

static void announce_unmute(char out[ANNOUNCE_BYTES], const dgg_event *event) {
    moderated(out, event, "unmuted", 0);
}

static void announce_ban(char out[ANNOUNCE_BYTES], const dgg_event *event) {
    moderated(out, event, "banned", 0);
}

static void announce_unban(char out[ANNOUNCE_BYTES], const dgg_event *event) {
    moderated(out, event, "unbanned", 0);
}

/* Every subscriber has tier 1. */
static void announce_sub_only(char out[ANNOUNCE_BYTES],
                              const dgg_event *event) {
    const dgg_sub_only *mode = &event->as.sub_only;
    char author[PIECE_BYTES];
    char tier[48] = "";
    by(author, event->user.nick);
    if (mode->is_on && mode->tier > 1) {
        snprintf(tier, sizeof tier, " from tier %d up", mode->tier);
    }
    words_format(out, ANNOUNCE_BYTES, "Subscribers-only chat turned %s%s%s",
                 mode->is_on ? "on" : "off", tier, author);
}

static void announce_death(char out[ANNOUNCE_BYTES], const dgg_event *event) {
    char words[ANNOUNCE_BYTES];
    announce_death_words(words, event);
    words_format(out, ANNOUNCE_BYTES, "%s %s", announce_who(event->user.nick),
                 words);
}

static void announce_phrase(char out[ANNOUNCE_BYTES], const dgg_event *event) {
    bool is_added = event->kind == DGG_EVENT_PHRASE_ADDED;
    char author[PIECE_BYTES];
    by(author, event->user.nick);
    words_format(out, ANNOUNCE_BYTES, "Banned phrase %s%s: %s",
                 is_added ? "added" : "removed", author, event->text);
}

static void announce_refresh(char out[ANNOUNCE_BYTES], const dgg_event *event) {
    (void)event;
    words_format(out, ANNOUNCE_BYTES,
                 "Your rights have changed: the server ends this connection, "
                 "and a new one will have them.");
}

static void announce_reload(char out[ANNOUNCE_BYTES], const dgg_event *event) {
    long long seconds = (event->as.reload_ms + 999) / 1000;
    if (event->as.reload_ms <= 0) {
        words_format(out, ANNOUNCE_BYTES,
                     "The site asks everybody to connect anew.");
        return;
    }
    words_format(out, ANNOUNCE_BYTES,
                 "The site asks everybody to connect anew: reconnecting in "
                 "%lld s.",
                 seconds);
}

static void announce_pin(char out[ANNOUNCE_BYTES], const dgg_event *event) {
    const char *who = announce_who(event->user.nick);
    if (*event->text == '\0') {
        words_format(out, ANNOUNCE_BYTES, "%s took the pinned message down",
                     who);
    } else {
        words_format(out, ANNOUNCE_BYTES, "%s pinned: %s", who, event->text);
    }
}

static void announce_spotlight(char out[ANNOUNCE_BYTES],
                               const dgg_event *event) {
    char author[PIECE_BYTES];
    by(author, event->as.spotlight.by);
    words_format(out, ANNOUNCE_BYTES, "Spotlight%s on %s: %s", author,
                 announce_who(event->user.nick), event->text);
}

static void announce_unspotlight(char out[ANNOUNCE_BYTES],
                                 const dgg_event *event) {
    const char *moderator = *event->as.spotlight.by != '\0'
                                ? event->as.spotlight.by
                                : event->user.nick;
    words_format(out, ANNOUNCE_BYTES, "%s took a spotlight off",
                 announce_who(moderator));
}

/* "Spotlights: Amy: hello · Bob: hi" */
static void announce_spotlights(char out[ANNOUNCE_BYTES],
                                const dgg_event *event) {
    const dgg_spotlights *all = &event->as.spotlights;
    char list[ANNOUNCE_BYTES] = "";
    for (size_t i = 0; i < all->count; i++) {
        announce_add(list, sizeof list, i > 0 ? " · " : "");
        announce_add(list, sizeof list, all->list[i].author.nick);
        announce_add(list, sizeof list, ": ");
        announce_add(list, sizeof list, all->list[i].text);
    }
    words_format(out, ANNOUNCE_BYTES, "Spotlights: %s",
                 all->count > 0 ? list : "none");
}

static void announce_x_post(char out[ANNOUNCE_BYTES], const dgg_event *event) {
    const dgg_x_post *post = &event->as.x_post;
    words_format(out, ANNOUNCE_BYTES, "X post by @%s: %s%s%s", post->handle,
                 event->text, *post->url != '\0' ? " " : "", post->url);
}

static announcer *const announcers[DGG_EVENT_KINDS] = {
    [DGG_EVENT_ME] = announce_me,
    [DGG_EVENT_NAMES] = announce_names,
    [DGG_EVENT_JOIN] = announce_join,
    [DGG_EVENT_QUIT] = announce_quit,
    [DGG_EVENT_BROADCAST] = announce_broadcast,
    [DGG_EVENT_MUTE] = announce_mute,
    [DGG_EVENT_UNMUTE] = announce_unmute,
    [DGG_EVENT_BAN] = announce_ban,
    [DGG_EVENT_UNBAN] = announce_unban,
    [DGG_EVENT_USERS_DELTA] = announce_users_delta,
    [DGG_EVENT_USER_UPDATED] = announce_user_updated,
    [DGG_EVENT_REFRESH] = announce_refresh,
    [DGG_EVENT_RELOAD] = announce_reload,
    [DGG_EVENT_SUB_ONLY] = announce_sub_only,
    [DGG_EVENT_DEATH] = announce_death,
    [DGG_EVENT_PHRASE_ADDED] = announce_phrase,
    [DGG_EVENT_PHRASE_REMOVED] = announce_phrase,
    [DGG_EVENT_POLL_START] = announce_poll_start,
    [DGG_EVENT_POLL_STOP] = announce_poll_stop,
    [DGG_EVENT_VOTE_CAST] = announce_vote_cast,
    [DGG_EVENT_VOTE_COUNTED] = announce_vote_counted,
    [DGG_EVENT_SUBSCRIPTION] = announce_subscription,
    [DGG_EVENT_GIFT_SUB] = announce_gift_sub,
    [DGG_EVENT_MASS_GIFT] = announce_mass_gift,
    [DGG_EVENT_DONATION] = announce_donation,
    [DGG_EVENT_PAID_EVENTS] = announce_paid_events,
    [DGG_EVENT_PIN] = announce_pin,
    [DGG_EVENT_SPOTLIGHT] = announce_spotlight,
    [DGG_EVENT_UNSPOTLIGHT] = announce_unspotlight,
    [DGG_EVENT_SPOTLIGHTS] = announce_spotlights,
    [DGG_EVENT_X_POST] = announce_x_post,
    [DGG_EVENT_VESTABOARD_LEAD] = announce_vestaboard_lead,
    [DGG_EVENT_VESTABOARD_HOURLY] = announce_vestaboard_hourly,
    [DGG_EVENT_VESTABOARD_RESET] = announce_vestaboard_reset,
};

const char *announce_who(const char *nick) {
    return *nick != '\0' ? nick : "Somebody";
}

void announce_add(char *out, size_t size, const char *text) {
    size_t used = strlen(out);
    size_t bytes = utf8_cut(text, strlen(text), size - used - 1);
    memcpy(out + used, text, bytes);
    out[used + bytes] = '\0';
}

void announce_death_words(char out[ANNOUNCE_BYTES], const dgg_event *event) {
    char duration[WORDS_DURATION_BYTES];
    bool has_end = event->as.death_s > 0;
    words_for_duration(duration, event->as.death_s);
    words_format(out, ANNOUNCE_BYTES, "%s%s%s%s",
                 *event->text != '\0' ? event->text : "died",
                 has_end ? " (muted " : "", duration, has_end ? ")" : "");
}

void announce(char out[ANNOUNCE_BYTES], const dgg_event *event) {
    announcer *write = announcers[event->kind];
    out[0] = '\0';
    if (write != NULL) {
        write(out, event);
    }
}
