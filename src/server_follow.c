#include "server_follow.h"

#include "server_frame.h"
#include "server_polling.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* destinygg/chat, connection.go, for a MUTE or BAN that does not say. */
enum { MUTE_S = 10 * 60, BAN_S = 60 * 60, FOREVER_S = 1000000000 };

/* A frame under way. */
typedef struct news {
    server *s;
    const char *frame;
    json_value payload;
    arena strings;
} news;

/* The string member, or "". */
static const char *text_of(news *n, const char *key) {
    const char *text = json_string(json_get(n->payload, key), &n->strings,
                                   SERVER_FRAME_LIMIT, NULL);
    return text == NULL ? "" : text;
}

/* When something ends that began with the frame and lasts as long as it says,
 * or else `otherwise_s`. */
static int64_t end_of(const news *n, int64_t otherwise_s) {
    int64_t start_ms = dgg_loop_wall_ms(n->s->loop);
    int64_t seconds = otherwise_s;
    json_int(json_get(n->payload, "timestamp"), &start_ms);
    json_int(json_get(n->payload, "duration"), &seconds);
    seconds = seconds > FOREVER_S ? FOREVER_S : seconds < 0 ? 0 : seconds;
    return start_ms + seconds * 1000;
}

static void enter_roster(news *n, json_value who, bool is_present) {
    server_user *user = server_roster_put(&n->s->roster, who);
    if (user != NULL) {
        server_roster_set_present(&n->s->roster, user, is_present);
    }
}

static void follow_join(news *n) {
    enter_roster(n, n->payload, true);
}

static void follow_quit(news *n) {
    enter_roster(n, n->payload, false);
}

static void follow_update(news *n) {
    server_roster_put(&n->s->roster, n->payload);
}

static void leave_roster(news *n, json_value who) {
    const char *nick = json_string(json_get(who, "nick"), &n->strings,
                                   SERVER_NICK_BYTES, NULL);
    server_user *user =
        nick == NULL ? NULL : server_roster_find(&n->s->roster, nick);
    if (user != NULL) {
        server_roster_set_present(&n->s->roster, user, false);
    }
}

static void follow_delta(news *n) {
    json_value list = json_get(n->payload, "users");
    for (json_value e = json_first(list); json_exists(e);
         e = json_next(list, e)) {
        enter_roster(n, e, true);
    }
    list = json_get(n->payload, "removed");
    for (json_value e = json_first(list); json_exists(e);
         e = json_next(list, e)) {
        leave_roster(n, e);
    }
}

static void follow_mute(news *n) {
    server_sanctions_set(&n->s->rules.muted, text_of(n, "data"),
                         end_of(n, MUTE_S));
}

static void follow_death(news *n) {
    server_sanctions_set(&n->s->rules.muted, text_of(n, "nick"),
                         end_of(n, MUTE_S));
}

static void follow_unmute(news *n) {
    server_sanctions_lift(&n->s->rules.muted, text_of(n, "data"));
}

static void follow_ban(news *n) {
    server_sanctions *banned = &n->s->rules.banned;
    server_sanction why = {.start_ms = dgg_loop_wall_ms(n->s->loop)};
    json_int(json_get(n->payload, "timestamp"), &why.start_ms);
    snprintf(why.by, sizeof why.by, "%s", text_of(n, "nick"));
    server_sanctions_set(banned, text_of(n, "data"), end_of(n, BAN_S));
    server_sanctions_explain(banned, text_of(n, "data"), &why);
}

static void follow_unban(news *n) {
    server_sanctions_lift(&n->s->rules.banned, text_of(n, "data"));
    follow_unmute(n);
}

static void follow_sub_only(news *n) {
    int64_t tier = 1;
    json_int(json_get(n->payload, "tier"), &tier);
    bool is_on = strcmp(text_of(n, "data"), "on") == 0;
    n->s->rules.sub_only_tier = !is_on || tier < 1 ? 0
                                : tier > 5         ? 5
                                                   : (int)tier;
}

