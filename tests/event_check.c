#include "event_check.h"

#include "utf8.h"

#include <string.h>

#define YEAR_10000_MS INT64_C(253402300800000)

static bool is_text(const char *text) {
    return text != NULL && strlen(text) <= DGG_TEXT_BYTES &&
           utf8_is_valid(text, strlen(text));
}

static bool is_word(const char *word) {
    return is_text(word) && strlen(word) <= DGG_NICK_BYTES;
}

static bool are_words(const char *const *words, size_t count, size_t limit) {
    for (size_t i = 0; i < count; i++) {
        if (!is_word(words[i])) {
            return false;
        }
    }
    return count <= limit;
}

static bool is_time(int64_t ms) {
    return ms >= 0 && ms < YEAR_10000_MS;
}

static bool is_user(const dgg_user *user) {
    return is_word(user->nick) && is_time(user->created_ms) &&
           are_words(user->features, user->feature_count, DGG_FEATURES) &&
           are_words(user->roles, user->role_count, DGG_ROLES) &&
           is_word(user->watching.platform) && is_word(user->watching.id) &&
           is_word(user->subscription.source) && user->subscription.tier >= 0 &&
           user->subscription.tier <= 5;
}

static bool are_users(const dgg_user *users, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (!is_user(&users[i]) || users[i].nick[0] == '\0') {
            return false;
        }
    }
    return count <= DGG_NAMES_USERS;
}

static bool has_names(const dgg_event *event) {
    const dgg_names *names = &event->as.names;
    return names->connection_count >= 0 &&
           are_users(names->users, names->user_count);
}

static bool has_delta(const dgg_event *event) {
    const dgg_users_delta *delta = &event->as.users_delta;
    return are_users(delta->users, delta->user_count) &&
           are_words(delta->removed, delta->removed_count, DGG_NAMES_USERS);
}

static bool has_message_id(const dgg_event *event) {
    return event->as.message_id >= 0;
}

static bool has_uuid(const dgg_event *event) {
    return is_word(event->as.uuid);
}

static bool has_moderation(const dgg_event *event) {
    return is_text(event->as.moderation.target) &&
           event->as.moderation.duration_s >= 0;
}

static bool has_refusal(const dgg_event *event) {
    return is_text(event->as.refusal.filtered) &&
           event->as.refusal.mute_left_s >= 0 && event->as.refusal.tier >= 0 &&
           event->as.refusal.tier <= 5;
}

static bool has_entry_count(const dgg_event *event) {
    return event->as.entry_count <= DGG_HISTORY_ENTRIES;
}

static bool has_sub_only(const dgg_event *event) {
    return event->as.sub_only.tier >= 1 && event->as.sub_only.tier <= 5;
}

static bool has_death(const dgg_event *event) {
    return event->as.death_s >= 0;
}

static bool has_poll(const dgg_event *event) {
    const dgg_poll *poll = &event->as.poll;
    for (size_t i = 0; i < poll->option_count; i++) {
        if (!is_text(poll->options[i].text) || poll->options[i].total < 0) {
            return false;
        }
    }
    return is_text(poll->question) && poll->option_count <= DGG_POLL_OPTIONS &&
           poll->total_votes >= 0 && is_time(poll->start_ms) &&
           is_time(poll->now_ms) && poll->start_ms <= poll->now_ms &&
           poll->length_ms >= 0 && poll->own_vote >= 0 &&
           (size_t)poll->own_vote <= poll->option_count;
}

static bool has_vote(const dgg_event *event) {
    return event->as.vote.option > 0 && event->as.vote.quantity >= 0 &&
           dgg_vote_weight(event, true) > 0;
}

static bool has_paid(const dgg_event *event) {
    const dgg_paid *paid = &event->as.paid;
    return is_word(paid->uuid) && is_time(paid->expires_ms) &&
           paid->tier >= 0 && is_word(paid->tier_label) &&
           paid->streak_months >= 0 && is_user(&paid->recipient) &&
           paid->quantity >= 0 && paid->amount_cents >= 0 &&
           is_text(paid->audio_url);
}

static bool has_pin(const dgg_event *event) {
    return is_word(event->as.pin.uuid);
}

static bool is_spotlight(const dgg_spotlight *spotlight) {
    return is_word(spotlight->key) && spotlight->key[0] != '\0' &&
           is_word(spotlight->uuid) && is_word(spotlight->by) &&
           is_time(spotlight->expires_ms) && is_user(&spotlight->author) &&
           is_text(spotlight->text) && is_time(spotlight->timestamp_ms);
}

