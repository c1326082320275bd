/* What arrives, event by event. */
#include "model_nick.h"
#include "model_parts.h"
#include "model_words.h"

#include <string.h>

static window *chat_of(model *m) {
    return m->windows.list[WINDOW_CHAT];
}

/* The whisper in its conversation; the window it went to, or NULL. */
static window *put_in_talk(model *m, const char *nick, const dgg_event *event,
                           uint8_t color) {
    window *talk = windows_open(&m->windows, nick);
    if (talk == NULL) {
        return NULL;
    }
    line *l = model_said(event, LINE_MESSAGE);
    if (l != NULL) {
        l->color = color;
    }
    model_append(m, talk, l);
    talk->active_ms = event->timestamp_ms;
    return talk;
}

static void apply_whisper(model *m, const dgg_event *event) {
    char nick[MODEL_NICK_BYTES];
    model_nick_clean(nick, event->user.nick);
    const roster_user *user = roster_find(m->roster, nick);
    uint8_t color = user == NULL ? 0 : user->color;
    line *l = model_said(event, LINE_WHISPER);
    if (l != NULL) {
        l->color = color;
    }
    model_append(m, chat_of(m), l);
    window *talk = *nick == '\0' ? NULL : put_in_talk(m, nick, event, color);
    bool is_read = m->focus == FOCUS_INPUT && talk != NULL &&
                   talk == windows_current(&m->windows);
    if (talk != NULL && !is_read) {
        talk->unread++;
    }
    memcpy(m->windows.last_whisperer, nick, sizeof nick);
    model_want(m, EFFECT_BELL);
}

/* After a routine end only somebody else is news. */
static void apply_me(model *m, const dgg_event *event, model_time now) {
    char before[MODEL_NICK_BYTES];
    memcpy(before, m->own_nick, sizeof before);
    model_nick_clean(m->own_nick, event->user.nick);
    m->own_id = event->user.id;
    if (!m->status.is_routine || strcmp(before, m->own_nick) != 0) {
        model_tell_own(m, event, now);
    }
}

static void apply_names(model *m, const dgg_event *event, model_time now) {
    m->connection_count = event->as.names.connection_count;
    roster_replace(m->roster, &event->as.names, m->flairs);
    if (!m->status.is_routine) {
        model_tell_own(m, event, now);
    }
}

static void apply_delta(model *m, const dgg_users_delta *delta) {
    for (size_t i = 0; i < delta->user_count; i++) {
        roster_join(m->roster, &delta->users[i], m->flairs);
    }
    for (size_t i = 0; i < delta->removed_count; i++) {
        roster_quit(m->roster, delta->removed[i]);
    }
}

/* By the id where both are known; the nick may be new. */
static bool is_self(const model *m, const dgg_user *user) {
    if (user->id > 0 && m->own_id > 0) {
        return user->id == m->own_id;
    }
    return model_is_own(m, user->nick);
}

static void apply_update(model *m, const dgg_event *event, model_time now) {
    roster_update(m->roster, &event->user, m->flairs);
    if (is_self(m, &event->user)) {
        model_tell_own(m, event, now);
    }
}

/* The list's chosen entry stays the same person while others come and go. */
static void apply_presence(model *m, const dgg_event *event, model_time now) {
    char chosen[MODEL_NICK_BYTES];
    if (event->is_replay) {
        return;
    }
    model_list_keep(m, chosen);
    switch ((int)event->kind) {
    case DGG_EVENT_NAMES: apply_names(m, event, now); break;
    case DGG_EVENT_JOIN: roster_join(m->roster, &event->user, m->flairs); break;
    case DGG_EVENT_QUIT: roster_quit(m->roster, event->user.nick); break;
    case DGG_EVENT_USERS_DELTA: apply_delta(m, &event->as.users_delta); break;
    case DGG_EVENT_USER_UPDATED: apply_update(m, event, now); break;
    case DGG_EVENT_WHISPER: apply_whisper(m, event); break;
    }
    model_list_restore(m, chosen);
}

/* What the site wants of the connection; the library does it. */
static void apply_request(model *m, const dgg_event *event, model_time now) {
    if (!event->is_replay) {
        model_tell_own(m, event, now);
    }
}