static void follow_new_phrase(news *n) {
    server_phrases_add(&n->s->rules.phrases, text_of(n, "data"));
}

static void follow_old_phrase(news *n) {
    server_phrases_remove(&n->s->rules.phrases, text_of(n, "data"));
}

static void follow_pin(news *n) {
    free(n->s->board.pin);
    bool is_unpin = *text_of(n, "data") == '\0';
    n->s->board.pin = is_unpin ? NULL : strdup(n->frame);
}

static void follow_paid(news *n) {
    server_paid_add(&n->s->board.paid, n->frame, n->payload);
}

/* The whole bar anew; its entries are frames themselves. */
static void follow_bar(news *n) {
    server_paid *bar = &n->s->board.paid;
    server_paid_free(bar);
    for (json_value e = json_first(n->payload); json_exists(e);
         e = json_next(n->payload, e)) {
        const char *frame =
            json_string(e, &n->strings, SERVER_FRAME_LIMIT, NULL);
        const char *payload = frame == NULL ? NULL : strchr(frame, ' ');
        json_doc doc = {0};
        if (payload != NULL && json_parse(&doc, payload, strlen(payload))) {
            server_paid_add(bar, frame, json_root(&doc));
        }
        json_doc_free(&doc);
    }
}

static void follow_spotlight(news *n) {
    server_spotlights_add(&n->s->board.spotlights, n->payload);
    follow_paid(n);
}

static void follow_unspotlight(news *n) {
    server_spotlights_remove(&n->s->board.spotlights, text_of(n, "key"));
}

static void follow_poll(news *n) {
    server_polling_adopt(n->s, n->payload);
}

static void follow_poll_end(news *n) {
    server_polling_forget(n->s);
}

static void follow_vote(news *n) {
    server_poll *poll = &n->s->board.poll;
    int64_t quantity = 1;
    json_int(json_get(n->payload, "quantity"), &quantity);
    server_poll_count(poll, server_poll_option(poll, text_of(n, "vote")),
                      quantity);
}

static const struct {
    const char *name;
    void (*follow)(news *n);
} followers[] = {
    {"JOIN", follow_join},
    {"QUIT", follow_quit},
    {"UPDATEUSER", follow_update},
    {"USERSDELTA", follow_delta},
    {"MUTE", follow_mute},
    {"UNMUTE", follow_unmute},
    {"DEATH", follow_death},
    {"BAN", follow_ban},
    {"UNBAN", follow_unban},
    {"SUBONLY", follow_sub_only},
    {"ADDPHRASE", follow_new_phrase},
    {"REMOVEPHRASE", follow_old_phrase},
    {"PIN", follow_pin},
    {"POLLSTART", follow_poll},
    {"POLLSTOP", follow_poll_end},
    {"VOTECAST", follow_vote},
    {"SUBSCRIPTION", follow_paid},
    {"GIFTSUB", follow_paid},
    {"MASSGIFT", follow_paid},
    {"DONATION", follow_paid},
    {"XPOST", follow_paid},
    {"VESTABOARD_LEAD", follow_paid},
    {"VESTABOARD_HOURLY", follow_paid},
    {"VESTABOARD_RESET", follow_paid},
    {"PAIDEVENTS", follow_bar},
    {"SPOTLIGHT", follow_spotlight},
    {"UNSPOTLIGHT", follow_unspotlight},
};

void server_follow(server *s, const char *frame) {
    size_t name_bytes = strcspn(frame, " ");
    const char *payload = frame + name_bytes;
    for (size_t i = 0; i < sizeof followers / sizeof *followers; i++) {
        if (strlen(followers[i].name) != name_bytes ||
            memcmp(followers[i].name, frame, name_bytes) != 0) {
            continue;
        }
        json_doc doc = {0};
        if (json_parse(&doc, payload, strlen(payload))) {
            news n = {.s = s, .frame = frame, .payload = json_root(&doc)};
            followers[i].follow(&n);
            arena_free(&n.strings);
        }
        json_doc_free(&doc);
        return;
    }
}