static bool has_spotlight(const dgg_event *event) {
    return is_spotlight(&event->as.spotlight);
}

static bool has_spotlights(const dgg_event *event) {
    const dgg_spotlights *spotlights = &event->as.spotlights;
    for (size_t i = 0; i < spotlights->count; i++) {
        if (!is_spotlight(&spotlights->list[i])) {
            return false;
        }
    }
    return spotlights->count <= DGG_SPOTLIGHTS;
}

static bool has_x_post(const dgg_event *event) {
    const dgg_x_post *post = &event->as.x_post;
    return is_word(post->handle) && is_text(post->url) && is_word(post->uuid) &&
           is_time(post->expires_ms);
}

static bool are_tiles(const uint8_t (*tiles)[DGG_BOARD_COLUMNS]) {
    for (int i = 0; tiles != NULL && i < DGG_BOARD_ROWS; i++) {
        for (int j = 0; j < DGG_BOARD_COLUMNS; j++) {
            if (tiles[i][j] > 71) {
                return false;
            }
        }
    }
    return true;
}

static bool has_vestaboard(const dgg_event *event) {
    const dgg_vestaboard *board = &event->as.vestaboard;
    for (size_t i = 0; i < board->contributor_count; i++) {
        if (!is_word(board->contributors[i].name) ||
            board->contributors[i].amount_cents < 0) {
            return false;
        }
    }
    return board->contributor_count <= DGG_CONTRIBUTORS &&
           is_word(board->submitter) && is_word(board->artist) &&
           is_word(board->design_id) && is_word(board->uuid) &&
           board->total_cents >= 0 && is_time(board->expires_ms) &&
           are_tiles(board->tiles);
}

/* What only some kinds have. */
static bool (*const own_parts[DGG_EVENT_KINDS])(const dgg_event *) = {
    [DGG_EVENT_NAMES] = has_names,
    [DGG_EVENT_USERS_DELTA] = has_delta,
    [DGG_EVENT_WHISPER] = has_message_id,
    [DGG_EVENT_BROADCAST] = has_uuid,
    [DGG_EVENT_MUTE] = has_moderation,
    [DGG_EVENT_UNMUTE] = has_moderation,
    [DGG_EVENT_BAN] = has_moderation,
    [DGG_EVENT_UNBAN] = has_moderation,
    [DGG_EVENT_ERROR] = has_refusal,
    [DGG_EVENT_HISTORY] = has_entry_count,
    [DGG_EVENT_PAID_EVENTS] = has_entry_count,
    [DGG_EVENT_SUB_ONLY] = has_sub_only,
    [DGG_EVENT_DEATH] = has_death,
    [DGG_EVENT_POLL_START] = has_poll,
    [DGG_EVENT_POLL_STOP] = has_poll,
    [DGG_EVENT_VOTE_CAST] = has_vote,
    [DGG_EVENT_VOTE_COUNTED] = has_vote,
    [DGG_EVENT_SUBSCRIPTION] = has_paid,
    [DGG_EVENT_GIFT_SUB] = has_paid,
    [DGG_EVENT_MASS_GIFT] = has_paid,
    [DGG_EVENT_DONATION] = has_paid,
    [DGG_EVENT_PIN] = has_pin,
    [DGG_EVENT_SPOTLIGHT] = has_spotlight,
    [DGG_EVENT_UNSPOTLIGHT] = has_spotlight,
    [DGG_EVENT_SPOTLIGHTS] = has_spotlights,
    [DGG_EVENT_X_POST] = has_x_post,
    [DGG_EVENT_VESTABOARD_LEAD] = has_vestaboard,
    [DGG_EVENT_VESTABOARD_HOURLY] = has_vestaboard,
    [DGG_EVENT_VESTABOARD_RESET] = has_vestaboard,
};

bool event_is_sound(const dgg_event *event) {
    bool is_frame =
        event->kind >= DGG_EVENT_ME && event->kind < DGG_EVENT_KINDS;
    return is_frame && is_word(event->name) && is_text(event->text) &&
           is_user(&event->user) && event->timestamp_ms > 0 &&
           is_time(event->timestamp_ms) &&
           (own_parts[event->kind] == NULL || own_parts[event->kind](event));
}
