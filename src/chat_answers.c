/*
 * Which event answers which command: the server does not say.
 *
 * A whisper is answered by PRIVMSGSENT, most others by what everybody is then
 * told, all by ERR. The server answers one command after the other, and of the
 * answers to whispers it loses none (destinygg/chat, connection.go). So while
 * one is overdue the next answer to a whisper is that one, and not that of a
 * command that went out later. Of what everybody is told it may lose some, so
 * none of that is overdue.
 */
#include "chat_internal.h"
#include "text_trim.h"

#include <stdlib.h>
#include <string.h>

/* Others may do the same at the same time, so where the event names who did it
 * that has to be us. Nothing confirms what is not here. */
static const struct confirmation {
    dgg_command_kind command;
    dgg_event_kind event;
    bool names_us;
} confirmations[] = {
    {DGG_COMMAND_MESSAGE, DGG_EVENT_MESSAGE, true},
    {DGG_COMMAND_WHISPER, DGG_EVENT_WHISPER_SENT, false},
    {DGG_COMMAND_MUTE, DGG_EVENT_MUTE, true},
    {DGG_COMMAND_UNMUTE, DGG_EVENT_UNMUTE, true},
    {DGG_COMMAND_BAN, DGG_EVENT_BAN, true},
    {DGG_COMMAND_UNBAN, DGG_EVENT_UNBAN, true},
    {DGG_COMMAND_SUB_ONLY, DGG_EVENT_SUB_ONLY, true},
    {DGG_COMMAND_BROADCAST, DGG_EVENT_BROADCAST, false},
    {DGG_COMMAND_PIN, DGG_EVENT_PIN, true},
    {DGG_COMMAND_START_POLL, DGG_EVENT_POLL_START, true},
    {DGG_COMMAND_STOP_POLL, DGG_EVENT_POLL_STOP, false},
    {DGG_COMMAND_CAST_VOTE, DGG_EVENT_VOTE_COUNTED, false},
    {DGG_COMMAND_CAST_VOTE, DGG_EVENT_VOTE_CAST, true}, /* until 2025 */
    {DGG_COMMAND_ADD_PHRASE, DGG_EVENT_PHRASE_ADDED, true},
    {DGG_COMMAND_REMOVE_PHRASE, DGG_EVENT_PHRASE_REMOVED, true},
    {DGG_COMMAND_DIE, DGG_EVENT_DEATH, true},
    {DGG_COMMAND_REMOVE_EVENT, DGG_EVENT_PAID_EVENTS, false},
    {DGG_COMMAND_SPOTLIGHT, DGG_EVENT_SPOTLIGHT, false},
    {DGG_COMMAND_UNSPOTLIGHT, DGG_EVENT_UNSPOTLIGHT, false},
    {DGG_COMMAND_PING, DGG_EVENT_PONG, false},
};

/* Sets of commands. */
#define ONE(kind) (1U << DGG_COMMAND_##kind)

enum {
    ANY = (1U << DGG_COMMAND_KINDS) - 1U - ONE(PING),
    TALK = ONE(MESSAGE) | ONE(WHISPER),
    TEXTS = TALK | ONE(BROADCAST) | ONE(PIN) | ONE(START_POLL),
    ORDERS = ONE(MUTE) | ONE(UNMUTE) | ONE(BAN) | ONE(UNBAN),
};

/* What an ERR may refuse; what is not here may refuse any. Source:
 * destinygg/chat, connection.go and api.go; chat-gui, const.js. */
static unsigned concern_of(const char *description) {
    static const struct {
        const char *description;
        unsigned commands;
    } known[] = {
        {"muted", ONE(MESSAGE)}, /* muted people may whisper */
        {"submode", ONE(MESSAGE)},
        {"duplicate", ONE(MESSAGE)},
        {"bannedphrase", TEXTS},
        {"invalidmsg", TEXTS},
        {"msgempty", TEXTS},
        {"msgtoolong", TEXTS},
        {"nochatting", ANY & ~ORDERS},
        {"notfound", ONE(WHISPER) | ORDERS | ONE(SPOTLIGHT) | ONE(UNSPOTLIGHT)},
        {"privmsgbanned", ONE(WHISPER)},
        {"privmsgaccounttooyoung", ONE(WHISPER)},
        {"needbanreason", ONE(BAN)},
        {"cantbanprotected", ONE(DIE) | ONE(BAN) | ONE(MUTE)},
        {"activepoll", ONE(START_POLL)},
        {"noactivepoll", ONE(STOP_POLL) | ONE(CAST_VOTE)},
        {"alreadyvoted", ONE(CAST_VOTE)},
        {"duplicatephrase", ONE(ADD_PHRASE)},
        {"invalidphrase", ONE(ADD_PHRASE) | ONE(REMOVE_PHRASE)},
        {"nophrase", ONE(REMOVE_PHRASE)},
        {"cantremoveevent", ONE(REMOVE_EVENT)},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(known[i].description, description) == 0) {
            return known[i].commands;
        }
    }
    return ANY;
}

