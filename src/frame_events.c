#include "frame_events.h"

#include "frame_marks.h"
#include "frame_moderation.h"
#include "frame_paid.h"
#include "frame_people.h"
#include "frame_polls.h"
#include "frame_posts.h"
#include "frame_service.h"
#include "frame_talk.h"

#include <string.h>

/* The most frequent first. */
static const frame_decoder decoders[] = {
    {"MSG", DGG_EVENT_MESSAGE, frame_decode_message},
    {"JOIN", DGG_EVENT_JOIN, frame_decode_presence},
    {"QUIT", DGG_EVENT_QUIT, frame_decode_presence},
    {"VOTECAST", DGG_EVENT_VOTE_CAST, frame_decode_vote},
    {"PRIVMSG", DGG_EVENT_WHISPER, frame_decode_whisper},
    {"PRIVMSGSENT", DGG_EVENT_WHISPER_SENT, frame_decode_nothing},
    {"BROADCAST", DGG_EVENT_BROADCAST, frame_decode_broadcast},
    {"MUTE", DGG_EVENT_MUTE, frame_decode_moderation},
    {"UNMUTE", DGG_EVENT_UNMUTE, frame_decode_moderation},
    {"BAN", DGG_EVENT_BAN, frame_decode_moderation},
    {"UNBAN", DGG_EVENT_UNBAN, frame_decode_moderation},
    {"ERR", DGG_EVENT_ERROR, frame_decode_error},
    {"ME", DGG_EVENT_ME, frame_decode_me},
    {"NAMES", DGG_EVENT_NAMES, frame_decode_names},
    {"HISTORY", DGG_EVENT_HISTORY, frame_decode_history},
    {"PING", DGG_EVENT_PING, frame_decode_nothing},
    {"PONG", DGG_EVENT_PONG, frame_decode_pong},
    {"USERSDELTA", DGG_EVENT_USERS_DELTA, frame_decode_users_delta},
    {"UPDATEUSER", DGG_EVENT_USER_UPDATED, frame_decode_update_user},
    {"REFRESH", DGG_EVENT_REFRESH, frame_decode_refresh},
    {"RELOAD", DGG_EVENT_RELOAD, frame_decode_reload},
    {"SUBONLY", DGG_EVENT_SUB_ONLY, frame_decode_sub_only},
    {"DEATH", DGG_EVENT_DEATH, frame_decode_death},
    {"ADDPHRASE", DGG_EVENT_PHRASE_ADDED, frame_decode_phrase},
    {"REMOVEPHRASE", DGG_EVENT_PHRASE_REMOVED, frame_decode_phrase},
    {"POLLSTART", DGG_EVENT_POLL_START, frame_decode_poll_start},
    {"POLLSTOP", DGG_EVENT_POLL_STOP, frame_decode_poll_stop},
    {"VOTECOUNTED", DGG_EVENT_VOTE_COUNTED, frame_decode_vote},
    {"SUBSCRIPTION", DGG_EVENT_SUBSCRIPTION, frame_decode_subscription},
    {"GIFTSUB", DGG_EVENT_GIFT_SUB, frame_decode_gift_sub},
    {"MASSGIFT", DGG_EVENT_MASS_GIFT, frame_decode_mass_gift},
    {"DONATION", DGG_EVENT_DONATION, frame_decode_donation},
    {"PAIDEVENTS", DGG_EVENT_PAID_EVENTS, frame_decode_paid_events},
    {"PIN", DGG_EVENT_PIN, frame_decode_pin},
    {"SPOTLIGHT", DGG_EVENT_SPOTLIGHT, frame_decode_spotlight},
    {"UNSPOTLIGHT", DGG_EVENT_UNSPOTLIGHT, frame_decode_unspotlight},
    {"SPOTLIGHTS", DGG_EVENT_SPOTLIGHTS, frame_decode_spotlights},
    {"XPOST", DGG_EVENT_X_POST, frame_decode_x_post},
    {"VESTABOARD_LEAD", DGG_EVENT_VESTABOARD_LEAD, frame_decode_vestaboard},
    {"VESTABOARD_HOURLY", DGG_EVENT_VESTABOARD_HOURLY, frame_decode_vestaboard},
    {"VESTABOARD_RESET", DGG_EVENT_VESTABOARD_RESET, frame_decode_vestaboard},
};

const frame_decoder *frame_decoder_find(const char *name) {
    for (size_t i = 0; i < sizeof decoders / sizeof *decoders; i++) {
        if (strcmp(decoders[i].name, name) == 0) {
            return &decoders[i];
        }
    }
    return NULL;
}
