/* What happens in chat and becomes a line there, live or from HISTORY. */
#include "model_announce.h"
#include "model_gap.h"
#include "model_news.h"
#include "model_nick.h"
#include "model_parts.h"
#include "model_seen.h"

#include <stdlib.h>
#include <string.h>

static window *chat_of(model *m) {
    return m->windows.list[WINDOW_CHAT];
}

static line *dated_line(line_kind kind, int64_t time_ms, const char *nick,
                        const char *text) {
    line *l = line_new(kind, time_ms, nick, text, strlen(text));
    if (l != NULL) {
        l->is_dated = true;
    }
    return l;
}

/* Who wrote a message: as it says itself, completed by what is known. */
typedef struct author {
    uint8_t color;
    bool may_greentext; /* who pays or leads (chat-gui,
                           formatters/GreenTextFormatter.js) */
} author;

static author author_from(const dgg_user *user, const dgg_flairs *flairs) {
    return (author){
        .color = roster_color_of(user, flairs),
        .may_greentext =
            dgg_user_has(user, "subscriber") || roster_is_privileged(user),
    };
}

/* Whoever writes is here, and his flairs are the present ones. */
static const roster_user *meet(model *m, const dgg_user *user) {
    char chosen[MODEL_NICK_BYTES];
    model_list_keep(m, chosen);
    const roster_user *known = roster_join(m->roster, user, m->flairs);
    model_list_restore(m, chosen);
    return known;
}

static author author_of(model *m, const dgg_event *event) {
    const dgg_user *user = &event->user;
    bool has_features = (user->sent & DGG_USER_FEATURES) != 0;
    const roster_user *known =
        event->is_replay ? roster_find(m->roster, user->nick) : meet(m, user);
    if (known == NULL || (event->is_replay && has_features)) {
        return author_from(user, m->flairs);
    }
    return (author){known->color, known->is_subscriber || known->is_privileged};
}

static line *message_line(model *m, const dgg_event *event) {
    author by = author_of(m, event);
    line *l = model_said(event, LINE_MESSAGE);
    if (l != NULL) {
        l->color = by.color;
        l->is_green = by.may_greentext && *line_text(l) == '>';
        l->is_own = model_is_own(m, line_nick(l));
    }
    return l;
}

static line *death_line(model *m, const dgg_event *event) {
    char words[ANNOUNCE_BYTES];
    announce_death_words(words, event);
    line *l =
        dated_line(LINE_DEATH, event->timestamp_ms, event->user.nick, words);
    if (l != NULL) {
        l->color = author_of(m, event).color;
    }
    return l;
}

static line *announced_line(const dgg_event *event, line_kind kind) {
    char words[ANNOUNCE_BYTES];
    announce(words, event);
    return dated_line(kind, event->timestamp_ms, NULL, words);
}

static line *line_for(model *m, const dgg_event *event) {
    switch ((int)event->kind) {
    case DGG_EVENT_MESSAGE: return message_line(m, event);
    case DGG_EVENT_BROADCAST: return model_said(event, LINE_BROADCAST);
    case DGG_EVENT_DEATH: return death_line(m, event);
    case DGG_EVENT_MUTE:
    case DGG_EVENT_UNMUTE:
    case DGG_EVENT_BAN:
    case DGG_EVENT_UNBAN:
    case DGG_EVENT_SUB_ONLY:
    case DGG_EVENT_PHRASE_ADDED:
    case DGG_EVENT_PHRASE_REMOVED:
        return announced_line(event, LINE_MODERATION);
    default: return announced_line(event, LINE_EVENT);
    }
}

/* Whose lines a moderator, or he himself, takes away; NULL: nobody's. */
static const char *removed_nick(const dgg_event *event) {
    switch ((int)event->kind) {
    case DGG_EVENT_MUTE:
    case DGG_EVENT_BAN: return event->as.moderation.target;
    case DGG_EVENT_DEATH: return event->user.nick;
    default: return NULL;
    }
}

/* A replayed one takes away what was said before it, and that again: lines
 * from before it may have been missed until now. */
static void remove_lines(model *m, const dgg_event *event) {
    const char *target = removed_nick(event);
    if (target == NULL) {
        return;
    }
    char nick[MODEL_NICK_BYTES];
    model_nick_clean(nick, target);
    history_remove(&chat_of(m)->lines, nick,
                   event->is_replay ? event->timestamp_ms : INT64_MAX);
}

/* Replayed after a reconnect though it is on the screen already. What comes
 * live is always new. */
static bool is_repeated(model *m, const dgg_event *event) {
    if (event->is_replay) {
        return seen_check_replay(m->seen, event);
    }
    seen_add(m->seen, event);
    return false;
}

/* The line of a mass gift says how many there were; the own one is news. */
static bool is_folded(model *m, const dgg_event *event) {
    return news_is_in_mass_gift(&m->news, event) &&
           !model_is_own(m, event->as.paid.recipient.nick);
}

/* The HISTORY of a connection begins at this time. */
static void find_gap(model *m, int64_t oldest_ms) {
    char words[STATUS_BYTES];
    int64_t from_ms;
    if (gap_found(&m->gap, &from_ms, oldest_ms)) {
        gap_describe(words, sizeof words, from_ms, oldest_ms);
        model_insert(m, chat_of(m),
                     dated_line(LINE_GAP, oldest_ms - 1, NULL, words));
    }
}

const char *model_action_text(const char *text) {
    bool is_action = text[0] == '/' && (text[1] == 'm' || text[1] == 'M') &&
                     (text[2] == 'e' || text[2] == 'E') && text[3] == ' ';
    return is_action ? text + 4 : NULL;
}

line *model_said(const dgg_event *event, line_kind kind) {
    const char *text = event->text;
    const char *action = model_action_text(text);
    if (action != NULL) {
        text = action;
        kind = kind == LINE_MESSAGE ? LINE_ACTION : kind;
    }
    return dated_line(kind, event->timestamp_ms, event->user.nick, text);
}

void model_apply_history(model *m, const dgg_event *event) {
    seen_begin_replay(m->seen);
    if (event->as.entry_count == 0) {
        find_gap(m, event->timestamp_ms);
    }
}

void model_apply_line(model *m, const dgg_event *event, model_time now) {
    if (event->is_replay) {
        find_gap(m, event->timestamp_ms);
    } else if (event->kind == DGG_EVENT_MESSAGE) {
        status_count_message(&m->status, now.monotonic_ms);
    }
    remove_lines(m, event);
    if (is_repeated(m, event) || is_folded(m, event)) {
        return;
    }
    line *l = line_for(m, event);
    if (event->is_replay) {
        model_insert(m, chat_of(m), l);
    } else {
        model_append(m, chat_of(m), l);
        model_log_hear(m, event);
        news_put_on_bar(&m->news, event);
    }
    gap_shown(&m->gap, event->timestamp_ms);
}