/* The reader asks for the profile only where the server does not tell it. */
static void apply_site_error(model *m, const dgg_event *event, model_time now) {
    char words[STATUS_BYTES];
    words_format(words, sizeof words, "The site was asked for the %s: %s.",
                 event->as.site.request, event->text);
    model_notice(m, words, true, now);
}

/* The status line shows the present problem; the chat window is told once,
 * however many tries fail with it. */
static void apply_link(model *m, const dgg_event *event, model_time now) {
    char told[STATUS_BYTES];
    if (event->kind == DGG_EVENT_OPEN) {
        gap_opened(&m->gap);
    } else if (event->kind == DGG_EVENT_CLOSE) {
        gap_closed(&m->gap);
        model_lose_poll(m, now);
    }
    memcpy(told, m->status.problem, sizeof told);
    status_apply(&m->status, event, now.monotonic_ms);
    if (event->kind != DGG_EVENT_CLOSE || m->status.is_routine ||
        strcmp(told, m->status.problem) == 0) {
        return;
    }
    bool is_error = event->as.close.error != DGG_OK;
    model_notice(m, m->status.problem, is_error, now);
}

static void apply(model *m, const dgg_event *event, model_time now) {
    switch (event->kind) {
    case DGG_EVENT_MESSAGE:
    case DGG_EVENT_BROADCAST:
    case DGG_EVENT_MUTE:
    case DGG_EVENT_UNMUTE:
    case DGG_EVENT_BAN:
    case DGG_EVENT_UNBAN:
    case DGG_EVENT_SUB_ONLY:
    case DGG_EVENT_DEATH:
    case DGG_EVENT_PHRASE_ADDED:
    case DGG_EVENT_PHRASE_REMOVED:
    case DGG_EVENT_SUBSCRIPTION:
    case DGG_EVENT_GIFT_SUB:
    case DGG_EVENT_MASS_GIFT:
    case DGG_EVENT_DONATION:
    case DGG_EVENT_SPOTLIGHT:
    case DGG_EVENT_UNSPOTLIGHT:
    case DGG_EVENT_X_POST:
    case DGG_EVENT_VESTABOARD_LEAD:
    case DGG_EVENT_VESTABOARD_HOURLY:
    case DGG_EVENT_VESTABOARD_RESET: model_apply_line(m, event, now); break;
    case DGG_EVENT_POLL_START:
    case DGG_EVENT_POLL_STOP:
    case DGG_EVENT_VOTE_CAST:
    case DGG_EVENT_VOTE_COUNTED:
    case DGG_EVENT_PAID_EVENTS:
    case DGG_EVENT_PIN:
    case DGG_EVENT_SPOTLIGHTS: model_apply_standing(m, event, now); break;
    case DGG_EVENT_NAMES:
    case DGG_EVENT_JOIN:
    case DGG_EVENT_QUIT:
    case DGG_EVENT_USERS_DELTA:
    case DGG_EVENT_USER_UPDATED:
    case DGG_EVENT_WHISPER: apply_presence(m, event, now); break;
    case DGG_EVENT_CONNECTING:
    case DGG_EVENT_OPEN:
    case DGG_EVENT_CLOSE: apply_link(m, event, now); break;
    case DGG_EVENT_ME: apply_me(m, event, now); break;
    case DGG_EVENT_SEND_RESULT: model_apply_outcome(m, event, now); break;
    case DGG_EVENT_SITE_ERROR: apply_site_error(m, event, now); break;
    case DGG_EVENT_ERROR: model_apply_refusal(m, event, now); break;
    case DGG_EVENT_HISTORY: model_apply_history(m, event); break;
    case DGG_EVENT_REFRESH:
    case DGG_EVENT_RELOAD: apply_request(m, event, now); break;
    case DGG_EVENT_WHISPER_SENT:
    case DGG_EVENT_PING:
    case DGG_EVENT_PONG:
    case DGG_EVENT_UNKNOWN:
    case DGG_EVENT_KINDS: break;
    }
}

void model_apply(model *m, const dgg_event *event, model_time now) {
    if (event->is_bar_entry) {
        model_apply_bar_entry(m, event, now);
        return;
    }
    model_close_bar(m, now);
    apply(m, event, now);
}
