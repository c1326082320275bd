#include "model_announce.h"
#include "test.h"
#include "utf8.h"

#include <string.h>

static dgg_event event_of(dgg_event_kind kind, const char *nick,
                          const char *text) {
    return (dgg_event){.kind = kind, .user.nick = nick, .text = text};
}

static void expect(const dgg_event *event, const char *sentence) {
    char out[ANNOUNCE_BYTES];
    announce(out, event);
    ck_assert_str_eq(out, sentence);
}

static void expect_said(dgg_event_kind kind, const char *nick, const char *text,
                        const char *sentence) {
    dgg_event e = event_of(kind, nick, text);
    expect(&e, sentence);
}

START_TEST(who_is_there) {
    expect_said(DGG_EVENT_ME, "Amy", "", "Connected as Amy.");
    expect_said(DGG_EVENT_ME, "", "",
                "Connected, reading only: not logged in.");
    expect_said(DGG_EVENT_JOIN, "Amy", "", "Amy joined");
    expect_said(DGG_EVENT_QUIT, "Amy", "", "Amy left");
    dgg_event e = event_of(DGG_EVENT_NAMES, "", "");
    e.as.names = (dgg_names){NULL, 2, 99};
    expect(&e, "2 users are here, 99 connections.");
    e.as.names.user_count = 1;
    e.as.names.connection_count = 1;
    expect(&e, "1 user is here, 1 connection.");
    e = event_of(DGG_EVENT_USERS_DELTA, "", "");
    e.as.users_delta = (dgg_users_delta){NULL, 3, NULL, 1};
    expect(&e, "3 users came or changed, 1 left");
}
END_TEST

START_TEST(what_somebody_has_now) {
    const char *features[] = {"subscriber", "flair13"};
    dgg_event e = event_of(DGG_EVENT_USER_UPDATED, "Amy", "");
    expect(&e, "Amy: the account was changed");
    e.user.sent = DGG_USER_FEATURES;
    expect(&e, "Amy now has: no flairs");
    e.user.features = features;
    e.user.feature_count = 2;
    expect(&e, "Amy now has: subscriber, flair13");
}
END_TEST

START_TEST(moderation) {
    dgg_event e = event_of(DGG_EVENT_MUTE, "Mod", "");
    e.as.moderation = (dgg_moderation){"Bob", 600};
    expect(&e, "Bob muted 10m by Mod");
    e.as.moderation.duration_s = 0;
    expect(&e, "Bob muted by Mod");
    e.user.nick = "";
    expect(&e, "Bob muted");
    e = event_of(DGG_EVENT_UNMUTE, "Mod", "");
    e.as.moderation = (dgg_moderation){"Bob", 0};
    expect(&e, "Bob unmuted by Mod");
    e.kind = DGG_EVENT_BAN;
    expect(&e, "Bob banned by Mod");
    e.kind = DGG_EVENT_UNBAN;
    expect(&e, "Bob unbanned by Mod");
}
END_TEST

START_TEST(who_may_talk) {
    dgg_event e = event_of(DGG_EVENT_SUB_ONLY, "Mod", "");
    e.as.sub_only = (dgg_sub_only){true, 1};
    expect(&e, "Subscribers-only chat turned on by Mod");
    e.as.sub_only.tier = 2;
    expect(&e, "Subscribers-only chat turned on from tier 2 up by Mod");
    e.user.nick = "";
    e.as.sub_only.is_on = false;
    expect(&e, "Subscribers-only chat turned off");
}
END_TEST

START_TEST(deaths) {
    dgg_event e = event_of(DGG_EVENT_DEATH, "lemming", "was eaten by a grue");
    e.as.death_s = 600;
    expect(&e, "lemming was eaten by a grue (muted 10m)");
    e.as.death_s = 0;
    expect(&e, "lemming was eaten by a grue");
    e.text = "";
    expect(&e, "lemming died");
}
END_TEST

START_TEST(phrases) {
    expect_said(DGG_EVENT_PHRASE_ADDED, "Mod", "/spam.*/",
                "Banned phrase added by Mod: /spam.*/");
    expect_said(DGG_EVENT_PHRASE_REMOVED, "Mod", "spam",
                "Banned phrase removed by Mod: spam");
}
END_TEST

