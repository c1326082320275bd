/* What arrives, event by event. */
#include "model_nick.h"
#include "model_parts.h"
#include "model_seen.h"
#include "model_words.h"

#include <stdio.h>
#include <string.h>

static window *chat_of(model *m) {
    return m->windows.list[WINDOW_CHAT];
}

/* What follows "/me " in any case, or NULL (chat-gui, chat.js). */
static const char *action_text(const char *text) {
    bool is_action = text[0] == '/' && (text[1] == 'm' || text[1] == 'M') &&
                     (text[2] == 'e' || text[2] == 'E') && text[3] == ' ';
    return is_action ? text + 4 : NULL;
}

/* Greentext is for those who pay or lead (chat-gui,
 * formatters/GreenTextFormatter.js). */
static bool is_green(const char *text, const dgg_user *user) {
    return *text == '>' &&
           (dgg_user_has(user, "subscriber") || roster_is_privileged(user));
}

/* A line somebody said; "/me" turns it into an action. */
static line *said(const dgg_event *event, line_kind kind) {
    const char *text = event->text;
    const char *action = action_text(text);
    if (action != NULL) {
        text = action;
        kind = kind == LINE_MESSAGE ? LINE_ACTION : kind;
    }
    line *l = line_new(kind, event->timestamp_ms, event->user.nick, text,
                       strlen(text));
    if (l != NULL) {
        l->is_dated = true;
    }
    return l;
}

/* Replayed after a reconnect though it is on the screen already. */
static bool is_repeated(model *m, const dgg_event *event) {
    if (event->is_replay) {
        return seen_check_replay(m->seen, event);
    }
    seen_add(m->seen, event);
    return false;
}

static void apply_message(model *m, const dgg_event *event, model_time now) {
    if (!event->is_replay) {
        status_count_message(&m->status, now.monotonic_ms);
    }
    line *l = said(event, LINE_MESSAGE);
    if (l == NULL) {
        return;
    }
    l->color = roster_color_of(&event->user, m->flairs);
    l->is_green = is_green(line_text(l), &event->user);
    l->is_own = model_is_own(m, line_nick(l));
    model_append(m, chat_of(m), l);
}

static const char *verb_of(dgg_event_kind kind) {
    if (kind == DGG_EVENT_MUTE) {
        return "muted";
    }
    if (kind == DGG_EVENT_UNMUTE) {
        return "unmuted";
    }
    return kind == DGG_EVENT_BAN ? "banned" : "unbanned";
}

/* "Bob muted 10m by Mod" */
static void apply_moderation(model *m, const dgg_event *event) {
    char duration[WORDS_DURATION_BYTES];
    char text[STATUS_BYTES];
    bool has_end = event->kind == DGG_EVENT_MUTE;
    bool has_author = *event->user.nick != '\0';
    words_for_duration(duration, has_end ? event->as.moderation.duration_s : 0);
    words_format(text, sizeof text, "%s %s%s%s%s%s",
                 event->as.moderation.target, verb_of(event->kind),
                 *duration != '\0' ? " " : "", duration,
                 has_author ? " by " : "", event->user.nick);
    model_append(m, chat_of(m),
                 line_new(LINE_MODERATION, event->timestamp_ms, NULL, text,
                          strlen(text)));
}

/* The whisper in its conversation; the window it went to, or NULL. */
static window *put_in_talk(model *m, const char *nick, const dgg_event *event,
                           uint8_t color) {
    window *talk = windows_open(&m->windows, nick);
    if (talk == NULL) {
        return NULL;
    }
    line *l = said(event, LINE_MESSAGE);
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
    line *l = said(event, LINE_WHISPER);
    if (l != NULL) {
        l->color = color;
    }
    model_append(m, chat_of(m), l);
    window *talk = *nick == '\0' ? NULL : put_in_talk(m, nick, event, color);
    if (event->is_replay) {
        return;
    }
    bool is_read = m->focus == FOCUS_INPUT && talk != NULL &&
                   talk == windows_current(&m->windows);
    if (talk != NULL && !is_read) {
        talk->unread++;
    }
    memcpy(m->windows.last_whisperer, nick, sizeof nick);
    model_want(m, EFFECT_BELL);
}

static void apply_me(model *m, const dgg_event *event, model_time now) {
    char text[STATUS_BYTES];
    model_nick_clean(m->own_nick, event->user.nick);
    if (*m->own_nick == '\0') {
        snprintf(text, sizeof text, "Connected, reading only: not logged in.");
    } else {
        snprintf(text, sizeof text, "Connected as %s.", m->own_nick);
    }
    model_notice(m, text, false, now);
}

static void apply_names(model *m, const dgg_event *event, model_time now) {
    char text[STATUS_BYTES];
    m->connection_count = event->as.names.connection_count;
    roster_replace(m->roster, &event->as.names, m->flairs);
    snprintf(text, sizeof text, "%zu users are here, %lld connections.",
             roster_count(m->roster), (long long)m->connection_count);
    model_notice(m, text, false, now);
}

