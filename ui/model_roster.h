/*
 * Who is in chat, in the sections and order of chat-gui's user menu
 * (menus/ChatUserMenu.js), kept sorted while people come and go.
 */
#ifndef MODEL_ROSTER_H
#define MODEL_ROSTER_H

#include "dgg_cdn.h"
#include "dgg_event.h"

/* section, title */
#define ROSTER_SECTION_LIST(X)            \
    X(SECTION_ADMIN, "Admin")             \
    X(SECTION_MODERATOR, "Moderator")     \
    X(SECTION_BROADCASTER, "Broadcaster") \
    X(SECTION_VIP, "Vip")                 \
    X(SECTION_TRUSTED, "Trusted")         \
    X(SECTION_CONTRIBUTOR, "Contributor") \
    X(SECTION_TIER_5, "Tier 5")           \
    X(SECTION_TIER_4, "Tier 4")           \
    X(SECTION_TIER_3, "Tier 3")           \
    X(SECTION_TIER_2, "Tier 2")           \
    X(SECTION_TIER_1, "Tier 1")           \
    X(SECTION_USER, "User")               \
    X(SECTION_BOT, "Bot")

typedef enum roster_section {
#define ROSTER_SECTION_ENUM(section, title) section,
    ROSTER_SECTION_LIST(ROSTER_SECTION_ENUM)
#undef ROSTER_SECTION_ENUM
        SECTIONS
} roster_section;

const char *roster_section_title(roster_section section);

typedef struct roster_user {
    int64_t id; /* 0: unknown */
    uint8_t section;
    uint8_t color;      /* as in text_style */
    bool is_privileged; /* may greentext, see dgg_emote_is_usable */
    bool is_subscriber;
    char nick[]; /* cleaned; then, private to the roster, the features */
} roster_user;

typedef struct roster roster;

roster *roster_new(void); /* NULL: no memory */
void roster_free(roster *r);

/* Everybody at once: a NAMES frame replaces what was known. */
void roster_replace(roster *r, const dgg_names *names,
                    const dgg_flairs *flairs);

/* Adds or updates; idempotent. The entry, or NULL when there is none. */
const roster_user *roster_join(roster *r, const dgg_user *user,
                               const dgg_flairs *flairs);
/* Updates who is here, found by his id and else by his nick; a new nick
 * replaces the old one. */
void roster_update(roster *r, const dgg_user *user, const dgg_flairs *flairs);
void roster_quit(roster *r, const char *nick);
void roster_clear(roster *r);

/* Other flairs colour everybody anew. */
void roster_recolor(roster *r, const dgg_flairs *flairs);

/* NULL when absent; compared without case. */
const roster_user *roster_find(const roster *r, const char *nick);

size_t roster_count(const roster *r);
size_t roster_section_count(const roster *r, roster_section section);
/* The user at a place of the sorted list; NULL beyond its end. */
const roster_user *roster_at(const roster *r, size_t index);
/* His place in the sorted list; the count of users when he is absent. */
size_t roster_index(const roster *r, const char *nick);

/* What the features of a user make of him. */
roster_section roster_section_of(const dgg_user *user);
uint8_t roster_color_of(const dgg_user *user, const dgg_flairs *flairs);
/* May greentext and use every emote (chat-gui, features.js). */
bool roster_is_privileged(const dgg_user *user);

#endif
