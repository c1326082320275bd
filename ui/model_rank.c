#include "model_rank.h"

#include "model_nick.h"
#include "text_style.h"

#include <stdlib.h>
#include <string.h>

enum {
    RAINBOW_COLOR = 176,
    FEATURES_BYTES = 4096, /* kept of one user */
};

/* chat-gui, features.js, user.js and menus/ChatUserMenu.js. In the order of the
 * sections; a bot is a bot whatever else he is. */
static const struct {
    const char *feature;
    roster_section section;
} section_features[] = {
    {"bot", SECTION_BOT},
    {"flair11", SECTION_BOT},
    {"admin", SECTION_ADMIN},
    {"moderator", SECTION_MODERATOR},
    {"flair12", SECTION_BROADCASTER},
    {"vip", SECTION_VIP},
    {"flair4", SECTION_TRUSTED},
    {"flair5", SECTION_CONTRIBUTOR},
    {"flair16", SECTION_CONTRIBUTOR},
    {"flair42", SECTION_TIER_5},
    {"flair8", SECTION_TIER_4},
    {"flair3", SECTION_TIER_3},
    {"flair1", SECTION_TIER_2},
    {"flair13", SECTION_TIER_1},
};

static const char *const privileged_features[] = {
    "moderator", "protected", "admin", "flair12", "vip", "flair17",
};

/* The place of a feature in the table, or the table's size. */
static size_t rank(const char *feature) {
    size_t count = sizeof section_features / sizeof *section_features;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(section_features[i].feature, feature) == 0) {
            return i;
        }
    }
    return count;
}

static size_t features_bytes(const dgg_user *user) {
    size_t bytes = 1;
    for (size_t i = 0; i < user->feature_count; i++) {
        bytes += strlen(user->features[i]) + 1;
    }
    return bytes;
}

/* feature NUL feature NUL ... NUL */
static void features_write(char *out, const dgg_user *user) {
    for (size_t i = 0; i < user->feature_count; i++) {
        size_t bytes = strlen(user->features[i]) + 1;
        memcpy(out, user->features[i], bytes);
        out += bytes;
    }
    *out = '\0';
}

static const char *features_of(const roster_user *user) {
    return user->nick + strlen(user->nick) + 1;
}

static size_t features_read(const char *list[DGG_FEATURES],
                            const roster_user *user) {
    size_t count = 0;
    const char *feature = features_of(user);
    while (*feature != '\0' && count < DGG_FEATURES) {
        list[count++] = feature;
        feature += strlen(feature) + 1;
    }
    return count;
}

/* A member that was not sent keeps its value (chat-gui, chat.js, addUser). */
static void complete(dgg_user *told, const char *features[DGG_FEATURES],
                     const roster_user *known) {
    if ((told->sent & DGG_USER_FEATURES) == 0) {
        told->features = features;
        told->feature_count = features_read(features, known);
    }
    if (told->id == 0) {
        told->id = known->id;
    }
    if (*told->nick == '\0') {
        told->nick = known->nick;
    }
}

const char *roster_section_title(roster_section section) {
    static const char *const titles[] = {
#define ROSTER_SECTION_TITLE(name, title) title,
        ROSTER_SECTION_LIST(ROSTER_SECTION_TITLE)
#undef ROSTER_SECTION_TITLE
    };
    return section < SECTIONS ? titles[section] : "";
}

roster_section roster_section_of(const dgg_user *user) {
    size_t none = sizeof section_features / sizeof *section_features;
    size_t best = none;
    for (size_t i = 0; i < user->feature_count; i++) {
        size_t place = rank(user->features[i]);
        best = place < best ? place : best;
    }
    return best < none ? section_features[best].section : SECTION_USER;
}

uint8_t roster_color_of(const dgg_user *user, const dgg_flairs *flairs) {
    if (flairs == NULL || user->feature_count == 0) {
        return 0;
    }
    const dgg_flair *flair = dgg_flairs_coloring(flairs, user);
    if (flair == NULL) {
        return 0;
    }
    return flair->rgb >= 0 ? text_color_from_rgb(flair->rgb) : RAINBOW_COLOR;
}

bool roster_is_privileged(const dgg_user *user) {
    size_t count = sizeof privileged_features / sizeof *privileged_features;
    for (size_t i = 0; i < count; i++) {
        if (dgg_user_has(user, privileged_features[i])) {
            return true;
        }
    }
    return false;
}

roster_user *rank_user_new(const dgg_user *told, const roster_user *known,
                           const dgg_flairs *flairs) {
    char nick[MODEL_NICK_BYTES];
    const char *features[DGG_FEATURES];
    dgg_user whole = *told;
    if (known != NULL) {
        complete(&whole, features, known);
    }
    if (features_bytes(&whole) > FEATURES_BYTES) {
        whole.feature_count = 0;
    }
    model_nick_clean(nick, whole.nick);
    size_t bytes = strlen(nick) + 1;
    roster_user *user = malloc(sizeof *user + bytes + features_bytes(&whole));
    if (user == NULL) {
        return NULL;
    }
    *user = (roster_user){
        .id = whole.id,
        .section = (uint8_t)roster_section_of(&whole),
        .color = roster_color_of(&whole, flairs),
        .is_privileged = roster_is_privileged(&whole),
        .is_subscriber = dgg_user_has(&whole, "subscriber"),
    };
    memcpy(user->nick, nick, bytes);
    features_write(user->nick + bytes, &whole);
    return user;
}

int rank_compare(const roster_user *a, const roster_user *b) {
    if (a->section != b->section) {
        return a->section < b->section ? -1 : 1;
    }
    return dgg_nick_compare(a->nick, b->nick);
}

bool rank_is_known(const roster_user *known, const dgg_user *told) {
    if (told->id != 0 && told->id != known->id) {
        return false;
    }
    if ((told->sent & DGG_USER_FEATURES) == 0) {
        return true;
    }
    const char *feature = features_of(known);
    for (size_t i = 0; i < told->feature_count; i++) {
        if (strcmp(told->features[i], feature) != 0) {
            return false;
        }
        feature += strlen(feature) + (*feature != '\0');
    }
    return *feature == '\0';
}

void rank_recolor(roster_user *user, const dgg_flairs *flairs) {
    const char *features[DGG_FEATURES];
    dgg_user known = {.nick = user->nick, .features = features};
    known.feature_count = features_read(features, user);
    user->color = roster_color_of(&known, flairs);
}
