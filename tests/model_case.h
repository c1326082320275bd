/*
 * A model to try things on: events and keys in, effects and lines out. No
 * terminal, no clock, no network.
 */
#ifndef MODEL_CASE_H
#define MODEL_CASE_H

#include "input_key.h"
#include "model.h"
#include "test.h"
#include "utf8.h"

#include <string.h>

typedef struct model_case {
    model m;
    model_time now;
} model_case;

static inline void case_begin(model_case *c) {
    static const model_screen screen = {.columns = 80,
                                        .rows = 24,
                                        .text_columns = 80,
                                        .text_rows = 22,
                                        .list_rows = 10,
                                        .help_last = 33,
                                        .log_columns = 80,
                                        .log_rows = 20};
    *c = (model_case){.now = {.monotonic_ms = 50000,
                              .wall_ms = 1700000000000,
                              .person_ms = 70000}};
    ck_assert(model_init(&c->m));
    model_resize(&c->m, &screen);
}

static inline void case_end(model_case *c) {
    model_free(&c->m);
}

/* Time passes, by all clocks. */
static inline void case_wait(model_case *c, int64_t ms) {
    c->now.monotonic_ms += ms;
    c->now.wall_ms += ms;
    c->now.person_ms += ms;
}

/* The strings a kind has of its own; none is NULL. */
static inline void case_fill(dgg_event *event) {
    switch ((int)event->kind) {
    case DGG_EVENT_MUTE:
    case DGG_EVENT_UNMUTE:
    case DGG_EVENT_BAN:
    case DGG_EVENT_UNBAN: event->as.moderation.target = ""; break;
    case DGG_EVENT_ERROR: event->as.refusal.filtered = ""; break;
    case DGG_EVENT_BROADCAST: event->as.uuid = ""; break;
    case DGG_EVENT_PIN: event->as.pin.uuid = ""; break;
    case DGG_EVENT_POLL_START:
    case DGG_EVENT_POLL_STOP: event->as.poll.question = ""; break;
    case DGG_EVENT_SUBSCRIPTION:
    case DGG_EVENT_GIFT_SUB:
    case DGG_EVENT_MASS_GIFT:
    case DGG_EVENT_DONATION:
        event->as.paid = (dgg_paid){.uuid = "",
                                    .tier_label = "",
                                    .audio_url = "",
                                    .recipient.nick = ""};
        break;
    case DGG_EVENT_SPOTLIGHT:
    case DGG_EVENT_UNSPOTLIGHT:
        event->as.spotlight = (dgg_spotlight){
            .key = "", .uuid = "", .by = "", .author.nick = "", .text = ""};
        break;
    case DGG_EVENT_X_POST:
        event->as.x_post = (dgg_x_post){.handle = "", .url = "", .uuid = ""};
        break;
    case DGG_EVENT_VESTABOARD_LEAD:
    case DGG_EVENT_VESTABOARD_HOURLY:
    case DGG_EVENT_VESTABOARD_RESET:
        event->as.vestaboard = (dgg_vestaboard){
            .submitter = "", .artist = "", .design_id = "", .uuid = ""};
        break;
    }
}

/* An event of a frame, from somebody, now. */
static inline dgg_event case_event(const model_case *c, dgg_event_kind kind,
                                   const char *nick, const char *text) {
    dgg_event event = {
        .kind = kind,
        .received_ms = c->now.wall_ms,
        .timestamp_ms = c->now.wall_ms,
        .user = {.nick = nick},
        .text = text,
        .name = "",
        .payload = "",
    };
    case_fill(&event);
    return event;
}

static inline void receive(model_case *c, dgg_event_kind kind, const char *nick,
                           const char *text) {
    dgg_event event = case_event(c, kind, nick, text);
    model_apply(&c->m, &event, c->now);
}

/* Connected and logged in as `nick`; "" is anonymous. */
static inline void go_online(model_case *c, const char *nick) {
    receive(c, DGG_EVENT_OPEN, "", "");
    receive(c, DGG_EVENT_ME, nick, "");
}

static inline void press(model_case *c, const char *name) {
    input_key key;
    ck_assert_msg(input_key_parse(&key, name), "no such key: %s", name);
    model_key(&c->m, key, c->now);
}

static inline void type_text(model_case *c, const char *text) {
    size_t bytes = strlen(text);
    while (bytes > 0) {
        input_key key = {0};
        size_t size = utf8_decode(text, bytes, &key.code, NULL);
        model_key(&c->m, key, c->now);
        text += size;
        bytes -= size;
    }
}

static inline void enter(model_case *c, const char *text) {
    type_text(c, text);
    press(c, "Enter");
}

static inline const char *typed(const model_case *c) {
    return windows_shown(&c->m.windows)->input.text;
}

/* The n-th line from the end of a window: 0 is the newest. */
static inline const line *line_at(const window *w, size_t back) {
    ck_assert_msg(history_count(&w->lines) > back, "no line %zu", back);
    return history_get(&w->lines, w->lines.next - 1 - back);
}

static inline const line *chat_line(const model_case *c, size_t back) {
    return line_at(c->m.windows.list[WINDOW_CHAT], back);
}

static inline void expect_line(const line *l, line_kind kind, const char *nick,
                               const char *text) {
    ck_assert_str_eq(line_text(l), text);
    ck_assert_str_eq(line_nick(l), nick);
    ck_assert_int_eq(l->kind, kind);
}

static inline window *talk_with(model_case *c, const char *nick) {
    window *talk = windows_find(&c->m.windows, nick);
    ck_assert_msg(talk != NULL, "no conversation with %s", nick);
    return talk;
}

/* Takes the next effect, which has to be this one; its tag. "" is no nick or
 * text. */
static inline uint64_t expect_effect(model_case *c, effect_kind kind,
                                     const char *nick, const char *text) {
    effect one;
    ck_assert_msg(effects_take(&c->m.effects, &one), "no effect");
    ck_assert_int_eq(one.kind, kind);
    ck_assert_str_eq(one.nick == NULL ? "" : one.nick, nick);
    ck_assert_str_eq(one.text == NULL ? "" : one.text, text);
    uint64_t tag = one.tag;
    effect_free(&one);
    return tag;
}

static inline void expect_no_effect(model_case *c) {
    ck_assert_uint_eq(c->m.effects.count, 0);
}

static inline void drop_effects(model_case *c) {
    effects_free(&c->m.effects);
}

static inline void expect_hint(const model_case *c, const char *part) {
    const char *hint = status_hint_at(&c->m.status, c->now.person_ms);
    ck_assert_msg(strstr(hint, part) != NULL, "hint: \"%s\"", hint);
}

#endif