/* The list's chosen entry stays the same person while others come and go. */
static void apply_presence(model *m, const dgg_event *event, model_time now) {
    char chosen[MODEL_NICK_BYTES];
    model_list_keep(m, chosen);
    if (event->kind == DGG_EVENT_NAMES) {
        apply_names(m, event, now);
    } else if (event->kind == DGG_EVENT_JOIN) {
        roster_join(m->roster, &event->user, m->flairs);
    } else if (event->kind == DGG_EVENT_QUIT) {
        roster_quit(m->roster, event->user.nick);
    } else {
        apply_whisper(m, event);
    }
    model_list_restore(m, chosen);
}

/* A server that restarts says so with 1001, and we are back within a second
 * (chat-gui, source.js): nothing to tell. */
static bool is_routine(const dgg_close *end) {
    return end->error == DGG_ERROR_CLOSED && end->code == 1001 &&
           end->retry_ms >= 0;
}

/* The status line shows the present problem; the chat window is told once,
 * however many tries fail with it. */
static void apply_link(model *m, const dgg_event *event, model_time now) {
    char told[STATUS_BYTES];
    memcpy(told, m->status.problem, sizeof told);
    status_apply(&m->status, event, now.monotonic_ms);
    if (event->kind != DGG_EVENT_CLOSE || is_routine(&event->as.close) ||
        strcmp(told, m->status.problem) == 0) {
        return;
    }
    bool is_error = event->as.close.error != DGG_OK;
    model_notice(m, m->status.problem, is_error, now);
}

static void apply_shown(model *m, const dgg_event *event, model_time now) {
    if (is_repeated(m, event)) {
        return;
    }
    if (event->kind == DGG_EVENT_MESSAGE) {
        apply_message(m, event, now);
    } else if (event->kind == DGG_EVENT_BROADCAST) {
        model_append(m, chat_of(m), said(event, LINE_BROADCAST));
    } else {
        apply_moderation(m, event);
    }
}

void model_apply(model *m, const dgg_event *event, model_time now) {
    switch (event->kind) {
    case DGG_EVENT_MESSAGE:
    case DGG_EVENT_BROADCAST:
    case DGG_EVENT_MUTE:
    case DGG_EVENT_UNMUTE:
    case DGG_EVENT_BAN:
    case DGG_EVENT_UNBAN: apply_shown(m, event, now); break;
    case DGG_EVENT_NAMES:
    case DGG_EVENT_JOIN:
    case DGG_EVENT_QUIT:
    case DGG_EVENT_WHISPER: apply_presence(m, event, now); break;
    case DGG_EVENT_CONNECTING:
    case DGG_EVENT_OPEN:
    case DGG_EVENT_CLOSE: apply_link(m, event, now); break;
    case DGG_EVENT_ME: apply_me(m, event, now); break;
    case DGG_EVENT_SEND_RESULT: model_apply_outcome(m, event, now); break;
    case DGG_EVENT_ERROR: model_apply_refusal(m, event, now); break;
    case DGG_EVENT_HISTORY: seen_begin_replay(m->seen); break;
    case DGG_EVENT_WHISPER_SENT:
    case DGG_EVENT_PING:
    case DGG_EVENT_PONG:
    case DGG_EVENT_USERS_DELTA:
    case DGG_EVENT_USER_UPDATED:
    case DGG_EVENT_REFRESH:
    case DGG_EVENT_RELOAD:
    case DGG_EVENT_SUB_ONLY:
    case DGG_EVENT_DEATH:
    case DGG_EVENT_PHRASE_ADDED:
    case DGG_EVENT_PHRASE_REMOVED:
    case DGG_EVENT_POLL_START:
    case DGG_EVENT_POLL_STOP:
    case DGG_EVENT_VOTE_CAST:
    case DGG_EVENT_VOTE_COUNTED:
    case DGG_EVENT_SUBSCRIPTION:
    case DGG_EVENT_GIFT_SUB:
    case DGG_EVENT_MASS_GIFT:
    case DGG_EVENT_DONATION:
    case DGG_EVENT_PAID_EVENTS:
    case DGG_EVENT_PIN:
    case DGG_EVENT_SPOTLIGHT:
    case DGG_EVENT_UNSPOTLIGHT:
    case DGG_EVENT_SPOTLIGHTS:
    case DGG_EVENT_X_POST:
    case DGG_EVENT_VESTABOARD_LEAD:
    case DGG_EVENT_VESTABOARD_HOURLY:
    case DGG_EVENT_VESTABOARD_RESET:
    case DGG_EVENT_UNKNOWN:
    case DGG_EVENT_KINDS: break;
    }
}