static bool may_refuse(const char *description, dgg_command_kind kind) {
    return (concern_of(description) & 1U << kind) != 0;
}

static bool is_same_nick(const char *a, const char *b) {
    return a[0] != '\0' && dgg_nick_compare(a, b) == 0;
}

/* The server trims what it repeats. */
static bool is_same_text(const char *a, const char *b) {
    size_t a_bytes = 0;
    size_t b_bytes = 0;
    a = text_trim(a, &a_bytes);
    b = text_trim(b, &b_bytes);
    return a_bytes == b_bytes && memcmp(a, b, a_bytes) == 0;
}

/* The event is of the right kind; does it repeat what the command said? */
static bool repeats(const command *c, const dgg_event *event) {
    switch (c->kind) {
    case DGG_COMMAND_MESSAGE:
    case DGG_COMMAND_BROADCAST:
    case DGG_COMMAND_PIN:
    case DGG_COMMAND_ADD_PHRASE:
    case DGG_COMMAND_REMOVE_PHRASE: return is_same_text(c->text, event->text);
    case DGG_COMMAND_MUTE:
    case DGG_COMMAND_UNMUTE:
    case DGG_COMMAND_BAN:
    case DGG_COMMAND_UNBAN:
        return is_same_nick(c->nick, event->as.moderation.target);
    case DGG_COMMAND_SUB_ONLY:
        return event->as.sub_only.is_on == (strcmp(c->text, "on") == 0);
    case DGG_COMMAND_START_POLL:
        return is_same_text(c->text, event->as.poll.question);
    case DGG_COMMAND_CAST_VOTE:
        return event->as.vote.option == strtol(c->text, NULL, 10);
    case DGG_COMMAND_SPOTLIGHT:
        return is_same_nick(c->nick, event->user.nick) &&
               is_same_text(c->text, event->text);
    case DGG_COMMAND_UNSPOTLIGHT:
        return strcmp(c->text, event->as.spotlight.key) == 0;
    case DGG_COMMAND_WHISPER:
    case DGG_COMMAND_STOP_POLL:
    case DGG_COMMAND_DIE:
    case DGG_COMMAND_RELOAD_USERS:
    case DGG_COMMAND_REMOVE_EVENT:
    case DGG_COMMAND_PING:
    case DGG_COMMAND_KINDS: break;
    }
    return true;
}

static bool confirms(const struct confirmation *one, const command *c,
                     const dgg_event *event, const char *own_nick) {
    return one->command == c->kind && one->event == event->kind &&
           (!one->names_us || is_same_nick(own_nick, event->user.nick)) &&
           repeats(c, event);
}

bool chat_answer_names_us(dgg_command_kind kind) {
    for (size_t i = 0; i < sizeof confirmations / sizeof *confirmations; i++) {
        if (confirmations[i].command == kind) {
            return confirmations[i].names_us;
        }
    }
    return false;
}

chat_answer chat_answer_to(const command *c, const dgg_event *event,
                           const char *own_nick) {
    if (event->kind == DGG_EVENT_ERROR) {
        return may_refuse(event->text, c->kind) ? CHAT_ANSWER_NO
                                                : CHAT_ANSWER_NONE;
    }
    for (size_t i = 0; i < sizeof confirmations / sizeof *confirmations; i++) {
        if (confirms(&confirmations[i], c, event, own_nick)) {
            return CHAT_ANSWER_YES;
        }
    }
    return CHAT_ANSWER_NONE;
}

void chat_overdue_add(chat_overdue *overdue, int64_t now_ms) {
    overdue->count++;
    overdue->until_ms = now_ms + CHAT_OVERDUE_MS;
}

bool chat_overdue_take(chat_overdue *overdue, const dgg_event *event,
                       int64_t now_ms) {
    bool answers_whisper = event->kind == DGG_EVENT_WHISPER_SENT ||
                           (event->kind == DGG_EVENT_ERROR &&
                            may_refuse(event->text, DGG_COMMAND_WHISPER));
    if (now_ms >= overdue->until_ms) {
        overdue->count = 0;
    }
    if (overdue->count == 0 || !answers_whisper) {
        return false;
    }
    overdue->count--;
    return true;
}
