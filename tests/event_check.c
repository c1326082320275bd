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

static bool is_delta(const dgg_users_delta *delta) {
    return are_users(delta->users, delta->user_count) &&
           are_words(delta->removed, delta->removed_count, DGG_NAMES_USERS);
}

static bool is_poll(const dgg_poll *poll) {
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

static bool is_paid(const dgg_paid *paid) {
    return is_word(paid->uuid) && is_time(paid->expires_ms) &&
           paid->tier >= 0 && is_word(paid->tier_label) &&
           paid->streak_months >= 0 && is_user(&paid->recipient) &&
           paid->quantity >= 0 && paid->amount_cents >= 0 &&
           is_text(paid->audio_url);
}

static bool is_spotlight(const dgg_spotlight *spotlight) {
    return is_word(spotlight->key) && spotlight->key[0] != '\0' &&
           is_word(spotlight->uuid) && is_word(spotlight->by) &&
           is_time(spotlight->expires_ms) && is_user(&spotlight->author) &&
           is_text(spotlight->text) && is_time(spotlight->timestamp_ms);
}

static bool are_spotlights(const dgg_spotlights *spotlights) {
    for (size_t i = 0; i < spotlights->count; i++) {
        if (!is_spotlight(&spotlights->list[i])) {
            return false;
        }
    }
    return spotlights->count <= DGG_SPOTLIGHTS;
}

static bool is_x_post(const dgg_x_post *post) {
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

static bool is_vestaboard(const dgg_vestaboard *board) {
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

/* What only this kind of event has. */
static bool is_own_part_sound(const dgg_event *event) {
    switch (event->kind) {
    case DGG_EVENT_NAMES:
        return event->as.names.connection_count >= 0 &&
               are_users(event->as.names.users, event->as.names.user_count);
    case DGG_EVENT_USERS_DELTA: return is_delta(&event->as.users_delta);
    case DGG_EVENT_WHISPER: return event->as.message_id >= 0;
    case DGG_EVENT_BROADCAST: return is_word(event->as.uuid);
    case DGG_EVENT_MUTE:
    case DGG_EVENT_UNMUTE:
    case DGG_EVENT_BAN:
    case DGG_EVENT_UNBAN:
        return is_text(event->as.moderation.target) &&
               event->as.moderation.duration_s >= 0;
    case DGG_EVENT_ERROR:
        return is_text(event->as.refusal.filtered) &&
               event->as.refusal.mute_left_s >= 0;
    case DGG_EVENT_HISTORY:
    case DGG_EVENT_PAID_EVENTS:
        return event->as.entry_count <= DGG_HISTORY_ENTRIES;
    case DGG_EVENT_SUB_ONLY:
        return event->as.sub_only.tier >= 1 && event->as.sub_only.tier <= 5;
    case DGG_EVENT_DEATH: return event->as.death_s >= 0;
    case DGG_EVENT_POLL_START:
    case DGG_EVENT_POLL_STOP: return is_poll(&event->as.poll);
    case DGG_EVENT_VOTE_CAST:
    case DGG_EVENT_VOTE_COUNTED:
        return event->as.vote.option > 0 && event->as.vote.quantity >= 0 &&
               dgg_vote_weight(event, true) > 0;
    case DGG_EVENT_SUBSCRIPTION:
    case DGG_EVENT_GIFT_SUB:
    case DGG_EVENT_MASS_GIFT:
    case DGG_EVENT_DONATION: return is_paid(&event->as.paid);
    case DGG_EVENT_PIN: return is_word(event->as.pin.uuid);
    case DGG_EVENT_SPOTLIGHT:
    case DGG_EVENT_UNSPOTLIGHT: return is_spotlight(&event->as.spotlight);
    case DGG_EVENT_SPOTLIGHTS: return are_spotlights(&event->as.spotlights);
    case DGG_EVENT_X_POST: return is_x_post(&event->as.x_post);
    case DGG_EVENT_VESTABOARD_LEAD:
    case DGG_EVENT_VESTABOARD_HOURLY:
    case DGG_EVENT_VESTABOARD_RESET:
        return is_vestaboard(&event->as.vestaboard);
    case DGG_EVENT_ME:
    case DGG_EVENT_JOIN:
    case DGG_EVENT_QUIT:
    case DGG_EVENT_MESSAGE:
    case DGG_EVENT_WHISPER_SENT:
    case DGG_EVENT_PING:
    case DGG_EVENT_PONG:
    case DGG_EVENT_USER_UPDATED:
    case DGG_EVENT_REFRESH:
    case DGG_EVENT_RELOAD:
    case DGG_EVENT_PHRASE_ADDED:
    case DGG_EVENT_PHRASE_REMOVED:
    case DGG_EVENT_UNKNOWN: return true;
    case DGG_EVENT_CONNECTING:
    case DGG_EVENT_OPEN:
    case DGG_EVENT_CLOSE:
    case DGG_EVENT_SEND_RESULT:
    case DGG_EVENT_KINDS: break;
    }
    return false;
}

bool event_is_sound(const dgg_event *event) {
    return is_word(event->name) && is_text(event->text) &&
           is_user(&event->user) && event->timestamp_ms > 0 &&
           is_time(event->timestamp_ms) && is_own_part_sound(event);
}