START_TEST(what_the_site_asks) {
    dgg_event e = event_of(DGG_EVENT_RELOAD, "", "");
    expect(&e, "The site asks everybody to connect anew.");
    e.as.reload_ms = 11200;
    expect(&e, "The site asks everybody to connect anew: reconnecting in 12 "
               "s.");
    expect_said(DGG_EVENT_REFRESH, "Amy", "",
                "Your rights have changed: the server ends this connection, "
                "and a new one will have them.");
    expect_said(DGG_EVENT_BROADCAST, "System", "Stream starts in 5 minutes",
                "Stream starts in 5 minutes");
}
END_TEST

START_TEST(pins) {
    expect_said(DGG_EVENT_PIN, "Mod", "Read the rules",
                "Mod pinned: Read the rules");
    expect_said(DGG_EVENT_PIN, "Mod", "", "Mod took the pinned message down");
    expect_said(DGG_EVENT_PIN, "", "x", "Somebody pinned: x");
}
END_TEST

START_TEST(spotlights) {
    dgg_event e = event_of(DGG_EVENT_SPOTLIGHT, "Amy", "hello");
    e.as.spotlight = (dgg_spotlight){.by = "Mod", .key = ""};
    expect(&e, "Spotlight by Mod on Amy: hello");
    e.as.spotlight.by = "";
    expect(&e, "Spotlight on Amy: hello");
    e = event_of(DGG_EVENT_UNSPOTLIGHT, "Mod", "");
    e.as.spotlight = (dgg_spotlight){.by = "", .key = ""};
    expect(&e, "Mod took a spotlight off");
    dgg_spotlight list[] = {{.author.nick = "Amy", .text = "hello"},
                            {.author.nick = "Bob", .text = "hi"}};
    e = event_of(DGG_EVENT_SPOTLIGHTS, "", "");
    expect(&e, "Spotlights: none");
    e.as.spotlights = (dgg_spotlights){list, 2};
    expect(&e, "Spotlights: Amy: hello · Bob: hi");
}
END_TEST

START_TEST(posts_elsewhere) {
    dgg_event e = event_of(DGG_EVENT_X_POST, "", "new video");
    e.as.x_post = (dgg_x_post){.handle = "someone", .url = ""};
    expect(&e, "X post by @someone: new video");
    e.as.x_post.url = "https://x.com/someone/status/1";
    expect(&e, "X post by @someone: new video https://x.com/someone/status/1");
}
END_TEST

START_TEST(some_have_no_sentence) {
    static const dgg_event_kind silent[] = {
        DGG_EVENT_CONNECTING,   DGG_EVENT_OPEN,    DGG_EVENT_CLOSE,
        DGG_EVENT_SEND_RESULT,  DGG_EVENT_PING,    DGG_EVENT_PONG,
        DGG_EVENT_WHISPER_SENT, DGG_EVENT_ERROR,   DGG_EVENT_MESSAGE,
        DGG_EVENT_WHISPER,      DGG_EVENT_UNKNOWN, DGG_EVENT_HISTORY,
    };
    for (size_t i = 0; i < sizeof silent / sizeof *silent; i++) {
        expect_said(silent[i], "Amy", "text", "");
    }
}
END_TEST

static void make_hostile(dgg_event *e, const char *text) {
    static const char *features[DGG_FEATURES];
    for (size_t i = 0; i < DGG_FEATURES; i++) {
        features[i] = text;
    }
    *e = event_of(DGG_EVENT_UNKNOWN, text, text);
    e->user.features = features;
    e->user.feature_count = DGG_FEATURES;
    e->user.sent = DGG_USER_FEATURES;
    e->as.paid = (dgg_paid){.uuid = text,
                            .tier_label = text,
                            .audio_url = text,
                            .recipient.nick = text,
                            .streak_months = INT64_MAX,
                            .quantity = INT64_MAX,
                            .amount_cents = INT64_MIN};
}

/* What the members of the other kinds hold. */
static void fit_to_kind(dgg_event *e, const char *text) {
    static dgg_poll_option options[DGG_POLL_OPTIONS];
    static dgg_spotlight list[DGG_SPOTLIGHTS];
    for (size_t i = 0; i < DGG_POLL_OPTIONS; i++) {
        options[i] = (dgg_poll_option){text, INT64_MAX};
        list[i] = (dgg_spotlight){.author.nick = text, .text = text};
    }
    switch ((int)e->kind) {
    case DGG_EVENT_MUTE:
    case DGG_EVENT_UNMUTE:
    case DGG_EVENT_BAN:
    case DGG_EVENT_UNBAN:
        e->as.moderation = (dgg_moderation){text, INT64_MAX};
        break;
    case DGG_EVENT_POLL_START:
    case DGG_EVENT_POLL_STOP:
        e->as.poll = (dgg_poll){.question = text,
                                .options = options,
                                .option_count = DGG_POLL_OPTIONS,
                                .total_votes = 1,
                                .length_ms = INT64_MIN};
        break;
    case DGG_EVENT_SPOTLIGHT:
    case DGG_EVENT_UNSPOTLIGHT:
        e->as.spotlight = (dgg_spotlight){.by = text, .key = text};
        break;
    case DGG_EVENT_SUB_ONLY:
        e->as.sub_only = (dgg_sub_only){true, INT32_MIN};
        break;
    case DGG_EVENT_SPOTLIGHTS:
        e->as.spotlights = (dgg_spotlights){list, DGG_SPOTLIGHTS};
        break;
    case DGG_EVENT_X_POST:
        e->as.x_post = (dgg_x_post){.handle = text, .url = text};
        break;
    case DGG_EVENT_VESTABOARD_LEAD:
    case DGG_EVENT_VESTABOARD_HOURLY:
    case DGG_EVENT_VESTABOARD_RESET:
        e->as.vestaboard = (dgg_vestaboard){
            .submitter = text, .artist = text, .total_cents = INT64_MIN};
        break;
    }
}

static void expect_harmless(const char *text) {
    for (int kind = 0; kind < DGG_EVENT_KINDS; kind++) {
        char out[ANNOUNCE_BYTES];
        dgg_event e;
        make_hostile(&e, text);
        e.kind = (dgg_event_kind)kind;
        fit_to_kind(&e, text);
        announce(out, &e);
        ck_assert_uint_lt(strlen(out), ANNOUNCE_BYTES);
        ck_assert_msg(utf8_is_valid(out, strlen(out)), "kind %d", kind);
        for (const char *p = out; *p != '\0'; p++) {
            test_require((unsigned char)*p >= 32 && *p != 127);
        }
    }
}

START_TEST(nothing_a_terminal_obeys_gets_through) {
    static char longest[16384];
    expect_harmless("\033]0;title\007\033[31m\n\x7f\xE2\x80\xAE%s%n");
    expect_harmless("\xff\xfe");
    memset(longest, 'a', sizeof longest - 1);
    expect_harmless(longest);
    for (size_t i = 0; i + 3 < sizeof longest; i += 3) {
        memcpy(longest + i, "\xE2\x82\xAC", 3);
    }
    longest[sizeof longest - sizeof longest % 3] = '\0';
    expect_harmless(longest);
}
END_TEST

/* A text that is too long ends with a whole character. */
START_TEST(cut_texts_end_with_a_character) {
    char text[3 * ANNOUNCE_BYTES + 1] = "";
    char out[ANNOUNCE_BYTES];
    for (size_t i = 0; i + 3 < sizeof text; i += 3) {
        memcpy(text + i, "\xE2\x82\xAC", 4);
    }
    for (const char *nick = "abcd"; *nick != '\0'; nick++) {
        dgg_event e = event_of(DGG_EVENT_PIN, nick, text);
        announce(out, &e);
        ck_assert_ptr_null(strstr(out, "\xEF\xBF\xBD"));
        ck_assert_uint_gt(strlen(out), ANNOUNCE_BYTES - 8);
    }
}
END_TEST

TEST_MAIN("model_announce", who_is_there, what_somebody_has_now, moderation,
          who_may_talk, deaths, phrases, what_the_site_asks, pins, spotlights,
          posts_elsewhere, some_have_no_sentence,
          nothing_a_terminal_obeys_gets_through, cut_texts_end_with_a_character)
